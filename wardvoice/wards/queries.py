"""Which wards there are, and which screens belong to one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.storage.finding import one_of
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind, WardKind, is_silent

ALWAYS_ON = (ScreenKind.TERMINAL, ScreenKind.BOARD)
"""The meeting laptop is shut most of the time, so its silence says nothing."""


def wards(session: Session) -> list[Ward]:
    """Return every ward of the hospital, by name; the patients' council is none."""
    return list(session.scalars(select(Ward).where(Ward.kind == WardKind.WARD).order_by(Ward.name, Ward.id)))


def council(session: Session) -> Ward | None:
    """Return the patients' council of the hospital, or None while there is none."""
    return session.scalars(select(Ward).where(Ward.kind == WardKind.COUNCIL).order_by(Ward.id).limit(1)).first()


def is_council(ward_id: UUID) -> ColumnElement[bool]:
    """Return the condition that this is the patients' council, where the staff of every ward may have a part."""
    return select(Ward.id).where(Ward.id == ward_id, Ward.kind == WardKind.COUNCIL).exists()


def ward(session: Session, ward_id: UUID) -> Ward:
    """Return a ward, or NotFound."""
    return one_of(session, Ward, ward_id)


def screens(session: Session, ward_id: UUID) -> list[Screen]:
    """Return the screens of a ward: those in use and invited first, then those taken back, the latest first."""
    return list(
        session.scalars(
            select(Screen)
            .where(Screen.ward_id == ward_id)
            .order_by(Screen.revoked_on.is_not(None), Screen.revoked_on.desc(), Screen.place, Screen.id)
        )
    )


def screen(session: Session, ward_id: UUID, screen_id: UUID) -> Screen:
    """Return a screen by its id; NotFound for another ward's."""
    return one_of(session, Screen, screen_id, ward_id=ward_id)


def silent_screens(session: Session, ward_id: UUID, now: datetime, clock: Clock) -> list[Screen]:
    """Return the screens of a ward that have been silent by day, by their place."""
    in_use = (Screen.ward_id == ward_id, Screen.kind.in_(ALWAYS_ON), Screen.revoked_on.is_(None))
    called = select(Screen).where(*in_use, Screen.last_seen.is_not(None)).order_by(Screen.place, Screen.id)
    return [one for one in session.scalars(called) if one.last_seen and _is_silent(one.last_seen, now, clock)]


def _is_silent(last_seen: datetime, now: datetime, clock: Clock) -> bool:
    return is_silent(clock.local(last_seen), clock.local(now))


def screen_with_code(session: Session, code_hash: str) -> Screen | None:
    """Return the invited screen with this code, locked, whether or not the code is still good."""
    invited = select(Screen).where(Screen.code_hash == code_hash, Screen.revoked_on.is_(None))
    return session.scalar(invited.with_for_update().execution_options(populate_existing=True))
