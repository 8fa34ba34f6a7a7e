"""The meeting itself: who writes it down, that it begins, and who is in the room."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import or_, select

from wardvoice.core.actor import Role
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import rules
from wardvoice.meetings.models import Attendance, Meeting
from wardvoice.meetings.rules import COMING, LIFE, MeetingState, Present
from wardvoice.people.models import Account, Membership, WardName
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.storage.work import Work
from wardvoice.wards.queries import is_council


def name_scribe(work: Work, *, meeting: Meeting, scribe_id: UUID) -> Meeting:
    """Name who writes this one meeting down: a ward name or a member of staff of this ward."""
    work.require(May.PREPARE, meeting)
    if meeting.state not in COMING:
        raise Stale(MOVED_ON)
    role = _part_of(work, scribe_id)
    if role is None:
        raise RuleBroken(N_("Choose somebody of this ward."), field="scribe")
    meeting.scribe_id = scribe_id
    work.record(Happened.MEETING_CHANGED, meeting, scribe=role)
    return meeting


def say_who_does_what(
    work: Work, *, meeting: Meeting, chair: str | None, chaired_by_patient: bool, facilitator: str | None
) -> Meeting:
    """Write down who chairs and who helps the chair, before or while the ward meets; the minutes name them (G5)."""
    work.require(May.RUN_MEETING, meeting)
    if meeting.state not in COMING:
        raise Stale(MOVED_ON)
    meeting.chair = rules.short_text(chair, field="chair")
    meeting.facilitator = rules.short_text(facilitator, field="facilitator")
    meeting.chaired_by_patient = chaired_by_patient
    work.record(Happened.MEETING_CHANGED, meeting)
    return meeting


def open_meeting(work: Work, *, meeting: Meeting, version: int | None = None) -> Meeting:
    """Begin a meeting whose agenda is out. RuleBroken before its day, Stale if it is open or over already."""
    work.require(May.RUN_MEETING, meeting)
    work.still(meeting, version)
    state = LIFE.after(meeting.state, "open")
    rules.may_open(meeting.day, work.today)
    meeting.state, meeting.opened_at = state, work.now
    work.record(Happened.MEETING_OPENED, meeting)
    return meeting


def count_attendance(
    work: Work,
    *,
    meeting: Meeting,
    counts: Mapping[Present, int],
    patients_on_ward: int,
    chair: str | None = None,
    facilitator: str | None = None,
    chaired_by_patient: bool = False,
) -> Meeting:
    """Write down how many of each role are in the room, and who chairs; counting again replaces the numbers."""
    work.require(May.RUN_MEETING, meeting)
    if meeting.state is not MeetingState.OPEN:
        raise Stale(MOVED_ON)
    rules.attendance_makes_sense(dict(counts), patients_on_ward)
    meeting.patients_on_ward = patients_on_ward
    meeting.chair = rules.short_text(chair, field="chair")
    meeting.facilitator = rules.short_text(facilitator, field="facilitator")
    meeting.chaired_by_patient = chaired_by_patient
    _count(work, meeting, counts)
    heads = {who.value.replace("-", "_"): counts.get(who, 0) for who in Present}
    work.record(Happened.ATTENDANCE_COUNTED, meeting, patients_on_ward=patients_on_ward, **heads)
    return meeting


def _count(work: Work, meeting: Meeting, counts: Mapping[Present, int]) -> None:
    known = {
        row.who: row for row in work.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
    }
    for who in Present:
        if who in known:
            known[who].count = counts.get(who, 0)
        else:
            work.session.add(Attendance(meeting_id=meeting.id, who=who, count=counts.get(who, 0)))


def _part_of(work: Work, scribe_id: UUID) -> Role | None:
    """Return whether somebody is a patient or a member of staff of this ward, or None for neither."""
    everywhere = is_council(work.ward_id)
    name = select(WardName.id).where(
        WardName.id == scribe_id, or_(WardName.ward_id == work.ward_id, everywhere), WardName.rests_since.is_(None)
    )
    if work.session.scalar(name) is not None:
        return Role.PATIENT
    member = (
        select(Account.id)
        .join(Membership, Membership.account_id == Account.id)
        .where(Account.id == scribe_id, account_in_use(work.today), runs(Membership, work.today))
        .where(or_(Membership.ward_id == work.ward_id, Membership.ward_id.is_(None), everywhere))
    )
    return Role.STAFF if work.session.scalar(member.limit(1)) is not None else None
