"""Who is away: entered by themselves or by the manager, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May, may
from wardvoice.people import commands
from wardvoice.people import queries as of_people
from wardvoice.people.forms.absences import AbsenceForm
from wardvoice.people.models import Absence
from wardvoice.people.queries import absences as queries
from wardvoice.people.views.room import bp
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/away")
@requires(May.SAY_AWAY)
def absences() -> Answer:
    """Show who is away now or soon, and the form that enters more."""
    form = _form()
    form.who.data = str(this_actor().id)
    return _absences(form)


@bp.post("/away")
@requires(May.SAY_AWAY)
def enter_absence() -> Answer:
    """Enter that somebody is away."""
    form = _form()
    if form.validate():
        with form.refusals():
            _enter(form)
            return done(url_for("people.absences"), say=_("It is written down. Look at the promises with a date then."))
    return _absences(form)


@bp.post("/away/<uuid:absence_id>/end")
@requires(May.SAY_AWAY)
def end_absence(absence_id: UUID) -> Answer:
    """Say that somebody is back, or stays after all."""
    work = this_work()
    commands.end_absence(work, absence=queries.absence(work.session, this_ward().id, absence_id))
    return done(url_for("people.absences"), say=_("These days are over."))


def _enter(form: AbsenceForm) -> None:
    work = this_work()
    account = of_people.account(work.session, UUID(form.who.data or ""))
    deputy = of_people.account(work.session, UUID(form.deputy.data)) if form.deputy.data else None
    days: dict[str, Any] = {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data}
    commands.enter_absence(work, account=account, deputy=deputy, once=form.once.data, **days)


def _form() -> AbsenceForm:
    """Return the form with everybody for whom whoever asks may enter something."""
    form, work = AbsenceForm(), this_work()
    found = queries.who_works_here(work.session, this_ward().id, work.today)
    people = {str(account.id): f"{account.name} ({account.job})" for account in found}
    mine = {one: words for one, words in people.items() if _may_enter_for(UUID(one))}
    offer(form.who, {"": "", **mine})
    offer(form.deputy, {"": _("Nobody: this person is no ward manager"), **people})
    return form


def _may_enter_for(account_id: UUID) -> bool:
    return may(this_actor(), May.SAY_AWAY, Absence(of_ward_id=this_ward().id, account_id=account_id))


def _absences(form: AbsenceForm) -> Answer:
    work = this_work()
    away = queries.absences(work.session, this_ward().id, work.today)
    return page("people/absences.html", None, form.status, form=form, away=away)
