"""Sending what was written, and the receipt: the answer to the form itself, with five words for whoever wants them."""

from __future__ import annotations

from typing import cast

from flask import Response, current_app, g
from sqlalchemy.orm import Session

from wardvoice.concerns import commands, queries
from wardvoice.concerns.forms.said import Said
from wardvoice.concerns.forms.writing import WriteForm
from wardvoice.concerns.rules import Wants
from wardvoice.concerns.views.looking import leaves_at
from wardvoice.concerns.views.room import bp
from wardvoice.core.budget import Budget
from wardvoice.core.errors import N_, TooMuch
from wardvoice.slips.commands import fresh
from wardvoice.slips.views import held
from wardvoice.storage.base import reading
from wardvoice.storage.sealing import Found, key_from
from wardvoice.web.apart import the_apart, this_apart_work
from wardvoice.web.cookies import this_visit
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward
from wardvoice.web.pages import Answer, receipt

FULL = N_("Too much was sent from this ward just now. Nothing was sent. Your words are still here: try again later.")


def send(form: WriteForm) -> Answer:
    """Seal what was written, let it wait for its release, and show the receipt; refused where a rule says so."""
    within_budget()
    words, found = words_for(form)
    commands.send(
        this_apart_work(),
        recipient=form.recipient.data,
        holders=form.readers,
        head=form.head(),
        body=form.body(earlier_name() if form.together.data else ""),
        found=found,
        again=mark_of(form.once.data),
    )
    return receipt("concerns/sent.html", form=form, five_words=words, when=leaves_at(form.recipient.data))


def earlier_name() -> str:
    """Return by which name readers know what this browser's five words open, or nothing."""
    found = held()
    if found is None:
        return ""
    with reading(), Session(the_apart()) as session:
        mine = queries.mine(session, found.lookup)
        return mine.concern.name if mine and mine.concern else ""


def words_for(form: Said) -> tuple[str, Found | None]:
    """Draw five words for whoever wants them; slow, so before anything of this request is begun."""
    return fresh(the_hall().pepper) if form.wants.data is Wants.WORDS else ("", None)


def within_budget() -> None:
    """Count one more from this ward. TooMuch where it has sent a lot of late; alerts are not counted (P46)."""
    counted = this_ward().id, the_hall().clock.now()
    if not _budget().allows(*counted):
        raise TooMuch(FULL)
    g.counted = counted


@bp.after_app_request
def _give_back(answer: Response) -> Response:
    """Let a try that ended in a fault of ours use nothing up: its page says "Try again", as often as it takes."""
    if answer.status_code >= 500 and "counted" in g:
        _budget().give_back(*g.counted)
    return answer


def _budget() -> Budget:
    return cast(Budget, current_app.extensions["budget"])


def mark_of(once: str | None) -> bytes | None:
    """Return by which mark a form that is sent again is known, within one visit alone (P24)."""
    return key_from(f"{this_visit().form_token()} {once}", "again") if once else None
