"""What a reader can do with a concern: one page for each step, all drawn and carried out in the same way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.concerns.forms.reading import StepForm
from wardvoice.concerns.queries import Case
from wardvoice.concerns.views.deed import Deed, Step
from wardvoice.concerns.views.desk import this_case, this_reader, to_unlock, ward_names
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.views.table import GONE_AFTER, STEPS
from wardvoice.concerns.words import reading as words
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.policy import May
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import SAFE
from wardvoice.web.pages import Answer, done, page


def steps_of(case: Case) -> list[tuple[str, Any]]:
    """Return the steps that make sense now, by address and name."""
    return [(address_of(step, case), step.title) for step in STEPS.values() if step.makes_sense(case)]


def form_in_view(case: Case) -> dict[str, Any] | None:
    """Return the form that stands below the words while they are in view: to acknowledge, or else to answer."""
    for name in ("acknowledge", "answer"):
        step = STEPS[name]
        if step.makes_sense(case):
            return {"step": step, "form": step.form(), "action": address_of(step, case)}
    return None


def address_of(step: Step, case: Case) -> str:
    """Return where a step is taken."""
    return url_for(f"concerns.{step.endpoint}", concern_id=case.concern.uuid)


def _open_up(step: Step) -> None:
    @requires(May.READ_PRIVATE, hidden=True)
    def view(concern_id: UUID) -> Answer:
        if this_apart_work().was_sent(_mark()):
            return done(_afterwards(step, concern_id), say=_("We have this already. Nothing was stored twice."))
        return _take(step, this_case(concern_id))

    bp.add_url_rule(f"/concerns/<uuid:concern_id>/{step.name}", step.endpoint, view, methods=["GET", "POST"])


def _mark() -> str | None:
    """Return what tells a second click on this very form; other words in it, after Back, are no second click."""
    sent = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf")
    return repr(sent) if request.form.get("once") else None


def _take(step: Step, case: Case) -> Answer:
    deed = Deed(this_apart_work(), case, this_reader())
    if step.needs_key and not deed.reader.is_open and request.method in SAFE:
        return done(to_unlock())
    if not step.makes_sense(case):
        raise Stale(MOVED_ON)
    form = step.prepare(deed)
    if form.validate():
        with form.refusals():
            deed.work.once(_mark())
            instead = step.act(form, deed)
            return done(_afterwards(step, case.concern.uuid, instead), say=str(instead or step.said))
    return _page(step, form, deed)


def _afterwards(step: Step, concern_id: UUID, instead: object = None) -> str:
    """Return where a step leads: back to the concern, unless it is gone or belongs to other readers now."""
    if step.name in GONE_AFTER and not instead:
        return url_for("concerns.inbox")
    return url_for("concerns.concern", concern_id=concern_id)


def _page(step: Step, form: StepForm, deed: Deed) -> Answer:
    facts: dict[str, Any] = {"step": step, "deed": deed, "words": words, "to_unlock": to_unlock()}
    facts |= {"concern": deed.case.concern, "ward_name": ward_names().get(deed.case.concern.ward_id, "")}
    facts |= {"here": url_for("concerns.concern", concern_id=deed.case.concern.uuid)}
    return page(step.template, None, form.status, form=form, action=request.path, **facts)


for _step in STEPS.values():
    _open_up(_step)
