"""Who is away, from when to when, and who is manager of the ward meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.core.actor import Role
from wardvoice.people.models import Absence, Account, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.storage.finding import one_of

Deputy = aliased(Account)
MAY_BE_AWAY = (Role.STAFF, Role.MANAGER, Role.LEAD)


@dataclass(frozen=True)
class AwayShown:
    """Somebody's absence; the law is asked about it as about the row. `deputy` is a manager's, by name."""

    id: UUID
    ward_id: UUID
    account_id: UUID
    name: str
    starts_on: date
    ends_on: date
    deputy: str | None


def absence(session: Session, ward_id: UUID, absence_id: UUID) -> Absence:
    """Return an absence that was entered on this ward; NotFound for any other."""
    return one_of(session, Absence, absence_id, of_ward_id=ward_id)


def absences(session: Session, ward_id: UUID, today: date) -> list[AwayShown]:
    """Return who of the ward is away now or soon, the first day first."""
    columns = (Absence.id, Absence.of_ward_id, Absence.account_id, Account.name)
    query = select(*columns, Absence.starts_on, Absence.ends_on, Deputy.name)
    query = query.join(Account, Account.id == Absence.account_id).outerjoin(Deputy, Deputy.id == Absence.deputy_id)
    query = query.where(Absence.of_ward_id == ward_id, Absence.ends_on >= today, Absence.ends_on >= Absence.starts_on)
    return [AwayShown(*row) for row in session.execute(query.order_by(Absence.starts_on, Account.name))]


def who_works_here(session: Session, ward_id: UUID, today: date) -> Sequence[Account]:
    """Return the staff of a ward, its managers and leads, by name."""
    query = select(Account).where(_is_here(ward_id, today, *MAY_BE_AWAY), account_in_use(today))
    return session.scalars(query.order_by(Account.name, Account.id)).all()


def works_here(session: Session, account_id: UUID, ward_id: UUID, day: date, *roles: Role) -> bool:
    """Return whether an account is one of these on a ward, and in post, on a day."""
    query = select(Account.id).where(Account.id == account_id, _is_here(ward_id, day, *roles), account_in_use(day))
    return session.scalar(query) is not None


def away_between(session: Session, account_id: UUID, first: date, last: date) -> bool:
    """Return whether somebody is away on any of these days."""
    query = select(Absence.id).where(Absence.account_id == account_id, _meets(first, last))
    return session.scalar(query.limit(1)) is not None


def deputises_between(session: Session, account_id: UUID, first: date, last: date) -> str | None:
    """Return for whom somebody is deputy on any of these days, by name, or None."""
    query = select(Account.name).join(Absence, Absence.account_id == Account.id)
    return session.scalar(query.where(Absence.deputy_id == account_id, _meets(first, last)).limit(1))


def _meets(first: date, last: date) -> ColumnElement[bool]:
    return (Absence.starts_on <= last) & (Absence.ends_on >= first) & (Absence.ends_on >= Absence.starts_on)


def _is_here(ward_id: UUID, day: date, *roles: Role) -> ColumnElement[bool]:
    here = or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None))
    part = select(Membership.id).where(Membership.account_id == Account.id, Membership.role.in_(roles), here)
    return part.where(runs(Membership, day)).correlate(Account).exists()
