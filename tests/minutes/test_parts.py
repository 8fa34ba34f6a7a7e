"""Who does what today: chair, scribe and helper are named before or in the meeting, patients first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.house import HouseWorld
from tests.actions.world import World
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import MeetingState

CHAIR = {"chair": " Linnet ", "chaired_by_patient": True, "facilitator": "Sam"}


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.OPEN])
def test_chair_and_helper_are_named_until_the_end(world: World, state: MeetingState) -> None:
    meeting = world.meeting(state)
    work = world.rep_works()
    meetings.say_who_does_what(work, meeting=meeting, **CHAIR)
    work.commit()
    assert (meeting.chair, meeting.chaired_by_patient, meeting.facilitator) == ("Linnet", True, "Sam")
    assert world.what_happened(meeting)[-1] == Happened.MEETING_CHANGED


def test_not_afterwards_not_by_anybody_and_in_a_line(world: World) -> None:
    over = world.meeting(MeetingState.CLOSED, day=world.today - timedelta(days=7))
    with pytest.raises(Stale):
        meetings.say_who_does_what(world.rep_works(), meeting=over, **CHAIR)
    meeting = world.meeting()
    for actor in (world.as_staff(world.manager), world.as_patient(world.kestrel)):
        with pytest.raises(NotAllowed):
            meetings.say_who_does_what(world.work(actor), meeting=meeting, **CHAIR)
    with pytest.raises(RuleBroken) as refused:
        meetings.say_who_does_what(world.rep_works(), meeting=meeting, **(CHAIR | {"chair": "x" * 500}))
    assert refused.value.field == "chair"


def test_a_patient_who_is_named_writes_at_the_terminal_and_nobody_else_sees_the_page(house: HouseWorld) -> None:
    meeting = house.meeting(published_at=house.clock.now())
    at, here = f"/meetings/{meeting.id}/parts", f"/meetings/{meeting.id}/room?at=here"
    rep, kestrel = house.rep_at_laptop(), house.patient_at(house.kestrel)
    kestrel.get(at, status=403)
    rep.get(here)
    rep.follow("Who does what today: chair, scribe, helper")
    rep.submit("Write it down", status=422, scribe_name="Nobody")
    assert "Nobody on this ward has this ward name." in rep.page.text
    rep.submit("Write it down", chair="Linnet", chaired_by_patient="y", scribe_name="kestrel", facilitator="Sam")
    assert house.again(meeting).scribe_id == house.kestrel.id
    kestrel.get(here)
    assert kestrel.page.one("input", name="chair")["value"] == "Linnet"
    rep.get(at)
    rep.submit("Write it down", scribe=str(house.nurse.id), chair="Linnet")
    assert house.again(meeting).scribe_id == house.nurse.id
    house.staff().get(here)
