"""What nobody can open any more: the keys to which it was sealed have ended, or their holders read here no more.

It is worked out each time and never kept, since a reader who comes back opens it again.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Copy, Waiting
from wardvoice.concerns.queries.waiting import open_row
from wardvoice.concerns.queries.writers import Mine, holders_of
from wardvoice.concerns.rules import OPEN_STATES, Recipient
from wardvoice.concerns.sealed import Parcel


def is_lost(
    session: Session, main: Session, mine: Mine, today: date, pepper: bytes, *, also_closed: bool = False
) -> bool:
    """Return whether no reader of today can open what five words belong to, while it waits or is not yet closed."""
    if mine.waiting is not None:
        return not _readers(main, mine.waiting, _waits_for(mine.waiting, pepper), today)
    concern = mine.released
    counts = concern.state in OPEN_STATES or also_closed
    return counts and not _readers(main, concern, _sealed_to(session, concern), today)


def lost_on(session: Session, main: Session, ward_id: UUID, today: date) -> list[Recipient]:
    """Return to which readers of a ward something was sent that none of them can open, each once.

    Of what still waits nothing is told: until its release nobody learns that it exists (P14).
    """
    of_ward = select(Concern).where(Concern.ward_id == ward_id, Concern.state.in_(OPEN_STATES))
    lost = [one for one in session.scalars(of_ward) if not _readers(main, one, _sealed_to(session, one), today)]
    return [recipient for recipient in Recipient if recipient in {one.recipient for one in lost}]


def _readers(main: Session, sent: Waiting | Concern, keys: set[UUID], today: date) -> set[UUID]:
    return keys & {one.key_id for one in holders_of(main, sent.ward_id, sent.recipient, today)}


def _waits_for(row: Waiting, pepper: bytes) -> set[UUID]:
    columns = {column.key: getattr(row, column.key) for column in Waiting.__table__.columns}
    return {key_id for key_id, _head, _body in Parcel.unpacked(open_row(columns, pepper).sealed).copies}


def _sealed_to(session: Session, concern: Concern) -> set[UUID]:
    return set(session.scalars(select(Copy.key_id).where(Copy.concern_id == concern.id)))
