"""The doorway of the demo hospital: be anybody, without a password. Outside the demo there is nothing here."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, request, url_for

from wardvoice.core.errors import NotFound
from wardvoice.demo.content.places import HOSPITAL, WARDS
from wardvoice.demo.doors import FIVE_WORDS, PASSPHRASE, PASSWORD, PIN, screen_token
from wardvoice.demo.queries import comes_as
from wardvoice.demo.words import PEOPLE, SCREENS, WALK
from wardvoice.people.commands import note_presence
from wardvoice.storage.base import db
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import Kind, afterwards, sign_in, sign_out
from wardvoice.web.pages import Answer, page
from wardvoice.web.visits import stand_at

bp = Blueprint("demo", __name__)


@bp.before_request
def only_in_the_demo() -> None:
    """Where real people are there is no doorway."""
    if not the_hall().settings.is_demo:
        raise NotFound()


@bp.get("/demo")
def doorway() -> Answer:
    """Show whom one can be, and what to try."""
    whom = {"people": PEOPLE, "screens": SCREENS, "walk": WALK}
    named = {"hospital": HOSPITAL, "first_ward": WARDS[0]}
    secrets = {"pin": PIN, "password": PASSWORD, "passphrase": PASSPHRASE, "five_words": FIVE_WORDS}
    return page("demo/doorway.html", None, 200, **whom, **named, **secrets)


@bp.post("/demo/enter")
def enter() -> Answer:
    """Be somebody: sit down at their screen, or at none, and sign in as them; whoever was here before is gone."""
    comes = comes_as(db.session(), request.form.get("as", ""))
    screen = comes.way.screen
    stand_at(screen_token(the_hall().pepper, screen) if screen else None)
    if comes.name_id is not None:
        sign_in(Kind.WARD_NAME, comes.name_id, comes.ward_id)
    elif comes.account_id is not None:
        sign_in(Kind.ACCOUNT, comes.account_id, comes.ward_id)
        _is_here(comes.account_id)
    else:
        sign_out()
    return redirect(url_for(comes.way.lands), 303)  # type: ignore[return-value]


def _is_here(account_id: UUID) -> None:
    """Let a reader count as signed in today."""
    clock = the_hall().clock
    today = clock.day_of(clock.now())
    afterwards(lambda session: note_presence(session, account_id, today))
