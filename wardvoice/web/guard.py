"""Every address carries a permission or stands on the short list of those open to anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException, abort
from werkzeug.wrappers import Response

from wardvoice.core.actor import PATIENT_ROLES, Actor
from wardvoice.core.errors import N_, NotAllowed, NotFound
from wardvoice.core.policy import May, could
from wardvoice.web import body
from wardvoice.web.hall import asked, parts_of
from wardvoice.web.identity import this_actor, this_caller

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = frozenset(
    {
        "web.static",
        "web.health",
        "web.look",
        "web.ended",
        "people.sign_in",
        "people.sign_out",
        "people.finish",
        "people.enrol",
        "signon.begin",
        "signon.back",
        "signon.come_in",
        "wards.check",
        "diary.calendar",
        "demo.doorway",
        "demo.enter",
    }
)
"""Open to an unknown browser. Signing in and out, and coming in by a code, cannot ask who is asking.
A calendar is asked for by a program, which knows nothing but its address."""

WITHOUT_CALLER = frozenset({"web.static", "web.health"})
"""Answered without looking anybody up."""


def requires(
    what: May, *, hidden: bool = False, forgets: bool = False, takes_file: bool = False
) -> Callable[[View], View]:
    """Mark a view with the permission without which nobody comes in.

    A `hidden` address is no address to whoever may not: whatever they send, they read that nothing is there. One that
    `forgets` leads to the start page whoever sends it a form of a visit that is over. One that `takes_file` takes a
    file along with its form, from nobody but whoever has the permission.
    """

    def mark(view: View) -> View:
        view.required, view.hidden, view.forgets = what, hidden, forgets  # type: ignore[attr-defined]
        view.takes_file = takes_file  # type: ignore[attr-defined]
        return view

    return mark


def is_hidden(endpoint: str | None) -> bool:
    """Return whether an address tells nobody that it exists who may not open it."""
    return bool(getattr(current_app.view_functions.get(endpoint or ""), "hidden", False))


def forgets(endpoint: str | None) -> bool:
    """Return whether an old form that is sent to an address leads to the start page."""
    return bool(getattr(current_app.view_functions.get(endpoint or ""), "forgets", False))


def takes_file(endpoint: str | None, actor: Actor) -> bool:
    """Return whether somebody may send a file to an address: from a screen of a ward nobody may (P34)."""
    view = current_app.view_functions.get(endpoint or "")
    return bool(getattr(view, "takes_file", False)) and not actor.at_ward_screen and could(actor, view.required)  # type: ignore[union-attr]


def required_by(endpoint: str) -> May | None:
    """Return the permission that an address is marked with."""
    mark: May | None = getattr(current_app.view_functions[endpoint], "required", None)
    return mark


def endpoint_at(path: str, method: str) -> str | None:
    """Return which view answers this address of ours in this way; None if none does."""
    try:
        endpoint, _values = current_app.url_map.bind("").match(body.plain(path), method)
    except HTTPException:
        return None
    return str(endpoint) if path == body.plain(path) or body.stands_there(endpoint) else None


def guard() -> Response | None:
    """Let in whoever may come in; show an unknown browser where to sign in, and a patient where to say who they are."""
    if body.at_the_council():
        _refuse_where_no_council_is()
    if request.endpoint in PUBLIC or request.endpoint is None:
        return None
    actor, what = this_actor(), required_by(request.endpoint)
    if is_hidden(request.endpoint) and not (what and could(actor, what)):
        raise NotFound()
    if actor.id is None and not actor.at_ward_screen:
        return go_to(url_for("people.sign_in"))
    if what is not None and could(actor, what):
        return None
    if what is not None and request.method == "GET" and would_do_with_a_ward_name(actor, what):
        return go_to(url_for("people.my_name", to=request.path))
    raise NotAllowed(N_("You cannot open this page here."))


def _refuse_where_no_council_is() -> None:
    """Under /council stands what there is of the council, and nothing at all while there is none."""
    known = this_actor().id is not None or this_actor().at_ward_screen
    if not body.stands_there(request.endpoint) or (known and not this_caller().has_council):
        raise NotFound()


def would_do_with_a_ward_name(actor: Actor, what: May) -> bool:
    """Return whether saying one's ward name and PIN could open this."""
    signed_in = replace(actor, id=UUID(int=0), roles=PATIENT_ROLES)
    return actor.at_ward_screen and actor.id is None and could(signed_in, what)


def onward(wanted: str | None) -> str:
    """Return the page of ours that a form names as the next one, or the start page: never another host's."""
    asked_for = parts_of(wanted)
    path = "/" + asked_for.path.lstrip("/")
    if asked_for.netloc or endpoint_at(path, "GET") is None:
        return url_for("home.start")
    return f"{path}?{asked_for.query}" if asked_for.query else path


def go_to(address: str) -> Response:
    """Send the browser to another page, also when only a piece of this one was asked for."""
    if asked.wants_piece:
        abort(Response(status=401, headers={"HX-Redirect": address}))
    return redirect(address, 303)
