"""An advocate's own page: the duties there are, what each means, and which of them are taken on."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands
from wardvoice.people.forms.keys import HERE, DutyForm
from wardvoice.people.queries import duties as queries
from wardvoice.people.queries.keys import own_key
from wardvoice.people.rules.keys import Duty
from wardvoice.people.views.room import bp
from wardvoice.people.words import DUTIES, WHAT_IT_MEANS
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_caller, this_ward, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/my-duties")
@requires(May.TAKE_DUTY)
def my_duties() -> Answer:
    """Show each duty with what it means."""
    return _my_duties(DutyForm())


@bp.post("/my-duties")
@requires(May.TAKE_DUTY)
def take_duty() -> Answer:
    """Take a duty on, here or on all of one's wards."""
    form = DutyForm()
    if form.validate():
        with form.refusals():
            ward_id = this_ward().id if form.where.data == HERE else None
            commands.take_duty(this_work(), duty=form.duty.data, ward_id=ward_id)
            return done(url_for("people.my_duties"), say=_("You have taken this on. Thank you."))
    if form.duty.errors or form.where.errors:  # there are buttons alone: no box on the page to mend
        raise RuleBroken(N_("Choose one of your duties."))
    return _my_duties(form)


@bp.post("/my-duties/<uuid:taken_id>/end")
@requires(May.TAKE_DUTY)
def leave_duty(taken_id: UUID) -> Answer:
    """Leave a duty."""
    work = this_work()
    assert work.actor.id is not None
    commands.leave_duty(work, taken=queries.duty_taken(work.session, work.actor.id, taken_id))
    return done(url_for("people.my_duties"), say=_("You have left this."))


def _my_duties(form: DutyForm) -> Answer:
    work, ward = this_work(), this_ward()
    assert work.actor.id is not None
    taken = queries.duties_of(work.session, work.actor.id, work.today)
    facts = {
        "taken": {duty: [held for held in taken if held.duty is duty] for duty in Duty},
        "here": {held.duty for held in taken if held.ward_id in (None, ward.id)},
        "ward_names": dict(this_caller().wards),
        "duties": DUTIES,
        "what_it_means": WHAT_IT_MEANS,
        "has_key": own_key(work.session, work.actor.id) is not None,
    }
    return page("people/my_duties.html", None, form.status, form=form, **facts)
