"""Which words are hidden at this moment, and which requests to hide words are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Hiding, Item
from wardvoice.agenda.rules import HideBecause, hides


def hidden_now(session: Session, item_ids: Iterable[UUID], now: datetime) -> dict[UUID, HideBecause]:
    """Return the items whose words are hidden from public view at this moment, each with the reason."""
    query = select(Hiding).where(Hiding.item_id.in_(list(item_ids)), Hiding.ended_at.is_(None))
    return {hiding.item_id: hiding.because for hiding in session.scalars(query) if hides(hiding.facts, now)}


def hidings_of(session: Session, item: Item) -> list[Hiding]:
    """Return every request to hide an item's words, the oldest first."""
    return list(session.scalars(select(Hiding).where(Hiding.item_id == item.id).order_by(Hiding.first_at)))


def open_hiding(session: Session, item: Item) -> Hiding | None:
    """Return the request that has not been ended, whether it hides the words now or waits for a second person."""
    return next((hiding for hiding in hidings_of(session, item) if hiding.ended_at is None), None)


def alone(session: Session, ward_id: UUID) -> list[Hiding]:
    """Return the ward's requests that one person made because of danger and nobody agreed to yet."""
    query = select(Hiding).where(
        Hiding.ward_id == ward_id, Hiding.danger, Hiding.second_at.is_(None), Hiding.ended_at.is_(None)
    )
    return list(session.scalars(query))
