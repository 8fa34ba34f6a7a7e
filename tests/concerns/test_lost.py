"""When the last key for something ends nothing vanishes unseen: its writer is told, and so is who runs WardVoice."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.concerns.served import Served, five_words
from tests.concerns.test_pages_coming_back import comes_back, is_answered
from tests.markup import Node
from wardvoice.concerns import queries
from wardvoice.concerns.models import Concern, Letter
from wardvoice.concerns.rules import Recipient, State
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.people import commands
from wardvoice.people.models import ReaderKey
from wardvoice.people.queries.keys import own_key

NOBODY = "Nobody can read this any more"
WHAT_TO_DO = "Please write again, or ask your advocate."


def loses_the_key(served: Served, *names: str) -> None:
    """An admin takes these readers' keys out of use."""
    admin = Actor(Door.OWN_DEVICE, served.ward.id, a.ADMIN.id, "Wes", frozenset({Role.ADMIN}))
    for name in names:
        with Session(served.main) as session:
            key = own_key(session, served.accounts[name].id)
            assert isinstance(key, ReaderKey)
            work = a.work(session, admin, served.clock)
            commands.retire_key(work, key=key)
            work.commit()


def what_the_writer_reads(served: Served, words: str) -> Node:
    client = comes_back(served, words)
    client.submit(*[button.text for button in client.page.all("button") if "how" in button.text][:1])
    return client.page


def lost(served: Served) -> list[Recipient]:
    with Session(served.apart) as apart, Session(served.main) as main:
        return queries.lost_on(apart, main, served.ward.id, served.clock.today)


@pytest.fixture
def sent(served: Served) -> str:
    return five_words(served.sends("The night nurse pushed me", wants="words").page)


def test_while_one_key_is_left_nothing_is_said(served: Served, sent: str) -> None:
    loses_the_key(served, "Omar")
    assert what_the_writer_reads(served, sent).one("h1").text == "It has not left yet"
    served.passes_on()
    assert what_the_writer_reads(served, sent).one("h1").text == "How it stands"
    assert lost(served) == []


def test_a_writer_learns_at_once_that_the_last_key_has_ended(served: Served, sent: str) -> None:
    loses_the_key(served, "Ines", "Omar")
    page = what_the_writer_reads(served, sent)
    assert page.one("h1").text == NOBODY
    assert WHAT_TO_DO in page.text
    assert lost(served) == [], "of what waits nobody but its writer learns"
    served.passes_on()
    assert what_the_writer_reads(served, sent).one("h1").text == NOBODY
    assert lost(served) == [Recipient.ADVOCATE]


def test_what_nobody_can_read_can_be_taken_back(served: Served, sent: str) -> None:
    loses_the_key(served, "Ines", "Omar")
    client = comes_back(served, sent)
    client.submit("Show how it stands")
    client.follow("Take it back")
    client.submit("Yes, take it back")
    assert served.waiting() == []


def test_a_new_key_of_the_same_reader_opens_nothing_old(served: Served, sent: str) -> None:
    loses_the_key(served, "Ines", "Omar")
    a.a_reader_key(served.accounts["Ines"], clock=served.clock)
    served.passes_on()
    assert what_the_writer_reads(served, sent).one("h1").text == NOBODY
    assert lost(served) == [Recipient.ADVOCATE]


def test_nothing_is_added_that_nobody_would_read_and_the_answer_so_far_stays(served: Served, sent: str) -> None:
    is_answered(served)
    client = comes_back(served, sent)
    client.submit("Show it to me")
    loses_the_key(served, "Ines", "Omar")
    client.submit("Not good enough", status=422)
    assert WHAT_TO_DO in client.page.text
    client.get("/answer/mine")
    assert client.page.one("h1").text == NOBODY
    assert client.page.one("blockquote").text == "I spoke to them. It will not happen again."
    client.get("/answer/mine/more")
    client.submit("Send it to the same people", words="It happened again", status=422)
    assert WHAT_TO_DO in client.page.text
    assert "It happened again" in client.page.one("textarea").text
    assert served.waiting() == []
    with Session(served.apart) as session:
        assert session.query(Letter).count() == 1


def test_what_is_closed_takes_no_not_good_enough_that_nobody_would_read(served: Served, sent: str) -> None:
    served.passes_on()
    is_answered(served)
    with Session(served.apart) as apart:
        apart.query(Concern).one().state = State.CLOSED
        apart.commit()
    loses_the_key(served, "Ines", "Omar")
    client = comes_back(served, sent)
    client.submit("Show it to me")
    client.submit("Not good enough", status=422)
    assert NOBODY in client.page.text
    assert served.waiting() == []
