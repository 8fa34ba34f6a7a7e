"""The page on which somebody types their five words, and what it says before anything can be read (C3)."""

from __future__ import annotations

from typing import cast

from flask import current_app, url_for

from wardvoice.core.errors import N_, NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.slips import commands
from wardvoice.slips.finders import opened_by
from wardvoice.slips.forms import WordsForm
from wardvoice.slips.tries import Tries
from wardvoice.slips.views.holding import begin_to_hold, bp, held
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward
from wardvoice.web.pages import Answer, done, page

UNKNOWN = N_("These words open nothing here. Please look at each word again.")


@bp.get("/answer")
@requires(May.COME_BACK)
def answer() -> Answer:
    """Ask for the five words; whoever holds them reads only whether there is an answer."""
    found = held()
    opened = opened_by(found.lookup) if found else None
    if opened is None:
        return page("slips/answer.html", form=WordsForm())
    return page("slips/opened.html", opened=opened)


@bp.post("/answer")
@requires(May.COME_BACK, forgets=True)
def come_back() -> Answer:
    """Look at what was typed."""
    form = WordsForm()
    if form.validate():
        with form.refusals():
            _look_at(form.five.data or "")
            return done(url_for("slips.answer"))
    form.forget()
    return page("slips/answer.html", form=form, status=form.status)


@bp.post("/answer/read")
@requires(May.COME_BACK)
def read() -> Answer:
    """Lead whoever holds words to what they open: one more tap, so that nobody beside them reads it by chance."""
    found = held()
    opened = opened_by(found.lookup) if found else None
    if opened is None:
        raise NotFound()
    return done(opened.address)


def _look_at(typed: str) -> None:
    """Hold what the words open. Right or wrong, it takes the same time up to the last look into the database."""
    hall, tries = the_hall(), cast(Tries, current_app.extensions["tries"])
    tries.begin(this_ward().id, hall.clock.now())
    found = commands.find(typed, hall.pepper)
    if opened_by(found.lookup) is None:
        raise RuleBroken(UNKNOWN, field="five")
    tries.forgive(this_ward().id)
    begin_to_hold(found)
