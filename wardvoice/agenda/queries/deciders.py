"""Who can decide an item: who was named, what they said to the invitation, and whether they were there (G7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AgendaEntry, Decider, DeciderAt, Item
from wardvoice.agenda.rules import ABSENCES_TOLD, Coming, EntryState, absent_too_often
from wardvoice.meetings.models import Meeting
from wardvoice.people.models import Account
from wardvoice.storage.finding import one_of


@dataclass(frozen=True)
class CanDecide:
    """Somebody who can decide an item, as one meeting sees them. The law is asked about it as about the decider.

    `name` is None for a job in words; `absences` counts the meetings at which they were missed for this item.
    """

    id: UUID
    ward_id: UUID
    item_id: UUID
    account_id: UUID | None
    name: str | None
    job: str | None
    coming: Coming | None
    instead: str | None
    present: bool | None
    absences: int

    @property
    def told(self) -> bool:
        """True once they were missed twice: the service lead's start page says so."""
        return absent_too_often(self.absences)


@cache
def can_decide_columns() -> tuple[Any, ...]:
    """Return the columns of which `can_decide_of` makes a CanDecide, beside Decider, Account and DeciderAt."""
    return (
        *(Decider.id.label("decider_id"), Decider.ward_id.label("decider_ward"), Decider.item_id.label("decides")),
        *(Decider.account_id, Account.name.label("decider_name")),
        func.coalesce(Account.job, Decider.job).label("decider_job"),
        *(DeciderAt.coming, DeciderAt.instead, DeciderAt.present, absences().label("absences")),
    )


def can_decide_of(row: Row[Any]) -> CanDecide:
    """Return what the columns tell."""
    return CanDecide(
        *(row.decider_id, row.decider_ward, row.decides, row.account_id, row.decider_name, row.decider_job),
        *(row.coming, row.instead, row.present, row.absences),
    )


def with_deciders(query: Select[Any], meeting_id: UUID | ColumnElement[UUID]) -> Select[Any]:
    """Join who can decide the statement's Item, staff by name first, as one meeting sees them."""
    here = and_(DeciderAt.decider_id == Decider.id, DeciderAt.meeting_id == meeting_id)
    return (
        query.outerjoin(Decider, and_(Decider.item_id == Item.id, Decider.dropped_on.is_(None)))
        .outerjoin(Account, Account.id == Decider.account_id)
        .outerjoin(DeciderAt, here)
        .order_by(Account.name.is_(None), Account.name, Decider.id)
    )


def absences() -> ColumnElement[int]:
    """Return the column that counts the meetings at which the statement's Decider was missed."""
    missed = select(func.count()).select_from(DeciderAt).where(DeciderAt.decider_id == Decider.id)
    return missed.where(DeciderAt.present.is_(False)).correlate(Decider).scalar_subquery()


def often_missed() -> ColumnElement[bool]:
    """Return the condition that the statement's Decider was missed so often that the service lead is told."""
    return absences() >= ABSENCES_TOLD


def deciders_of(
    session: Session, item_ids: Iterable[UUID | None], meeting_id: UUID | None = None
) -> dict[UUID, list[CanDecide]]:
    """Return who can decide each of these items, staff by name first; one statement, or none.

    They are seen from one meeting, or else from the one on whose agenda their item stands now.
    """
    ids = [one for one in item_ids if one is not None]
    found: dict[UUID, list[CanDecide]] = {one: [] for one in ids}
    here = and_(DeciderAt.decider_id == Decider.id, DeciderAt.meeting_id == (meeting_id or where_it_stands()))
    query = (
        select(*can_decide_columns())
        .select_from(Decider)
        .outerjoin(Account, Account.id == Decider.account_id)
        .outerjoin(DeciderAt, here)
        .where(Decider.item_id.in_(ids), Decider.dropped_on.is_(None))
        .order_by(Account.name.is_(None), Account.name, Decider.id)
    )
    for row in session.execute(query) if ids else ():
        found[row.decides].append(can_decide_of(row))
    return found


def where_it_stands() -> ColumnElement[UUID]:
    """Return the column with the meeting on whose agenda the item of the statement's Decider stands now, or NULL."""
    query = select(AgendaEntry.meeting_id).where(AgendaEntry.item_id == Decider.item_id)
    return query.where(AgendaEntry.state == EntryState.ON).limit(1).correlate(Decider).scalar_subquery()


def decider(session: Session, ward_id: UUID, decider_id: UUID) -> Decider:
    """Return somebody who can decide an item of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, Decider, decider_id, ward_id=ward_id)


def every_decider_of(session: Session, item_id: UUID) -> list[Decider]:
    """Return everybody who was ever named for an item, those who were taken off again, too."""
    return list(session.scalars(select(Decider).where(Decider.item_id == item_id)))


def decider_at(session: Session, decider: Decider, meeting: Meeting) -> DeciderAt | None:
    """Return what one meeting knows of somebody who can decide, or None while it knows nothing."""
    query = select(DeciderAt).where(DeciderAt.decider_id == decider.id, DeciderAt.meeting_id == meeting.id)
    return session.scalars(query).one_or_none()


def deciders_present(session: Session, meeting_id: UUID) -> set[UUID]:
    """Return the accounts of those who came to a meeting to decide something, and sent nobody else."""
    query = (
        select(Decider.account_id)
        .join(DeciderAt, DeciderAt.decider_id == Decider.id)
        .where(DeciderAt.meeting_id == meeting_id, DeciderAt.present.is_(True), DeciderAt.instead.is_(None))
    )
    return {one for one in session.scalars(query) if one is not None}


def deciders_there_and_needed(session: Session, ward_id: UUID, first: date, last: date) -> tuple[int, int]:
    """Return how often who can decide was there, and how often they were needed, in meetings of these days (19)."""
    query = (
        select(DeciderAt.present, func.count())
        .join(Meeting, Meeting.id == DeciderAt.meeting_id)
        .where(DeciderAt.ward_id == ward_id, Meeting.day.between(first, last), DeciderAt.present.is_not(None))
        .group_by(DeciderAt.present)
    )
    counted = {bool(present): count for present, count in session.execute(query)}
    return counted.get(True, 0), sum(counted.values())
