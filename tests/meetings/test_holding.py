"""The meeting itself: who writes, that it begins, who is there; and what can be asked about meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda.commands import call_off
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings import queries
from wardvoice.meetings.commands import count_attendance, name_scribe, open_meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState, NotHeldBecause, Present
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


def test_the_rep_opens_a_meeting_on_its_day(do: Do, rep: Actor, ward: Ward, clock: SetClock, told: Told) -> None:
    meeting = builders.a_published_agenda(ward, clock.today, clock=clock)
    do(rep, open_meeting, meeting=meeting, version=meeting.version)
    assert (meeting.state, meeting.opened_at) == (MeetingState.OPEN, clock.now())
    assert told(meeting)[-1] == Happened.MEETING_OPENED


def test_no_meeting_opens_before_its_day_or_before_its_agenda_is_out(
    do: Do, rep: Actor, ward: Ward, clock: SetClock
) -> None:
    early = builders.a_published_agenda(ward, date(2026, 3, 3), clock=clock)
    with pytest.raises(RuleBroken):
        do(rep, open_meeting, meeting=early)
    unpublished = builders.a_meeting(ward, clock.today, clock=clock)
    with pytest.raises(Stale):
        do(rep, open_meeting, meeting=unpublished)


def test_a_page_drawn_before_the_last_change_opens_nothing(do: Do, rep: Actor, ward: Ward, clock: SetClock) -> None:
    meeting = builders.a_published_agenda(ward, clock.today, clock=clock)
    with pytest.raises(Stale):
        do(rep, open_meeting, meeting=meeting, version=meeting.version - 1)


def test_a_nurse_opens_a_meeting_only_as_the_scribe_whom_the_rep_named(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, clock: SetClock, told: Told
) -> None:
    meeting = builders.a_published_agenda(ward, clock.today, clock=clock)
    with pytest.raises(NotAllowed):
        do(nurse, open_meeting, meeting=meeting)
    do(rep, name_scribe, meeting=meeting, scribe_id=nurse.id)
    assert told(meeting)[-1] == Happened.MEETING_CHANGED
    do(nurse, open_meeting, meeting=meeting)
    assert meeting.state is MeetingState.OPEN


def test_a_patient_can_be_the_scribe_too(do: Do, rep: Actor, kestrel: Actor, ward: Ward, clock: SetClock) -> None:
    meeting = builders.a_published_agenda(ward, clock.today, clock=clock)
    do(rep, name_scribe, meeting=meeting, scribe_id=kestrel.id)
    do(kestrel, open_meeting, meeting=meeting)


def test_the_scribe_is_somebody_of_this_ward(do: Do, rep: Actor, session: Session, ward: Ward, clock: SetClock) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    elsewhere = builders.a_staff_actor(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    for stranger in (uuid4(), elsewhere.id):
        with pytest.raises(RuleBroken):
            do(rep, name_scribe, meeting=meeting, scribe_id=stranger)


def test_staff_do_not_name_the_scribe_and_a_meeting_that_is_over_needs_none(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    with pytest.raises(NotAllowed):
        do(nurse, name_scribe, meeting=meeting, scribe_id=nurse.id)
    do(rep, call_off, meeting=meeting, because=NotHeldBecause.NO_CHAIR)
    with pytest.raises(Stale):
        do(rep, name_scribe, meeting=meeting, scribe_id=nurse.id)


# --- who is in the room ---


def heads(**counts: int) -> dict[str, Any]:
    return {
        "counts": {Present(who.replace("_", "-")): count for who, count in counts.items()},
        "patients_on_ward": 12,
        "chair": "Oak",
        "facilitator": "Tom (nurse)",
        "chaired_by_patient": True,
    }


def test_heads_are_counted_by_role_and_counting_again_replaces_them(
    do: Do, rep: Actor, session: Session, ward: Ward, clock: SetClock, told: Told
) -> None:
    meeting = builders.an_open_meeting(ward, clock=clock)
    do(rep, count_attendance, meeting=meeting, **heads(patients=7, ward_staff=3))
    do(rep, count_attendance, meeting=meeting, **heads(patients=8, ward_staff=3))
    counted = queries.attendance(meeting)
    assert counted == {who: {"patients": 8, "ward-staff": 3}.get(who.value, 0) for who in Present}
    assert (meeting.patients_on_ward, meeting.chair, meeting.chaired_by_patient) == (12, "Oak", True)
    assert told(meeting)[-2:] == [Happened.ATTENDANCE_COUNTED] * 2


def test_nobody_is_counted_before_the_meeting_or_by_staff(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_published_agenda(ward, clock.today, clock=clock)
    with pytest.raises(Stale):
        do(rep, count_attendance, meeting=meeting, **heads(patients=7))
    do(rep, open_meeting, meeting=meeting)
    with pytest.raises(NotAllowed):
        do(nurse, count_attendance, meeting=meeting, **heads(patients=7))
    with pytest.raises(RuleBroken):
        do(rep, count_attendance, meeting=meeting, **heads(patients=13))


# --- questions ---


def test_a_meeting_of_another_ward_is_not_found(session: Session, ward: Ward, clock: SetClock) -> None:
    other = builders.a_meeting(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    for meeting_id in (other.id, uuid4()):
        with pytest.raises(NotFound):
            queries.meeting(session, ward.id, meeting_id)


def test_coming_and_past_meetings_are_told_apart(
    do: Do, session: Session, ward: Ward, rep: Actor, clock: SetClock
) -> None:
    first, second = builders.a_meeting(ward, clock=clock), builders.a_meeting(ward, date(2026, 3, 12), clock=clock)
    help_group = builders.a_meeting(ward, date(2026, 3, 4), kind=MeetingKind.MUTUAL_HELP, clock=clock)
    assert queries.coming(session, ward.id) == [help_group, first, second]
    assert queries.next_meeting(session, ward.id) is help_group
    assert queries.next_meeting(session, ward.id, MeetingKind.WARD) is first
    do(rep, call_off, meeting=first, because=NotHeldBecause.INCIDENT)
    assert queries.past(session, ward.id) == ([first], 1)
    assert queries.next_meeting(session, ward.id, MeetingKind.WARD) is second
    assert queries.earlier_coming(session, second) is None
    assert queries.last_held(session, ward.id) is None


def test_other_wards_meetings_enter_no_list(session: Session, ward: Ward, clock: SetClock) -> None:
    other = builders.a_ward(session, "Beech", clock=clock)
    meeting = builders.a_meeting(other, clock=clock)
    assert queries.coming(session, ward.id) == []
    assert queries.meetings_by_id(session, ward.id, [meeting.id]) == {}
    assert queries.meetings_by_id(session, other.id, [meeting.id]) == {meeting.id: meeting}


def test_a_manager_is_no_preparer_so_the_stand_in_counts_heads(do: Do, ward: Ward, clock: SetClock) -> None:
    meeting = builders.an_open_meeting(ward, clock=clock)
    stand_in = builders.a_stand_in(ward, Role.ADVOCATE)
    do(stand_in, count_attendance, meeting=meeting, **heads(patients=2))
