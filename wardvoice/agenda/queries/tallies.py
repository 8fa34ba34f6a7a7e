"""What stands beside an item wherever it is listed, as columns, so that a list of any length costs no more statements.

Each column belongs to the `Item` of the statement that it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from wardvoice.agenda.models import AgendaEntry, Hiding, Item, ItemLink
from wardvoice.agenda.rules import CARRIED_OVER_ENTRIES, DANGER_ALONE, HideBecause, ItemState, times_raised


@dataclass(frozen=True)
class Tally:
    """Why an item's words are hidden just now, if they are; how often it was raised, carried over, and asked with."""

    hidden_because: HideBecause | None
    raised: int
    carried: int
    merged: int


def tally_columns(now: datetime) -> tuple[Any, ...]:
    """Return the columns of which `tally_of` makes a Tally."""
    merged = aliased(Item)
    return (
        hidden_now_because(now).label("hidden_because"),
        _count(ItemLink, ItemLink.item_id == Item.id, name="links"),
        _count(
            AgendaEntry, AgendaEntry.item_id == Item.id, AgendaEntry.state.in_(CARRIED_OVER_ENTRIES), name="carried"
        ),
        _count(merged, merged.merged_into_id == Item.id, merged.state == ItemState.MERGED, name="merged"),
    )


def tally_of(row: Row[Any]) -> Tally:
    """Return what the columns tell."""
    return Tally(row.hidden_because, times_raised(row.links), row.carried, row.merged)


def hidden_now_because(now: datetime) -> ColumnElement[Any]:
    """Return the reason for which an item's words are hidden at this moment, or NULL (agenda.rules.hides)."""
    alone = and_(Hiding.danger, Hiding.first_at > now - DANGER_ALONE)
    query = select(Hiding.because).where(
        Hiding.item_id == Item.id, Hiding.ended_at.is_(None), or_(Hiding.second_at.is_not(None), alone)
    )
    return query.order_by(Hiding.first_at).limit(1).correlate(Item).scalar_subquery()


def _count(table: Any, *conditions: ColumnElement[bool], name: str) -> Any:
    return select(func.count()).select_from(table).where(*conditions).correlate(Item).scalar_subquery().label(name)
