"""Words that a browser holds for a while: their own cookie and their own row, both gone at Finish (P35, P36)."""

from __future__ import annotations

from flask import Blueprint, Response, g, request
from sqlalchemy.orm import Session

from wardvoice.slips import commands, queries
from wardvoice.slips.rules import HELD_FOR
from wardvoice.storage.base import aside, reading
from wardvoice.storage.sealing import Found
from wardvoice.web import cookies
from wardvoice.web.apart import the_apart, this_apart_work
from wardvoice.web.guard import WITHOUT_CALLER
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import act_as, hold_slip, sign_out, this_actor
from wardvoice.web.sessions import new_token, round_up, token_hash

bp = Blueprint("slips", __name__)


def held() -> Found | None:
    """Return what the words open that this browser holds; never anything for whoever is signed in."""
    if "held_words" not in g:
        g.held_words = _look_up()
    found: Found | None = g.held_words
    return found


def begin_to_hold(found: Found) -> None:
    """Let this browser hold words that were drawn or typed just now; whoever was signed in is so no longer (P35)."""
    if this_actor().id is not None:
        sign_out()
        act_as(this_actor())
    work, before, token = this_apart_work(), cookies.read(cookies.WORDS), new_token()
    if before:
        commands.let_go(work.session, token_hash(before))
    until = round_up(work.now + HELD_FOR)
    commands.hold(work, token=token, token_hash=token_hash(token), found=found, until=until)
    g.words_token, g.held_words = token, found
    hold_slip(found.lookup.hex())


@bp.before_app_request
def _count_as_holder() -> None:
    """Let whoever holds words count as the author of what was sent with them."""
    if request.endpoint in WITHOUT_CALLER or not cookies.read(cookies.WORDS):
        return
    found = held()
    if found is not None:
        hold_slip(found.lookup.hex())


@bp.after_app_request
def _hand_over(response: Response) -> Response:
    """Send the cookie along; take it back, with its row, when the visit ends or somebody signed in."""
    ends = g.get("wipe") or (cookies.read(cookies.WORDS) and _somebody_came())
    if ends:
        _let_go()
        cookies.drop(response, cookies.WORDS)
    elif "words_token" in g and response.status_code < 400:
        cookies.keep(response, cookies.WORDS, g.words_token)
    return response


def _somebody_came() -> bool:
    return request.endpoint not in WITHOUT_CALLER and this_actor().id is not None


def _look_up() -> Found | None:
    token = cookies.read(cookies.WORDS)
    if not token or not this_actor().at_ward_screen or this_actor().id is not None:
        return None
    with reading(), Session(the_apart()) as session:
        return queries.held(session, token, token_hash(token), the_hall().clock.now())


def _let_go() -> None:
    token = cookies.read(cookies.WORDS)
    if token:
        with aside(the_apart()) as session:
            commands.let_go(session, token_hash(token))
