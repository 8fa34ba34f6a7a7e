"""Who signs on with which hospital account, what groups give, and who knocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.holding import runs
from wardvoice.signon.models import GroupPart, HospitalAccount, Knock, PartByGroup
from wardvoice.signon.rules import BY_PASSWORD_ALONE, KNOCKS_LAST
from wardvoice.storage.finding import one_of
from wardvoice.wards.models import Ward


@dataclass(frozen=True)
class Line:
    """What a group gives, and the name of the ward; None for all wards."""

    part: GroupPart
    ward_name: str | None


def lines(session: Session, today: date) -> list[GroupPart]:
    """Return what groups give today."""
    query = select(GroupPart).where(runs(GroupPart, today))
    return list(session.scalars(query.order_by(GroupPart.name, GroupPart.role, GroupPart.id)))


def shown_lines(session: Session, today: date) -> list[Line]:
    """Return what groups give today, with the names of wards."""
    query = select(GroupPart, Ward.name).outerjoin(Ward, Ward.id == GroupPart.ward_id).where(runs(GroupPart, today))
    rows = session.execute(query.order_by(Ward.name, GroupPart.role, GroupPart.name, GroupPart.id))
    return [Line(part, ward_name) for part, ward_name in rows]


def line(session: Session, line_id: UUID) -> GroupPart:
    """Return what a group gives, by its id, or NotFound."""
    return one_of(session, GroupPart, line_id)


def account_of(session: Session, issuer: str, subject: str) -> Account | None:
    """Return whose hospital account this is, whether the account works or not; None if it is nobody's."""
    theirs = select(Account).join(HospitalAccount, HospitalAccount.account_id == Account.id)
    in_use = (HospitalAccount.issuer == issuer, HospitalAccount.subject == subject, HospitalAccount.until.is_(None))
    return session.scalars(theirs.where(*in_use)).one_or_none()


def hospital_accounts(session: Session) -> list[tuple[HospitalAccount, Account]]:
    """Return every account that signs on with one of the hospital's, by name."""
    query = select(HospitalAccount, Account).join(Account, Account.id == HospitalAccount.account_id)
    query = query.where(HospitalAccount.until.is_(None)).order_by(Account.name, Account.id)
    return [(link, account) for link, account in session.execute(query)]


def hospital_account(session: Session, link_id: UUID) -> HospitalAccount:
    """Return whose hospital account an account is, by its id, or NotFound."""
    return one_of(session, HospitalAccount, link_id)


def has_hospital_account(session: Session, account_id: UUID) -> bool:
    """Return whether an account signs on with one of the hospital's."""
    query = select(HospitalAccount.id).where(HospitalAccount.account_id == account_id, HospitalAccount.until.is_(None))
    return session.scalar(query) is not None


def could_be_linked(session: Session, today: date) -> list[Account]:
    """Return the accounts, by name, that are not closed, are linked to none yet, and sign in not by password alone."""
    linked = select(HospitalAccount.account_id).where(HospitalAccount.until.is_(None))
    by_password = select(Membership.account_id).where(Membership.role.in_(BY_PASSWORD_ALONE), runs(Membership, today))
    query = select(Account).where(Account.closed_on.is_(None), Account.id.not_in(linked))
    query = query.where(Account.id.not_in(by_password))
    return list(session.scalars(query.order_by(Account.name, Account.id)))


def parts_held(session: Session, account_id: UUID, today: date) -> list[tuple[Membership, bool]]:
    """Return the parts that an account has today, each with whether the directory gave it."""
    query = select(Membership, PartByGroup.id).outerjoin(PartByGroup, PartByGroup.membership_id == Membership.id)
    query = query.where(Membership.account_id == account_id, runs(Membership, today)).order_by(Membership.id)
    return [(part, by_group is not None) for part, by_group in session.execute(query)]


def parts_because_of(session: Session, group_part_id: UUID, today: date) -> list[Membership]:
    """Return the parts that a line gave and that hold today."""
    theirs = and_(PartByGroup.membership_id == Membership.id, PartByGroup.group_part_id == group_part_id)
    query = select(Membership).join(PartByGroup, theirs).where(runs(Membership, today))
    return list(session.scalars(query.order_by(Membership.id)))


def was_given_anything(session: Session, account_id: UUID) -> bool:
    """Return whether the directory ever gave this account a part."""
    query = select(PartByGroup.id).join(Membership, Membership.id == PartByGroup.membership_id)
    return session.scalar(query.where(Membership.account_id == account_id).limit(1)) is not None


def knocks(session: Session, today: date) -> list[Knock]:
    """Return who knocked in the last two weeks, the latest first."""
    query = select(Knock).where(Knock.day > today - KNOCKS_LAST)
    return list(session.scalars(query.order_by(Knock.day.desc(), Knock.name, Knock.id)))


def knock(session: Session, knock_id: UUID) -> Knock:
    """Return who knocked, by its id, or NotFound."""
    return one_of(session, Knock, knock_id)
