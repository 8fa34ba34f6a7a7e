"""What waits, opened for the program alone: to which concern it belongs, and after which set time it came in.

All of it is locked under the pepper, so that whoever has the database alone cannot tell what a row is.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Waiting
from wardvoice.concerns.rules import Deed, Recipient
from wardvoice.concerns.sealed import Added
from wardvoice.storage.sealing import lock_filled, unlock_filled


@dataclass(frozen=True)
class Held:
    """A waiting row as the clock sees it. `after` is the set time before it came in, the minute is nowhere."""

    id: bytes
    ward_id: UUID
    recipient: Recipient
    lookup: bytes
    about: bytes | None
    after: datetime
    sealed: bytes


def lock_row(sealed: bytes, about: bytes | None, after: datetime, pepper: bytes) -> bytes:
    """Return what a row keeps of all that no column tells."""
    held = {"about": about.hex() if about else "", "after": after.isoformat(), "sealed": b64encode(sealed).decode()}
    return lock_filled(json.dumps(held).encode(), _key(pepper))


def open_row(row: Mapping[str, Any], pepper: bytes) -> Held:
    """Open a row of the pool. Raises CannotOpen under another pepper."""
    held = json.loads(unlock_filled(row["sealed"], _key(pepper)))
    return Held(
        row["id"],
        row["ward_id"],
        row["recipient"],
        row["lookup"],
        bytes.fromhex(held["about"]) or None,
        datetime.fromisoformat(held["after"]),
        b64decode(held["sealed"]),
    )


def waiting(session: Session, ward_id: UUID, pepper: bytes) -> list[Held]:
    """Return what waits on a ward, for the clock alone."""
    rows = session.execute(select(*Waiting.__table__.columns).where(Waiting.ward_id == ward_id)).mappings()
    return [open_row(dict(row), pepper) for row in rows]


def waits_about(session: Session, concern: Concern, pepper: bytes) -> list[Added]:
    """Return what was added to a concern and waits for its release."""
    return [Added.unpacked(one.sealed) for one in waiting(session, concern.ward_id, pepper) if one.about == concern.id]


@dataclass(frozen=True)
class DeedsWaiting:
    """What a writer has done that waits for its release; `replies` are the yes or no to each retelling."""

    deeds: set[Deed]
    replies: dict[bytes, Deed]


def deeds_waiting(session: Session, concern: Concern, pepper: bytes) -> DeedsWaiting:
    """Return what the writer of a concern has done since the last set time."""
    done = [one for one in waits_about(session, concern, pepper) if one.deed]
    replies = {one.told: one.deed for one in done if one.told and one.deed}
    return DeedsWaiting({one.deed for one in done if one.deed and not one.told}, replies)


def _key(pepper: bytes) -> bytes:
    return hmac.new(pepper, b"what waits in the pool", sha256).digest()
