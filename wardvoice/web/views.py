"""The hall's own addresses: static files, health, the look of the page, and the end of a visit that ran out."""

from __future__ import annotations

from flask import Blueprint, Response, g, make_response, redirect, request, url_for

from wardvoice.core.policy import May
from wardvoice.web import assets, cookies, menus
from wardvoice.web.forms import cleaned
from wardvoice.web.guard import onward, requires
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
    return make_response(redirect(_where_from(), 303))


@bp.before_app_request
def choose_look() -> None:
    """Take up a look that was chosen; a form half filled in that came with it is shown again as it was typed."""
    if request.method == "POST" and not menus.LOOK.isdisjoint(request.form):
        size, contrast = menus.chosen_look()
        g.look = ".".join(menus.known_look(request.form.get("size", size), request.form.get("contrast", contrast)))
        g.taken_up = cleaned(request.form)


@bp.after_app_request
def keep_look(answer: Response) -> Response:
    """Keep a look that was chosen for the pages that follow."""
    if "look" in g:
        cookies.keep(answer, cookies.LOOK, g.look)
    return answer


@bp.post("/stay")
@requires(May.START)
def stay() -> Response:
    """Let whoever is still at the screen go on, as long as on a page with a box; as often as they like."""
    g.has_box = True
    return make_response("", 204)


@bp.get("/ended")
def ended() -> Response:
    """End a visit to a ward screen whose time has run out; pages come here by themselves, with and without scripts."""
    if at_ward_screen():
        finish()
    return make_response(redirect(url_for("home.start"), 303))


def _where_from() -> str:
    """Return the page whose button was pressed, if it is ours and can be opened again."""
    came = parts_of(request.headers.get("Referer"))
    return onward(came._replace(scheme="", netloc="").geturl() if came.netloc == request.host else None)
