"""The beginning and the end of every request: who has come, what is stored, which cookies they leave with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask, Response, g, request
from flask_login import LoginManager, login_user
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor
from wardvoice.storage.base import WRITING, aside, db, reading
from wardvoice.storage.work import Work
from wardvoice.web import apart, cookies, idle, unlocking
from wardvoice.web.body import at_the_council
from wardvoice.web.hall import SAFE, asked, the_hall
from wardvoice.web.identity import UNKNOWN, Person, this_caller, this_screen
from wardvoice.web.safety import note_fault
from wardvoice.web.sessions import Caller, Kind, SessionRow, SessionShown, round_up, token_hash


def install(app: Flask) -> None:
    """Hang identity into the application."""
    app.session_interface = cookies.Cookies()
    app.config["REMEMBER_COOKIE_NAME"] = "wv-never"  # nobody is remembered on a shared screen
    login = LoginManager(app)
    login.session_protection = None
    login.anonymous_user = _nobody_signed_in
    login.user_loader(_load)


def stand_at(screen_token: str | None) -> None:
    """Put this browser in front of another screen, or of none, now and for its next requests.

    Whoever was signed in here is so no longer: sign somebody in, or out, afterwards.
    """
    held = this_caller().session
    g.caller = replace(_find(None, screen_token), session=held)
    g.screen_token = screen_token
    login_user(Person(g.caller))


def greet() -> None:
    """Find out who asks, end a visit that has run out, and turn the cookie of a ward screen that sends something."""
    visit, caller = cookies.this_visit(), this_caller()
    if visit.was_signed_in and caller.session is None:
        visit.begin()
        g.session_to_write = None
        g.wipe = caller.actor.at_ward_screen
    elif request.method not in SAFE and caller.actor.at_ward_screen:
        visit.rotate()


def settle(response: Response) -> None:
    """Store the work of this request once if it went well; otherwise leave no trace of it."""
    work: Work | None = g.get("work")
    good = response.status_code < 400 and WRITING.get()
    if work is not None and good:
        if _session_moves():
            _write_session(work.session)
        work.commit()
    elif work is not None:
        work.session.rollback()
    apart.settle(good=good)


def abandon() -> None:
    """Undo what this request began, because it was refused."""
    db.session.rollback()
    apart.settle(good=False)
    g.pop(unlocking.KEPT, None)
    if g.pop("session_to_write", False) is not False:
        cookies.this_visit().stay()


def part(response: Response) -> Response:
    """Write what stands outside everybody's work, and send the cookies along."""
    later: list[Callable[[Session], Any]] = g.pop("later", [])
    only_runs_on = not later and not _session_changes()
    try:
        _write_aside([*later, *([_write_session] if _session_moves() else ())])
    except OperationalError as fault:
        if not only_runs_on:
            raise
        note_fault(fault)  # the page is read all the same; the next one lets the session run on
    _send_cookies(response)
    return response


def _write_aside(later: list[Callable[[Session], Any]]) -> None:
    if later:
        db.session.remove()
        with aside(db.engine) as session:
            for write in later:
                write(session)


def _load(_always: str) -> Person:
    visit = cookies.this_visit()
    g.caller = _find(visit.visit if visit.was_signed_in else None, cookies.read(cookies.SCREEN))
    return Person(g.caller)


def _find(session_token: str | None, screen_token: str | None) -> Caller:
    hall, caller = the_hall(), None
    if session_token or screen_token:
        with reading(), Session(db.engine) as session:
            caller = hall.load_caller(
                session, _hash(session_token), _hash(screen_token), hall.clock.now(), at_council=at_the_council()
            )
    return caller or UNKNOWN


def _hash(token: str | None) -> str | None:
    return token_hash(token) if token else None


def _nobody_signed_in() -> Person:
    """Return whoever is left at this browser when the person has gone: the screen itself, or nobody known."""
    before: Caller = g.get("caller", UNKNOWN)
    if before.screen is None:
        return Person()
    actor = Actor(door=before.screen.kind, ward_id=before.actor.ward_id)
    return Person(Caller(actor, ward=before.ward, screen=before.screen))


def _session_moves() -> bool:
    """Return whether the session's row has to be written: it begins, ends, or runs on for a while."""
    if "session_written" in g:
        return False
    if _session_changes():
        return True
    held: SessionShown | None = g.get("caller", UNKNOWN).session
    polled = request.method in SAFE and bool(asked.htmx)
    return held is not None and not polled and held.expires != _runs_out()


def _session_changes() -> bool:
    """Return whether the session begins or ends, or a key has just been unlocked for it."""
    return "session_to_write" in g or unlocking.KEPT in g


def _write_session(session: Session) -> None:
    held: SessionShown | None = g.get("caller", UNKNOWN).session
    g.session_written = True
    if "session_to_write" not in g:
        if held is not None:
            row = SessionRow.token_hash == held.token_hash
            session.execute(update(SessionRow).where(row).values(_as_it_runs_on()))
        return
    arrived = cookies.this_visit()
    if arrived.was_signed_in:
        session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash(arrived.arrived_as)))
    begins = g.pop("session_to_write")
    if begins is not None:
        session.add(_row(*begins))


def _row(kind: Kind, person_id: UUID, ward_id: UUID | None) -> SessionRow:
    screen = this_screen()
    return SessionRow(
        token_hash=token_hash(cookies.this_visit().visit),
        person_kind=kind,
        person_id=person_id,
        ward_id=ward_id,
        screen_id=screen.id if screen else None,
        expires=_runs_out(),
        unlocked=unlocking.carried_over(kind, person_id),
    )


def _as_it_runs_on() -> dict[str, Any]:
    unlocked = {"unlocked": unlocking.locked_for_visit()} if unlocking.KEPT in g else {}
    return {"expires": _runs_out(), **unlocked}


def _runs_out() -> datetime:
    """Return when the session ends unless somebody goes on; a page with a box to write in gives more time."""
    return round_up(the_hall().clock.now() + idle.may_rest() + idle.SLACK)


def _send_cookies(response: Response) -> None:
    if "screen_token" in g and g.screen_token:
        cookies.keep(response, cookies.SCREEN, g.screen_token, cookies.SCREEN_LIFE)
    elif "screen_token" in g:
        cookies.drop(response, cookies.SCREEN)
    if g.get("wipe"):
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for name in (cookies.LOOK, cookies.SAY, cookies.TOLD, cookies.COUNTED):
            cookies.drop(response, name)
