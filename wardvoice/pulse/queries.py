"""What was answered. How it may be told is settled where it is shown."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.quarters import Quarter
from wardvoice.pulse.models import Pulse


def answered(session: Session, ward_ids: Collection[UUID]) -> dict[tuple[UUID, Quarter], Pulse]:
    """Return the counts of these wards for each quarter; one statement, however many there are."""
    rows = session.scalars(select(Pulse).where(Pulse.ward_id.in_(ward_ids)))
    return {(row.ward_id, (row.year, row.quarter)): row for row in rows}
