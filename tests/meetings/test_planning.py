"""A ward's rhythm, single meetings, and those that come by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda.commands import call_off
from wardvoice.core.actor import Actor
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings import queries
from wardvoice.meetings.commands import (
    add_standing_item,
    plan_ahead,
    plan_meeting,
    remove_standing_item,
    set_length,
    set_rhythm,
)
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState, NotHeldBecause
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
HALF_TEN = time(10, 30)
THURSDAYS: dict[str, Any] = {"weekday": 3, "at": HALF_TEN}


def days(meetings: list[Meeting]) -> list[date]:
    return [meeting.day for meeting in meetings]


# --- the rhythm ---


def test_the_manager_sets_a_weekly_rhythm_and_it_is_remembered(do: Do, manager: Actor, told: Told) -> None:
    rhythm = do(manager, set_rhythm, **THURSDAYS)
    assert told(rhythm) == [Happened.RHYTHM_SET]
    assert rhythm.since == date(2026, 3, 2)


def test_a_nurse_and_a_rep_cannot_set_the_rhythm(do: Do, nurse: Actor, rep: Actor) -> None:
    for actor in (nurse, rep):
        with pytest.raises(NotAllowed):
            do(actor, set_rhythm, **THURSDAYS)


def test_a_fortnightly_rhythm_names_a_meeting_that_was_held(
    do: Do, manager: Actor, ward: Ward, clock: SetClock
) -> None:
    planned = builders.a_meeting(ward, clock=clock)
    for agreed_at in (None, planned):
        with pytest.raises(RuleBroken) as refused:
            do(manager, set_rhythm, **THURSDAYS, every_weeks=2, agreed_at=agreed_at)
        assert refused.value.field == "agreed_at"


def test_a_meeting_of_another_ward_cannot_have_agreed(
    do: Do, manager: Actor, session: Session, clock: SetClock
) -> None:
    other = builders.a_meeting(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    with pytest.raises(NotFound):
        do(manager, set_rhythm, **THURSDAYS, every_weeks=2, agreed_at=other)


def test_a_new_rhythm_begins_after_the_last_meeting_that_is_planned(
    do: Do, manager: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    old = do(manager, set_rhythm, **THURSDAYS)
    do(manager, plan_ahead)
    new = do(manager, set_rhythm, weekday=1, at=time(14))
    assert new.since == old.until == date(2026, 3, 13)
    clock.go_on(days=14)
    assert days(do(manager, plan_ahead)) == [date(2026, 3, 17), date(2026, 3, 24)]
    assert [facts.weekday for facts in queries.rhythm_facts(session, ward.id)] == [3, 1]


# --- meetings that the rhythm brings ---


def test_two_weeks_are_planned_ahead_and_running_it_twice_plans_nothing_twice(
    do: Do, manager: Actor, ward: Ward, told: Told
) -> None:
    do(manager, set_rhythm, **THURSDAYS)
    planned = do(builders.the_clock(ward), plan_ahead)
    assert days(planned) == [date(2026, 3, 5), date(2026, 3, 12)]
    assert planned[0].place == "the day room"
    assert told(planned[0]) == [Happened.MEETING_PLANNED]
    assert do(builders.the_clock(ward), plan_ahead) == []


def test_todays_meeting_is_planned_only_before_its_time(do: Do, manager: Actor, clock: SetClock) -> None:
    do(manager, set_rhythm, weekday=0, at=time(10, 15))
    assert days(do(manager, plan_ahead)) == [date(2026, 3, 9), date(2026, 3, 16)]
    do(manager, set_rhythm, weekday=0, at=HALF_TEN, kind=MeetingKind.MUTUAL_HELP)
    clock.go_on(hours=-1)
    assert days(do(manager, plan_ahead))[0] == date(2026, 3, 2)


def test_a_day_whose_meeting_was_called_off_stays_taken(do: Do, manager: Actor, ward: Ward) -> None:
    do(manager, set_rhythm, **THURSDAYS)
    first = do(manager, plan_ahead)[0]
    do(manager, call_off, meeting=first, because=NotHeldBecause.INFECTION)
    assert do(builders.the_clock(ward), plan_ahead) == []


def test_a_patient_and_a_nurse_do_not_plan_ahead(do: Do, kestrel: Actor, nurse: Actor) -> None:
    for actor in (kestrel, nurse):
        with pytest.raises(NotAllowed):
            do(actor, plan_ahead)


# --- single meetings ---


def test_rep_and_manager_plan_a_single_meeting(do: Do, rep: Actor, manager: Actor, told: Told) -> None:
    for n, actor in enumerate((rep, manager)):
        meeting = do(actor, plan_meeting, day=date(2026, 3, 4 + n), at=HALF_TEN, place=" the  garden ")
        assert (meeting.state, meeting.place) == (MeetingState.PLANNED, "the garden")
        assert told(meeting) == [Happened.MEETING_PLANNED]


def test_a_nurse_and_a_patient_plan_no_meeting(do: Do, nurse: Actor, kestrel: Actor) -> None:
    for actor in (nurse, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, plan_meeting, day=date(2026, 3, 4), at=HALF_TEN)


def test_a_day_that_is_over_or_taken_is_refused(do: Do, rep: Actor) -> None:
    do(rep, plan_meeting, day=date(2026, 3, 4), at=HALF_TEN)
    for day in (date(2026, 3, 1), date(2026, 3, 4)):
        with pytest.raises(RuleBroken) as refused:
            do(rep, plan_meeting, day=day, at=time(15))
        assert refused.value.field == "day"


def test_two_kinds_of_meeting_may_share_a_day(do: Do, rep: Actor) -> None:
    for kind in (MeetingKind.WARD, MeetingKind.MUTUAL_HELP):
        do(rep, plan_meeting, day=date(2026, 3, 4), at=HALF_TEN, kind=kind)


# --- what stands on every agenda ---


def test_rep_and_manager_put_something_on_every_agenda(
    do: Do, rep: Actor, manager: Actor, session: Session, ward: Ward, told: Told
) -> None:
    last = do(rep, add_standing_item, title="Any other business", at_end=True)
    first = do(manager, add_standing_item, title="Welcome")
    assert queries.standing_items(session, ward.id, MeetingKind.WARD, date(2026, 3, 5)) == [first, last]
    assert told(first) == [Happened.STANDING_ITEM_ADDED]


def test_what_was_taken_off_every_agenda_is_gone_from_today_on(
    do: Do, rep: Actor, session: Session, ward: Ward, told: Told
) -> None:
    standing = do(rep, add_standing_item, title="Welcome")
    do(rep, remove_standing_item, standing=standing)
    assert queries.standing_items(session, ward.id, MeetingKind.WARD, date(2026, 3, 2)) == []
    assert told(standing)[-1] == Happened.STANDING_ITEM_REMOVED
    with pytest.raises(Stale):
        do(rep, remove_standing_item, standing=standing)


def test_a_standing_item_needs_a_title_and_somebody_who_may(do: Do, rep: Actor, nurse: Actor) -> None:
    with pytest.raises(RuleBroken):
        do(rep, add_standing_item, title="  ")
    with pytest.raises(NotAllowed):
        do(nurse, add_standing_item, title="Welcome")


# --- how long a meeting lasts ---


def test_a_meeting_is_as_long_as_the_rhythm_says_or_has_a_length_of_its_own(do: Do, manager: Actor, rep: Actor) -> None:
    do(manager, set_rhythm, **THURSDAYS, minutes=45)
    assert [meeting.length for meeting in do(manager, plan_ahead)] == [45, 45]
    own = do(rep, plan_meeting, day=date(2026, 3, 6), at=HALF_TEN, minutes=90)
    usual = do(rep, plan_meeting, day=date(2026, 3, 7), at=HALF_TEN)
    assert (own.length, usual.length) == (90, 45)


def test_the_rep_changes_the_length_until_the_meeting_begins(
    do: Do, rep: Actor, nurse: Actor, told: Told, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    assert meeting.length == 60
    version = meeting.version
    do(rep, set_length, meeting=meeting, minutes=75, version=version)
    assert (meeting.length, told(meeting)[-1]) == (75, Happened.MEETING_LENGTH_SET)
    with pytest.raises(Stale):
        do(rep, set_length, meeting=meeting, minutes=30, version=version)
    with pytest.raises(NotAllowed):
        do(nurse, set_length, meeting=meeting, minutes=30)
    for minutes in (9, 241):
        with pytest.raises(RuleBroken):
            do(rep, set_length, meeting=meeting, minutes=minutes)
    begun = builders.an_open_meeting(ward, clock=clock)
    with pytest.raises(Stale):
        do(rep, set_length, meeting=begun, minutes=30)
