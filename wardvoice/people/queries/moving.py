"""Who is about to move to another ward with their ward name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.people.models import Moving


def moving_of_slip(session: Session, slip_hash: str, today: date) -> Moving | None:
    """Return the move for which these words were given, or None: unknown, used, or ended."""
    query = select(Moving).where(Moving.slip_hash == slip_hash, Moving.until >= today)
    return session.scalars(query).one_or_none()


def moving_of_name(session: Session, name_id: UUID, today: date) -> Moving | None:
    """Return whether a ward name has words with which it moves, and where to; None if they ended."""
    query = select(Moving).where(Moving.name_id == name_id, Moving.until >= today)
    return session.scalars(query).one_or_none()
