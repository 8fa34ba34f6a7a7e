"""Which lines of a list lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import is_published


def published(session: Session, item_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these items the whole ward may read."""
    ids = list(item_ids)
    return set(session.scalars(select(Item.id).where(Item.id.in_(ids), is_published()))) if ids else set()
