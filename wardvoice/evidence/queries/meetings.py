"""The ward meetings of some wards as the measures see them, held or not; one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import DeciderAt
from wardvoice.core.clock import Clock
from wardvoice.evidence.rules.facts import Decided, Expected, MeetingFacts
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings.models import Attendance, Meeting, Rhythm
from wardvoice.meetings.rules import MeetingKind, MeetingState, Present, days_of_rhythm
from wardvoice.minutes.models import Minutes

STAFF = (Present.WARD_STAFF, Present.MANAGER, Present.OTHER_STAFF)
BEFORE = timedelta(hours=24)
"""So long before the meeting its agenda is out (G2)."""
LONGEST_RHYTHM = timedelta(weeks=8)


def meetings_of(
    session: Session, ward_ids: Sequence[UUID], span: Period, clock: Clock
) -> dict[UUID, tuple[list[MeetingFacts], list[Decided]]]:
    """Return the meetings from a span of days on, and who could decide there.

    Some weeks before the span count, too: a meeting that was moved answers for a day in its weeks. Those after it tell
    how long something has waited that was passed on.
    """
    found: dict[UUID, tuple[list[MeetingFacts], list[Decided]]] = {}
    for row in session.execute(_statement(ward_ids, span)):
        meetings, decided = found.setdefault(row.ward_id, ([], []))
        if row.kind is MeetingKind.WARD:
            meetings.append(_facts(row, clock))
        decided.extend([Decided(row.id, row.day, True)] * row.came)
        decided.extend([Decided(row.id, row.day, False)] * row.missed)
    return found


def _statement(ward_ids: Sequence[UUID], span: Period) -> Select[Any]:
    return (
        select(Meeting.id, Meeting.ward_id, Meeting.kind, Meeting.day, Meeting.at, Meeting.state)
        .add_columns(Meeting.not_held_because, Meeting.published_at, Meeting.patients_on_ward)
        .add_columns(Meeting.chaired_by_patient, Minutes.id.label("minutes_id"))
        .add_columns(Minutes.patients_at, Minutes.staff_at)
        .add_columns(_heads((Present.PATIENTS,)).label("patients"), _heads(STAFF).label("staff"))
        .add_columns(_deciders(True).label("came"), _deciders(False).label("missed"))
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.ward_id.in_(ward_ids),
            Meeting.day >= span.first - LONGEST_RHYTHM,
            Meeting.state.in_((MeetingState.OPEN, MeetingState.CLOSED, MeetingState.NOT_HELD)),
        )
        .order_by(Meeting.day, Meeting.id)
    )


def _heads(who: Sequence[Present]) -> Any:
    here = (Attendance.meeting_id == Meeting.id, Attendance.who.in_(who))
    return select(func.coalesce(func.sum(Attendance.count), 0)).where(*here).correlate(Meeting).scalar_subquery()


def _deciders(present: bool) -> Any:
    those = select(func.count()).where(DeciderAt.meeting_id == Meeting.id, DeciderAt.present.is_(present))
    return those.correlate(Meeting).scalar_subquery()


def _facts(row: Row[Any], clock: Clock) -> MeetingFacts:
    begins = clock.moment(row.day, row.at.hour, row.at.minute)
    agreed = max(row.patients_at, row.staff_at) if row.patients_at and row.staff_at else None
    return MeetingFacts(
        id=row.id,
        day=row.day,
        held=row.state is MeetingState.CLOSED,
        because=row.not_held_because.value if row.state is MeetingState.NOT_HELD and row.not_held_because else None,
        early=row.published_at is not None and row.published_at <= begins - BEFORE,
        has_minutes=row.minutes_id is not None,
        minutes_on=clock.day_of(agreed) if agreed else None,
        patients=row.patients,
        staff=row.staff,
        on_ward=row.patients_on_ward,
        chaired_by_patient=row.chaired_by_patient,
    )


def expected_of(rhythms: Sequence[Rhythm], span: Period) -> Iterator[Expected]:
    """Yield the meeting days of a ward's rhythms in a span of days, each with the weeks in which it may be held."""
    for rhythm in rhythms:
        if rhythm.kind is not MeetingKind.WARD:
            continue
        for day in days_of_rhythm(rhythm.facts, span.first, span.last):
            monday = day - timedelta(days=day.weekday())
            yield Expected(day, monday, monday + timedelta(weeks=rhythm.every_weeks, days=-1))
