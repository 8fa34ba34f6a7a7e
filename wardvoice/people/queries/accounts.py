"""Accounts of staff: who there is, who is in post on a ward, and who may be asked for a promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Role
from wardvoice.people.models import Account, Cover, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.rules.accounts import folded_username, last_day_of
from wardvoice.storage.finding import one_of
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


@dataclass(frozen=True)
class Member:
    """A membership and the name of its ward; None for the whole trust."""

    membership: Membership
    ward_name: str | None

    @property
    def last_day(self) -> date | None:
        """The last day of it, if it has one."""
        return last_day_of(self.membership.until)


def accounts(session: Session) -> list[Account]:
    """Return every account, those in use first, by name."""
    everybody = select(Account).order_by(Account.closed_on.is_not(None), Account.name, Account.id)
    return list(session.scalars(everybody))


def account(session: Session, account_id: UUID | None) -> Account:
    """Return an account by its id, or NotFound."""
    return one_of(session, Account, account_id)


def account_to_sign_in(session: Session, username: str, today: date) -> Account | None:
    """Return the account in use with this username, or None."""
    return session.scalar(select(Account).where(Account.username == folded_username(username), account_in_use(today)))


def account_named(session: Session, username: str) -> Account | None:
    """Return the account with this username, in use or not, or None."""
    return session.scalar(select(Account).where(Account.username == folded_username(username)))


def username_taken(session: Session, username: str) -> bool:
    """Return whether an account, open or closed, has this username."""
    return session.scalar(select(Account.id).where(Account.username == folded_username(username))) is not None


def roles_by_account(session: Session, ids: Iterable[UUID], today: date) -> dict[UUID, list[Member]]:
    """Return what these accounts are today, and where."""
    rows = session.execute(
        select(Membership, Ward.name)
        .outerjoin(Ward, Ward.id == Membership.ward_id)
        .where(Membership.account_id.in_(list(ids)), runs(Membership, today))
        .order_by(Ward.name, Membership.role, Membership.id)
    )
    found: dict[UUID, list[Member]] = {}
    for membership, ward_name in rows:
        found.setdefault(membership.account_id, []).append(Member(membership, ward_name))
    return found


def was_only_a_reviewer(session: Session, account_id: UUID, today: date) -> bool:
    """Return whether all that this account was is over, and it was let in to review."""
    parts = list(session.scalars(select(Membership).where(Membership.account_id == account_id)))
    covers = session.scalar(select(Cover.id).where(Cover.account_id == account_id, runs(Cover, today)).limit(1))
    over = covers is None and all(part.until is not None and part.until <= today for part in parts)
    return over and any(part.role is Role.REVIEWER for part in parts)


def is_last_admin(session: Session, account_id: UUID, today: date) -> bool:
    """Return whether the hospital has no other admin today, or will have none once the others' last days are over."""
    return any(_admins(session, day) == {account_id} for day in (today, date.max))


def _admins(session: Session, day: date) -> set[UUID]:
    of_admins = select(Account.id).join(Membership, Membership.account_id == Account.id)
    of_admins = of_admins.where(Membership.role == Role.ADMIN, runs(Membership, day), account_in_use(day))
    return set(session.scalars(of_admins))


def membership(session: Session, account_id: UUID, membership_id: UUID) -> Membership:
    """Return a membership of an account by its id, or NotFound."""
    return one_of(session, Membership, membership_id, account_id=account_id)


def first_ward_of(session: Session, account_id: UUID, today: date) -> UUID | None:
    """Return the ward that somebody looks at after signing in: their own before any other, or None."""
    own = select(Ward.id).join(Membership, or_(Membership.ward_id == Ward.id, Membership.ward_id.is_(None)))
    own = own.where(Membership.account_id == account_id, runs(Membership, today), Ward.kind == WardKind.WARD)
    return session.scalars(own.order_by(Membership.ward_id.is_(None), Ward.name).limit(1)).first()


def accounts_by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Account]:
    """Return accounts by their ids, for their names and jobs."""
    return {found.id: found for found in session.scalars(select(Account).where(Account.id.in_(list(ids))))}
