"""What stands beside an item wherever it is listed, as columns, so that a list of any length costs no more statements.

Each column belongs to the `Item` of the statement that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AgendaEntry, Hiding, Item, ItemLink, Support
from wardvoice.agenda.rules import CARRIED_OVER_ENTRIES, DANGER_ALONE, HideBecause, ItemState, times_raised


@dataclass(frozen=True)
class Tally:
    """Why an item's words are hidden just now, if they are; how often it was raised and carried over.

    `others` are the patients besides its raiser to whom it matters: who asked for the same, or said so. Each counts
    once; of raisers without a ward name nobody knows who is who, so each of them is one.
    """

    hidden_because: HideBecause | None
    raised: int
    carried: int
    others: int


def tally_columns(now: datetime) -> tuple[Any, ...]:
    """Return the columns of which `tally_of` makes a Tally."""
    return (
        hidden_now_because(now).label("hidden_because"),
        _count(ItemLink, ItemLink.item_id == Item.id, name="links"),
        _count(
            AgendaEntry, AgendaEntry.item_id == Item.id, AgendaEntry.state.in_(CARRIED_OVER_ENTRIES), name="carried"
        ),
        (other_raisers() + supporters()).label("others"),
    )


def wanted_by(session: Session, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count for each item the patients besides its raiser to whom it matters, in one statement."""
    others = (other_raisers() + supporters()).label("others")
    rows = session.execute(select(Item.id, others).where(Item.id.in_(list(item_ids))))
    return {row.id: row.others for row in rows}


def tally_of(row: Row[Any]) -> Tally:
    """Return what the columns tell."""
    return Tally(row.hidden_because, times_raised(row.links), row.carried, row.others)


def other_raisers() -> Any:
    """Count the patients besides an item's raiser who asked for the same, in items that are part of it."""
    part = aliased(Item)
    another = or_(part.author_id.is_(None), Item.author_id.is_(None), part.author_id != Item.author_id)
    query = select(func.count(func.coalesce(part.author_id, part.id).distinct())).select_from(part)
    return query.where(_is_part(part), another).correlate(Item).scalar_subquery()


def supporters() -> Any:
    """Count the ward names that said "this matters to me too", here or at a part, and raised neither."""
    part, theirs = aliased(Item), aliased(Item)
    here = or_(Support.item_id == Item.id, Support.item_id.in_(select(part.id).where(_is_part(part)).correlate(Item)))
    raised_a_part = select(theirs.id).where(_is_part(theirs), theirs.author_id == Support.ward_name_id)
    raised_it = and_(Item.author_id.is_not(None), Item.author_id == Support.ward_name_id)
    query = select(func.count(Support.ward_name_id.distinct())).select_from(Support)
    query = query.where(Support.stands, here, ~raised_a_part.correlate(Item, Support).exists(), ~raised_it)
    return query.correlate(Item).scalar_subquery()


def _is_part(part: Any) -> ColumnElement[bool]:
    return and_(part.merged_into_id == Item.id, part.state == ItemState.MERGED)


def hidden_now_because(now: datetime) -> ColumnElement[Any]:
    """Return the reason for which an item's words are hidden at this moment, or NULL (agenda.rules.hides)."""
    alone = and_(Hiding.danger, Hiding.first_at > now - DANGER_ALONE)
    query = select(Hiding.because).where(
        Hiding.item_id == Item.id, Hiding.ended_at.is_(None), or_(Hiding.second_at.is_not(None), alone)
    )
    return query.order_by(Hiding.first_at).limit(1).correlate(Item).scalar_subquery()


def _count(table: Any, *conditions: ColumnElement[bool], name: str) -> Any:
    return select(func.count()).select_from(table).where(*conditions).correlate(Item).scalar_subquery().label(name)
