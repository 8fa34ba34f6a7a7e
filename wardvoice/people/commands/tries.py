"""Tries of passwords, PINs and codes: each is counted before it is looked at, and let go of if it was right."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.core.errors import N_, TooMuch
from wardvoice.people import queries
from wardvoice.people.models import Try
from wardvoice.people.rules import TryKind
from wardvoice.people.rules.locks import AHEAD, FORGOTTEN_AFTER, ONLY_IN_A_ROW, noted
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
    _count(session, TryKind.PIN, clock, who=who, place=place)


def try_code(session: Session, *, place: str, clock: Clock, kind: TryKind = TryKind.CARD) -> None:
    """Count one more code of a card, or of a screen. Raises TooMuch after too many wrong ones."""
    until = queries.codes_paused_until(session, kind=kind, place=place, now=clock.now())
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong codes. Please wait until %(until)s, then try again."),
            until=_clock_time(until, clock),
        )
    _count(session, kind, clock, place=place)


def try_password(session: Session, *, who: str, clock: Clock) -> None:
    """Count one more password for a username. Raises TooMuch while this name, or everybody, has to wait."""
    until = queries.password_waits_until(session, who=who, now=clock.now())
    if until is not None:
        raise TooMuch(
            N_("There were too many wrong passwords. Please wait until %(until)s, then try again."),
            until=_clock_time(until, clock),
        )
    _count(session, TryKind.PASSWORD, clock, who=who)


def forgive(session: Session, *, clock: Clock, kind: TryKind, who: str = "", place: str = "") -> None:
    """Keep nothing of the try that was right, and let the wrong ones before it no longer pause anybody here.

    Of wrong PINs only the day stays, for the twenty of a day: neither the minute nor the screen.
    """
    held = (Try.kind == kind, Try.who == who, Try.place == place, Try.forgiven.is_(False))
    for number, one in enumerate(session.scalars(select(Try).where(*held).order_by(Try.at.desc(), Try.id.desc()))):
        if number == 0 or kind in ONLY_IN_A_ROW:
            session.delete(one)
            continue
        one.forgiven, one.place = True, ""
        if kind is TryKind.PIN:
            one.at = clock.moment(clock.day_of(one.at), 0)


def forget_tries(work: Work) -> None:
    """Let go of every try older than a day, and of those noted while the clock was ahead: they would pause for long."""
    over = or_(Try.at < work.now - FORGOTTEN_AFTER, Try.at > work.now + AHEAD)
    work.session.execute(delete(Try).where(over))


def _count(session: Session, kind: TryKind, clock: Clock, *, who: str = "", place: str = "") -> None:
    session.add(Try(kind=kind, who=who, place=place, at=noted(clock.now())))


def _clock_time(moment: datetime, clock: Clock) -> str:
    """Return the full minute by which the wait is over."""
    return f"{clock.local(moment + timedelta(seconds=59)):%H:%M}"
