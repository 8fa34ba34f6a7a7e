"""What a ward name has begun to write, found by a keyed mark and locked under a key that follows from it.

The table, or a copy of it, tells neither whose it is nor what it says: the pepper is in no database and no backup.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.chaining import voice
from wardvoice.people.models import Draft
from wardvoice.storage.sealing import CannotOpen, lock, unlock


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


def draft(session: Session, pepper: bytes, name_id: UUID, address: str) -> str:
    """Return what was typed into the form of this address; nothing if nothing was kept, or it cannot be read."""
    whose = Draft.whose == mark_of(pepper, name_id)
    kept = session.scalar(select(Draft.typed).where(whose, Draft.address == address))
    return read_draft(kept, pepper, name_id) if kept else ""


def lock_draft(typed: str, pepper: bytes, name_id: UUID) -> bytes:
    """Return what was typed as it is kept."""
    return lock(typed.encode(), _key_of(pepper, name_id))


def read_draft(kept: bytes, pepper: bytes, name_id: UUID) -> str:
    """Return what was typed; nothing where the key does not fit any more."""
    try:
        return unlock(kept, _key_of(pepper, name_id)).decode()
    except CannotOpen:
        return ""


def _key_of(pepper: bytes, name_id: UUID) -> bytes:
    return hmac.new(pepper, f"the key to the drafts of {name_id}".encode(), sha256).digest()
