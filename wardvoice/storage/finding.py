"""One row by its id, where it belongs: what is not there and what is another's get the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from wardvoice.core.errors import NotFound
from wardvoice.storage.base import Base

M = TypeVar("M", bound=Base)


def one_of(
    session: Session,
    model: type[M],
    row_id: UUID | None,
    *,
    options: Sequence[ORMOption] | None = None,
    **belongs: UUID | None,
) -> M:
    """Return the row with this id in which these columns stand; NotFound for an unknown one or another ward's."""
    found = session.get(model, row_id, options=options) if row_id is not None else None
    if found is None or any(getattr(found, name) != value for name, value in belongs.items()):
        raise NotFound()
    return found
