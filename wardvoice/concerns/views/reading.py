"""One concern: what is open of it, and its words, which a POST shows because each opening is written down (N1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext as _

from wardvoice.concerns import commands, queries
from wardvoice.concerns.commands.keeping import kept
from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries import Case, Opened
from wardvoice.concerns.rules import COMPLAINT_DAYS, deletes_on, words_expire
from wardvoice.concerns.rules.checklist import CHECKLIST
from wardvoice.concerns.views.desk import (
    Reader,
    lateness_of,
    the_opened,
    this_case,
    this_reader,
    to_unlock,
    ward_names,
)
from wardvoice.concerns.views.room import bp
from wardvoice.concerns.views.steps import form_in_view, steps_of
from wardvoice.concerns.words import reading as words
from wardvoice.core.errors import RuleBroken
from wardvoice.core.policy import May
from wardvoice.people.queries.keys import working_days
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/concerns/<uuid:concern_id>")
@requires(May.READ_PRIVATE, hidden=True)
def concern(concern_id: UUID) -> Answer:
    """Show how a concern stands, without its words."""
    return _shown(this_case(concern_id), this_reader())


@bp.post("/concerns/<uuid:concern_id>")
@requires(May.READ_PRIVATE, hidden=True)
def open_concern(concern_id: UUID) -> Answer:
    """Write down that somebody opens it, and show its words."""
    case, reader = this_case(concern_id), this_reader()
    if not reader.is_open:
        return done(to_unlock(), say=_("Unlock your key first."))
    commands.note_opening(this_apart_work(), case)
    try:
        return _shown(case, reader, the_opened(case, reader))
    except RuleBroken as refused:
        return _shown(case, reader, problem=_(refused.message))


def _shown(case: Case, reader: Reader, opened: Opened | None = None, problem: str = "") -> Answer:
    concern = case.concern
    facts: dict[str, Any] = {
        "ward_name": ward_names().get(concern.ward_id, ""),
        "lateness": lateness_of(concern),
        "checked": queries.checklist(this_apart_work().session, concern),
        "tellings": queries.retellings(this_apart_work().session, concern),
        "notes": _notes(concern, reader) if opened else {},
        "steps": steps_of(case),
        "inline": form_in_view(case) if opened else None,
    }
    facts |= _days(case) | {"lines": len(CHECKLIST), "words": words, "to_unlock": to_unlock(), "problem": problem}
    return page("concerns/read_concern.html", case=case, concern=concern, reader=reader, opened=opened, **facts)


def _notes(concern: Concern, reader: Reader) -> dict[str, str | None]:
    """Return what readers wrote down of it, which is in view only with its words."""
    return {"protective_step": reader.read(concern.protective_step), "worker": reader.read(concern.worker_said)}


def _months() -> int:
    """Return for how many months a closed concern is kept: the app hands over how the trust's schedule is asked."""
    months: int = current_app.extensions["concern_months"](this_work().session, this_work().today)
    return months


def _days(case: Case) -> dict[str, Any]:
    """Return the days that matter: for the complaints team, for the five words, and until it is deleted."""
    concern, today = case.concern, this_work().today
    calendar = working_days(the_hall().settings.bank_holidays, today)
    goes = concern.closed_on and kept(concern).has_a_home and not concern.legal_hold
    return {
        "complaint_by": calendar.after(concern.complaint_passed_on or concern.released_on, COMPLAINT_DAYS),
        "words_until": words_expire(concern.released_on) if concern.lookup else None,
        "deleted_on": deletes_on(concern.closed_on, _months()) if goes and concern.closed_on else None,
        "here": url_for("concerns.concern", concern_id=concern.uuid),
    }
