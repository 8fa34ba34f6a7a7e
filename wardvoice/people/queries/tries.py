"""Which tries failed lately, and until when somebody has to wait."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.people.models import Try
from wardvoice.people.rules import locks
from wardvoice.people.rules.locks import TryKind


def pin_paused_until(session: Session, *, who: str, place: str, now: datetime) -> datetime | None:
    """Return until when this name is paused at this screen, or None."""
    here = _tried(TryKind.PIN).where(Try.who == who, Try.place == place, Try.forgiven.is_(False))
    return locks.pin_wait(list(session.scalars(here)), now)


def rests_until_tomorrow(session: Session, *, who: str, now: datetime, clock: Clock) -> bool:
    """Return whether this name had too many wrong PINs today, at all screens together."""
    tried = session.scalars(_tried(TryKind.PIN).where(Try.who == who))
    return locks.rests_today(sum(clock.day_of(at) == clock.day_of(now) for at in tried))


def codes_paused_until(session: Session, *, kind: TryKind, place: str, now: datetime) -> datetime | None:
    """Return until when no more codes of cards, or of screens, are taken at this place, or None."""
    tried = _tried(kind).where(Try.place == place, Try.forgiven.is_(False), Try.at > now - locks.FORGOTTEN_AFTER)
    return locks.code_wait(list(session.scalars(tried)), now)


def password_waits_until(session: Session, *, who: str, now: datetime) -> datetime | None:
    """Return until when this username, or everybody, has to wait, or None."""
    since = now - locks.FORGOTTEN_AFTER
    recent = _tried(TryKind.PASSWORD).where(Try.at > since)
    own = locks.password_wait(list(session.scalars(recent.where(Try.who == who, Try.forgiven.is_(False)))), now)
    return own or locks.everybody_waits(list(session.scalars(recent)), now)


def _tried(kind: TryKind) -> Select[datetime]:
    return select(Try.at).where(Try.kind == kind)
