"""Everybody in the room looks at one step; its time runs, stands still and goes on; nothing of it is remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.house import HouseWorld
from tests.actions.world import World
from wardvoice.agenda.models import AgendaEntry
from wardvoice.core.errors import NotAllowed, NotFound, Stale
from wardvoice.meetings.models import Meeting, RoomClock
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes import commands, queries
from wardvoice.minutes.queries import Room
from wardvoice.minutes.rules import Timer


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meeting(minutes=40)


@pytest.fixture
def lines(world: World, meeting: Meeting) -> list[AgendaEntry]:
    """Three lines: one with six minutes of its own, two that share the other 24."""
    return [world.line(meeting, world.item(), minutes=given) for given in (6, None, None)]


def turn(world: World, meeting: Meeting, step: Any) -> RoomClock:
    work = world.rep_works()
    clock = commands.turn_to(work, meeting=meeting, step=str(step))
    work.commit()
    return clock


def pause(world: World, meeting: Meeting, still: bool) -> None:
    work = world.rep_works()
    commands.pause(work, meeting=meeting, still=still)
    work.commit()


def room(world: World, meeting: Meeting, at: str = "") -> Room:
    world.session.expire_all()
    return queries.room(world.session, meeting, at, world.clock.now(), world.today)


def test_everybody_sees_what_the_rep_turned_to_and_the_time_runs_against_its_minutes(
    world: World, meeting: Meeting, lines: list[AgendaEntry]
) -> None:
    began = world.clock.now()
    turn(world, meeting, lines[0].id)
    world.clock.go_on(minutes=4)
    turn(world, meeting, lines[0].id)
    shown = room(world, meeting)
    assert shown.now.key == shown.everybody.key == str(lines[0].id)
    assert shown.timer == Timer(began, timedelta(minutes=6), None, timedelta())
    assert shown.timer.spent(shown.at) == timedelta(minutes=4)
    turn(world, meeting, lines[2].id)
    (timer,) = [room(world, meeting).timer]
    assert timer is not None
    assert (timer.since, timer.planned) == (world.clock.now(), timedelta(minutes=12))


def test_time_that_stands_still_is_not_counted(world: World, meeting: Meeting, lines: list[AgendaEntry]) -> None:
    turn(world, meeting, lines[0].id)
    world.clock.go_on(minutes=1)
    pause(world, meeting, still=True)
    world.clock.go_on(minutes=5)
    pause(world, meeting, still=True)
    timer = room(world, meeting).timer
    assert timer is not None
    assert timer.spent(world.clock.now()) == timedelta(minutes=1)
    pause(world, meeting, still=False)
    world.clock.go_on(minutes=2)
    timer = room(world, meeting).timer
    assert timer is not None
    assert timer.spent(world.clock.now()) == timedelta(minutes=3)
    assert timer.until(world.clock.now()) == world.clock.now() + timedelta(minutes=3)


def test_what_was_written_further_on_leads_everybody_there(
    world: World, meeting: Meeting, lines: list[AgendaEntry]
) -> None:
    turn(world, meeting, lines[0].id)
    later = world.line(meeting, title="Any other business")
    commands.note_said(world.rep_works(), entry=later, words="Thanks")
    assert room(world, meeting).timer is None
    assert room(world, meeting).everybody.part == "end"


def test_whoever_looks_elsewhere_is_told_where_everybody_is(
    world: World, meeting: Meeting, lines: list[AgendaEntry]
) -> None:
    turn(world, meeting, lines[0].id)
    shown = room(world, meeting, str(lines[1].id))
    assert (shown.now.key, shown.everybody.key) == (str(lines[1].id), str(lines[0].id))


def test_only_whoever_runs_an_open_meeting_turns_it_and_to_its_own_steps(
    world: World, meeting: Meeting, lines: list[AgendaEntry]
) -> None:
    for actor in (world.as_staff(world.manager), world.as_patient(world.kestrel)):
        with pytest.raises(NotAllowed):
            commands.turn_to(world.work(actor), meeting=meeting, step="here")
        with pytest.raises(NotAllowed):
            commands.pause(world.work(actor), meeting=meeting, still=True)
    elsewhere = world.line(world.meeting(day=world.today + timedelta(days=7)), world.item())
    for step in ("nowhere", elsewhere.id):
        with pytest.raises(NotFound):
            turn(world, meeting, step)
    with pytest.raises(NotFound):
        pause(world, meeting, still=True)
    over = world.meeting(MeetingState.CLOSED, day=world.today + timedelta(days=1))
    with pytest.raises(Stale):
        turn(world, over, "here")
    with pytest.raises(Stale):
        pause(world, over, still=True)


def test_nothing_of_it_is_remembered(world: World, meeting: Meeting) -> None:
    before = world.what_happened(meeting)
    turn(world, meeting, "promises")
    assert world.what_happened(meeting) == before
    work = world.rep_works()
    commands.close_meeting(work, meeting=meeting)
    work.commit()
    assert world.session.query(RoomClock).count() == 0


# --- on the pages ----------------------------------------------------------------------------------------------------


def outline(client: Any, meeting: Meeting) -> tuple[int, str]:
    """What the page asks for every few seconds, as it stands in it."""
    nav = client.page.one("nav", id="outline")
    answer = client.http.get(nav["hx-get"], headers={"HX-Request": "true"})
    return answer.status_code, answer.text


def test_two_browsers_stay_in_step_and_nobody_who_types_is_led_away(house: HouseWorld) -> None:
    meeting = house.meeting(published_at=house.clock.now(), scribe_id=house.nurse.id)
    entry = house.line(meeting, house.item(read_on=house.today))
    rep, scribe = house.rep_at_laptop(), house.staff()
    for one in (rep, scribe):
        one.get(f"/meetings/{meeting.id}/room?at={entry.id}")
    assert outline(scribe, meeting) == (204, "")
    rep.submit("Turn everybody to this")
    assert "On since 10:30, planned until 11:20." in rep.page.text
    assert "On since 10:30, planned until 11:20." in outline(scribe, meeting)[1]
    rep.submit("Stop the time")
    assert "The time stands still since 10:30." in outline(scribe, meeting)[1]
    rep.submit("Let the time go on")
    rep.submit("Next")
    assert "Everybody looks at:" in outline(scribe, meeting)[1]
    rep.submit("Stop early and close the meeting", because="The fire alarm rang")
    status, text = outline(scribe, meeting)
    assert status == 200
    assert "Somebody else has closed the meeting." in text
    typed = {"answer": "yes", "words": "Mended", "given_by": str(house.nurse.id), "nothing_to_do": "y"}
    scribe.submit("Write the answer down", status=409, **typed)
    assert scribe.page.one("textarea", name="words").text.strip() == "Mended"


def test_a_step_that_is_not_there_is_not_found(house: HouseWorld) -> None:
    meeting = house.meeting(published_at=house.clock.now())
    rep = house.rep_at_laptop()
    rep.get(f"/meetings/{meeting.id}/room")
    rep.post(f"/meetings/{meeting.id}/room/turn", {"to": "nowhere"}, status=404)
    rep.post(f"/meetings/{meeting.id}/room/turn", {"to": ""}, status=422)
    rep.post(f"/meetings/{meeting.id}/room/pause", {"still": "perhaps"}, status=422)
    house.staff().post(f"/meetings/{meeting.id}/room/turn", {"to": "here"}, status=403)
