"""Who is asking: a member of staff, a screen of the ward, or a ward name that has signed in at one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import g
from flask_login import current_user, login_user, logout_user
from sqlalchemy import delete
from sqlalchemy.orm import Session

from wardvoice.core.actor import NOBODY, Actor
from wardvoice.core.errors import N_, NotAllowed
from wardvoice.storage.base import db
from wardvoice.storage.work import Work
from wardvoice.web.cookies import this_visit
from wardvoice.web.hall import the_hall
from wardvoice.web.sessions import Caller, Kind, ScreenShown, SessionRow, WardShown

__all__ = ["Caller", "Kind", "ScreenShown", "WardShown"]

UNKNOWN = Caller(actor=NOBODY)


@dataclass(frozen=True)
class Person:
    """What Flask-Login carries through the request: the caller, and nothing that it could remember."""

    caller: Caller = UNKNOWN

    @property
    def is_active(self) -> bool:
        """Whoever has been loaded may act; accounts that are closed are not loaded at all."""
        return True

    @property
    def is_authenticated(self) -> bool:
        """True for whoever signed in, with an account or a ward name."""
        return self.caller.actor.id is not None

    @property
    def is_anonymous(self) -> bool:
        """True for everybody else."""
        return not self.is_authenticated

    def get_id(self) -> str:
        """Return what Flask-Login may write down: nothing that names a person."""
        return "visit"


# --- who -------------------------------------------------------------------------------------------------------------


def this_caller() -> Caller:
    """Return all that is known of whoever asks."""
    caller: Caller = current_user.caller
    return caller


def this_actor() -> Actor:
    """Return whoever asks, as the law sees them."""
    actor: Actor = g.get("actor") or this_caller().actor
    return actor


def this_ward() -> WardShown:
    """Return the ward that is looked at; NotAllowed for an account that looks at none."""
    ward = this_caller().ward
    if ward is None:
        raise NotAllowed(N_("Choose a ward first."))
    return ward


def this_screen() -> ScreenShown | None:
    """Return the enrolled screen in front of whoever asks."""
    return this_caller().screen


def at_ward_screen() -> bool:
    """Return whether this is a shared screen of the ward."""
    return this_actor().at_ward_screen


def this_work() -> Work:
    """Return the one piece of work of this request."""
    if "work" not in g:
        hall = the_hall()
        g.work = Work(db.session(), this_actor(), hall.clock, hall.pepper)
    work: Work = g.work
    return work


def hold_slip(slip_hash: str) -> None:
    """Let whoever asks count, for this request, as the holder of the secret with this hash."""
    act_as(replace(this_caller().actor, slip=slip_hash))


def act_as(actor: Actor) -> None:
    """Let the rest of this request be done by somebody who has just said who they are."""
    g.actor = actor
    if "work" in g:
        g.work.actor = actor


# --- signing in and out ----------------------------------------------------------------------------------------------


def sign_in(kind: Kind, person_id: UUID, ward_id: UUID | None) -> None:
    """Begin a session for a person; the cookie that this browser had before is worth nothing afterwards."""
    this_visit().begin(signed_in=True)
    g.session_to_write = (kind, person_id, ward_id)
    login_user(Person(this_caller()))


def look_at_ward(ward_id: UUID) -> None:
    """Let a member of staff look at another of their wards."""
    session = this_caller().session
    if session is not None:
        sign_in(session.person_kind, session.person_id, ward_id)


def sign_out() -> None:
    """End the session; nobody is signed in at this browser any more."""
    this_visit().begin()
    g.session_to_write = None
    logout_user()


def finish() -> None:
    """End a visit to a ward screen: the session, its cookies, and what the browser kept of its pages."""
    sign_out()
    g.wipe = True


def end_visits(session: Session, person_id: UUID) -> None:
    """End every visit of a person, wherever they are signed in."""
    session.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


def keep_screen(token: str) -> None:
    """Make this browser an enrolled screen: the browser keeps the token, the database `token_hash(token)`."""
    g.screen_token = token


def forget_screen() -> None:
    """Let this browser forget that it was an enrolled screen."""
    g.screen_token = None


def afterwards(write: Callable[[Session], Any]) -> None:
    """Write something that is no act of a person once the answer is built, in a transaction of its own."""
    g.setdefault("later", []).append(write)
