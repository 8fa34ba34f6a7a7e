"""The page of the patients' council: the wards' view of it, and the way to its work."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from wardvoice.core.policy import May, may
from wardvoice.council import queries, words
from wardvoice.meetings import queries as of_meetings
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page

bp = Blueprint("council", __name__)


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"council_words": words}


@bp.get("/council")
@requires(May.READ_WARD)
def view() -> Answer:
    """Show what reached the council and why, what it owes, what the wards ask about, and when it meets."""
    coming, last = of_meetings.coming_and_last(this_work().session, this_ward().id)
    return page("council/council.html", next=coming[0] if coming else None, last=last, **facts())


def facts() -> dict[str, Any]:
    """Return what page and paper show alike."""
    work, council_id = this_work(), this_ward().id
    return {
        "escalated": queries.escalated(work.session, council_id, work.clock),
        "themes": queries.themes(work.session, work.today),
        "asked_back": queries.asked_back(work.session, council_id, work.clock),
        "held": queries.held(work.session, council_id, work.today),
        "early": may(this_actor(), May.READ_RECEIVED),
    }
