"""The rep prepares the agenda with buttons, with or without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests import builders
from tests.agenda.house import House
from tests.pages import PageClient
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Answer, HideBecause, ItemState
from wardvoice.core.actor import Role
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState, NotHeldBecause
from wardvoice.people.commands import end_term
from wardvoice.people.models import Term


@pytest.fixture
def meeting(house: House) -> Meeting:
    return builders.a_meeting(house.ward, clock=house.clock)


@pytest.fixture
def items(house: House) -> list[Item]:
    return [builders.an_item(house.ward, f"item number {n}", clock=house.clock) for n in range(3)]


@pytest.fixture
def placed(house: House, meeting: Meeting, items: list[Item]) -> list[Item]:
    for item in items:
        do(house, commands.place_item, meeting=meeting, item=item)
    return items


def do(house: House, command: Callable[..., Any], **facts: Any) -> Any:
    return builders.done(house.session, house.rep_actor, command, house.clock, **facts)


def prepare(house: House, meeting: Meeting, client: PageClient | None = None) -> PageClient:
    client = client or house.rep
    client.get(f"/meetings/{meeting.id}/prepare")
    return client


def order(house: House, meeting: Meeting) -> list[str | None]:
    return [item.words if item else entry.title for entry, item in queries.with_items(house.fresh(), meeting)]


def test_the_rep_reads_what_waits_and_puts_it_on(house: House, meeting: Meeting, items: list[Item]) -> None:
    rep = prepare(house, meeting)
    assert all(f"item number {n}" in rep.page.text for n in range(3))
    rep.submit("Put on the agenda: item number 1")
    assert order(house, meeting) == ["item number 1"]
    assert rep.address == f"/meetings/{meeting.id}/prepare"


def test_up_and_down_move_a_line(house: House, meeting: Meeting, placed: list[Item]) -> None:
    rep = prepare(house, meeting)
    rep.submit("Up: item number 1")
    rep.submit("Down: item number 0")
    assert order(house, meeting) == ["item number 1", "item number 2", "item number 0"]
    rep.submit("Down: item number 0")
    assert order(house, meeting)[2] == "item number 0"


def test_with_scripts_only_the_piece_comes_back_and_says_what_changed(
    house: House, meeting: Meeting, placed: list[Item]
) -> None:
    rep = prepare(house, meeting)
    piece = rep.submit("Down: item number 0", htmx="prepare")
    assert not piece.all("html")
    assert piece.one(id="prepare")
    assert "It is now in place 2." in piece.one(id="wv-say").text


def test_a_page_drawn_before_the_last_move_shows_the_fresh_order(
    house: House, meeting: Meeting, placed: list[Item]
) -> None:
    rep = prepare(house, meeting)
    entry = queries.entry_of(house.session, meeting, placed[0])
    do(house, commands.move_entry, entry=entry, to=3)
    page = rep.submit("Down: item number 0", status=409)
    assert "This has changed since you opened the page" in page.text
    assert order(house, meeting) == ["item number 1", "item number 2", "item number 0"]


def test_off_the_agenda_and_on_again(house: House, meeting: Meeting, placed: list[Item]) -> None:
    rep = prepare(house, meeting)
    rep.follow("Time and more: item number 0")
    rep.submit("Take off: item number 0")
    assert "item number 0" not in order(house, meeting)
    rep.submit("Put on the agenda: item number 0")
    assert order(house, meeting)[-1] == "item number 0"


def test_putting_off_asks_for_a_reason_and_keeps_a_long_one(house: House, meeting: Meeting, items: list[Item]) -> None:
    rep, address = prepare(house, meeting), f"/meetings/{meeting.id}/put-off"
    page = rep.post(address, {"item": items[0].id, "because": "  "}, status=422)
    assert "Say why it waits" in page.text
    page = rep.post(address, {"item": items[0].id, "because": "y" * 20_000}, status=422)
    assert page.one("input", id=f"because-{items[0].id}")["value"] == "y" * 20_000
    page = rep.post(address, {"item": items[0].id, "because": "We ask the cook first."})
    assert "We ask the cook first." in page.text
    page = rep.post(address, {"item": items[0].id, "because": "Once more"}, status=422)
    assert "This is put off already." in page.text
    assert queries.item(house.fresh(), house.ward.id, items[0].id).state is ItemState.PUT_OFF


def test_merging_two_keeps_both(house: House, meeting: Meeting, items: list[Item]) -> None:
    rep = prepare(house, meeting)
    address = f"/meetings/{meeting.id}/merge/{items[1].id}"
    rep.post(address, {"into": ""}, status=422)
    rep.post(address, {"into": str(items[1].id)}, status=422)
    prepare(house, meeting, rep)
    rep.post(address, {"into": str(items[0].id)})
    merged = queries.item(house.fresh(), house.ward.id, items[1].id)
    assert (merged.state, merged.merged_into_id) == (ItemState.MERGED, items[0].id)
    rep.post(f"/agenda/items/{items[1].id}/unmerge", follow=False, status=303)
    assert queries.item(house.fresh(), house.ward.id, items[1].id).state is ItemState.RECEIVED


def test_i_have_read_this_stays_on_the_page(house: House, meeting: Meeting, items: list[Item]) -> None:
    rep = prepare(house, meeting)
    rep.post(f"/agenda/items/{items[0].id}/read", {"meeting": meeting.id})
    assert rep.address == f"/meetings/{meeting.id}/prepare"
    rep.post(f"/agenda/items/{items[1].id}/read", follow=False, status=303)
    assert queries.item(house.fresh(), house.ward.id, items[0].id).read_on == house.clock.today


def test_publishing_says_before_what_goes_on_by_itself(house: House, meeting: Meeting, items: list[Item]) -> None:
    rep = prepare(house, meeting)
    assert "3 items still wait. They go on by themselves." in rep.page.text
    assert "3 were not read yet" in rep.page.text
    assert "Read the agenda" not in rep.page.text
    rep.submit("Let it go out")
    assert [link["href"] for link in rep.page.all("a") if link.text == "Read the agenda"] == ["/agenda"]
    assert queries.waiting(house.fresh(), house.ward.id) == []
    assert len(order(house, meeting)) == 3


def test_an_agenda_is_not_published_from_an_old_page_or_past_an_open_one(house: House, meeting: Meeting) -> None:
    rep = prepare(house, meeting)
    rep.post(f"/meetings/{meeting.id}/publish", {"version": "0"}, status=409)
    later = builders.a_meeting(house.ward, date(2026, 3, 12), clock=house.clock)
    prepare(house, later, rep)
    page = rep.submit("Let it go out", status=422)
    assert "Close the meeting before this one first" in page.text


def test_after_it_is_out_items_are_put_off_not_taken_off(house: House, meeting: Meeting, placed: list[Item]) -> None:
    do(house, commands.publish, meeting=meeting)
    rep = prepare(house, meeting)
    rep.follow("Time and more: item number 0")
    assert "Take off: item number 0" not in str([b.get("aria-label") for b in rep.page.all("button")])
    rep.submit("Down: item number 0")
    rep.post(f"/meetings/{meeting.id}/put-off", {"item": placed[0].id, "because": "The cook is ill"})
    assert len(order(house, meeting)) == 2


def test_standing_lines_stand_there_from_the_start(house: House, meeting: Meeting) -> None:
    rep = house.rep
    rep.get("/meetings/standing")
    rep.submit("Put it on every agenda", title="Welcome")
    assert "Welcome" in prepare(house, meeting, rep).page.text
    rep.submit("Let it go out")
    assert order(house, meeting) == ["Welcome"]
    rep.follow("Time and more: Welcome")
    rep.submit("Take off: Welcome")
    assert order(house, meeting) == []


# --- who sees what ---


def test_nurses_read_along_and_have_no_buttons(house: House, meeting: Meeting, items: list[Item]) -> None:
    nurse = prepare(house, meeting, house.nurse)
    assert "item number 0" in nurse.page.text
    assert not nurse.page.one("main").all("button")
    nurse.post(f"/meetings/{meeting.id}/agenda", {"item": items[0].id}, status=403)


def test_other_patients_do_not_read_what_is_not_out(house: House, meeting: Meeting, items: list[Item]) -> None:
    for client in (house.signed_in(house.patient()), house.nobody()):
        assert "item number 0" not in prepare(house, meeting, client).page.text


def test_hidden_words_are_a_gap_for_staff_not_for_the_rep(house: House, meeting: Meeting, items: list[Item]) -> None:
    facts = {"item": items[0], "because": HideBecause.THREAT, "danger": True}
    builders.done(house.session, house.nurse_actor, commands.hide_words, house.clock, **facts)
    assert "item number 0" not in prepare(house, meeting, house.nurse).page.text
    assert "item number 0" in prepare(house, meeting).page.text


def test_a_button_for_a_hidden_item_does_not_say_its_words(house: House, meeting: Meeting, placed: list[Item]) -> None:
    facts = {"item": placed[0], "because": HideBecause.THREAT, "danger": True}
    builders.done(house.session, house.nurse_actor, commands.hide_words, house.clock, **facts)
    for term in house.session.query(Term):
        builders.done(house.session, builders.ADMIN, end_term, house.clock, term=term)
    nurse = prepare(house, meeting, house.nurse)
    labels = [button.get("aria-label") for button in nurse.page.one("main").all("button")]
    assert "Up: Problem · Laundry" in labels
    assert not [label for label in labels if "item number 0" in label]


def test_what_comes_up_for_review_is_offered(house: House, items: list[Item]) -> None:
    review = house.clock.today.replace(day=20)
    facts = {"item": items[0], "answer": Answer.NO, "words": "No money", "review_on": review}
    builders.done(house.session, house.nurse_actor, commands.answer_item, house.clock, **facts)
    house.clock.go_to(review)
    later = builders.a_meeting(house.ward, clock=house.clock)
    rep = prepare(house, later)
    assert "To look at again (1)" in rep.page.text
    rep.follow("Look at them again")
    rep.submit("Put on the agenda: item number 0")
    assert order(house, later) == ["item number 0"]
    assert "To look at again" not in rep.page.text


def test_ids_of_other_wards_and_invented_ones_are_not_found(house: House, meeting: Meeting, items: list[Item]) -> None:
    other = builders.a_meeting(builders.a_ward(house.session, "Beech", clock=house.clock), clock=house.clock)
    rep = house.rep
    rep.get(f"/meetings/{other.id}/prepare", status=404)
    rep.post(f"/meetings/{meeting.id}/agenda", {"item": "nonsense"}, status=404)
    rep.post(f"/agenda/entries/{items[0].id}/move", {"to": "1", "version": "1"}, status=404)
    rep.post(f"/agenda/entries/{items[0].id}/take-off", status=404)


def test_the_page_needs_no_more_statements_for_more_items(house: House, meeting: Meeting) -> None:
    from sqlalchemy import event

    from wardvoice.storage.base import db

    with house.app.app_context():
        engine = db.engine
    counts = []
    for size in (2, 12):
        for n in range(size):
            builders.an_item(house.ward, f"{size} {n}", clock=house.clock)
        told: list[str] = []
        listen = lambda *facts, told=told: told.append(facts[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        prepare(house, meeting)
        event.remove(engine, "before_cursor_execute", listen)
        counts.append(len(told))
    assert counts[0] == counts[1]


# --- not held ---


def test_rep_and_manager_call_a_meeting_off_with_a_reason(house: House, meeting: Meeting, items: list[Item]) -> None:
    manager = house.manager
    manager.get(f"/meetings/{meeting.id}/call-off")
    manager.submit("Call it off", status=422)
    manager.submit("Call it off", because="other", words="", status=422)
    page = manager.submit("Call it off", because="incident", words="The alarm went off.")
    assert "Something happened on the ward: The alarm went off." in page.text
    assert [meeting.state for meeting in _meetings(house)] == [MeetingState.NOT_HELD]


def test_an_old_page_and_a_nurse_call_nothing_off(house: House, meeting: Meeting) -> None:
    house.nurse.get(f"/meetings/{meeting.id}/call-off", status=403)
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/call-off")
    do(house, commands.publish, meeting=meeting)
    rep.submit("Call it off", because="no-chair", status=409)
    do(house, commands.call_off, meeting=meeting, because=NotHeldBecause.NO_CHAIR)
    assert Role.REP in house.rep_actor.roles


def _meetings(house: House) -> list[Meeting]:
    return list(house.fresh().query(Meeting))
