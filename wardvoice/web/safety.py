"""One table of headers for every answer, forms that nobody else can send, and a log that tells nothing of patients."""

from __future__ import annotations

import hmac
import json
import logging
import sys
from typing import TextIO
from uuid import uuid4

from flask import Flask, Response, g, request, url_for
from werkzeug.exceptions import UnsupportedMediaType, abort

from wardvoice.core.errors import N_, TooOld, places
from wardvoice.web import cookies
from wardvoice.web.guard import WITHOUT_CALLER, forgets, go_to, takes_file
from wardvoice.web.hall import SAFE, asked, parts_of
from wardvoice.web.identity import UNKNOWN, Caller

CSRF_FIELD, CSRF_HEADER = "csrf", "X-CSRF-Token"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
PERMISSIONS = (
    "camera", "clipboard-read", "clipboard-write", "display-capture", "geolocation", "microphone", "midi", "payment",
    "serial", "usb",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
}
"""On every answer, whatever it is."""

NO_TRACE = {"Cache-Control": "no-store", "Vary": "HX-Request, Cookie"}
"""On every answer that is not a static file."""

MOST_BYTES = 256 * 1024  # 20,000 letters of any script, as a form sends them
MOST_BYTES_WITH_A_FILE = 4 * 1024 * 1024  # what takes the file says itself what is too big for it
FORM_TYPES = ("application/x-www-form-urlencoded", "")
WITH_A_FILE = "multipart/form-data"
OLD_PAGE = N_("This page was too old to send. Nothing was stored. Please open it again.")

log = logging.getLogger("wardvoice")


class Stderr(logging.StreamHandler[TextIO]):
    """Writes each line to wherever the error output goes at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """The error output of now."""
        return sys.stderr


def install(app: Flask) -> None:
    """Set the limits of every request and the headers of every answer."""
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=500,
        SESSION_COOKIE_SAMESITE="Lax",
        PROPAGATE_EXCEPTIONS=False,
    )
    app.after_request(_dress)
    if not log.handlers:
        log.addHandler(Stderr())
        log.setLevel(logging.INFO)


def refuse_strangers_forms() -> None:
    """Refuse every change that does not come from a page of this visit, and files, but where one is taken."""
    if request.method in SAFE:
        return
    if request.mimetype == WITH_A_FILE and takes_file(request.endpoint, _caller().actor):
        request.max_content_length = MOST_BYTES_WITH_A_FILE
    elif request.mimetype not in FORM_TYPES:
        raise UnsupportedMediaType
    else:
        g.is_readable = asked.is_readable
    if is_our_form():
        return
    if forgets(request.endpoint) and _caller().actor.at_ward_screen:
        abort(go_to(url_for("home.start")))
    raise TooOld(OLD_PAGE)


def is_our_form() -> bool:
    """Return whether what was sent comes from a page of this visit; it asks the database for nothing."""
    sent = request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD, "")
    return _from_here() and hmac.compare_digest(sent.encode(), cookies.this_visit().form_token().encode())


def _from_here() -> bool:
    """Return whether the browser says that the form stood on a page of ours; old browsers say nothing."""
    origin = request.headers.get("Origin")
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") in ("cross-site", "same-site")
    return not elsewhere and (origin is None or parts_of(origin).netloc == request.host)


def _dress(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "web.static":
        response.headers.update(NO_TRACE)
        response.headers.pop("ETag", None)
    _note(response)
    return response


def _note(response: Response) -> None:
    """Write one line for a request of staff; nothing for one from a screen of the ward, nor about private things."""
    if request.endpoint in WITHOUT_CALLER or leaves_no_trace():
        return
    line = {"id": uuid4().hex, "endpoint": request.endpoint, "status": response.status_code}
    if _caller().actor.is_staff:
        line["account"] = str(_caller().actor.id)
    log.info(json.dumps(line))


def note_fault(error: BaseException) -> None:
    """Write where a program error arose, never what was being said; nothing for a screen, or for what is private."""
    if leaves_no_trace():
        return
    line = {"id": uuid4().hex, "endpoint": request.endpoint, "error": type(error).__name__, "at": places(error)}
    log.error(json.dumps(line))


def leaves_no_trace() -> bool:
    """Return whether no log may tell of this request: it is from a ward screen, or about private things."""
    private = f"{request.path}/".startswith("/concerns/")
    return private or bool(cookies.read(cookies.SCREEN)) or _caller().actor.at_ward_screen


def _caller() -> Caller:
    caller: Caller = g.get("caller", UNKNOWN)
    return caller
