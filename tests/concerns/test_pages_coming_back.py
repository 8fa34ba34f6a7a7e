"""Coming back with five words: it waits, it is answered, it is not good enough, it is taken back (C3, C9, C11, P44)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.concerns.served import GO_ON, Served, five_words, is_receipt
from tests.conftest import PEPPER
from tests.pages import PageClient
from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.telling import Words
from wardvoice.concerns.models import LetterCopy, Retelling
from wardvoice.concerns.rules import State, Telling, Theme, Where
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.sealing import CannotOpen

ANSWER = "I spoke to them. It will not happen again."
SHOW, STANDS = "Show it to me", "Show how it stands"
TAKE_IT_BACK, YES_TAKE_IT = "Take it back", "Yes, take it back"


def as_reader(served: Served, name: str, command: Any, **facts: Any) -> None:
    """Let a reader do something with the one concern there is."""
    account = served.accounts[name]
    role = Role(account.job)
    actor = Actor(Door.OWN_DEVICE, served.ward.id, account.id, name, frozenset({role}))
    (concern,) = served.concerns()
    with Session(served.apart, expire_on_commit=False) as session, Session(served.main) as main:
        case = queries.case(session, main, account.id, concern.id, served.clock.today)
        work = ApartWork(session, actor, served.clock, PEPPER)
        command(work, case, **facts)
        work.commit()


def is_answered(served: Served, words: str = ANSWER) -> None:
    """Let it be passed on, read and answered, and the answer be passed on, too."""
    served.passes_on()
    facts = {"theme": Theme.STAFF_CONDUCT, "about_staff": True, "treated_differently": False}
    as_reader(served, "Ines", commands.acknowledge, **facts)
    as_reader(served, "Ines", commands.answer, words=words)
    served.it_is(served.clock.today, 19)


def comes_back(served: Served, words: str) -> PageClient:
    client = served.nobody()
    client.get("/answer")
    client.submit("Look for an answer", five=words)
    return client


@pytest.fixture
def sent(served: Served) -> str:
    return five_words(served.sends("The night nurse pushed me", wants="words").page)


def test_until_it_leaves_it_says_when_and_can_be_taken_back(served: Served, sent: str) -> None:
    client = comes_back(served, sent)
    assert client.page.one("h1").text == "Nothing new yet"
    client.submit(STANDS)
    assert "It leaves on Monday 2 March at 13:00." in client.page.text
    assert "pushed" not in client.page.text, "one's own words are never shown again"
    client.follow(TAKE_IT_BACK)
    assert client.page.one("h1").text == "Take it back?"
    assert len(served.waiting()) == 1, "a look changes nothing"
    client.submit(YES_TAKE_IT)
    assert is_receipt(client.page)
    assert "Nothing of it is stored any more." in client.page.text
    assert served.waiting() == []


def test_there_is_an_answer_comes_first_and_its_words_after_one_more_tap(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    assert client.page.one("h1").text == "There is an answer"
    assert ANSWER not in client.page.text
    client.submit(SHOW)
    assert client.page.one("blockquote").text == ANSWER
    assert "pushed" not in client.page.text


def test_without_an_answer_the_page_says_how_it_stands(served: Served, sent: str) -> None:
    served.passes_on()
    client = comes_back(served, sent)
    client.submit(STANDS)
    assert "It has been passed on. Nobody has said yet that they read it." in client.page.text
    assert "There is no answer yet." in client.page.text


def test_more_words_leave_at_the_next_set_time_to_the_same_people(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.follow("Write again")
    client.submit("Send it to the same people", words=" ", status=422)
    client.submit("Send it to the same people", words="It happened again")
    assert is_receipt(client.page)
    assert "It leaves on Tuesday 3 March at 07:00." in client.page.text
    assert len(served.waiting()) == 1
    served.it_is(served.clock.today.replace(day=3), 7)
    assert letters(served, "Omar") == [ANSWER, "It happened again"]
    assert letters(served, "Wren") is None


def test_more_words_that_sound_serious_are_asked_about_and_a_no_is_marked(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.follow("Write again")
    client.submit("Send it to the same people", words="I won't be here by morning")
    assert client.page.one("h1").text == "This sounds serious. Shall we tell someone now?"
    client.submit("No")
    assert is_receipt(client.page)
    served.it_is(served.clock.today.replace(day=3), 7)
    marked = "May be urgent. The writer said no to telling somebody now.\n\nI won't be here by morning"
    assert letters(served, "Ines") == [ANSWER, marked]


def letters(served: Served, name: str) -> list[str] | None:
    (concern,) = served.concerns()
    with Session(served.apart) as session:
        try:
            opened = queries.opened(session, concern, served.holder(name).key_id, served.keys[name].private)
        except CannotOpen:
            return None
        return [letter.words for letter in opened.letters]


def test_who_was_left_out_does_not_get_the_later_words_either(served: Served) -> None:
    omar = str(served.holder("Omar").key_id)
    client = served.to_send(served.nobody(), "It is about Omar", left_out=[omar])
    client.submit("Send to the advocate", wants="words")
    words = five_words(client.page)
    served.passes_on()
    client = comes_back(served, words)
    client.submit(STANDS)
    client.follow("Write again")
    client.submit("Send it to the same people", words="He did it again")
    served.it_is(served.clock.today, 19)
    assert letters(served, "Ines") == ["He did it again"]
    with Session(served.apart) as session:
        assert list(session.scalars(select(LetterCopy.key_id))) == [served.holder("Ines").key_id]


def test_not_good_enough_opens_it_again(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.submit("Not good enough")
    assert served.concerns()[0].state is State.ANSWERED, "no moment tells who was at the terminal"
    assert "You said: not good enough. It leaves on Tuesday 3 March at 07:00." in client.page.one("main").text
    assert "Not good enough" not in [button.text for button in client.page.all("button")]
    served.it_is(served.clock.today.replace(day=3), 7)
    assert served.concerns()[0].state is State.LOOKED_INTO


def test_taken_back_after_it_was_read_its_reader_is_told(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.follow(TAKE_IT_BACK)
    assert "If somebody has read them, they are told" in client.page.text
    client.follow("Leave it as it is")
    assert served.waiting() == [], "neither the question nor the way back does anything"
    client.follow(TAKE_IT_BACK)
    client.submit(YES_TAKE_IT)
    assert "Whoever has read it is told." in client.page.text
    served.it_is(served.clock.today.replace(day=3), 7)
    assert served.concerns()[0].state is State.WITHDRAWN


def test_it_can_become_a_complaint_later(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.follow("Make it a complaint")
    client.submit("Yes, make it a complaint", sender="Kim", way_to_reply="On the ward")
    assert is_receipt(client.page)
    served.it_is(served.clock.today.replace(day=3), 7)
    assert letters(served, "Ines") == [
        ANSWER,
        "The writer asks now that this is treated as a complaint.\nKim\nOn the ward",
    ]


def test_treated_differently_is_one_tap_from_here_and_can_name_the_earlier_one(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.submit("Yes, I was")
    client.submit(GO_ON, recipient="both")
    client.submit(GO_ON, together="y")
    client.submit("Send to the advocate and to someone not from this ward", wants="no-answer")
    name = served.concerns()[0].name
    served.it_is(served.clock.today.replace(day=3), 7)
    ((_head, body),) = served.reads("Wren")
    assert body.earlier == name


RETELLING = Words("Somebody does not feel safe at night.", "A second nurse is there now.")
YES, NO = "Yes, tell them", "No, tell nobody"


def is_asked(served: Served, sent: str, where: Where = Where.BOARD) -> PageClient:
    """Let a reader ask whether the ward may be told, and the writer come back and look."""
    is_answered(served)
    readers = [served.holder(name) for name in ("Ines", "Omar", "Wren")]
    facts = {"where": where, "words": RETELLING, "theme": Theme.SAFETY, "names": (), "readers": readers}
    as_reader(served, "Ines", commands.propose, **facts)
    client = comes_back(served, sent)
    client.submit(SHOW)
    return client


def the_retelling(served: Served) -> Retelling:
    with Session(served.apart, expire_on_commit=False) as session:
        return session.scalars(select(Retelling)).one()


@pytest.mark.parametrize(("answer", "state"), [(YES, Telling.AGREED), (NO, Telling.DROPPED)])
def test_nothing_is_told_without_the_writers_yes(served: Served, sent: str, answer: str, state: Telling) -> None:
    client = is_asked(served, sent)
    client.follow(answer)
    assert RETELLING.asked in client.page.text
    assert RETELLING.answer in client.page.text
    assert served.waiting() == [], "a look changes nothing"
    client.submit(answer)
    assert len(served.waiting()) == 1
    served.it_is(served.clock.today.replace(day=3), 7)
    assert the_retelling(served).state is state


@pytest.mark.parametrize(
    ("where", "told"), [(Where.BOARD, "It is put on the ward board"), (Where.MEETING, "to the ward meeting")]
)
def test_where_it_is_shown_and_to_whom_stands_there_before_a_yes(
    served: Served, sent: str, where: Where, told: str
) -> None:
    client = is_asked(served, sent, where)
    on_both_pages = [client.page.one("main").text]
    client.follow(YES)
    on_both_pages.append(client.page.one("main").text)
    for main in on_both_pages:
        assert told in main
        assert "Everybody on this ward can read it" in main


def test_a_yes_can_be_changed_until_it_leaves(served: Served, sent: str) -> None:
    client = is_asked(served, sent)
    client.follow(YES)
    client.submit(YES)
    told = "You said yes. It leaves on Tuesday 3 March at 07:00. You can still change that."
    assert told in client.page.one("main").text
    assert RETELLING.asked in client.page.text, "nobody changes what they cannot read"
    client.follow("Say no instead")
    client.submit(NO)
    assert "You said no: nobody is told. It leaves on Tuesday" in client.page.one("main").text
    assert len(served.waiting()) == 1
    served.it_is(served.clock.today.replace(day=3), 7)
    assert the_retelling(served).state is Telling.DROPPED


@pytest.mark.parametrize("address", ["tell", "do-not-tell"])
def test_what_nobody_asks_is_not_there_to_be_answered(served: Served, sent: str, address: str) -> None:
    client = is_asked(served, sent)
    client.get(f"/answer/mine/{address}/00000000-0000-0000-0000-000000000000", status=404)
    served.nobody().get(f"/answer/mine/{address}/{the_retelling(served).uuid}", status=404)


def test_the_heading_is_true_and_says_that_ones_own_words_are_not_shown(served: Served, sent: str) -> None:
    client = comes_back(served, sent)
    client.submit(STANDS)
    assert "Your own words are not shown again" in client.page.one("main").text
    served.passes_on()
    client = comes_back(served, sent)
    client.submit(STANDS)
    assert client.page.one("h1").text == "How it stands"
    assert "Your own words are not shown again" in client.page.one("main").text


@pytest.mark.parametrize(
    "address", ["/answer/mine", "/answer/mine/more", "/answer/mine/complaint", "/answer/mine/take-back"]
)
def test_without_the_words_nothing_is_there(served: Served, sent: str, address: str) -> None:
    is_answered(served)
    served.nobody().get(address, status=404)
    client = served.staff("Ines")
    client.get(address, status=403)


def test_after_finish_the_words_have_to_be_typed_again(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit(SHOW)
    client.submit("Finish")
    client.get("/answer/mine", status=404)


def test_words_work_at_any_terminal_for_twelve_months(served: Served, sent: str) -> None:
    is_answered(served)
    served.clock.go_on(days=364)
    client = comes_back(served, sent)
    client.submit(SHOW)
    assert ANSWER in client.page.text
