"""The cookies of a visit: opaque, rotated, never the place where anything about a person is kept.

The session cookie is `<visit>.<turn>`. The visit stands for the session row and for the forms' token; it changes at
sign-in, sign-out, Finish and time-out. The turn changes at each POST of a ward screen: a browser that sees its cookie
change drops the pages it kept for the Back button.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from flask import Flask, Request, Response, request
from flask import session as flask_session
from flask.sessions import SessionInterface, SessionMixin

from wardvoice.web.hall import the_hall
from wardvoice.web.sessions import new_token

SESSION, SCREEN, SAY, LOOK = "wv", "wv-screen", "wv-say", "wv-look"
TOLD, WORDS, COUNTED, SIGN_ON = "wv-told", "wv-words", "wv-counted", "wv-sign-on"
ALL = (SESSION, SCREEN, SAY, LOOK, TOLD, WORDS, COUNTED, SIGN_ON)
SIGNED_IN = "s"
SCREEN_LIFE = timedelta(days=400)


class Visit(dict[str, Any], SessionMixin):
    """One browser's visit. What Flask-Login puts into the dictionary lives for this request alone."""

    def __init__(self, visit: str = "", turn: str = "") -> None:
        super().__init__()
        self.arrived_as = visit
        self.visit = visit
        self.turn = turn
        self.changed = False
        self["_user_id"] = "visit"  # asks Flask-Login to call our loader, which looks at the cookies itself

    @property
    def was_signed_in(self) -> bool:
        """True if this browser once got this cookie by signing in, whether or not that still holds."""
        return self.arrived_as.startswith(SIGNED_IN)

    def begin(self, *, signed_in: bool = False) -> None:
        """Start a new visit: whoever knows the old cookie knows nothing any more."""
        self.visit = (SIGNED_IN if signed_in else "a") + new_token()
        self.rotate()

    def rotate(self) -> None:
        """Change the cookie, and stay in the same visit."""
        if not self.visit:
            self.begin()
        self.turn = new_token()[:16]
        self.changed = True

    def stay(self) -> None:
        """Take a new beginning back: what asked for it was refused."""
        self.visit = self.arrived_as or self.visit

    def form_token(self) -> str:
        """Return what every form of this visit has to send along: 128 bits of a keyed hash."""
        if not self.visit:
            self.begin()
        return hmac.new(the_hall().secret, b"form:" + self.visit.encode(), sha256).hexdigest()[:32]


class Cookies(SessionInterface):
    """Reads and writes the session cookie."""

    def open_session(self, app: Flask, request: Request) -> Visit:  # noqa: ARG002
        """Take the visit from the cookie; nothing is looked up yet."""
        visit, _, turn = request.cookies.get(cookie_name(SESSION), "").partition(".")
        return Visit(visit, turn) if len(visit) == 44 else Visit()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Send the cookie if it is a new one."""
        assert isinstance(session, Visit)
        if session.changed:
            keep(response, SESSION, f"{session.visit}.{session.turn}")


def this_visit() -> Visit:
    """Return the visit that this request belongs to."""
    return cast(Visit, flask_session._get_current_object())  # type: ignore[attr-defined]


def cookie_name(name: str) -> str:
    """Return a cookie's full name; over https the browser then guards it more strictly."""
    return f"__Host-{name}" if request.is_secure else name


def read(name: str) -> str | None:
    """Return what the browser keeps under this name."""
    return request.cookies.get(cookie_name(name))


def keep(response: Response, name: str, value: str, life: timedelta | None = None) -> None:
    """Give the browser something to keep, until it is closed or for a time."""
    response.set_cookie(
        cookie_name(name), value, max_age=life, secure=request.is_secure, httponly=True, samesite="Lax", path="/"
    )


def drop(response: Response, name: str) -> None:
    """Let the browser forget what it keeps under this name."""
    if cookie_name(name) in request.cookies:
        response.delete_cookie(cookie_name(name), secure=request.is_secure, httponly=True, samesite="Lax", path="/")
