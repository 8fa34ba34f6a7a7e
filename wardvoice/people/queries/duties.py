"""Which duties an advocate has taken on, who covers for whom, and who could."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Role
from wardvoice.core.errors import NotFound
from wardvoice.people.models import Account, Cover, DutyTaken, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.queries.keys import holders, reads_as
from wardvoice.people.rules.keys import MAY_COVER, ReaderKind
from wardvoice.storage.finding import one_of
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


@dataclass(frozen=True)
class CoverShown:
    """A cover that runs, and whose it is."""

    cover: Cover
    name: str
    job: str


def duties_of(session: Session, account_id: UUID, today: date) -> list[DutyTaken]:
    """Return the duties that an account has taken on and not left, the oldest first."""
    query = select(DutyTaken).where(DutyTaken.account_id == account_id, runs(DutyTaken, today))
    return list(session.scalars(query.order_by(DutyTaken.since, DutyTaken.id)))


def duty_taken(session: Session, account_id: UUID, taken_id: UUID) -> DutyTaken:
    """Return a duty of this account by its id, or NotFound."""
    return one_of(session, DutyTaken, taken_id, account_id=account_id)


def running_covers(session: Session, ward_id: UUID | None, today: date) -> list[Cover]:
    """Return the covers that run on a ward, those of all wards among them."""
    return [shown.cover for shown in covers_shown(session, ward_id, today)]


def covers_shown(session: Session, ward_id: UUID | None, today: date) -> list[CoverShown]:
    """Return the covers that run on a ward, those of all wards among them, with names."""
    query = select(Cover, Account.name, Account.job).join(Account, Account.id == Cover.account_id)
    query = query.where(runs(Cover, today), or_(Cover.ward_id.is_(None), Cover.ward_id == ward_id))
    rows = session.execute(query.order_by(Cover.role, Account.name, Cover.id))
    return [CoverShown(cover, name, job) for cover, name, job in rows]


def cover(session: Session, ward_id: UUID, cover_id: UUID) -> Cover:
    """Return a cover of a ward, or of all wards, by its id; NotFound for another ward's."""
    here = or_(Cover.ward_id.is_(None), Cover.ward_id == ward_id)
    found = session.scalar(select(Cover).where(Cover.id == cover_id, here))
    if found is None:
        raise NotFound()
    return found


def may_cover(session: Session, ward_id: UUID, today: date) -> list[Account]:
    """Return who has a part on a ward with which somebody can cover for a reader, by name."""
    parts = {role for roles in MAY_COVER.values() for role in roles}
    query = select(Account).join(Membership, Membership.account_id == Account.id)
    query = query.where(Membership.role.in_(parts), _where(ward_id), runs(Membership, today), account_in_use(today))
    return list(session.scalars(query.distinct().order_by(Account.name, Account.id)))


def roles_where(session: Session, account_id: UUID, ward_id: UUID | None, today: date) -> set[Role]:
    """Return what an account is on a ward; of all wards together, where none is named."""
    query = select(Membership.role).join(Account, Account.id == Membership.account_id)
    query = query.where(Membership.account_id == account_id, runs(Membership, today), account_in_use(today))
    return set(session.scalars(query if ward_id is None else query.where(_where(ward_id))))


def who_is(session: Session, roles: Collection[Role], ward_id: UUID, today: date) -> set[UUID]:
    """Return the accounts that are one of these on a ward."""
    query = select(Membership.account_id).join(Account, Account.id == Membership.account_id)
    query = query.where(Membership.role.in_(roles), _where(ward_id), runs(Membership, today), account_in_use(today))
    return set(session.scalars(query))


def others_read(session: Session, kind: ReaderKind, account_id: UUID, ward_id: UUID | None, today: date) -> bool:
    """Return whether somebody but this account is this kind of reader there: nobody covers for themselves alone."""
    query = select(Membership.id).join(Account, Account.id == Membership.account_id)
    query = query.where(Membership.role == Role(kind.value), Membership.account_id != account_id)
    query = query.where(runs(Membership, today), account_in_use(today))
    return session.scalar((query if ward_id is None else query.where(_where(ward_id))).limit(1)) is not None


def reads_alone(session: Session, account_id: UUID, today: date) -> list[tuple[ReaderKind, str]]:
    """Return as what, and on which wards, nobody but this account holds a key: with it the last one would go."""
    places = reads_as(session, account_id, today)
    wards = session.execute(select(Ward.id, Ward.name).where(Ward.kind == WardKind.WARD).order_by(Ward.name)).all()
    asked = [(kind, ward) for kind in ReaderKind for ward in wards if places & {(kind, None), (kind, ward.id)}]
    return [(kind, ward.name) for kind, ward in asked if _holders(session, ward.id, kind, today) == {account_id}]


def _holders(session: Session, ward_id: UUID, kind: ReaderKind, today: date) -> set[UUID]:
    return {one.account_id for one in holders(session, ward_id, kind, today)}


def same_place(held: DutyTaken | Cover, wanted: DutyTaken | Cover) -> bool:
    """Return whether one running duty or cover already says what another would."""
    what = [(each.duty if isinstance(each, DutyTaken) else (each.role, each.account_id)) for each in (held, wanted)]
    return what[0] == what[1] and held.ward_id in (None, wanted.ward_id)


def _where(ward_id: UUID) -> ColumnElement[bool]:
    return or_(Membership.ward_id.is_(None), Membership.ward_id == ward_id)
