"""Who may be named as the one that gave an answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Role
from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.wards.queries import is_council

ANSWERERS = (Role.STAFF, Role.MANAGER, Role.LEAD)
COUNCIL_ANSWERERS = (Role.MANAGER, Role.LEAD)


def answerers(session: Session, ward_id: UUID, today: date) -> list[Account]:
    """Return the staff of a ward and those above it who are in post, by name: they can give answers.

    At the patients' council these are the managers of every ward, and those above them.
    """
    at_the_council = and_(Membership.role.in_(COUNCIL_ANSWERERS), is_council(ward_id))
    query = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.role.in_(ANSWERERS), runs(Membership, today), account_in_use(today))
        .where(or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None), at_the_council))
        .order_by(Account.name, Account.id)
    )
    return list(session.scalars(query.distinct()))
