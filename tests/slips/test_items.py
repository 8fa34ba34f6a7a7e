"""An item sent without a name, and its author who comes back with five words."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.house import House
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from tests.slips.sending import NEW, SEND, comes_back, reads_it, sends_with_words, shown, to_the_last_page
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Confirmation
from wardvoice.actions.rules import Reply, Source
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AnswerReply, Item, ItemNote
from wardvoice.agenda.rules import AcceptedBy, Answer, ItemState
from wardvoice.people.models import Account
from wardvoice.slips import commands
from wardvoice.slips.wordlist import words_of_slips
from wardvoice.storage import sealing
from wardvoice.storage.history import HistoryRow
from wardvoice.tick import tick
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import token_hash

pytestmark = pytest.mark.usefixtures("quick_sealing")


def the_item(house: House) -> Item:
    return house.fresh().scalars(select(Item)).one()


def elsewhere(house: House) -> PageClient:
    """Somebody at the terminal of another ward of the same hospital."""
    birch: Ward = builders.a_ward(house.session, "Birch", clock=house.clock)
    builders.a_screen(birch, token_hash=token_hash("birch"), place="the corridor", clock=house.clock)
    return PageClient(house.app).at_screen("birch")


def answered(house: House) -> None:
    """Tom answers the one item there is, in a meeting that is going on, and promises something on it."""
    session = house.session
    session.rollback()
    item = session.scalars(select(Item)).one()
    session.refresh(item)
    meeting = builders.an_open_meeting(house.ward, items=[item], clock=house.clock)
    (entry,) = [line for line in session.scalars(select(agenda_entry())) if line.item_id == item.id]
    tom = session.get(Account, house.nurse_actor.id)
    outcome = builders.done(
        session, builders.a_stand_in(house.ward), agenda.answer_item, house.clock,
        item=item, entry=entry, answer=Answer.YES, words="It will be mended", given_by=tom, something_to_do=True,
    )  # fmt: skip
    action = builders.done(
        session, builders.a_stand_in(house.ward), actions.make_promise, house.clock,
        outcome=outcome, words="Mend the dryer", owner=tom, due=house.clock.today, meeting=meeting,
    )  # fmt: skip
    builders.done(session, house.nurse_actor, actions.report_done, house.clock, action=action, words="New belt")


def agenda_entry() -> type:
    from wardvoice.agenda.models import AgendaEntry

    return AgendaEntry


# --- getting them ----------------------------------------------------------------------------------------------------


def test_no_answer_is_the_first_choice_and_then_there_are_no_words(house: House) -> None:
    client = to_the_last_page(house.nobody())
    boxes = client.page.one("main").all("input", name="way_back")
    assert [box["value"] for box in boxes] == ["none", "five-words"]
    client.submit(SEND, shown_as="patient", way_back="none")
    assert client.page.one("main").all(data_words="") == []
    assert client.http.get_cookie("wv-words") is None
    assert "Take it back" in client.page.text


def test_five_words_stand_on_the_receipt_and_open_the_item(house: House) -> None:
    client = house.nobody()
    words = sends_with_words(client)
    assert len(words.split()) == 5
    assert set(words.split()) <= set(words_of_slips())
    assert "Staff may search rooms: you can throw these words away." in client.page.text
    assert the_item(house).slip_hash == sealing.find(words, PEPPER).lookup.hex()


def test_whoever_has_a_name_is_offered_no_words(house: House) -> None:
    client = to_the_last_page(house.signed_in(house.patient()))
    assert client.page.all("input", name="way_back") == []


def test_whoever_then_says_a_name_gets_no_words(house: House) -> None:
    house.name_with_pin("Kestrel")
    client = to_the_last_page(house.nobody())
    client.submit(SEND, shown_as="name", way_back="five-words")
    client.submit(SEND, word="Kestrel", pin="482915")
    assert client.page.one("main").all(data_words="") == []
    assert the_item(house).slip_hash is None


def test_the_receipts_own_tools_work_and_the_words_outlive_a_change(house: House) -> None:
    client = house.nobody()
    words = sends_with_words(client)
    client.submit("Change my words", words="Both dryers are broken")
    assert "Both dryers are broken" in client.page.text
    assert the_item(house).words == "Both dryers are broken"
    client.post("/finish")
    reads_it(house.nobody(), words)
    assert words.split()[0] not in client.page.text


def test_taken_back_on_the_receipt_the_words_open_nothing(house: House) -> None:
    client = house.nobody()
    words = sends_with_words(client)
    client.submit("Take it back")
    assert client.page.one("h1").text == "You took it back"
    client.post("/finish")
    client.get("/answer")
    client.submit("Look for an answer", five=words, status=422)


def test_sent_twice_there_is_one_item_with_new_words(house: House) -> None:
    client = to_the_last_page(house.nobody())
    form, _button = client.form(SEND)
    from tests.pages import filled

    sent = filled(form, {"shown_as": "patient", "way_back": "five-words"})
    client.post(NEW, sent, csrf=False)
    first = shown(client)
    client.post(NEW, sent, csrf=False)
    second = shown(client)
    assert first != second
    assert the_item(house).slip_hash == sealing.find(second, PEPPER).lookup.hex()


def test_sent_again_after_finish_nothing_is_shown_or_stored(house: House) -> None:
    client = to_the_last_page(house.nobody())
    form, _button = client.form(SEND)
    from tests.pages import filled

    sent = filled(form, {"shown_as": "patient", "way_back": "five-words"})
    client.post(NEW, sent, csrf=False)
    before = the_item(house).slip_hash
    client.post("/finish")
    client.post(NEW, sent, csrf=False)
    assert client.address == "/"
    assert client.page.one("main").all(data_words="") == []
    assert the_item(house).slip_hash == before


# --- coming back ------------------------------------------------------------------------------------------------------


def test_first_only_whether_there_is_an_answer(house: House) -> None:
    words = sends_with_words(house.nobody())
    client = comes_back(house.nobody(), words)
    assert client.page.one("h1").text == "Nothing new yet"
    assert "The dryer is broken" not in client.page.text
    client.submit("Show how it stands")
    assert "The dryer is broken" in client.page.text
    answered(house)
    client = comes_back(house.nobody(), words)
    assert client.page.one("h1").text == "There is an answer"
    assert "It will be mended" not in client.page.text
    client.submit("Show it to me")
    assert "It will be mended" in client.page.text


@pytest.mark.parametrize("from_another_ward", [False, True])
def test_they_change_it_add_to_it_and_take_it_back(house: House, from_another_ward: bool) -> None:
    words = sends_with_words(house.nobody())
    client = reads_it(elsewhere(house) if from_another_ward else house.nobody(), words)
    client.follow("Change my words")
    client.submit("Store my new words", words="Both dryers are broken")
    assert "Both dryers are broken" in client.page.text
    client.follow("Add something")
    client.submit(client.page.one("main").all("form")[-1].all("button")[0].text, words="Since Monday")
    assert house.fresh().scalars(select(ItemNote.words)).all() == ["Since Monday"]
    client.follow("Take it back")
    client.submit("Take it back")
    assert client.page.one("h1").text == "You took it back"
    assert the_item(house).state is ItemState.WITHDRAWN


@pytest.mark.parametrize("from_another_ward", [False, True])
def test_they_accept_the_answer_and_say_as_raiser_that_it_happened(house: House, from_another_ward: bool) -> None:
    words = sends_with_words(house.nobody())
    answered(house)
    client = reads_it(elsewhere(house) if from_another_ward else house.nobody(), words)
    item_page = client.address
    client.submit("No, not good enough")
    assert "It was not accepted." in client.page.text
    client.submit("Yes, I accept it")
    assert "You said yes." in client.page.text
    reply = house.fresh().scalars(select(AnswerReply).order_by(AnswerReply.n.desc())).first()
    assert reply is not None
    assert (reply.source, reply.yes) == (AcceptedBy.RAISER, 1)
    client.get(item_page)
    client.follow("Mend the dryer")
    client.submit("Yes")
    given = house.fresh().scalars(select(Confirmation)).one()
    assert (given.source, given.reply, given.counts) == (Source.RAISER, Reply.YES, True)


def test_no_name_and_no_minute_is_kept_of_what_they_do(house: House) -> None:
    words = sends_with_words(house.nobody())
    answered(house)
    client = reads_it(house.nobody(), words)
    client.submit("Yes, I accept it")
    client.follow("Mend the dryer")
    client.submit("Yes")
    rows = house.fresh().scalars(select(HistoryRow.body).where(HistoryRow.body.contains('"unsigned"'))).all()
    assert len(rows) >= 3
    assert [
        row for row in rows if '"at":null' not in row or '"person":null' not in row or '"voice":null' not in row
    ] == []
    lookup = sealing.find(words, PEPPER).lookup.hex()
    assert [row for row in rows if lookup in row] == []


def test_whoever_holds_no_words_or_others_can_do_none_of_it(house: House) -> None:
    sends_with_words(house.nobody())
    item = the_item(house)
    other = house.nobody()
    sends_with_words(other, "The tea is cold")
    for client in (house.nobody(), other, elsewhere(house)):
        for tool in ("", "/edit", "/note", "/withdraw"):
            assert client.http.get(f"/agenda/items/{item.id}{tool}").status_code in (403, 404)


def test_at_another_ward_only_the_pages_of_the_item_are_of_its_ward(house: House) -> None:
    words = sends_with_words(house.nobody())
    client = reads_it(elsewhere(house), words)
    other = builders.an_item(house.ward, "Of the same ward", clock=house.clock)
    builders.a_published_agenda(house.ward, items=[other], clock=house.clock)
    house.nobody().get(f"/agenda/items/{other.id}")
    client.get(f"/agenda/items/{other.id}", status=404)
    client.get("/board")
    assert "Birch" in client.page.text
    assert "Of the same ward" not in client.page.text


# --- how long ---------------------------------------------------------------------------------------------------------


def test_after_twelve_months_words_open_nothing(house: House, clock: SetClock) -> None:
    words = sends_with_words(house.nobody())
    for days, opens in ((365, True), (1, False)):
        clock.go_on(days=days)
        with house.app.app_context():
            from wardvoice.storage.base import db

            tick(db.engine, house.app.extensions["apart"], clock, PEPPER)
        client = house.nobody()
        client.get("/answer")
        client.submit("Look for an answer", five=words, status=200 if opens else 422)


def test_what_a_slip_opens_is_drawn_anew_each_time() -> None:
    (one, found), (other, found_too) = commands.fresh(PEPPER), commands.fresh(PEPPER)
    assert one != other
    assert found != found_too
    assert commands.find(one.upper(), PEPPER) == found
