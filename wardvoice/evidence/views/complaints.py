"""Complaints in short, for readers off the ward: on screen, on paper, and to take along (E4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.concerns.words.routes import routes_of
from wardvoice.core.policy import May
from wardvoice.evidence.views.paper import on_paper
from wardvoice.evidence.views.private import columns_of
from wardvoice.evidence.views.room import asked_about, bp
from wardvoice.evidence.views.taken import given
from wardvoice.evidence.words import period_name
from wardvoice.evidence.words import private as words
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.pages import Answer, page


@bp.get("/evidence/<uuid:ward_id>/complaints")
@requires(May.READ_OFF_WARD)
def complaints(ward_id: UUID) -> Answer:
    """Show in one step what became of complaints (E4)."""
    return page("evidence/complaints.html", **_summary(ward_id))


@bp.get("/print/evidence/<uuid:ward_id>/complaints")
@requires(May.READ_OFF_WARD)
def print_complaints(ward_id: UUID) -> Answer:
    """Show the same, for paper."""
    facts = _summary(ward_id)
    return on_paper("evidence/print_complaints.html", **facts)


@bp.get("/evidence/<uuid:ward_id>/complaints.csv", endpoint="take_complaints_csv")
@bp.get("/evidence/<uuid:ward_id>/complaints.json", endpoint="take_complaints_json")
@requires(May.READ_OFF_WARD)
def take_complaints(ward_id: UUID) -> Answer:
    """Give the summary along: the words that stand on the page, and no number behind them."""
    asked = asked_about(ward_id, May.READ_OFF_WARD)
    columns, audience = columns_of(asked)
    return given(words.listed(columns, words.complaints(columns.values(), audience)), asked, "complaints")


def _summary(ward_id: UUID) -> dict[str, Any]:
    asked = asked_about(ward_id, May.READ_OFF_WARD)
    (columns, audience), settings = columns_of(asked), the_hall().settings
    return {
        "asked": asked,
        "columns": [period_name(one) for one in columns],
        "tables": words.complaints(columns.values(), audience),
        "reads": audience.reads,
        "routes": routes_of(settings.bank_holidays),
        "small_number": settings.small_number,
    }
