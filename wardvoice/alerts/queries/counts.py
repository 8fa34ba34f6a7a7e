"""What was counted of closed alerts (rules.md, measure 14). How it may be told is settled where it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.alerts.models import QuarterAlerts
from wardvoice.core.quarters import Quarter

OfWard = tuple[UUID, Quarter]
"""Which ward's quarter it is."""


def counted(session: Session, ward_ids: Collection[UUID]) -> dict[OfWard, list[QuarterAlerts]]:
    """Return what was counted of these wards for each quarter; one statement, however many there are."""
    found: dict[OfWard, list[QuarterAlerts]] = defaultdict(list)
    for row in session.scalars(select(QuarterAlerts).where(QuarterAlerts.ward_id.in_(ward_ids))):
        found[row.ward_id, (row.year, row.quarter)].append(row)
    return dict(found)
