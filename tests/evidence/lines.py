"""The lines of a ward's history as they are exported, straight from the table `history`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import WARD_STAFF
from wardvoice.people.models import Membership
from wardvoice.storage.history import HOSPITAL, HistoryRow

TOLD = ("what", "thing", "day", "at", "part_of_day", "role", "voice", "facts", "rows")


def lines_of(session: Session, ward_id: UUID) -> Iterator[dict[str, Any]]:
    """Yield the rows of a ward's chain in their order, and first what the hospital's chain tells of the ward itself."""
    staff = {str(one) for one in session.scalars(_ever_staff(ward_id))}
    its_own = f"wards:{ward_id}"
    about_it = select(HistoryRow.seq, HistoryRow.body).where(HistoryRow.chain == HOSPITAL, HistoryRow.thing == its_own)
    of_it = select(HistoryRow.seq, HistoryRow.body).where(HistoryRow.chain == ward_id)
    for query in (about_it, of_it):
        for seq, body in session.execute(query.order_by(HistoryRow.seq)):
            told = json.loads(body)
            yield {"seq": seq, **{name: told[name] for name in TOLD}, "ward_staff": told["person"] in staff}


def _ever_staff(ward_id: UUID) -> Any:
    here = or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None))
    return select(Membership.account_id).where(here, Membership.role.in_(WARD_STAFF))
