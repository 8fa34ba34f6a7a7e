"""Reps, deputies and peer supporters: their terms, given and ended by an advocate or an admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.wardlife import TermForm
from wardvoice.people.rules.terms import over_on
from wardvoice.people.views.room import bp
from wardvoice.people.words import HOW_CHOSEN, PARTS
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer, cut, done, page

YEAR = timedelta(days=365)


@bp.get("/terms")
@requires(May.GIVE_TERM)
def terms() -> Answer:
    """Show who is in post, who was, and the form that gives a term."""
    return _terms(TermForm(starts_on=this_work().today))


@bp.post("/terms")
@requires(May.GIVE_TERM)
def give() -> Answer:
    """Give a term."""
    form = TermForm()
    if form.validate():
        with form.refusals():
            _give(form)
            return done(url_for("people.terms"), say=_("The term is written down."))
    return _terms(form)


@bp.post("/terms/<uuid:term_id>/end")
@requires(May.GIVE_TERM)
def end(term_id: UUID) -> Answer:
    """End a term today."""
    work = this_work()
    commands.end_term(work, term=queries.term(work.session, this_ward().id, term_id))
    return done(url_for("people.terms"), say=_("The term is over."))


def _give(form: TermForm) -> None:
    work = this_work()
    name = queries.name_in_use(work.session, this_ward().id, form.word.data or "")
    if name is None:
        raise RuleBroken(N_("Nobody on this ward uses this name. Look at how it is written."), field="word")
    days: dict[str, Any] = {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data}
    commands.give_term(work, name=name, role=form.role.data, choice=form.choice(), once=form.once.data, **days)


def _terms(form: TermForm) -> Answer:
    work, ward = this_work(), this_ward()
    found = queries.terms_of(work.session, ward.id, work.today)
    facts = {
        "running": [held for held in found if over_on(held.term) > work.today],
        "pages": cut([held for held in found if over_on(held.term) <= work.today]),
        "staff_days": queries.days_with_staff_in_their_place(work.session, ward.id, work.today - YEAR, work.today),
        "parts": PARTS,
        "how_chosen": HOW_CHOSEN,
    }
    return page("people/terms.html", None, form.status, form=form, **facts)
