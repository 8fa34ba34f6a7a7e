"""The pool: what waits is written anew in random order whenever something comes in (decision 3, P4, P5).

Random keys do not hide an order: the places of rows in a file, or the marks of their transactions, would give it back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Waiting
from wardvoice.concerns.queries import Held, open_row
from wardvoice.concerns.queries.waiting import lock_row
from wardvoice.concerns.rules import Pool, Recipient, last_release
from wardvoice.concerns.sealed import LOOKUP_BYTES
from wardvoice.storage.apart import random_key
from wardvoice.storage.apart_work import ApartWork

_shuffle = SystemRandom().shuffle


@dataclass(frozen=True)
class Row:
    """What waits: for whom, to which concern it belongs if to any, and all the rest sealed."""

    ward_id: UUID
    recipient: Recipient
    sealed: bytes
    about: bytes | None = None
    lookup: bytes | None = None
    again: bytes | None = None


def put_in(work: ApartWork, row: Row, instead_of: Callable[[Held], bool] | None = None) -> None:
    """Put something into the pool, instead of those rows that it makes needless.

    The same form sent again takes the place of what it sent before (P24).
    """
    rows = [one for one in _all(work.session) if row.again is None or one["again"] != row.again]
    if instead_of is not None:
        rows = [one for one in rows if not instead_of(open_row(one, work.pepper))]
    after = last_release(Pool.OFF_WARD, work.clock.local(work.now), None)
    rows.append(
        {
            "id": random_key(),
            "ward_id": row.ward_id,
            "recipient": row.recipient,
            "lookup": row.lookup or secrets.token_bytes(LOOKUP_BYTES),
            "again": row.again or secrets.token_bytes(LOOKUP_BYTES),
            "sealed": lock_row(row.sealed, row.about, after, work.pepper),
        }
    )
    _write_anew(work, rows)


def take_out(work: ApartWork, ids: Collection[bytes]) -> list[Held]:
    """Take these rows out of the pool, and return them in random order."""
    rows = _all(work.session)
    _write_anew(work, [row for row in rows if row["id"] not in ids])
    taken = [open_row(row, work.pepper) for row in rows if row["id"] in ids]
    _shuffle(taken)
    return taken


def _all(session: Session) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(select(*Waiting.__table__.columns)).mappings()]


def _write_anew(work: ApartWork, rows: list[dict[str, Any]]) -> None:
    session = work.session
    work.changed()
    session.expire_all()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("TRUNCATE waiting"))
    else:
        session.execute(delete(Waiting))
    _shuffle(rows)
    if rows:
        session.execute(insert(Waiting), rows)
