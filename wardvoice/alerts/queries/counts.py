"""What is counted of closed alerts (rules.md, measure 14). Who sees fewer than five is settled where it is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.alerts.models import ClosedAlert

IN_TIME = 10


@dataclass(frozen=True)
class Counts:
    """How many alerts there were, how many were taken within 10 minutes, and the median of minutes until then."""

    number: int
    in_time: int
    median_minutes: float | None


def counts(session: Session, ward_id: UUID, first: date, last: date, *, about_staff: bool) -> Counts:
    """Return what the closed alerts of a ward amount to, both days included; those about staff apart from others."""
    of_ward = (ClosedAlert.ward_id == ward_id, ClosedAlert.about_staff == about_staff)
    query = select(ClosedAlert.minutes).where(*of_ward, ClosedAlert.day.between(first, last))
    minutes = session.scalars(query).all()
    in_time = sum(waited <= IN_TIME for waited in minutes)
    return Counts(len(minutes), in_time, median(minutes) if minutes else None)


@dataclass(frozen=True)
class Waited:
    """How many minutes an alert waited until it was taken, and whether it may have been about staff."""

    ward_id: UUID
    day: date
    minutes: int
    about_staff: bool


def waited(session: Session, ward_ids: Collection[UUID]) -> list[Waited]:
    """Return the closed alerts of some wards; one statement, however many there are."""
    columns = select(ClosedAlert.ward_id, ClosedAlert.day, ClosedAlert.minutes, ClosedAlert.about_staff)
    return [Waited(*row) for row in session.execute(columns.where(ClosedAlert.ward_id.in_(ward_ids)))]
