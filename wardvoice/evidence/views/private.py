"""Measures 13 to 16 on the pages of the evidence, and the complaints summary (E3, E4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.concerns.words.routes import routes_of
from wardvoice.core.actor import Actor, Role
from wardvoice.core.policy import May, may
from wardvoice.evidence.queries.private import private_figures
from wardvoice.evidence.queries.wards import WardTold
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.private import Audience, Line
from wardvoice.evidence.views.room import Asked, asked_about, bp
from wardvoice.evidence.views.taken import given
from wardvoice.evidence.words import period_name
from wardvoice.evidence.words import private as words
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, page

READS = {
    Role.ADVOCATE: frozenset({Line.ADVOCATE, Line.DIFFERENTLY}),
    Role.LISTENER: frozenset({Line.LISTENER, Line.DIFFERENTLY}),
}


def audience_of(actor: Actor, ward: WardTold) -> Audience:
    """Return as whom somebody reads of a ward."""
    reads = frozenset().union(*(lines for role, lines in READS.items() if actor.has(role)))
    return Audience(may(actor, May.READ_OFF_WARD, ward), reads)


def private_facts(asked: Asked) -> dict[str, Any]:
    """Return what a page shows of measures 13 to 16: the last quarters that were counted, up to its period."""
    audience = audience_of(this_actor(), asked.ward)
    columns = _columns(asked.ward, asked.period, audience)
    return {
        "private_columns": [period_name(one) for one in columns],
        "private_tables": words.tables(columns.values(), audience),
        "private_reads": audience.off_ward and audience.reads,
        "complaints_at": asked.address("complaints") if audience.off_ward else None,
        "small_number": the_hall().settings.small_number,
    }


@bp.get("/evidence/<uuid:ward_id>/complaints")
@requires(May.READ_OFF_WARD)
def complaints(ward_id: UUID) -> Answer:
    """Show in one step what became of complaints (E4)."""
    return page("evidence/complaints.html", **_summary(ward_id))


@bp.get("/print/evidence/<uuid:ward_id>/complaints")
@requires(May.READ_OFF_WARD)
def print_complaints(ward_id: UUID) -> Answer:
    """Show the same, for paper."""
    return page(
        "evidence/print_complaints.html",
        layout="print.html",
        ward=None,
        printed_at=this_work().now,
        **_summary(ward_id),
    )


@bp.get("/evidence/<uuid:ward_id>/complaints.csv", endpoint="take_complaints_csv")
@bp.get("/evidence/<uuid:ward_id>/complaints.json", endpoint="take_complaints_json")
@requires(May.READ_OFF_WARD)
def take_complaints(ward_id: UUID) -> Answer:
    """Give the summary along: the words that stand on the page, and no number behind them."""
    asked = asked_about(ward_id, May.READ_OFF_WARD)
    audience = audience_of(this_actor(), asked.ward)
    columns = _columns(asked.ward, asked.period, audience)
    return given(words.listed(columns, words.complaints(columns.values(), audience)), asked, "complaints")


@bp.get("/evidence/<uuid:ward_id>/private.csv", endpoint="take_private_csv")
@bp.get("/evidence/<uuid:ward_id>/private.json", endpoint="take_private_json")
@requires(May.TAKE_EVIDENCE)
def take_private(ward_id: UUID) -> Answer:
    """Give measures 13 to 16 along, as this person reads them on the page."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    audience = audience_of(this_actor(), asked.ward)
    columns = _columns(asked.ward, asked.period, audience)
    return given(words.listed(columns, words.tables(columns.values(), audience)), asked, "private")


def _summary(ward_id: UUID) -> dict[str, Any]:
    asked = asked_about(ward_id, May.READ_OFF_WARD)
    audience, settings = audience_of(this_actor(), asked.ward), the_hall().settings
    columns = _columns(asked.ward, asked.period, audience)
    return {
        "asked": asked,
        "columns": [period_name(one) for one in columns],
        "tables": words.complaints(columns.values(), audience),
        "reads": audience.reads,
        "routes": routes_of(settings.bank_holidays),
        "small_number": settings.small_number,
    }


def _columns(ward: WardTold, period: Period, audience: Audience) -> dict[Period, Any]:
    session, least = this_apart_work().session, the_hall().settings.small_number
    return words.shown(private_figures(session, [ward.id], audience, least=least)[ward.id], period)
