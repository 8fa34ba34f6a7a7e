"""The meetings' pages: coming and past, planning one, the rhythm, what stands on every agenda."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import builders
from tests.agenda.house import House
from wardvoice.agenda.commands import call_off, publish
from wardvoice.meetings import queries
from wardvoice.meetings.rules import MeetingKind, MeetingState, NotHeldBecause

# --- the list ---


def test_an_empty_ward_says_that_nothing_is_planned(house: House) -> None:
    page = house.nobody().get("/meetings")
    assert "No meeting is planned yet." in page.text
    assert "There was no meeting yet." in page.text


def test_everybody_reads_and_only_some_get_buttons(house: House) -> None:
    builders.a_meeting(house.ward, clock=house.clock)
    for client, words in (
        (house.nobody(), {"See how the agenda stands"}),
        (house.nurse, {"See how the agenda stands"}),
        (house.manager, {"See how the agenda stands", "Call it off", "Plan a meeting", "Change the rhythm"}),
        (house.rep, {"Prepare the agenda", "Call it off", "Plan a meeting"}),
    ):
        main = client.get("/meetings").one("main")
        assert "Thursday 5 March at 10:30, in the day room" in main.text
        assert words <= {link.text for link in main.all("a")}


def test_a_meeting_that_was_not_held_stays_visible_with_its_reason(house: House) -> None:
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    facts = {"meeting": meeting, "because": NotHeldBecause.SHORT_OF_STAFF, "words": "Two were ill."}
    builders.done(house.session, house.manager_actor, call_off, house.clock, **facts)
    said = house.nobody().get("/meetings").one("main").text
    assert "Not held" in said
    assert "Not enough staff: Two were ill." in said


def test_more_than_twenty_five_past_meetings_have_pages(house: House) -> None:
    for n in range(27):
        meeting = builders.a_meeting(house.ward, date(2026, 3, 2) + timedelta(days=n), clock=house.clock)
        facts = {"meeting": meeting, "because": NotHeldBecause.INFECTION}
        builders.done(house.session, house.rep_actor, call_off, house.clock, **facts)
    client = house.nobody()
    assert len(client.get("/meetings").one("main").all("li", cls="wv-rows__row")) == 25
    client.follow("Next page")
    assert len(client.page.one("main").all("li", cls="wv-rows__row")) == 2


# --- planning ---


def test_the_rep_plans_a_meeting(house: House) -> None:
    rep = house.rep
    rep.get("/meetings/new")
    page = rep.submit("Plan it", day="12/3/2026", at="14.15", place="the garden", kind="mutual-help")
    assert "Thursday 12 March at 14:15, in the garden" in page.text
    (meeting,) = queries.coming(house.fresh(), house.ward.id)
    assert meeting.kind is MeetingKind.MUTUAL_HELP


@pytest.mark.parametrize(
    "typed",
    [
        {"day": "", "at": "10:30"},
        {"day": "2026-03-01", "at": "10:30"},
        {"day": "31/2/2026", "at": "10:30"},
        {"day": "2026-03-12", "at": ""},
        {"day": "2026-03-12", "at": "25:00"},
        {"day": "2026-03-12", "at": "noon"},
        {"day": "2026-03-12", "at": "10:30", "place": "x" * 20_000},
    ],
)
def test_what_makes_no_meeting_is_asked_again_and_kept(house: House, typed: dict[str, str]) -> None:
    rep = house.rep
    rep.get("/meetings/new")
    page = rep.submit("Plan it", status=422, **typed)
    for name, value in typed.items():
        assert page.one("input", name=name).get("value") == value
    assert queries.coming(house.fresh(), house.ward.id) == []


def test_a_day_that_is_taken_is_refused_beside_its_box(house: House) -> None:
    builders.a_meeting(house.ward, clock=house.clock)
    rep = house.rep
    rep.get("/meetings/new")
    page = rep.submit("Plan it", day="2026-03-05", at="15:00", status=422)
    assert "There is a meeting on this day already." in page.text


def test_nurses_and_patients_do_not_plan(house: House) -> None:
    for client in (house.nurse, house.nobody()):
        client.get("/meetings/new", status=403)
        client.get("/meetings/standing", status=403)


# --- rhythm ---


def test_the_manager_sets_a_weekly_rhythm_and_two_weeks_are_planned(house: House) -> None:
    manager = house.manager
    manager.get("/admin/rhythm")
    page = manager.submit("Set the rhythm", weekday="3", at="10:30")
    assert "every Thursday at 10:30" in page.text
    planned = queries.coming(house.fresh(), house.ward.id)
    assert [meeting.day for meeting in planned] == [date(2026, 3, 5), date(2026, 3, 12)]


def test_a_fortnightly_rhythm_needs_a_meeting_that_was_held(house: House) -> None:
    manager = house.manager
    manager.get("/admin/rhythm")
    page = manager.submit("Set the rhythm", weekday="3", at="10:30", every_weeks="2", status=422)
    assert "Name the meeting at which the patients agreed to this." in page.text
    meeting = builders.an_open_meeting(house.ward, clock=house.clock)
    from wardvoice.minutes.commands import close_meeting

    builders.done(house.session, house.rep_actor, close_meeting, house.clock, meeting=meeting)
    manager.get("/admin/rhythm")
    manager.submit("Set the rhythm", weekday="3", at="10:30", every_weeks="2", agreed_at=str(meeting.id))
    rhythm = queries.rhythm_now(house.fresh(), house.ward.id)
    assert rhythm is not None
    assert (rhythm.every_weeks, rhythm.agreed_at_id) == (2, meeting.id)


@pytest.mark.parametrize("every", ["0", "9", "two", ""])
def test_odd_steps_are_asked_again(house: House, every: str) -> None:
    manager = house.manager
    manager.get("/admin/rhythm")
    manager.submit("Set the rhythm", weekday="3", at="10:30", every_weeks=every, status=422)


def test_the_rhythm_is_the_managers_page_alone(house: House) -> None:
    for client in (house.nurse, house.rep, house.nobody()):
        client.get("/admin/rhythm", status=403)


# --- what stands on every agenda ---


def test_the_manager_adds_and_removes_what_stands_on_every_agenda(house: House) -> None:
    manager = house.manager
    manager.get("/meetings/standing")
    manager.submit("Put it on every agenda", title="", status=422)
    manager.submit("Put it on every agenda", title="Any other business", at_end="y")
    assert "Any other business" in manager.page.text
    manager.submit("Take off every agenda: Any other business")
    assert "Nothing stands on every agenda." in manager.page.text


def test_each_kind_of_meeting_has_standing_items_of_its_own_and_they_are_its_agenda(house: House) -> None:
    manager = house.manager
    manager.get("/meetings/standing")
    manager.submit("Put it on every agenda", title="What helped this week", kind="mutual-help")
    manager.submit("Put it on every agenda", title="Any other business", kind="ward")
    day = house.clock.today
    for kind, mine, other in (
        (MeetingKind.MUTUAL_HELP, "What helped this week", "Any other business"),
        (MeetingKind.WARD, "Any other business", "What helped this week"),
    ):
        meeting = builders.a_meeting(house.ward, day, kind=kind, clock=house.clock)
        builders.done(house.session, builders.a_stand_in(house.ward), publish, house.clock, meeting=meeting)
        page = manager.get(f"/meetings/{meeting.id}")
        assert mine in page.text
        assert other not in page.text


def test_a_standing_item_of_another_ward_is_not_found(house: House) -> None:
    from wardvoice.meetings.commands import add_standing_item

    other = builders.a_ward(house.session, "Beech", clock=house.clock)
    theirs = builders.done(
        house.session, builders.a_stand_in(other), add_standing_item, house.clock, title="Their welcome"
    )
    rep = house.rep
    rep.get("/meetings/standing")
    rep.post(f"/meetings/standing/{theirs.id}/remove", status=404)
    assert MeetingState.PLANNED
