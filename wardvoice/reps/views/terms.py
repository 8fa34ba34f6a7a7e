"""Reps, deputies and peer supporters: everybody sees who they are; an advocate or an admin gives and ends a term."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.people import commands as people
from wardvoice.people import queries as of_people
from wardvoice.people.rules.terms import over_on
from wardvoice.people.words import HOW_CHOSEN, PARTS
from wardvoice.reps import queries
from wardvoice.reps.forms import TermForm
from wardvoice.reps.views.room import bp, name_typed
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, cut, done, page

YEAR = timedelta(days=365)


@bp.get("/terms")
@requires(May.SEE_TERMS)
def terms() -> Answer:
    """Show who is in post, who was, and the votes of the last year; and the form that gives a term to who may."""
    return _terms(TermForm(starts_on=this_work().today))


@bp.post("/terms")
@requires(May.GIVE_TERM)
def give() -> Answer:
    """Give a term to somebody who was chosen without a vote."""
    form = TermForm()
    if form.validate():
        with form.refusals():
            _give(form)
            return done(url_for("reps.terms"), say=_("The term is written down."))
    return _terms(form)


@bp.post("/terms/<uuid:term_id>/end")
@requires(May.GIVE_TERM)
def end(term_id: UUID) -> Answer:
    """End a term today."""
    work = this_work()
    people.end_term(work, term=of_people.term(work.session, this_ward().id, term_id))
    return done(url_for("reps.terms"), say=_("The term is over."))


def _give(form: TermForm) -> None:
    days: dict[str, Any] = {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data}
    name = name_typed(form.word.data)
    people.give_term(this_work(), name=name, role=form.role.data, choice=form.choice(), once=form.once.data, **days)


def _terms(form: TermForm) -> Answer:
    work, ward = this_work(), this_ward()
    found = of_people.terms_of(work.session, ward.id, work.today)
    facts = {
        "running": [held for held in found if over_on(held.term) > work.today],
        "pages": cut([held for held in found if over_on(held.term) <= work.today]),
        "staff_days": of_people.days_with_staff_in_their_place(work.session, ward.id, work.today - YEAR, work.today),
        "trainings": queries.trainings(work.session, [held.term.id for held in found]),
        "votes": queries.ballots(work.session, ward.id, work.today),
        "parts": PARTS,
        "how_chosen": HOW_CHOSEN,
    }
    return page("reps/terms.html", None, form.status, form=form, **facts)
