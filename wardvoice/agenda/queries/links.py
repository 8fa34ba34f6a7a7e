"""Which items were said to ask again for which earlier ones; what was taken back counts nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import ItemLink

Pair = tuple[UUID, UUID]


def stands() -> ColumnElement[bool]:
    """The condition that a link was not taken back."""
    return ItemLink.taken_back_on.is_(None)


def links_of(session: Session, ward_id: UUID, ids: Iterable[UUID]) -> dict[Pair, ItemLink]:
    """Return each link from or to these items, taken back or not, by (item, earlier); one statement."""
    wanted = list(ids)
    here = or_(ItemLink.item_id.in_(wanted), ItemLink.earlier_id.in_(wanted))
    rows = session.scalars(select(ItemLink).where(ItemLink.ward_id == ward_id, here))
    return {(row.item_id, row.earlier_id): row for row in rows}
