"""What somebody with a term has been shown: ticked by who showed it, and confirmed by themselves."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import queries as of_people
from wardvoice.people.models import Term
from wardvoice.reps import commands
from wardvoice.reps.rules import Shown
from wardvoice.reps.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, done


@bp.post("/terms/<uuid:term_id>/shown")
@requires(May.SHOW_HOW)
def show_how(term_id: UUID) -> Answer:
    """Tick what one has shown to somebody."""
    commands.show_how(this_work(), term=_term(term_id), what=_what("what"))
    return done(url_for("reps.terms"), say=_("It is ticked. It counts when they say so, too."))


@bp.post("/terms/<uuid:term_id>/had")
@requires(May.SAY_SHOWN)
def say_shown(term_id: UUID) -> Answer:
    """Say that one had something, or not yet."""
    yes = "yes" in request.form
    commands.say_shown(this_work(), term=_term(term_id), what=_what("yes" if yes else "no"), yes=yes)
    return done(url_for("reps.terms"), say=_("Thank you. It is written down."))


def _term(term_id: UUID) -> Term:
    return of_people.term(this_work().session, this_ward().id, term_id)


def _what(name: str) -> Shown:
    chosen = request.form.get(name)
    if chosen not in list(Shown):
        raise NotFound()
    return Shown(chosen)
