"""Readers' keys: who can open what is sent in private, who is there to do so, and who covers for them.

All that the room of concerns may know of people.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, and_, exists, literal, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from wardvoice.core.actor import WARD_STAFF, Role
from wardvoice.people.models import Account, Cover, DutyTaken, Membership, ReaderKey
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.queries.workdays import working_days
from wardvoice.people.rules.keys import OFF_THE_WARD, Duty, ReaderKind, is_present
from wardvoice.people.rules.workdays import WorkingDays
from wardvoice.storage.bound import ACCOUNT_ID, TODAY, Day, Ident
from wardvoice.wards.models import Ward

__all__ = [
    "OFF_THE_WARD",
    "Holder",
    "ReaderKind",
    "WorkingDays",
    "covered_by",
    "covers",
    "holders",
    "names_of",
    "offered",
    "own_key",
    "reads_as",
    "takes_paper",
    "types_paper",
    "working_days",
]

Places = set[tuple[ReaderKind, UUID | None]]
"""As what somebody reads or covers, and on which ward; None stands for all wards."""
READERS = tuple(Role(kind.value) for kind in ReaderKind)
WardId = InstrumentedAttribute[UUID]


@dataclass(frozen=True)
class Holder:
    """Somebody to whose key words can be sealed. `present_on` is the last day on which they signed in."""

    key_id: UUID
    account_id: UUID
    name: str
    job: str
    public_key: bytes
    present_on: date | None


def holders(session: Session, ward_id: UUID, reader: ReaderKind, today: date) -> list[Holder]:
    """Return who is in post as this kind of reader on a ward and has a key; of advocates those who read, by name."""
    query = select(ReaderKey, Account.name, Account.job).join(Account, Account.id == ReaderKey.account_id)
    query = query.where(ReaderKey.retired_on.is_(None), account_in_use(today), _is(reader, ward_id, today))
    rows = session.execute(query.order_by(Account.name, ReaderKey.id))
    return [Holder(key.id, key.account_id, name, job, key.public_key, key.present_on) for key, name, job in rows]


def offered(session: Session, ward_id: UUID, today: date, days: WorkingDays) -> dict[ReaderKind, list[Holder]]:
    """Return to whom something can be sent: the kinds of readers of whom one signed in within three working days.

    Of such a kind every holder is named, the absent ones too: all of them can open what is sent.
    """
    found = {reader: holders(session, ward_id, reader, today) for reader in ReaderKind}
    return {
        reader: readers
        for reader, readers in found.items()
        if any(is_present(holder.present_on, today, days) for holder in readers)
    }


def own_key(session: Session, account_id: UUID | None) -> ReaderKey | None:
    """Return the key that an account uses now, or None."""
    return session.scalar(select(ReaderKey).where(ReaderKey.account_id == account_id, ReaderKey.retired_on.is_(None)))


def covers(session: Session, ward_id: UUID, reader: ReaderKind, today: date) -> list[UUID]:
    """Return the accounts that are told when something sent to this kind of reader is late."""
    query = select(Cover.account_id).join(Account, Account.id == Cover.account_id)
    query = query.where(Cover.role == reader, _on(Cover.ward_id, ward_id), runs(Cover, today), account_in_use(today))
    return list(session.scalars(query.distinct().order_by(Cover.account_id)))


def covered_by(session: Session, account_id: UUID, today: date) -> Places:
    """Return for which kinds of readers an account covers, and on which ward; None stands for all wards."""
    query = select(Cover.role, Cover.ward_id).where(Cover.account_id == account_id, runs(Cover, today))
    return {(role, ward_id) for role, ward_id in session.execute(query)}


def names_of(session: Session, account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return how readers are called, those who have left among them: "Ines (advocate)"."""
    rows = session.execute(select(Account.id, Account.name, Account.job).where(Account.id.in_(account_ids)))
    return {account_id: f"{name} ({job})" for account_id, name, job in rows}


def reads_as(session: Session, account_id: UUID, today: date) -> Places:
    """Return as what an account reads, and on which wards. A key is another question."""
    return reads_with(session, account_id, today)[1]


def reads_with(session: Session, account_id: UUID, today: date) -> tuple[UUID | None, Places]:
    """Return the key that an account uses now, if it reads at all, and as what it reads where; in one statement."""
    rows = session.execute(_key_and_places(), {"account_id": account_id, "today": today}).all()
    places: Places = {(ReaderKind(kind), ward_id) for ward_id, _key, kind in rows}
    return next((key_id for _ward, key_id, _kind in rows), None), places


@cache
def _key_and_places() -> CompoundSelect[Any]:
    """Put together once: it is asked for the start page of everybody who may read."""
    key = select(ReaderKey.id).where(ReaderKey.account_id == ACCOUNT_ID, ReaderKey.retired_on.is_(None))
    here = select(Ward.id, key.scalar_subquery()).join(Account, true())
    here = here.where(Account.id == ACCOUNT_ID, account_in_use(TODAY))
    return union_all(*(here.add_columns(literal(kind.value)).where(_is(kind, Ward.id, TODAY)) for kind in ReaderKind))


def takes_paper(session: Session, account_id: UUID, ward_id: UUID, today: date) -> bool:
    """Return whether an account is an advocate on a ward who types in there what people write on paper."""
    return bool(session.scalar(select(types_paper(account_id, ward_id, today))))


def types_paper(account_id: Ident, ward_id: Ident, today: Day) -> ColumnElement[bool]:
    """Return the condition that an account does that, for whoever asks more in one statement."""
    part = select(Membership.id).join(Account, Account.id == Membership.account_id)
    part = part.where(Membership.account_id == account_id, Membership.role == Role.ADVOCATE)
    part = part.where(_on(Membership.ward_id, ward_id), runs(Membership, today), account_in_use(today))
    duty = select(DutyTaken.id).where(DutyTaken.account_id == account_id, DutyTaken.duty == Duty.PAPER)
    duty = duty.where(_on(DutyTaken.ward_id, ward_id), runs(DutyTaken, today))
    return and_(part.exists(), duty.exists())


def _is(reader: ReaderKind, ward_id: UUID | WardId, today: Day) -> ColumnElement[bool]:
    """Return the condition that the account of a row reads as this on a ward."""
    part: ColumnElement[bool] = exists().where(
        Membership.account_id == Account.id,
        Membership.role == Role(reader.value),
        _on(Membership.ward_id, ward_id),
        runs(Membership, today),
    )
    if reader in OFF_THE_WARD:  # whoever also works on the ward is not off it, whatever else they are
        works_here = exists().where(
            Membership.account_id == Account.id,
            Membership.role.in_(WARD_STAFF),
            _on(Membership.ward_id, ward_id),
            runs(Membership, today),
        )
        part = and_(part, ~works_here)
    if reader is not ReaderKind.ADVOCATE:
        return part
    duty = exists().where(DutyTaken.account_id == Account.id, DutyTaken.duty == Duty.READ)
    return and_(part, duty.where(_on(DutyTaken.ward_id, ward_id), runs(DutyTaken, today)))


def _on(column: InstrumentedAttribute[UUID | None], ward_id: Ident | WardId) -> ColumnElement[bool]:
    return or_(column.is_(None), column == ward_id)
