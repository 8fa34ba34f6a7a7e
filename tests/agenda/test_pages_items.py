"""What can be done with one item: by its author, by those who hide words, by staff who answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import render_template

from tests import builders
from tests.agenda.house import House
from tests.markup import Node, read
from tests.pages import PageClient
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Answer, HideBecause, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.wards.rules import ScreenKind

ABOUT = "Is it about a rep?"


def now(house: House, item: Item) -> Item:
    return queries.item(house.fresh(), house.ward.id, item.id)


def at(item: Item, what: str) -> str:
    return f"/agenda/items/{item.id}/{what}"


def send(client: PageClient, button: str, **fields: Any) -> None:
    """Press a button that leads away from here; where it leads is another room's page."""
    client.submit(button, follow=False, status=303, **fields)


@pytest.fixture
def kestrel(house: House) -> Actor:
    return house.patient()


@pytest.fixture
def item(house: House, kestrel: Actor) -> Item:
    return builders.an_item(house.ward, actor=kestrel, clock=house.clock)


# --- its author ---


def test_its_author_changes_the_words(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    client.get(at(item, "edit"))
    send(client, "Store my new words", words="Both dryers")
    assert now(house, item).words == "Both dryers"


def test_an_old_page_changes_nothing_and_keeps_what_was_typed(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    client.get(at(item, "edit"))
    builders.done(house.session, kestrel, commands.reword_item, house.clock, item=item, words="Changed elsewhere")
    page = client.submit("Store my new words", words="My long new words", status=409)
    assert page.one("textarea").raw.strip() == "My long new words"
    assert now(house, item).words == "Changed elsewhere"


@pytest.mark.parametrize("words", ["", "x" * 20_000])
def test_no_words_and_too_many_are_asked_again(house: House, kestrel: Actor, item: Item, words: str) -> None:
    client = house.signed_in(kestrel)
    client.get(at(item, "edit"))
    assert client.submit("Store my new words", words=words, status=422).one("textarea").raw.strip() == words


def test_its_author_takes_it_back_after_one_question(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    assert "The dryer is broken" in client.get(at(item, "withdraw")).text
    send(client, "Take it back")
    assert now(house, item).state is ItemState.WITHDRAWN


def test_its_author_adds_a_note_once(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    client.get(at(item, "note"))
    client.submit("Add my words", words=" ", status=422)
    once = client.page.one("input", name="once")["value"]
    for status in (303, 200):
        client.post(at(item, "note"), {"words": "Since Tuesday", "once": once}, follow=False, status=status)
    assert [note.words for note in queries.notes(house.fresh(), item)] == ["Since Tuesday"]


@pytest.mark.parametrize("what", ["edit", "withdraw", "note"])
def test_other_patients_learn_nothing_of_an_item_that_is_not_out(house: House, item: Item, what: str) -> None:
    house.signed_in(house.patient("Tern")).get(at(item, what), status=404)
    house.nobody().get(at(item, what), status=404)


@pytest.mark.parametrize("what", ["edit", "withdraw", "note"])
def test_staff_and_rep_change_nothing(house: House, item: Item, what: str) -> None:
    for client in (house.nurse, house.rep):
        client.get(at(item, what), status=403)


def test_an_item_of_another_ward_is_not_found(house: House) -> None:
    other = builders.an_item(builders.a_ward(house.session, "Beech", clock=house.clock), clock=house.clock)
    for what in ("hide", "answer"):
        house.nurse.get(at(other, what), status=404)


# --- hiding ---


def test_words_are_hidden_by_two(house: House, item: Item) -> None:
    nurse, rep = house.nurse, house.rep
    nurse.get(at(item, "hide"))
    nurse.submit("Ask to hide the words", status=422)
    send(nurse, "Ask to hide the words", because="names-somebody")
    rep.get("/meetings")
    rep.post(at(item, "agree"), follow=False, status=303)
    hidden = queries.hidden_now(house.fresh(), [item.id], house.clock.now())
    assert hidden == {item.id: HideBecause.NAMES_SOMEBODY}


def test_a_second_request_and_a_pair_of_staff_are_refused(house: House, item: Item) -> None:
    nurse = house.nurse
    nurse.get(at(item, "hide"))
    send(nurse, "Ask to hide the words", because="hate")
    nurse.get(at(item, "hide"))
    nurse.submit("Ask to hide the words", because="hate", status=422)
    house.manager.get("/meetings")
    manager = house.manager
    manager.get("/meetings")
    manager.post(at(item, "agree"), status=403)


def test_hidden_words_stay_hidden_above_a_form_for_staff_and_open_for_the_rep(house: House, item: Item) -> None:
    facts = {"item": item, "because": HideBecause.THREAT, "danger": True}
    builders.done(house.session, house.nurse_actor, commands.hide_words, house.clock, **facts)
    assert "The dryer is broken" not in house.nurse.get(at(item, "answer")).text
    rep = house.rep
    rep.get("/meetings")
    rep.post(at(item, "show-again"), follow=False, status=303)
    assert "The dryer is broken" in house.nurse.get(at(item, "answer")).text
    rep.get("/meetings")
    rep.post(at(item, "show-again"), status=409)


def test_patients_do_not_hide(house: House, kestrel: Actor, item: Item) -> None:
    house.signed_in(kestrel).get(at(item, "hide"), status=403)


# --- answering ---


def test_a_nurse_answers_in_one_form(house: House, item: Item) -> None:
    nurse = house.nurse
    nurse.get(at(item, "answer"))
    send(nurse, "Store the answer", answer="yes", words="The part is ordered.", something_to_do="y")
    outcome = queries.last_answer(queries.outcomes_of(house.fresh(), [item.id])[item.id])
    assert outcome is not None
    assert (outcome.answer, outcome.given_by_id, outcome.something_to_do) == (Answer.YES, house.nurse_actor.id, True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({}, ""),
        ({"answer": "no", "words": ""}, ""),
        ({"answer": "no", "words": "No money", "review_on": "2026-03-01"}, "No money"),
        ({"answer": "no", "words": "No money", "review_on": "soon"}, "No money"),
        ({"answer": "passed-to", "words": "Estates know"}, "Estates know"),
        ({"answer": "yes", "words": "x" * 20_000}, "x" * 20_000),
    ],
)
def test_half_an_answer_is_asked_again_and_what_was_typed_is_kept(
    house: House, item: Item, typed: dict[str, str], kept: str
) -> None:
    nurse = house.nurse
    nurse.get(at(item, "answer"))
    page = nurse.submit("Store the answer", status=422, **typed)
    assert page.one("textarea", name="words").raw.strip() == kept
    assert page.all(cls="nhsuk-error-summary")
    assert now(house, item).state is ItemState.RECEIVED


def test_an_answer_to_an_old_page_shows_the_fresh_state_and_keeps_the_words(
    house: House, item: Item, kestrel: Actor
) -> None:
    nurse = house.nurse
    nurse.get(at(item, "answer"))
    builders.done(house.session, kestrel, commands.reword_item, house.clock, item=item, words="Both dryers")
    page = nurse.submit("Store the answer", answer="yes", words="One part is ordered", status=409)
    assert "Both dryers" in page.text
    assert page.one("textarea", name="words").raw.strip() == "One part is ordered"
    send(nurse, "Store the answer", answer="yes", words="Two parts are ordered")


def test_an_answer_sent_twice_is_stored_once(house: House, item: Item) -> None:
    nurse = house.nurse
    nurse.get(at(item, "answer"))
    sent = {"answer": "yes", "once": nurse.page.one("input", name="once")["value"], "version": "1"}
    for status in (303, 200):
        nurse.post(at(item, "answer"), sent, follow=False, status=status)
    assert len(queries.outcomes_of(house.fresh(), [item.id])[item.id]) == 1


def test_patients_and_rep_do_not_answer(house: House, kestrel: Actor, item: Item) -> None:
    for client in (house.signed_in(kestrel), house.rep):
        client.get(at(item, "answer"), status=403)


def test_a_correction_is_added_by_whoever_answered_and_nobody_else(house: House, item: Item) -> None:
    facts = {"item": item, "answer": Answer.YES, "words": "By Friday."}
    outcome = builders.done(house.session, house.nurse_actor, commands.answer_item, house.clock, **facts)
    nurse = house.nurse
    assert "By Friday." in nurse.get(at(item, "correct")).text
    nurse.submit("Add the correction", words="", status=422)
    send(nurse, "Add the correction", words="By Monday.")
    assert [one.words for one in queries.corrections(house.fresh(), outcome)] == ["By Monday."]
    house.manager.get(at(item, "correct"), status=403)


def test_there_is_nothing_to_correct_or_accept_without_an_answer(house: House, kestrel: Actor, item: Item) -> None:
    house.nurse.get(at(item, "correct"), status=404)
    client = house.signed_in(kestrel)
    client.get("/meetings")
    client.post(at(item, "accept"), {"accepted": "yes"}, status=404)


def test_the_raiser_says_whether_the_answer_is_good_enough(house: House, kestrel: Actor, item: Item) -> None:
    facts = {"item": item, "answer": Answer.YES}
    outcome = builders.done(house.session, house.nurse_actor, commands.answer_item, house.clock, **facts)
    client = house.signed_in(kestrel)
    client.get("/meetings")
    client.post(at(item, "accept"), {"accepted": "perhaps"}, status=404)
    client.post(at(item, "accept"), {"accepted": "no"}, follow=False, status=303)
    assert queries.acceptance(house.fresh(), [outcome.id]) == {outcome.id: False}
    stranger = house.signed_in(house.patient("Tern"))
    stranger.get("/meetings")
    stranger.post(at(item, "accept"), {"accepted": "yes"}, status=403)


# --- the tools that an item's page shows ---


def tools(house: House, actor: Actor, item: Item) -> Node:
    """The piece that an item's page includes, drawn for somebody."""
    from wardvoice.storage.base import db
    from wardvoice.web.identity import act_as

    with house.app.test_request_context("/"):
        house.app.preprocess_request()
        act_as(actor)
        text = render_template("agenda/_item_tools.html", item=db.session.get(Item, item.id))
        db.session.remove()
    return read(text)


def words_on(piece: Node) -> set[str]:
    return {node.text for node in piece.all("a", "button")}


def test_each_person_sees_their_own_tools_and_no_dead_ones(house: House, kestrel: Actor, item: Item) -> None:
    assert words_on(tools(house, kestrel, item)) == {"Change my words", "Take it back", "Add something"}
    assert words_on(tools(house, house.rep_actor, item)) == {"I have read this", "Hide the words", ABOUT}
    assert words_on(tools(house, house.nurse_actor, item)) == {"Answer it", "Hide the words", ABOUT}
    assert words_on(tools(house, builders.a_terminal_actor(house.ward), item)) == set()


def test_the_tools_change_with_what_happened(house: House, kestrel: Actor, item: Item) -> None:
    facts = {"item": item, "because": HideBecause.HATE}
    builders.done(house.session, house.nurse_actor, commands.hide_words, house.clock, **facts)
    builders.done(house.session, house.nurse_actor, commands.answer_item, house.clock, item=item, answer=Answer.YES)
    assert words_on(tools(house, kestrel, item)) == {"Add something", "Yes, I accept it", "No, not good enough"}
    assert words_on(tools(house, house.nurse_actor, item)) == {"Answer it", "Correct my answer", ABOUT}
    rep_sees = tools(house, house.rep_actor, item)
    assert words_on(rep_sees) == {"I have read this", "Agree to hide the words", "Show the words again", ABOUT}
    assert "full of hate" in rep_sees.text
    house.clock.go_on(days=3)
    assert "Correct my answer" not in words_on(tools(house, house.nurse_actor, item))


def test_only_the_rep_lets_an_item_stand_for_itself_again(house: House, kestrel: Actor, item: Item) -> None:
    lead = builders.an_item(house.ward, clock=house.clock)
    builders.done(house.session, house.rep_actor, commands.merge_items, house.clock, item=item, into=lead)
    assert "Let it stand for itself again" in words_on(tools(house, house.rep_actor, item))
    assert "Let it stand for itself again" not in words_on(tools(house, house.rep_actor, lead))
    for actor in (kestrel, house.nurse_actor):
        assert "Let it stand for itself again" not in words_on(tools(house, actor, item))


def test_a_withdrawn_item_has_no_tools(house: House, kestrel: Actor, item: Item) -> None:
    builders.done(house.session, kestrel, commands.withdraw_item, house.clock, item=item)
    for actor in (kestrel, house.rep_actor, house.nurse_actor):
        assert words_on(tools(house, actor, item)) == set()


def test_the_board_screen_offers_nothing(house: House, item: Item) -> None:
    house.nobody(ScreenKind.BOARD).get(at(item, "hide"), status=403)
    assert words_on(tools(house, Actor(builders.Door.BOARD, house.ward.id), item)) == set()
    assert Role.STAFF in house.nurse_actor.roles


def test_review_days_are_kept(house: House, item: Item) -> None:
    nurse, soon = house.nurse, house.clock.today + timedelta(days=28)
    nurse.get(at(item, "answer"))
    send(nurse, "Store the answer", answer="no", words="No money now.", review_on=f"{soon:%d/%m/%Y}")
    outcome = queries.last_answer(queries.outcomes_of(house.fresh(), [item.id])[item.id])
    assert outcome is not None
    assert outcome.review_on == soon
