"""Twins of the commands about meetings: planned, opened, counted, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from wardvoice.agenda.rules import CarriedBecause, EntryState
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.answers import carry_over
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen
from wardvoice.meetings.models import Attendance, Hands, Meeting, Rhythm, StandingItem
from wardvoice.meetings.rules import (
    PLAN_AHEAD_DAYS,
    Decides,
    MeetingKind,
    MeetingState,
    Present,
    RhythmFacts,
    days_of_rhythm,
)
from wardvoice.minutes.models import Minutes

KIND = MeetingKind.WARD


def set_rhythm(pen: Pen, *, weekday: int, at: time) -> Line:
    """As `meetings.commands.set_rhythm`, for a ward that has none yet."""
    here = pen.here
    here.rhythm = pen.new(
        Rhythm, ward_id=here.ward.id, kind=KIND, weekday=weekday, at=at, every_weeks=1, minutes=60, since=pen.today
    )
    pen.record(Happened.RHYTHM_SET, here.rhythm, kind=KIND, weekday=weekday, at=at, every_weeks=1, since=pen.today)
    return here.rhythm


def add_standing_item(pen: Pen, *, title: str, at_end: bool = False) -> Line:
    """As `meetings.commands.add_standing_item`."""
    place = len(pen.here.standing) + 1
    standing = pen.new(StandingItem, ward_id=pen.here.ward.id, kind=KIND, title=title, place=place, at_end=at_end)
    pen.here.standing.append(standing)
    pen.record(Happened.STANDING_ITEM_ADDED, standing, title=title, at_end=at_end)
    return standing


def plan_ahead(pen: Pen) -> list[Line]:
    """As `meetings.commands.plan_ahead`."""
    here = pen.here
    assert here.rhythm is not None
    facts = RhythmFacts(here.rhythm.weekday, here.rhythm.every_weeks, here.rhythm.since)
    days = days_of_rhythm(facts, pen.today, pen.today + timedelta(days=PLAN_AHEAD_DAYS))
    return [_plan(pen, day) for day in days if day not in here.days]


def open_meeting(pen: Pen, *, meeting: Line) -> Line:
    """As `meetings.commands.open_meeting`."""
    pen.change(meeting, state=MeetingState.OPEN, opened_at=pen.now)
    pen.record(Happened.MEETING_OPENED, meeting)
    return meeting


def count_attendance(
    pen: Pen, *, meeting: Line, counts: Mapping[Present, int], patients_on_ward: int, **who: Any
) -> Line:
    """As `meetings.commands.count_attendance`."""
    pen.change(meeting, patients_on_ward=patients_on_ward, **who)
    for role in Present:
        pen.new(Attendance, meeting_id=meeting.id, who=role, count=counts.get(role, 0))
    heads = {role.value.replace("-", "_"): counts.get(role, 0) for role in Present}
    pen.record(Happened.ATTENDANCE_COUNTED, meeting, patients_on_ward=patients_on_ward, **heads)
    return meeting


def count_hands(pen: Pen, *, meeting: Line, entry: Line, decides: Decides, question: str, **counts: int) -> Line:
    """As `minutes.commands.count_hands`."""
    hands = pen.new(
        Hands,
        ward_id=meeting.ward_id,
        meeting_id=meeting.id,
        entry_id=entry.id,
        decides=decides,
        question=question,
        at=pen.now,
        **counts,
    )
    told = {"meeting": meeting.id, "decides": decides, "question": question}
    pen.record(Happened.HANDS_COUNTED, pen.here.items[entry.item_id], **told, **counts)
    return hands


def note_said(pen: Pen, *, entry: Line, words: str) -> Line:
    """As `minutes.commands.note_said`."""
    pen.change(entry, said=words)
    pen.record(Happened.NOTE_ADDED, pen.here.meetings[entry.meeting_id], said=words, meeting=entry.meeting_id)
    return entry


def close_meeting(pen: Pen, *, meeting: Line) -> Line:
    """As `minutes.commands.close_meeting`."""
    pen.change(meeting, state=MeetingState.CLOSED, closed_at=pen.now)
    pen.here.minutes[meeting.id] = pen.new(Minutes, ward_id=meeting.ward_id, meeting_id=meeting.id)
    pen.record(Happened.MEETING_CLOSED, meeting, stopped_early=meeting.stopped_early_because)
    pen.here.missed.clear()
    return meeting


def stop_early(pen: Pen, *, meeting: Line, because: str) -> Line:
    """As `minutes.commands.stop_early`."""
    for entry in list(pen.here.agendas[meeting.id]):
        if _has_no_outcome(entry):
            carry_over(pen, entry=entry, because=CarriedBecause.STOPPED_EARLY, words=because)
    pen.change(meeting, stopped_early_because=because)
    return close_meeting(pen, meeting=meeting)


def _plan(pen: Pen, day: date) -> Line:
    here = pen.here
    assert here.rhythm is not None
    length = here.rhythm.minutes
    meeting = pen.new(Meeting, ward_id=here.ward.id, day=day, at=here.rhythm.at, place=here.ward.place, minutes=length)
    here.days.add(day)
    here.meetings[meeting.id] = meeting
    pen.record(Happened.MEETING_PLANNED, meeting, kind=KIND, day=day, at=here.rhythm.at, minutes=length)
    return meeting


def _has_no_outcome(entry: Line) -> bool:
    return entry.item_id is not None and entry.state is EntryState.ON
