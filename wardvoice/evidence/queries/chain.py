"""The chain of one ward, read for whoever wants to count again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Outcome
from wardvoice.core.actor import WARD_STAFF
from wardvoice.evidence.rules.unnamed import PERSONS, Unnamed
from wardvoice.people.models import Membership
from wardvoice.storage.history import HistoryRow

BATCH = 2_000


def unnamed_rows(session: Session, ward_id: UUID, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """Yield each row of a ward's history in its order, without names, ids of persons and words; days are `zone`'s."""
    unnamed = Unnamed(_things(session, ward_id), _ward_staff(session, ward_id), zone)
    for seq, body in _bodies(session, ward_id):
        yield unnamed.row(seq, body)


def _things(session: Session, ward_id: UUID) -> set[str]:
    """Return the ids of all that the ward has, but of its patients, and of every answer that may be replied to.

    The council answers what a ward asked, and the reply to it stands in the ward's history (docs/measures.md, 3).
    """
    things = (thing.partition(":") for _, body in _bodies(session, ward_id) for thing in body["rows"])
    answers = {str(answer) for answer in session.scalars(select(Outcome.id))}
    return answers | {its_id for table, _, its_id in things if table not in PERSONS}


def _ward_staff(session: Session, ward_id: UUID) -> set[str]:
    """Return the accounts that ever had a part as staff or manager of the ward."""
    there = or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None))
    accounts = select(Membership.account_id).where(there, Membership.role.in_(sorted(WARD_STAFF)))
    return {str(account) for account in session.scalars(accounts.distinct())}


def _bodies(session: Session, ward_id: UUID) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = select(HistoryRow.seq, HistoryRow.body).where(HistoryRow.chain == ward_id).order_by(HistoryRow.seq)
    for seq, body in session.execute(rows.execution_options(yield_per=BATCH)):
        yield seq, json.loads(body)
