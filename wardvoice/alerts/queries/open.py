"""The open alerts: a ward's own, those of the duty list, and one by its key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.alerts.models import Alert
from wardvoice.alerts.rules import due_for_duty
from wardvoice.core.errors import N_, NotFound


def of_ward(session: Session, ward_id: UUID) -> list[Alert]:
    """Return what the ward may know of: its open alerts, those that nobody has taken first, the oldest first."""
    seen = select(Alert).where(Alert.ward_id == ward_id, Alert.about_staff.is_(False))
    return _in_order(session.scalars(seen.order_by(Alert.raised_at)).all())


def for_duty(session: Session, now: datetime) -> list[Alert]:
    """Return what the duty list has at this minute, of every ward: about staff, untaken for 10 minutes, or its own."""
    found = session.scalars(select(Alert).order_by(Alert.raised_at)).all()
    return _in_order([one for one in found if one.about_staff or one.taken_off_ward or is_due(one, now)])


def to_pass_on(session: Session, ward_id: UUID, now: datetime) -> list[Alert]:
    """Return what the duty list has and has not been called for."""
    waiting = select(Alert).where(Alert.ward_id == ward_id, Alert.taken_at.is_(None), Alert.passed_on_at.is_(None))
    return [one for one in session.scalars(waiting.order_by(Alert.raised_at)) if is_due(one, now)]


def alert(session: Session, alert_id: bytes) -> Alert:
    """Return an open alert, locked; NotFound for one that is closed."""
    found = session.scalar(select(Alert).where(Alert.id == alert_id).with_for_update())
    if found is None:
        raise NotFound(N_("This is over. Somebody has closed it."))
    return found


def told_of(session: Session, alert_id: bytes) -> Alert | None:
    """Return the alert that a screen raised, or None once it is closed."""
    return session.get(Alert, alert_id)


def is_due(one: Alert, now: datetime) -> bool:
    """Return whether the duty list has it now."""
    return due_for_duty(one.raised_at, one.taken_at, now, about_staff=one.about_staff)


def _in_order(found: Iterable[Alert]) -> list[Alert]:
    return sorted(found, key=lambda one: one.taken_at is not None)
