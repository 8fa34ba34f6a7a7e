"""Who gets the daily mail."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from wardvoice.people.models import Account, Membership, ReaderKey
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.queries.keys import READERS


def to_remind(session: Session, today: date) -> list[tuple[UUID, str]]:
    """Return key and address of every reader in post who gave one and has had no mail today."""
    part = exists().where(Membership.account_id == Account.id, Membership.role.in_(READERS), runs(Membership, today))
    query = select(ReaderKey.id, ReaderKey.mail_to).join(Account, Account.id == ReaderKey.account_id)
    query = query.where(ReaderKey.retired_on.is_(None), ReaderKey.mail_to != "", account_in_use(today), part)
    waits = or_(ReaderKey.reminded_on.is_(None), ReaderKey.reminded_on < today)
    return [(row[0], row[1]) for row in session.execute(query.where(waits).order_by(ReaderKey.id))]
