"""Wards are opened and set; screens are invited with a code, enrolled with it once, and taken back."""

from __future__ import annotations

import hmac
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from wardvoice.core.errors import N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.wards import queries, rules
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind, WardKind


def open_ward(
    work: Work,
    *,
    name: str,
    beds: int = 0,
    place: str = "",
    numbers: str = "",
    kind: WardKind = WardKind.WARD,
    opened_on: date | None = None,
    once: str | None = None,
) -> Ward:
    """Open a ward, or the patients' council, which has no beds. RuleBroken for a second council."""
    work.require(May.OPEN_WARD)
    work.refuse_repeat(once)
    if kind is WardKind.COUNCIL:
        rules.only_one_council(there_is_one=queries.council(work.session) is not None)
    else:
        rules.check_beds(beds)
    ward = Ward(
        name=name,
        kind=kind,
        beds=beds if kind is WardKind.WARD else 0,
        place=place,
        numbers=numbers,
        opened_on=opened_on or work.today,
    )
    work.session.add(ward)
    work.record(Happened.WARD_OPENED, ward)
    work.once(once, ward)
    return ward


def change_ward(work: Work, *, ward: Ward, name: str, place: str, numbers: str, version: int | None = None) -> Ward:
    """Mend a ward's name, the room where it meets, or the numbers to call. Beds are another matter: people count."""
    work.require(May.KEEP_WARD, ward)
    work.still(ward, version)
    ward.name, ward.place, ward.numbers = name, place, numbers
    work.record(Happened.WARD_CHANGED, ward)
    return ward


def invite_screen(
    work: Work, *, ward: Ward, kind: ScreenKind, place: str, once: str | None = None
) -> tuple[Screen, str]:
    """Make a code with which one browser becomes a screen of the ward, within an hour; it is shown only now."""
    work.require(May.ENROL_SCREEN, ward)
    work.refuse_repeat(once)
    code = rules.fresh_code()
    screen = Screen(
        ward_id=ward.id,
        kind=kind,
        place=place,
        invited_on=work.today,
        code_hash=screen_code_hash(work.pepper, code),
        code_expires=work.now + rules.CODE_LASTS,
    )
    work.session.add(screen)
    work.record(Happened.SCREEN_INVITED, screen)
    work.once(once, screen)
    return screen, code


def enrol_screen(work: Work, *, code: str, token_hash: str) -> Screen:
    """Make the browser that holds this token a screen of the ward; the code works no more afterwards."""
    work.require(May.BECOME_SCREEN)
    screen = queries.screen_with_code(work.session, screen_code_hash(work.pepper, code))
    if screen is None or not rules.code_is_good(screen.code_expires, work.now):
        raise RuleBroken(
            N_("This code does not work. A code works once, for an hour. Ask for a new one."), field="code"
        )
    screen.enrolled_on = work.today
    screen.code_hash = screen.code_expires = None
    screen.token_hash = token_hash
    work.record(Happened.SCREEN_ENROLLED, screen)
    return screen


def revoke_screen(work: Work, *, screen: Screen) -> Screen:
    """Take a screen, or the invitation of one, back: from now on the browser is nobody's."""
    work.require(May.ENROL_SCREEN, screen)
    if screen.revoked_on is not None:
        raise Stale(N_("This screen was taken back already."))
    screen.revoked_on = work.today
    screen.code_hash = screen.code_expires = screen.token_hash = None
    work.record(Happened.SCREEN_REVOKED, screen)
    return screen


def call_in(session: Session, *, screen_id: UUID, now: datetime) -> None:
    """Note that a screen called in by itself, by the quarter of an hour. No act of a person, so no Work."""
    at = rules.quarter_of(now)
    new = Screen.last_seen.is_(None) | (Screen.last_seen < at)
    session.execute(update(Screen).where(Screen.id == screen_id, new).values(last_seen=at))


def screen_code_hash(pepper: bytes, typed: str) -> str:
    """Return what is kept of a screen's code: worth nothing without the hospital's own key."""
    return hmac.new(pepper, f"screen\n{rules.typed_code(typed)}".encode(), sha256).hexdigest()
