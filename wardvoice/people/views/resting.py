"""A rep's own page: "not this week", and back again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import NotFound
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.wardlife import RestForm
from wardvoice.people.models import Term
from wardvoice.people.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page

WEEK = timedelta(days=7)


@bp.get("/not-this-week")
@requires(May.SAY_NOT_THIS_WEEK)
def resting() -> Answer:
    """Show until when one rests, or the form that says so."""
    return _resting(RestForm(until=this_work().today + WEEK))


@bp.post("/not-this-week")
@requires(May.SAY_NOT_THIS_WEEK)
def rest() -> Answer:
    """Say "not this week"."""
    form = RestForm()
    if form.validate():
        with form.refusals():
            assert form.until.data is not None
            commands.say_not_this_week(this_work(), term=_own_term(), until=form.until.data, once=form.once.data)
            return done(url_for("people.resting"), say=_("Thank you for saying so. Somebody else does it."))
    return _resting(form)


@bp.post("/not-this-week/back")
@requires(May.SAY_NOT_THIS_WEEK)
def come_back() -> Answer:
    """Be back earlier."""
    commands.come_back(this_work(), term=_own_term())
    return done(url_for("people.resting"), say=_("You are back."))


def _own_term() -> Term:
    """Return the first of one's own terms; who is rep and deputy rests from both."""
    work = this_work()
    found = queries.terms_as_rep(work.session, _me(), work.today)
    if not found:
        raise NotFound()
    return found[0]


def _resting(form: RestForm) -> Answer:
    work = this_work()
    found = queries.resting(work.session, _me(), work.today)
    return page("people/not_this_week.html", None, form.status, form=form, until=found[0].until if found else None)


def _me() -> UUID:
    found = this_actor().id
    assert found is not None
    return found
