"""Whose job a promise is: their name and job, and whether they are in post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, case, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.absences import away_between
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.storage.bound import Day
from wardvoice.wards.queries import is_council

MAY_OWN = frozenset({Role.STAFF, Role.MANAGER, Role.LEAD})
Heir = aliased(Account)
"""Who gets what somebody leaves behind."""


@dataclass(frozen=True)
class Owner:
    """A person as the ward knows them. `post_ends_on` is their last day, if it is known."""

    id: UUID
    name: str
    job: str
    in_post: bool
    post_ends_on: date | None = None
    is_manager: bool = False


def owners(session: Session, ward_id: UUID, account_ids: Iterable[UUID], today: date) -> dict[UUID, Owner]:
    """Return these people as owners of promises on this ward, also those who left, in one statement."""
    return _gathered(session, ward_id, today, Account.id.in_(set(account_ids)))


def owner(session: Session, ward_id: UUID, account_id: UUID, today: date) -> Owner:
    """Return one person as an owner; RuleBroken beside the box `owner` for an id that nobody has."""
    found = owners(session, ward_id, [account_id], today).get(account_id)
    if found is None:
        raise RuleBroken(N_("Choose who will do it."), field="owner")
    return found


def who_can_own(session: Session, ward_id: UUID, today: date) -> list[Owner]:
    """Return everybody in post on this ward who may own a promise, by name."""
    everybody = _gathered(session, ward_id, today, Account.closed_on.is_(None))
    return sorted((person for person in everybody.values() if person.in_post), key=lambda person: person.name)


def heir(session: Session, ward_id: UUID, today: date) -> UUID | None:
    """Return who gets what an owner leaves behind: a manager of the ward, else its service lead (F6)."""
    return session.scalar(heirs(literal(ward_id, Uuid), today).with_only_columns(Heir.id))


def heirs(ward_id: ColumnElement[UUID] | InstrumentedAttribute[UUID], today: Day) -> Select[Any]:
    """Return the statement for the first in line on a ward: managers before leads, whoever has no last day first."""
    part = aliased(Membership)
    here = or_(part.ward_id == ward_id, part.ward_id.is_(None))
    rank = case((part.role == Role.MANAGER, 0), else_=1)
    leaves = case((and_(Heir.ends_on.is_(None), part.until.is_(None)), 0), else_=1)
    in_post = and_(account_in_use(today, Heir), runs(part, today))
    query = select(Heir.id).join(part, part.account_id == Heir.id).where(here, in_post)
    query = query.where(part.role.in_((Role.MANAGER, Role.LEAD)))
    return query.order_by(rank, leaves, Heir.name, Heir.id).limit(1)


def is_away(session: Session, account_id: UUID, day: date) -> bool:
    """Return whether somebody is away on a day."""
    return away_between(session, account_id, day, day)


def managers(session: Session, ward_id: UUID, today: date) -> list[Owner]:
    """Return the managers in post on this ward, by name."""
    return [person for person in who_can_own(session, ward_id, today) if person.is_manager]


def _gathered(session: Session, ward_id: UUID, today: date, *where: object) -> dict[UUID, Owner]:
    here = or_(
        Membership.ward_id == ward_id,
        Membership.ward_id.is_(None),
        and_(Membership.role != Role.STAFF, is_council(ward_id)),
    )
    query = (
        select(Account, Membership)
        .outerjoin(Membership, (Membership.account_id == Account.id) & here & Membership.role.in_(MAY_OWN))
        .where(*where)  # type: ignore[arg-type]
    )
    gathered: dict[UUID, tuple[Account, list[Membership]]] = {}
    rows: Sequence[Any] = session.execute(query).all()
    for account, membership in rows:
        _, memberships = gathered.setdefault(account.id, (account, []))
        memberships.extend([membership] if membership is not None else [])
    return {key: _owner(account, memberships, today) for key, (account, memberships) in gathered.items()}


def _owner(account: Account, memberships: list[Membership], today: date) -> Owner:
    running = [m for m in memberships if m.since <= today and (m.until is None or m.until > today)]
    in_use = account.starts_on <= today and not _over(account, today)
    return Owner(
        id=account.id,
        name=account.name,
        job=account.job,
        in_post=bool(running) and in_use,
        post_ends_on=_last_day(account, running),
        is_manager=any(m.role is Role.MANAGER for m in running),
    )


def _over(account: Account, today: date) -> bool:
    return account.closed_on is not None or (account.ends_on is not None and account.ends_on < today)


def _last_day(account: Account, running: list[Membership]) -> date | None:
    """The earlier of the account's and the longest membership's last day; None if both go on."""
    ends = [None if m.until is None else m.until - timedelta(days=1) for m in running]
    membership_end = None if not ends or None in ends else max(end for end in ends if end is not None)
    known = [end for end in (account.ends_on, membership_end) if end is not None]
    return min(known) if known else None
