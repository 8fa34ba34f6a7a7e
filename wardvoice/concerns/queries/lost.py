"""What nobody can open any more: the keys to which it was sealed have ended, or their holders read here no more.

It is worked out each time and never kept, since a reader who comes back opens it again.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Waiting
from wardvoice.concerns.queries.waiting import open_row
from wardvoice.concerns.queries.writers import Mine, holders_of, readers_of
from wardvoice.concerns.rules import OPEN_STATES, Recipient
from wardvoice.concerns.sealed import Parcel
from wardvoice.people.queries.keys import Holder


def is_lost(session: Session, main: Session, mine: Mine, today: date, pepper: bytes) -> bool:
    """Return whether no reader of today can open what five words belong to, while it waits or is not yet closed."""
    if mine.waiting is not None:
        in_post = holders_of(main, mine.waiting.ward_id, mine.waiting.recipient, today)
        return _waits_for(mine.waiting, pepper).isdisjoint(one.key_id for one in in_post)
    concern = mine.released
    return concern.state in OPEN_STATES and not _readers(session, main, concern, today)


def lost_on(session: Session, main: Session, ward_id: UUID, today: date) -> list[Recipient]:
    """Return to which readers of a ward something was sent that none of them can open, each once.

    Of what still waits nothing is told: until its release nobody learns that it exists (P14).
    """
    of_ward = select(Concern).where(Concern.ward_id == ward_id, Concern.state.in_(OPEN_STATES))
    lost = [one for one in session.scalars(of_ward) if not _readers(session, main, one, today)]
    return [recipient for recipient in Recipient if recipient in {one.recipient for one in lost}]


def _readers(session: Session, main: Session, concern: Concern, today: date) -> list[Holder]:
    return readers_of(session, concern, holders_of(main, concern.ward_id, concern.recipient, today))


def _waits_for(row: Waiting, pepper: bytes) -> set[UUID]:
    columns = {column.key: getattr(row, column.key) for column in Waiting.__table__.columns}
    return {key_id for key_id, _head, _body in Parcel.unpacked(open_row(columns, pepper).sealed).copies}
