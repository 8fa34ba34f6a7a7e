"""A station screen says that it is there, a person says that they heard it, and somebody is in charge of a shift."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wardvoice.alerts import rules
from wardvoice.alerts.models import InCharge, Listening
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork


def heard(session: Session, *, screen_id: UUID, now: datetime) -> None:
    """Note that a screen asked, and can sound: no act of a person, so no Work. Before its first test it has no row."""
    session.execute(update(Listening).where(Listening.screen_id == screen_id).values(heard_at=now))


def hear_test(work: ApartWork, *, screen_id: UUID, worked: bool) -> Listening:
    """Take a person's word that they heard this screen's alarm, or that they heard nothing: then it proves nothing."""
    work.require(May.LISTEN)
    row = work.session.scalar(select(Listening).where(Listening.screen_id == screen_id))
    if row is None:
        row = Listening(ward_id=work.ward_id, screen_id=screen_id)
        work.session.add(row)
    row.ward_id = work.ward_id
    row.tested_at = row.heard_at = work.now if worked else None
    return row


def be_in_charge(work: ApartWork) -> InCharge:
    """Say that one is in charge for this shift; whoever says so last is."""
    work.require(May.BE_IN_CHARGE)
    shift = rules.shift_of(work.clock.local(work.now))
    row = work.session.scalar(select(InCharge).where(InCharge.ward_id == work.ward_id))
    if row is None:
        row = InCharge(ward_id=work.ward_id)
        work.session.add(row)
    assert work.actor.id is not None
    row.account_id, row.day, row.shift = work.actor.id, shift.day, shift.name
    return row
