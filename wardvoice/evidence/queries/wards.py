"""Of which wards the evidence tells, how far the history of each has come, and how long nobody asked for anything."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import WrittenBy
from wardvoice.core.errors import NotFound
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.reached import SILENT_DAYS
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.storage.history import HOSPITAL, ChainEnd
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


@dataclass(frozen=True)
class WardTold:
    """A ward of which is told, with the heads of its history and the hospital's. The law is asked about it as a ward.

    `last_item` is the day on which something last came that staff did not write down.
    """

    id: UUID
    name: str
    opened_on: date
    head: str | None
    hospital_head: str | None
    last_item: date | None

    @property
    def moment(self) -> tuple[str | None, str | None]:
        """What changes with whatever figures follow from: wards and memberships stand in the hospital's history."""
        return self.head, self.hospital_head

    @property
    def ward_id(self) -> UUID:
        """A ward belongs to itself."""
        return self.id

    def silent_for(self, today: date) -> int:
        """Return for how many days nothing has come."""
        return (today - (self.last_item or self.opened_on)).days

    def is_silent(self, today: date) -> bool:
        """Return whether nothing has come for so long that people off the ward should know (N6)."""
        return self.silent_for(today) >= SILENT_DAYS


def ward_told(session: Session, ward_id: UUID) -> WardTold:
    """Return a ward, or NotFound; the patients' council is none."""
    row = session.execute(_wards().where(Ward.id == ward_id)).one_or_none()
    if row is None:
        raise NotFound()
    return WardTold(*row)


def wards_told(session: Session, only: Collection[UUID] | None = None) -> list[WardTold]:
    """Return every ward of the hospital by its name, or those that are asked for."""
    query = _wards() if only is None else _wards().where(Ward.id.in_(only))
    return [WardTold(*row) for row in session.execute(query.order_by(Ward.name, Ward.id))]


def _wards() -> Any:
    end = aliased(ChainEnd)
    by_others = or_(Item.written_by.is_(None), Item.written_by != WrittenBy.STAFF)
    items = select(Item.received_on).where(Item.ward_id == Ward.id, by_others).correlate(Ward)
    hospital = select(end.head).where(end.chain == HOSPITAL)
    last = items.order_by(Item.received_on.desc()).limit(1)  # a maximum would look at every item there ever was
    return (
        select(Ward.id, Ward.name, Ward.opened_on, ChainEnd.head, hospital.scalar_subquery(), last.scalar_subquery())
        .outerjoin(ChainEnd, ChainEnd.chain == Ward.id)
        .where(Ward.kind == WardKind.WARD)
    )


@dataclass(frozen=True)
class CouncilMet:
    """How many meetings of the patients' council were held in a period, and how many were not (measure 21)."""

    held: int
    not_held: int


def council_met(session: Session, period: Period) -> CouncilMet:
    """Count the council's meetings of a period; one statement."""
    query = (
        select(Meeting.state, func.count().label("meetings"))
        .where(Meeting.kind == MeetingKind.COUNCIL, Meeting.day.between(period.first, period.last))
        .where(Meeting.state.in_((MeetingState.CLOSED, MeetingState.NOT_HELD)))
        .group_by(Meeting.state)
    )
    counts = {row.state: row.meetings for row in session.execute(query)}
    return CouncilMet(counts.get(MeetingState.CLOSED, 0), counts.get(MeetingState.NOT_HELD, 0))
