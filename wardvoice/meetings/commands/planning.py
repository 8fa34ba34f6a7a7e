"""When a ward meets: its rhythm, single meetings, and the meetings that the rhythm brings by itself."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import func, select

from wardvoice.core.actor import Door
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.meetings import queries, rules
from wardvoice.meetings.models import Meeting, Rhythm
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward


def set_rhythm(
    work: Work,
    *,
    kind: MeetingKind = MeetingKind.WARD,
    weekday: int,
    at: time,
    every_weeks: int = 1,
    minutes: int = 60,
    agreed_at: Meeting | None = None,
) -> Rhythm:
    """Say how often the ward meets. It holds from the day after the last meeting that is planned already.

    RuleBroken for a rhythm that is not weekly and names no held meeting at which the patients agreed to it; the
    patients' council, which meets rarely, needs none.
    """
    work.require(May.SET_RHYTHM, agreed_at)
    rules.kind_makes_sense(kind, at_council=work.actor.at_council)
    agreed = kind is MeetingKind.COUNCIL or (agreed_at is not None and agreed_at.state is MeetingState.CLOSED)
    rules.rhythm_makes_sense(weekday, every_weeks, minutes, agreed)
    since = _after_the_last_planned(work, kind)
    before = queries.rhythm_now(work.session, work.ward_id, kind)
    if before is not None:
        before.until = since
    rhythm = Rhythm(
        ward_id=work.ward_id,
        kind=kind,
        weekday=weekday,
        at=at,
        every_weeks=every_weeks,
        minutes=minutes,
        since=since,
        agreed_at_id=agreed_at.id if agreed_at else None,
    )
    work.session.add(rhythm)
    work.record(Happened.RHYTHM_SET, rhythm, kind=kind, weekday=weekday, at=at, every_weeks=every_weeks, since=since)
    return rhythm


def plan_meeting(
    work: Work,
    *,
    day: date,
    at: time,
    kind: MeetingKind = MeetingKind.WARD,
    place: str | None = None,
    minutes: int | None = None,
) -> Meeting:
    """Plan one meeting, `minutes` long or as long as the ward's meetings of this kind are.

    RuleBroken for a day that is over, or that has a meeting of this kind already.
    """
    work.require(May.PREPARE if may(work.actor, May.PREPARE) else May.SET_RHYTHM)
    rules.kind_makes_sense(kind, at_council=work.actor.at_council)
    rules.day_makes_sense(day, work.today)
    if queries.planned_on(work.session, work.ward_id, kind, [day]):
        raise RuleBroken(N_("There is a meeting on this day already."), field="day")
    if minutes is None:
        minutes = _usual_minutes(work, kind)
    rules.length_makes_sense(minutes)
    return _plan(work, day, at, kind, rules.short_text(place, field="place"), minutes)


def set_length(work: Work, *, meeting: Meeting, minutes: int, version: int | None = None) -> Meeting:
    """Say how long one meeting lasts, until it begins. RuleBroken outside 10 to 240 minutes."""
    work.require(May.PREPARE, meeting)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
        raise Stale(MOVED_ON)
    work.still(meeting, version)
    rules.length_makes_sense(minutes)
    if meeting.length != minutes:
        meeting.minutes = minutes
        work.record(Happened.MEETING_LENGTH_SET, meeting, minutes=minutes)
    return meeting


def plan_ahead(work: Work) -> list[Meeting]:
    """Plan the meetings of the next two weeks as the ward's rhythms have them. Running it twice plans nothing twice.

    A day whose meeting was called off stays taken.
    """
    work.require(May.CLOCKWORK if work.actor.door is Door.CLOCK else May.SET_RHYTHM)
    last = work.today + timedelta(days=rules.PLAN_AHEAD_DAYS)
    now = work.clock.local(work.now).time()
    planned = []
    for rhythm in queries.rhythms_now(work.session, work.ward_id):
        days = list(rules.days_of_rhythm(rhythm.facts, work.today, last))
        taken = queries.planned_on(work.session, work.ward_id, rhythm.kind, days)
        wanted = [day for day in days if day not in taken and (day > work.today or rhythm.at > now)]
        planned += [_plan(work, day, rhythm.at, rhythm.kind, _usual_place(work), rhythm.minutes) for day in wanted]
    return planned


def _plan(work: Work, day: date, at: time, kind: MeetingKind, place: str | None, minutes: int) -> Meeting:
    meeting = Meeting(ward_id=work.ward_id, kind=kind, day=day, at=at, place=place, minutes=minutes)
    work.session.add(meeting)
    work.record(Happened.MEETING_PLANNED, meeting, kind=kind, day=day, at=at, minutes=minutes)
    return meeting


def _usual_minutes(work: Work, kind: MeetingKind) -> int:
    rhythm = queries.rhythm_now(work.session, work.ward_id, kind)
    return rhythm.minutes if rhythm else rules.USUAL_MINUTES


def _usual_place(work: Work) -> str | None:
    ward = work.session.get(Ward, work.ward_id)
    return rules.short_text(ward.place if ward else None, field="place")


def _after_the_last_planned(work: Work, kind: MeetingKind) -> date:
    """Return the day after the last planned meeting of this kind, or today: a new rhythm calls nothing off."""
    coming = select(func.max(Meeting.day)).where(
        Meeting.ward_id == work.ward_id, Meeting.kind == kind, Meeting.day >= work.today
    )
    last = work.session.scalar(coming)
    return work.today if last is None else last + timedelta(days=1)
