"""What is read while a database does not answer: a page that asks it for nothing and keeps all that was typed."""

from __future__ import annotations

from flask import Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import login_user
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from wardvoice.storage.reach import lost_the_lead
from wardvoice.web import cookies
from wardvoice.web.hall import SAFE, the_hall
from wardvoice.web.identity import UNKNOWN, Person

LOOK_AGAIN = 30
"""In seconds: so often a page without words asks again by itself, so that a screen on a wall comes back alone."""
STATUS = 503
LEAVING = frozenset({"people.finish", "people.sign_out"})
"""Whoever leaves while nothing answers leaves this browser all the same: the next person is not signed in as they."""


def is_away(fault: BaseException | None) -> bool:
    """Return whether a fault means that a database cannot be used just now: gone, full, locked or without the lead."""
    known = (OperationalError, InterfaceError, NoConnectionLeft)
    return isinstance(fault, known) or lost_the_lead(getattr(fault, "orig", None))


def away_page(typed: list[tuple[str, str]] | None) -> Response:
    """Say that nothing can be read or stored just now; `typed` is what one press sends again, None if it is lost."""
    if "caller" not in g:  # who it is stands in the database
        g.caller = UNKNOWN
        login_user(Person())
    leaves = _leaves()
    sends = request.method not in SAFE and not leaves
    at_screen = bool(cookies.read(cookies.SCREEN))
    if leaves:
        cookies.this_visit().begin()
        g.wipe = at_screen
    elif at_screen and sends:
        cookies.this_visit().rotate()  # as each answer to a form there, so that no page of before is kept for Back
    shown = render_template("errors/away.html", sends=sends, typed=typed, at_screen=at_screen, sentence=_said(typed))
    return make_response(shown, STATUS, {"Retry-After": str(LOOK_AGAIN), **_ends(at_screen, sends)})


def _leaves() -> bool:
    return request.endpoint in LEAVING and request.method not in SAFE


def _said(typed: list[tuple[str, str]] | None) -> str:
    if _leaves():
        return str(_("Your visit has ended. All that was stored is still there. This page looks again by itself."))
    if request.method in SAFE:
        return str(_("It is not your fault. All that was stored is still there. This page looks again by itself."))
    if typed is None:
        return str(_("Nothing is stored. It is not your fault. Please type it again in a few minutes."))
    return str(_("Nothing is stored yet. It is not your fault. Your words are still here: press Try again."))


def _ends(at_screen: bool, sends: bool) -> dict[str, str]:
    """Let a page look again, or, with somebody's words at a screen of the ward, end by itself as all others do."""
    if not sends:
        return {"Refresh": f"{LOOK_AGAIN}; url=/" if _leaves() else str(LOOK_AGAIN)}
    minutes = the_hall().settings.idle_terminal_writing
    return {"Refresh": f"{int(minutes.total_seconds())}; url=/"} if at_screen else {}
