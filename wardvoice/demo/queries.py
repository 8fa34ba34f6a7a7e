"""Whom a key of the doorway stands for in this demo hospital."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.errors import NotFound
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.doors import DOORS, Way
from wardvoice.people.models import Account, WardName
from wardvoice.wards.models import Ward


@dataclass(frozen=True)
class Comes:
    """Somebody who comes in: the way, the first ward, and who signs in there, if anybody does."""

    way: Way
    ward_id: UUID
    name_id: UUID | None = None
    account_id: UUID | None = None


def comes_as(session: Session, key: str) -> Comes:
    """Return who comes in with a key; NotFound for an unknown key, or where this hospital has no such person."""
    way = DOORS.get(key)
    ward_id = session.scalar(select(Ward.id).where(Ward.name == WARDS[0]))
    if way is None or ward_id is None:
        raise NotFound()
    of_ward = select(WardName.id).where(WardName.ward_id == ward_id, WardName.rests_since.is_(None))
    name_id = session.scalar(of_ward.where(WardName.word == way.word)) if way.word else None
    account_id = session.scalar(select(Account.id).where(Account.username == way.username)) if way.username else None
    if (way.word or way.username) and name_id is None and account_id is None:
        raise NotFound()
    return Comes(way, ward_id, name_id, account_id)
