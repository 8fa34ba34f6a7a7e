"""What a ward name has begun to write, found by a keyed mark: the table alone does not tell whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.history import voice
from wardvoice.people.models import Draft


@dataclass(frozen=True)
class DraftShown:
    """That something was begun, where, and on which day; not what it says."""

    address: str
    day: date


def mark_of(pepper: bytes, name_id: UUID) -> str:
    """Return the mark under which the drafts of a ward name are kept."""
    return voice(pepper, name_id, "drafts")


def drafts(session: Session, whose: str) -> Sequence[DraftShown]:
    """Return what was begun under this mark, the newest first."""
    begun = select(Draft.address, Draft.day).where(Draft.whose == whose).order_by(Draft.day.desc(), Draft.address)
    return [DraftShown(*row) for row in session.execute(begun)]


def draft(session: Session, whose: str, address: str) -> str:
    """Return what was typed into the form of this address; nothing if nothing was kept."""
    return session.scalar(select(Draft.typed).where(Draft.whose == whose, Draft.address == address)) or ""
