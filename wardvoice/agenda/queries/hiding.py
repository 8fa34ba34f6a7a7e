"""Which words are hidden at this moment, and which requests to hide words are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Hiding, Item
from wardvoice.agenda.queries.splits import other_half
from wardvoice.agenda.rules import HideBecause, hides


def hidden_now(session: Session, item_ids: Iterable[UUID], now: datetime) -> dict[UUID, HideBecause]:
    """Return the items whose words are hidden from public view at this moment, each with the reason."""
    query = select(Item.id, Hiding).join(Hiding, of_its_words())
    rows = session.execute(query.where(Item.id.in_(list(item_ids)), Hiding.ended_at.is_(None)))
    return {item_id: hiding.because for item_id, hiding in rows if hides(hiding.facts, now)}


def of_its_words() -> ColumnElement[bool]:
    """The condition that a request is about the words of an `Item`: its own, or those that its other half has, too."""
    return or_(Hiding.item_id == Item.id, Hiding.item_id == other_half(Item.id))


def hidings_of(session: Session, item: Item) -> list[Hiding]:
    """Return every request to hide an item's words, the oldest first."""
    query = select(Hiding).join(Item, of_its_words()).where(Item.id == item.id)
    return list(session.scalars(query.order_by(Hiding.first_at)))


def open_hiding(session: Session, item: Item) -> Hiding | None:
    """Return the request that has not been ended, whether it hides the words now or waits for a second person."""
    return next((hiding for hiding in hidings_of(session, item) if hiding.ended_at is None), None)


def alone(session: Session, ward_id: UUID) -> list[Hiding]:
    """Return the ward's requests that one person made because of danger and nobody agreed to yet."""
    query = select(Hiding).where(
        Hiding.ward_id == ward_id, Hiding.danger, Hiding.second_at.is_(None), Hiding.ended_at.is_(None)
    )
    return list(session.scalars(query))
