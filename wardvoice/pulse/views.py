"""The one question, and the receipt: the direct answer to the button that was pressed."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, current_app

from wardvoice.core.budget import Budget
from wardvoice.core.errors import N_, TooMuch
from wardvoice.core.policy import May
from wardvoice.pulse import commands, words
from wardvoice.pulse.forms import PulseForm
from wardvoice.web import cookies
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_ward
from wardvoice.web.pages import Answer, page, receipt

bp = Blueprint("pulse", __name__)
FULL = N_("This ward has answered a lot just now. Your answer was not counted. Please try again later.")


@bp.context_processor
def _shared() -> dict[str, Any]:
    return {"pulse_words": words}


@bp.get("/pulse")
@requires(May.ANSWER_PULSE)
def ask() -> Answer:
    """Ask the one question."""
    return _asked(PulseForm())


@bp.post("/pulse")
@requires(May.ANSWER_PULSE, forgets=True)
def answer() -> Answer:
    """Count one answer, and say so."""
    form = PulseForm()
    if form.validate() and (says := form.chosen):
        with form.refusals():
            if form.mark != cookies.read(cookies.COUNTED):
                _within_budget()
                commands.answer(this_apart_work(), says=says)
            return _counted(form)
    return _asked(form)


def _counted(form: PulseForm) -> Answer:
    """Return the receipt. Until Finish this browser knows which form it was: loading it again counts nothing."""
    answer = receipt("pulse/counted.html")
    cookies.keep(answer, cookies.COUNTED, form.mark)
    return answer


def _asked(form: PulseForm) -> Answer:
    return page("pulse/ask.html", None, form.status, form=form)


def _within_budget() -> None:
    """Count one more from this ward, in memory alone. TooMuch where it has answered a lot of late (P46)."""
    budget = cast(Budget, current_app.extensions["pulse_budget"])
    if not budget.allows(this_ward().id, the_hall().clock.now()):
        raise TooMuch(FULL)
