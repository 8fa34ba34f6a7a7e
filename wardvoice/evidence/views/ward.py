"""How one ward is doing: the page that opens with five measures, and each measure by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import url_for

from wardvoice.core.policy import May, may
from wardvoice.evidence.forms import DatesForm
from wardvoice.evidence.queries.known import Figures, months_of
from wardvoice.evidence.queries.links import published
from wardvoice.evidence.queries.themes import edition_of, topics
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.measures import FIRST, has_something, says_something
from wardvoice.evidence.views.private import private_facts
from wardvoice.evidence.views.room import Asked, asked_about, bp, known
from wardvoice.evidence.views.times import times
from wardvoice.evidence.words import MEASURES, Leads, Row, rows
from wardvoice.evidence.words.trends import trend
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, cut, page


@bp.get("/evidence/<uuid:ward_id>")
@requires(May.READ_EVIDENCE)
def ward(ward_id: UUID) -> Answer:
    """Show how one ward is doing in one period."""
    asked = asked_about(ward_id)
    return page("evidence/ward.html", asked=asked, **facts_of_page(asked))


def facts_of_page(asked: Asked) -> dict[str, Any]:
    """Return what page and paper show alike."""
    figures, work = asked.figures, this_work()
    told = topics(work.session, figures)
    groups = {number: _of_measure(figures, number) for number in MEASURES}
    return {
        "figures": figures,
        "first": FIRST,
        "groups": {
            number: [*filter(says_something, found)] for number, found in groups.items() if has_something(found)
        },
        "topics": told,
        "edition": edition_of(told),
        "classes": [figure for key, figure in figures.items() if key.startswith("class-")],
        **private_facts(asked),
        **times(asked.period, work.today),
    }


def _of_measure(figures: Figures, number: str) -> list[Figure]:
    return [figure for figure in figures.values() if figure.measure == number]


@bp.get("/evidence/<uuid:ward_id>/days")
@requires(May.READ_EVIDENCE)
def dates(ward_id: UUID) -> Answer:
    """Let somebody choose own dates; the days that are shown stand in the boxes."""
    asked = asked_about(ward_id)
    to = url_for("evidence.ward", ward_id=asked.ward.id)
    return page("evidence/dates.html", form=DatesForm(asked.period), to=to)


@bp.get("/evidence/<uuid:ward_id>/measure/<key>")
@requires(May.READ_EVIDENCE)
def measure(ward_id: UUID, key: str) -> Answer:
    """Show one figure: how it was counted, month by month, and the list behind it."""
    asked = asked_about(ward_id)
    work, figure = this_work(), asked.figure(key)
    listed = cut(rows(figure))
    return page(
        "evidence/measure.html",
        asked=asked,
        figure=figure,
        pages=listed,
        leads=_leads(asked, listed.rows),
        chart=trend(figure, months_of(work.session, asked.ward, work.clock, known())),
    )


def _leads(asked: Asked, listed: Iterable[Row]) -> dict[UUID, str]:
    """Return where lines lead for whoever reads this ward's own pages; a reviewer reads the list alone."""
    if asked.ward.id != this_actor().ward_id or not may(this_actor(), May.READ_WARD):
        return {}
    of_items = {row.thing_id for row in listed if row.leads is Leads.ITEM and row.thing_id}
    return _addresses(listed, published(this_work().session, of_items))


def _addresses(listed: Iterable[Row], items: set[UUID]) -> dict[UUID, str]:
    found = {}
    for row in listed:
        if row.thing_id is None or (row.leads is Leads.ITEM and row.thing_id not in items):
            continue
        if row.leads is Leads.ITEM:
            found[row.thing_id] = url_for("board.item", item_id=row.thing_id)
        elif row.leads is Leads.PROMISE:
            found[row.thing_id] = url_for("actions.show", action_id=row.thing_id)
        else:
            found[row.thing_id] = url_for("minutes.minutes", meeting_id=row.thing_id)
    return found
