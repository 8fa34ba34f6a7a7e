"""One meeting, the coming ones, the past ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import COMING, MeetingKind, MeetingState, Present
from wardvoice.storage.bound import Ident
from wardvoice.storage.finding import one_of


def meeting(session: Session, ward_id: UUID, meeting_id: UUID) -> Meeting:
    """Return a meeting of this ward, with who was there, who was asked before, its clock; NotFound for any other."""
    beside = [joinedload(Meeting.attendance), joinedload(Meeting.rounds), joinedload(Meeting.clock)]
    return one_of(session, Meeting, meeting_id, options=beside, ward_id=ward_id)


def meetings_by_id(session: Session, ward_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Meeting]:
    """Return the ward's meetings with these ids, in one statement."""
    wanted = set(ids)
    if not wanted:
        return {}
    found = session.scalars(select(Meeting).where(Meeting.ward_id == ward_id, Meeting.id.in_(wanted)))
    return {row.id: row for row in found}


def coming(session: Session, ward_id: UUID) -> list[Meeting]:
    """Return the meetings that are neither closed nor called off, the next first."""
    return list(session.scalars(select(Meeting).where(*_coming(ward_id)).order_by(Meeting.day, Meeting.at)))


def next_meeting(session: Session, ward_id: UUID, kind: MeetingKind | None = None) -> Meeting | None:
    """Return the next meeting that is neither closed nor called off, of one kind or of any."""
    query = select(Meeting).where(*_coming(ward_id), *_of_kind(kind)).order_by(Meeting.day, Meeting.at)
    return session.scalars(query.limit(1)).first()


def earlier_coming(session: Session, meeting: Meeting) -> Meeting | None:
    """Return a meeting of the same kind before this one that is neither closed nor called off."""
    before = (*_coming(meeting.ward_id), Meeting.kind == meeting.kind, Meeting.day < meeting.day)
    return session.scalars(select(Meeting).where(*before).order_by(Meeting.day).limit(1)).first()


def planned_on(session: Session, ward_id: UUID, kind: MeetingKind, days: Iterable[date]) -> set[date]:
    """Return those of the days that already have a meeting of this kind, held or not."""
    query = select(Meeting.day).where(Meeting.ward_id == ward_id, Meeting.kind == kind, Meeting.day.in_(list(days)))
    return set(session.scalars(query))


def past(session: Session, ward_id: UUID, *, limit: int = 25, offset: int = 0) -> tuple[list[Meeting], int]:
    """Return meetings that were held or called off, the newest first, and how many there are in all."""
    over = (Meeting.ward_id == ward_id, Meeting.state.not_in(COMING))
    rows = session.scalars(select(Meeting).where(*over).order_by(Meeting.day.desc()).limit(limit).offset(offset))
    return list(rows), session.scalar(select(func.count()).select_from(Meeting).where(*over)) or 0


def last_held(session: Session, ward_id: UUID, kind: MeetingKind | None = None) -> Meeting | None:
    """Return the newest meeting that was held and closed."""
    held = (Meeting.ward_id == ward_id, Meeting.state == MeetingState.CLOSED, *_of_kind(kind))
    return session.scalars(select(Meeting).where(*held).order_by(Meeting.day.desc()).limit(1)).first()


def coming_and_last(session: Session, ward_id: UUID) -> tuple[list[Meeting], Meeting | None]:
    """Return the coming meetings, the next first, and the newest one that was held; one statement."""
    found = list(session.scalars(select(Meeting).where(coming_or_last(ward_id)).order_by(Meeting.day, Meeting.at)))
    return parted(found)


def coming_or_last(ward_id: Ident, *or_else: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a meeting of a ward is coming, the newest one that was held, or else wanted."""
    earlier = aliased(Meeting)
    held = select(earlier.id).where(earlier.ward_id == ward_id, earlier.state == MeetingState.CLOSED)
    last = held.order_by(earlier.day.desc()).limit(1).scalar_subquery()
    return and_(Meeting.ward_id == ward_id, or_(Meeting.state.in_(COMING), Meeting.id == last, *or_else))


def parted(found: Sequence[Meeting]) -> tuple[list[Meeting], Meeting | None]:
    """Return the coming ones among these meetings, which are ordered by day, and the last one that was held."""
    held = [one for one in found if one.state not in COMING]
    return [one for one in found if one.state in COMING], held[-1] if held else None


def not_held_since_last(session: Session, meeting: Meeting) -> list[Meeting]:
    """Return the meetings of the same kind that were called off between the last one held and this one."""
    before = (Meeting.ward_id == meeting.ward_id, Meeting.kind == meeting.kind, Meeting.day < meeting.day)
    last = select(func.max(Meeting.day)).where(*before, Meeting.state == MeetingState.CLOSED).scalar_subquery()
    missed = select(Meeting).where(*before, Meeting.state == MeetingState.NOT_HELD)
    return list(session.scalars(missed.where(Meeting.day > func.coalesce(last, date.min)).order_by(Meeting.day)))


def attendance(meeting: Meeting) -> dict[Present, int]:
    """Return how many of each role were in the room."""
    return {row.who: row.count for row in meeting.attendance}


def _coming(ward_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (Meeting.ward_id == ward_id, Meeting.state.in_(COMING))


def _of_kind(kind: MeetingKind | None) -> tuple[ColumnElement[bool], ...]:
    return () if kind is None else (Meeting.kind == kind,)
