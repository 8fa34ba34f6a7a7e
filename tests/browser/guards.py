"""The guards against finding another person's page, and a server that leaves some of them out.

A test that sees nothing proves little if it would see nothing anyhow. So the same look is taken at a hospital without
any guard, where it must find the last person; and with one guard alone, to tell what each of them holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Guard(StrEnum):
    """What keeps a page from whoever sits down next."""

    NO_STORE = "no-store"
    NEW_COOKIE = "a new cookie at each step"
    SCRIPT = "the script that empties a page that is left"
    NO_AUTOCOMPLETE = "autocomplete off"
    CLEAR_SITE_DATA = "Clear-Site-Data at the end"
    TABS = "the word to other tabs"


class Guarded:
    """The app with these guards alone; sessions still end at the server."""

    def __init__(self, app: WSGIApplication, guards: Iterable[Guard]) -> None:
        self.app, self.missing = app, set(Guard) - set(guards)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["HTTP_ACCEPT_ENCODING"] = "identity"
        response = Response.from_app(self.app, environ, buffered=True)
        for guard in self.missing:
            _LEAVE_OUT[guard](Request(environ), response)
        return response(environ, start_response)


def _without_no_store(_request: Request, response: Response) -> None:
    if response.headers.get("Cache-Control") == "no-store":
        response.headers["Cache-Control"] = "private, no-cache"


def _without_new_cookie(request: Request, response: Response) -> None:
    """The ordinary recipe: one cookie from signing in to signing out, and then it is deleted."""
    if request.path in {"/finish", "/ended"}:
        response.delete_cookie("wv")
    elif request.method == "POST" and request.path != "/my-name":
        kept = [value for value in response.headers.getlist("Set-Cookie") if not value.startswith("wv=")]
        response.headers.setlist("Set-Cookie", kept)


def _without_script(_request: Request, response: Response) -> None:
    if "javascript" in (response.mimetype or ""):
        response.set_data(re.sub(r'"(pagehide|pageshow)"', '"never"', response.get_data(as_text=True)))


def _without_tabs(_request: Request, response: Response) -> None:
    """Chromium lets go of a kept page that is spoken to; here each page has a channel of its own."""
    if "javascript" in (response.mimetype or ""):
        response.set_data(response.get_data(as_text=True).replace('"wv-visit"', "String(Math.random())"))


def _without_autocomplete(_request: Request, response: Response) -> None:
    if response.mimetype == "text/html":
        response.set_data(response.get_data(as_text=True).replace(' autocomplete="off"', ""))


def _without_clear_site_data(_request: Request, response: Response) -> None:
    response.headers.pop("Clear-Site-Data", None)


_LEAVE_OUT = {
    Guard.NO_STORE: _without_no_store,
    Guard.NEW_COOKIE: _without_new_cookie,
    Guard.SCRIPT: _without_script,
    Guard.NO_AUTOCOMPLETE: _without_autocomplete,
    Guard.CLEAR_SITE_DATA: _without_clear_site_data,
    Guard.TABS: _without_tabs,
}
