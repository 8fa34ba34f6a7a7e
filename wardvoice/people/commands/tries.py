"""Tries of passwords, PINs and codes: each is counted before it is looked at, and forgiven if it was right."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, TooMuch
from wardvoice.people import queries
from wardvoice.people.models import Try
from wardvoice.people.rules import TryKind
from wardvoice.people.rules.locks import FORGOTTEN_AFTER
from wardvoice.storage.work import Work


def try_pin(session: Session, *, who: str, place: str, clock: Clock) -> None:
    """Count one more PIN for a name at a screen. Raises TooMuch while it is paused here or rests until tomorrow."""
    now = clock.now()
    if queries.rests_until_tomorrow(session, who=who, now=now, clock=clock):
        raise TooMuch(N_("There were too many wrong tries today. This name rests until tomorrow."))
    until = queries.pin_paused_until(session, who=who, place=place, now=now)
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong tries. Please wait until %(until)s, then try again."),
            until=_clock_time(until, clock),
        )
    session.add(Try(kind=TryKind.PIN, who=who, place=place, at=now))


def try_code(session: Session, *, place: str, clock: Clock) -> None:
    """Count one more code of a card. Raises TooMuch after too many wrong ones."""
    until = queries.codes_paused_until(session, place=place, now=clock.now())
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong codes. Please wait until %(until)s, then try again."),
            until=_clock_time(until, clock),
        )
    session.add(Try(kind=TryKind.CARD, who="", place=place, at=clock.now()))


def try_password(session: Session, *, who: str, clock: Clock) -> None:
    """Count one more password for a username. Raises TooMuch while this name, or everybody, has to wait."""
    until = queries.password_waits_until(session, who=who, now=clock.now())
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong passwords. Please wait until %(until)s, then try again."),
            until=_clock_time(until, clock),
        )
    session.add(Try(kind=TryKind.PASSWORD, who=who, place="", at=clock.now()))


def forgive(session: Session, *, kind: TryKind, who: str, place: str = "") -> None:
    """Let earlier wrong tries of somebody at this place no longer pause them: the right one came."""
    held = (Try.kind == kind, Try.who == who, Try.place == place)
    session.execute(update(Try).where(*held).values(forgiven=True))


def forget_tries(work: Work) -> None:
    """Let go of every try that is older than a day."""
    work.session.execute(delete(Try).where(Try.at < work.now - FORGOTTEN_AFTER))


def _clock_time(moment: datetime, clock: Clock) -> str:
    """Return the full minute by which the wait is over."""
    return f"{clock.local(moment + timedelta(seconds=59)):%H:%M}"
