"""The hall's own addresses: static files, health, the look of the page, and the end of a visit that ran out."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request, url_for

from wardvoice.web import assets, cookies, menus
from wardvoice.web.hall import parts_of, the_hall
from wardvoice.web.identity import at_ward_screen, finish

bp = Blueprint("web", __name__)


@bp.get("/static/<mark>/<path:name>")
def static(mark: str, name: str) -> Response:
    """Send a static file."""
    return assets.send(mark, name)


@bp.get("/health")
def health() -> Response:
    """Tell a watching program whether WardVoice works; nothing else."""
    whole = the_hall().is_whole()
    return make_response({"status": "ok" if whole else "not ready"}, 200 if whole else 503)


@bp.post("/look")
def look() -> Response:
    """Make the text larger or the colours stronger, for this visit."""
    size, contrast = menus.chosen_look()
    chosen = menus.known_look(request.form.get("size", size), request.form.get("contrast", contrast))
    answer = make_response(redirect(_where_from(), 303))
    cookies.keep(answer, cookies.LOOK, ".".join(chosen))
    return answer


@bp.get("/ended")
def ended() -> Response:
    """End a visit to a ward screen whose time has run out; pages without scripts come here by themselves."""
    if at_ward_screen():
        finish()
    return make_response(redirect(url_for("home.start"), 303))


def _where_from() -> str:
    """Return the path of the page whose button was pressed, on this server only."""
    came = parts_of(request.headers.get("Referer"))
    same = came.netloc == request.host and came.path.startswith("/") and not came.path.startswith("//")
    return came.path + (f"?{came.query}" if came.query else "") if same else url_for("home.start")
