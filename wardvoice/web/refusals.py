"""Every way of saying no, as a page in plain words and in the right frame."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import RequestRedirect

from wardvoice.core.actor import Door
from wardvoice.core.errors import Refused, Repeated, TooOld
from wardvoice.storage.base import WRITING
from wardvoice.web.away import away_page, is_away
from wardvoice.web.guard import WITHOUT_CALLER, is_hidden
from wardvoice.web.hall import SAFE, asked
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import layout_of_asker
from wardvoice.web.safety import CSRF_FIELD, is_our_form, note_fault
from wardvoice.web.visits import abandon

TITLES = {
    400: _l("We could not read that"),
    403: _l("You cannot do this here"),
    404: _l("There is nothing here"),
    405: _l("This page cannot do that"),
    409: _l("This has changed"),
    413: _l("That is too much at once"),
    415: _l("Files cannot be sent"),
    422: _l("Please look again"),
    429: _l("Too many tries"),
    500: _l("Something went wrong"),
    503: _l("WardVoice is resting"),
}
SENTENCES = {
    400: _l("Nothing was stored. Please go back to the start page and try again."),
    404: _l("This page does not exist, or it belongs to another ward."),
    405: _l("Nothing was stored. Please go back to the start page and try again."),
    413: _l("Nothing was stored. Please use fewer words."),
    415: _l("Nothing was stored. This page takes words, no files."),
    500: _l("Not saved. It is not your fault. Please try again. If it happens again, tell staff."),
}
LAST_RESORT = (
    "<!doctype html><html lang=en><title>Not saved</title><h1>Something went wrong</h1>"
    "<p>Not saved. Not sent yet. It is not your fault.<p><a href=/>Go to the start page</a>"
)
SECRETS = frozenset({"again", "code", "current", "five", "passphrase", "password", "pictures", "pin"})
"""Boxes that are never shown again, not even to send them once more."""


def install(app: Flask) -> None:
    """Let every refusal and every fault end as a page."""
    app.register_error_handler(Repeated, _repeated)
    app.register_error_handler(TooOld, _too_old)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def refusal_page(status: int, sentence: str) -> Response:
    """Show a refusal; it asks the database for nothing."""
    title = TITLES.get(status, TITLES[400])
    return _page(status, title, sentence)


def _refused(refused: Refused) -> Response:
    abandon()
    WRITING.set(False)
    if refused.status in (403, 404) and is_hidden(request.endpoint):
        return refusal_page(404, str(SENTENCES[404]))  # the same as for an address that does not exist at all
    return refusal_page(refused.status, _(refused.message, **refused.params))


def _too_old(refused: TooOld) -> Response:
    """Refuse a form of a visit that is over; one that was stored in that visit leads to the start page (P24)."""
    if this_actor().at_ward_screen and this_work().was_sent(request.form.get("once")):
        abandon()
        return make_response(redirect(url_for("home.start"), 303))
    return _refused(refused)


def _repeated(_repeated: Repeated) -> Response:
    abandon()
    WRITING.set(False)
    return _page(200, _("We have this already"), _("Nothing was stored twice."))


def _http(error: HTTPException) -> Response:
    if is_away(getattr(error, "original_exception", None)):
        return away_page(_typed())
    plain = isinstance(error, (RequestRedirect, SecurityError)) or request.endpoint in WITHOUT_CALLER
    if plain or error.response is not None or error.code is None:
        return make_response(error.get_response())
    abandon()
    answer = refusal_page(error.code, str(SENTENCES.get(error.code, SENTENCES[400])))
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _broken(error: Exception) -> Response:
    note_fault(error)
    try:
        abandon()
        WRITING.set(False)
        if is_away(error):
            return away_page(_typed())
        return refusal_page(500, str(SENTENCES[500])) if request.method in SAFE else _not_sent()
    except Exception as second:  # the page itself is broken: say the same without it
        note_fault(second)
        g.pop("later", None)
        return make_response(LAST_RESORT, 500)


def _not_sent() -> Response:
    """Say that nothing of a form was stored, and carry all of it along, so that one press sends it again."""
    typed = _typed()
    if typed is None:
        return _page(500, _("Not sent yet"), _("Nothing is stored. It is not your fault. Please type it again."))
    sentence = _("Nothing is stored yet. It is not your fault. Your words are still here: press Try again.")
    return _page(500, _("Not sent yet"), sentence, "errors/not_sent.html", typed=typed)


def _typed() -> list[tuple[str, str]] | None:
    """Return all that one press may send again; None if a secret is among it, or if it is no form of ours."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != CSRF_FIELD]
    return None if SECRETS & {name for name, _value in typed} or not is_our_form() else typed


def _page(status: int, title: Any, sentence: str, template: str = "errors/refused.html", **more: Any) -> Response:
    facts = {"title": title, "sentence": sentence, "said": None, "mistakes": False, "layout": layout_of_asker()}
    shown = render_template(template, receipt=status == 200, way_on=_way_on(status), **facts, **more)
    return make_response(shown, status, _whole_page())


def _way_on(status: int) -> dict[str, str] | None:
    """Return where a refused person can go on: a patient may only have to say who they are."""
    actor = this_actor()
    if status == 403 and actor.door in (Door.TERMINAL, Door.LAPTOP) and actor.id is None:
        return {"address": url_for("people.my_name"), "words": _("Use my ward name")}
    return None


def _whole_page() -> dict[str, str]:
    """Return what makes htmx show a refusal as the page it is, instead of a piece inside another."""
    return {"HX-Retarget": "body", "HX-Reswap": "innerHTML"} if asked.wants_piece else {}
