"""Who has a diary, and what they are on which ward today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor, Door, Role
from wardvoice.diary.models import Diary
from wardvoice.diary.rules import AT_THE_COUNCIL, KEEPERS
from wardvoice.people.models import Absence, Account, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind


@dataclass(frozen=True)
class Part:
    """What somebody is on one ward, or at the patients' council: the law is asked with this actor."""

    actor: Actor
    ward_id: UUID
    ward: str


def diary_of(session: Session, account_id: UUID | None) -> Diary | None:
    """Return somebody's diary, if they ever began one."""
    return session.get(Diary, account_id) if account_id is not None else None


def to_mail(session: Session, today: date) -> list[tuple[UUID, str, date | None]]:
    """Return account, address and last morning seen to, of everybody in post whose mail of today is not seen to."""
    part = exists().where(Membership.account_id == Account.id, Membership.role.in_(KEEPERS), runs(Membership, today))
    free = or_(Diary.seen_to_on.is_(None), Diary.seen_to_on < today)
    wants = and_(Diary.mail_to != "", Diary.mornings.contains(str(today.weekday())))
    query = select(Diary.account_id, Diary.mail_to, Diary.seen_to_on).join(Account, Account.id == Diary.account_id)
    found = session.execute(query.where(account_in_use(today), part, wants, free).order_by(Diary.account_id))
    return [(row.account_id, row.mail_to, row.seen_to_on) for row in found]


def parts_of(session: Session, today: date, *whose: ColumnElement[bool]) -> list[Part]:
    """Return on which wards accounts in use have a part today, by the name of the ward; one statement.

    Whoever has a part in the whole hospital has it on each ward. Of the council it is who answers or writes there.
    """
    everywhere = and_(Membership.ward_id.is_(None), Ward.kind == WardKind.WARD)
    at_council = and_(Ward.kind == WardKind.COUNCIL, Membership.role.in_(AT_THE_COUNCIL))
    meanwhile = and_(Absence.starts_on <= today, Absence.ends_on >= today)
    deputises = exists().where(Absence.deputy_id == Account.id, Absence.of_ward_id == Ward.id, meanwhile)
    query = (
        select(Account.id, Account.name.label("person"), Membership.role, Ward.id.label("ward_id"))
        .add_columns(Ward.name, Ward.kind, deputises.label("deputises"))
        .join(Membership, and_(Membership.account_id == Account.id, runs(Membership, today)))
        .join(Ward, or_(Membership.ward_id == Ward.id, everywhere, at_council))
        .where(account_in_use(today), Membership.role.in_(KEEPERS), *whose)
        .order_by(Ward.kind.desc(), Ward.name, Ward.id)
    )
    rows: dict[tuple[UUID, UUID], list[Row[Any]]] = {}
    for row in session.execute(query):
        rows.setdefault((row.id, row.ward_id), []).append(row)
    return [_part(each) for each in rows.values()]


def _part(rows: Iterable[Row[Any]]) -> Part:
    rows = list(rows)
    row, roles = rows[0], frozenset(one.role for one in rows)
    at_council = row.kind is WardKind.COUNCIL
    deputises = bool(row.deputises) and not at_council and Role.STAFF in roles and Role.MANAGER not in roles
    actor = Actor(
        door=Door.OWN_DEVICE,
        ward_id=row.ward_id,
        id=row.id,
        name=row.person,
        roles=roles | {Role.MANAGER} if deputises else roles,
        at_council=at_council,
        deputises=deputises,
    )
    return Part(actor, row.ward_id, row.name)
