"""Measures 13 to 16 on the pages of the evidence, for whoever reads them (E3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.core.actor import Actor, Role
from wardvoice.core.policy import May, may
from wardvoice.evidence.queries.private import private_figures
from wardvoice.evidence.queries.wards import WardTold
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.private import Audience, Line, Private
from wardvoice.evidence.views.room import Asked, asked_about, bp
from wardvoice.evidence.views.taken import given
from wardvoice.evidence.words import period_name
from wardvoice.evidence.words import private as words
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor
from wardvoice.web.pages import Answer

READS = {
    Role.ADVOCATE: frozenset({Line.ADVOCATE, Line.DIFFERENTLY}),
    Role.LISTENER: frozenset({Line.LISTENER, Line.DIFFERENTLY}),
}


def audience_of(actor: Actor, ward: WardTold) -> Audience:
    """Return as whom somebody reads of a ward: by what they are there, whichever ward they look at."""
    reads = frozenset().union(*(lines for role, lines in READS.items() if actor.reads_at(role, ward.id)))
    return Audience(may(actor, May.READ_OFF_WARD, ward), reads)


def private_facts(asked: Asked) -> dict[str, Any]:
    """Return what a page shows of measures 13 to 16: the last quarters that were counted, up to its period."""
    columns, audience = columns_of(asked)
    return {
        "private_columns": [period_name(one) for one in columns],
        "private_tables": words.tables(columns.values(), audience),
        "private_reads": audience.off_ward and audience.reads,
        "complaints_at": asked.address("complaints") if audience.off_ward else None,
        "small_number": the_hall().settings.small_number,
    }


@bp.get("/evidence/<uuid:ward_id>/private.csv", endpoint="take_private_csv")
@bp.get("/evidence/<uuid:ward_id>/private.json", endpoint="take_private_json")
@requires(May.TAKE_EVIDENCE)
def take_private(ward_id: UUID) -> Answer:
    """Give measures 13 to 16 along, as this person reads them on the page."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    columns, audience = columns_of(asked)
    return given(words.listed(columns, words.tables(columns.values(), audience)), asked, "private")


def columns_of(asked: Asked) -> tuple[dict[Period, Private], Audience]:
    """Return what stands side by side for whoever asks, and as whom they read.

    These are the quarters up to the one asked for, and their years.
    """
    audience, ward_id = audience_of(this_actor(), asked.ward), asked.ward.id
    session, least = this_apart_work().session, the_hall().settings.small_number
    return words.shown(private_figures(session, [ward_id], audience, least=least)[ward_id], asked.period), audience
