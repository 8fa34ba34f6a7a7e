"""Going on with what one began to write under one's ward name, or throwing it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask import current_app, g, make_response, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.commands.drafts import KEPT_FOR
from wardvoice.people.views.room import bp
from wardvoice.storage.work import Work
from wardvoice.web.forms import cleaned
from wardvoice.web.guard import endpoint_at, requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done

View = TypeVar("View", bound=Callable[..., Any])

LEFT_OUT = frozenset({"csrf", "draft", "draft_of", "back", "pin", "pictures", "slip", "soon", "soon_of", "pressed"})
GO_ON = "go-on"


def keeps_drafts(view: View) -> View:
    """Mark a view whose form can wait, half filled in, until its writer comes back."""
    view.keeps_drafts = True  # type: ignore[attr-defined]
    return view


@bp.post("/drafts")
@requires(May.SEE_MY_THINGS)
def keep() -> Answer:
    """Keep what somebody has typed so far; their page sends it by itself before its words leave the screen."""
    address = request.form.get("draft_of", "")
    if not _keeps(address):
        raise NotFound()
    commands.keep_draft(this_work(), address=address, typed=typed())
    return make_response("", 204)


@bp.post("/drafts/throw-away")
@requires(May.SEE_MY_THINGS)
def throw_away() -> Answer:
    """Let go of something that was begun."""
    commands.throw_drafts_away(this_work(), request.form.get("draft_of", ""))
    return done(url_for("home.start"), say=_("It is thrown away."))


@bp.before_app_request
def take_up() -> None:
    """Let the form of this address show what was begun in it, to whoever asks for their own."""
    if request.method == "POST" and request.form.get("draft") == GO_ON and _keeps(request.path):
        work = this_work()
        mine = this_actor().id if this_actor().is_patient else None
        kept = queries.draft(work.session, work.pepper, mine, request.path) if mine else ""
        g.taken_up = MultiDict(parse_qsl(kept, keep_blank_values=True))


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"begun": begun, "DRAFTS_WAIT": KEPT_FOR.days}


def begun(address: str | None = None) -> Sequence[queries.DraftShown]:
    """Return what whoever asks has begun, everywhere or in the form of this address."""
    if not this_actor().is_patient:
        return []
    work = this_work()
    mine = queries.drafts(work.session, _mine(work))
    return [one for one in mine if address in (None, one.address)]


def typed(**instead: str) -> str:
    """Return what was typed into a form, as it is kept; `instead` replaces single values."""
    kept = {name: value for name, value in cleaned(request.form).items(multi=True) if name not in LEFT_OUT}
    return urlencode({**kept, **instead})


def _mine(work: Work) -> str:
    assert work.actor.id is not None
    return queries.mark_of(work.pepper, work.actor.id)


def _keeps(address: str) -> bool:
    endpoint = endpoint_at(address, "POST")
    return endpoint is not None and hasattr(current_app.view_functions[endpoint], "keeps_drafts")
