"""How the minutes of a meeting stand between the two sides, and which ones wait for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from wardvoice.core.errors import NotFound
from wardvoice.meetings.models import Meeting
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.minutes.rules import RemarkKind, Side, days_late
from wardvoice.people.models import Account, WardName
from wardvoice.storage.finding import one_of


@dataclass(frozen=True)
class Beside:
    """A line beside the minutes, with the ward name of whoever chose to stand there by it."""

    remark: Remark
    name: str | None = None
    name_rests: bool = False


@dataclass(frozen=True)
class Agreement:
    """How minutes stand: the two yeses, who gave the staff's, and all that stands beside."""

    minutes: Minutes
    staff_by: Account | None
    beside: Sequence[Beside] = field(default_factory=list)

    @property
    def version(self) -> int:
        """What changes with each yes, each yes taken back and each line beside."""
        return self.minutes.version + len(self.beside)

    def beside_line(self, entry_id: UUID | None) -> list[Beside]:
        """Return what stands beside one line, or beside the whole, but corrections of the whole."""
        return [one for one in self.beside if one.remark.entry_id == entry_id]


def read(session: Session, ward_id: UUID, meeting_id: UUID) -> tuple[Meeting, Agreement | None]:
    """Return a meeting with who was there, the rounds before it, and how its minutes stand, if it has any.

    NotFound for another ward's. One statement: the pages that read a meeting ask for much else.
    """
    query = (
        select(Meeting, Minutes, Account, Remark, WardName.word, WardName.rests_since)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(Account, Account.id == Minutes.staff_by_id)
        .outerjoin(Remark, Remark.minutes_id == Minutes.id)
        .outerjoin(WardName, WardName.id == Remark.author_id)
        .options(joinedload(Meeting.attendance), joinedload(Meeting.rounds))
        .where(Meeting.id == meeting_id, Meeting.ward_id == ward_id)
        .order_by(Remark.n)
    )
    rows = session.execute(query).unique().all()
    if not rows:
        raise NotFound()
    return rows[0].Meeting, _agreement(rows)


def _agreement(rows: Sequence[Any]) -> Agreement | None:
    if rows[0].Minutes is None:
        return None
    beside = [Beside(row.Remark, row.word, row.rests_since is not None) for row in rows if row.Remark]
    return Agreement(rows[0].Minutes, rows[0].Account, beside)


def minutes_of(session: Session, meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting; NotFound while it is not closed, or was closed before they were agreed."""
    found = session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))
    if found is None:
        raise NotFound()
    return found


def remark(session: Session, minutes: Minutes, remark_id: UUID) -> Remark:
    """Return one line beside these minutes; NotFound for any other."""
    return one_of(session, Remark, remark_id, minutes_id=minutes.id)


def count_remarks(session: Session, minutes: Minutes) -> int:
    """Return how many lines stand beside these minutes."""
    query = select(func.count()).select_from(Remark).where(Remark.minutes_id == minutes.id)
    return session.scalar(query) or 0


def version_of(session: Session, minutes: Minutes) -> int:
    """Return what a page shows as the version of these minutes."""
    return minutes.version + count_remarks(session, minutes)


@dataclass(frozen=True)
class Waiting:
    """Minutes on which a yes, or a look at a correction, is missing; `late` counts the days beyond those promised."""

    meeting_id: UUID
    day: date
    waits_for: Sequence[Side]
    unseen_by: Sequence[Side]
    late: int


def with_waiting(query: Select[Any]) -> Select[Any]:
    """Join to a query for meetings what `all_waiting` needs."""
    unseen = (_corrections_unseen_by(side).label(f"unseen_{side.value}") for side in Side)
    return query.add_columns(Minutes, *unseen).outerjoin(Minutes, Minutes.meeting_id == Meeting.id)


def is_waiting() -> ColumnElement[bool]:
    """Return the condition that a yes to a meeting's minutes, or a look at a correction of them, is missing."""
    missing = or_(Minutes.patients_at.is_(None), Minutes.staff_at.is_(None))
    unseen = (_corrections_unseen_by(side) > 0 for side in Side)
    return and_(Minutes.id.is_not(None), or_(missing, *unseen))


def all_waiting(rows: Iterable[Any], today: date) -> list[Waiting]:
    """Return the minutes that wait among these meetings, each once, in their order."""
    by_meeting = {row.Meeting.id: row for row in rows}
    return [one for row in by_meeting.values() if (one := _waiting_of(row, today))]


def _waiting_of(row: Any, today: date) -> Waiting | None:
    """Return for what the minutes of one meeting wait; None for a meeting without, and where nothing is missing."""
    if row.Minutes is None:
        return None
    missing = row.Minutes.fair.waits_for
    unseen = [side for side in Side if getattr(row, f"unseen_{side.value}")]
    if not missing and not unseen:
        return None
    late = days_late(row.Meeting.day, None, today) if missing else 0
    return Waiting(row.Meeting.id, row.Meeting.day, missing, unseen, late)


def _corrections_unseen_by(side: Side) -> ScalarSelect[int]:
    seen = Remark.seen_by_patients_on if side is Side.PATIENTS else Remark.seen_by_staff_on
    is_unseen = (Remark.kind == RemarkKind.CORRECTION, seen.is_(None))
    query = select(func.count()).where(Remark.minutes_id == Minutes.id, *is_unseen)
    return query.correlate(Minutes).scalar_subquery()
