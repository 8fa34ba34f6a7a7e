"""Who is there to hear."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.alerts.models import CommandTest, InCharge, Listening
from wardvoice.alerts.rules import Proof, Shift, shift_of
from wardvoice.core.clock import Clock
from wardvoice.storage.apart import Heart


def proof(session: Session, ward_id: UUID, clock: Clock) -> Proof:
    """Return what is known of a ward's receivers: of its station screens the one that was heard last and is tested."""
    last = session.scalar(select(CommandTest).limit(1))
    screens = session.scalars(select(Listening).where(Listening.ward_id == ward_id)).all()
    best = max(screens, key=_proven, default=None)
    return Proof(
        heard_at=_local(clock, best.heard_at if best else None),
        tested_at=_local(clock, best.tested_at if best else None),
        tested_on=last.day if last else None,
        worked=last.worked if last else False,
        ticked_at=_local(clock, session.scalar(select(Heart.ticked_at).limit(1))),
    )


def in_charge(session: Session, ward_id: UUID, local: datetime) -> UUID | None:
    """Return the account of whoever is in charge in this shift, or None."""
    row = session.scalar(select(InCharge).where(InCharge.ward_id == ward_id))
    return row.account_id if row and Shift(row.day, row.shift) == shift_of(local) else None


def _proven(screen: Listening) -> tuple[bool, float]:
    """Order screens: one that a person has tested counts before one that was only heard."""
    return screen.tested_at is not None, screen.heard_at.timestamp() if screen.heard_at else 0.0


def _local(clock: Clock, moment: datetime | None) -> datetime | None:
    return clock.local(moment) if moment else None
