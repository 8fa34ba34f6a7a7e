"""How a ward is doing, on paper: every figure on one sheet, and the months of those that open the page on others."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.core.chaining import GENESIS, head_words
from wardvoice.core.policy import May
from wardvoice.evidence.queries import months_of
from wardvoice.evidence.views.room import Asked, asked_about, bp, known
from wardvoice.evidence.views.ward import facts_of_page
from wardvoice.evidence.words import HEADLINES
from wardvoice.evidence.words.trends import trend
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, page


@bp.get("/print/evidence/<uuid:ward_id>")
@requires(May.TAKE_EVIDENCE)
def print_ward(ward_id: UUID) -> Answer:
    """Print every figure of a ward and period, with how it was counted."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    return on_paper("evidence/print_ward.html", asked, **facts_of_page(asked))


@bp.get("/print/evidence/<uuid:ward_id>/months")
@requires(May.TAKE_EVIDENCE)
def print_months(ward_id: UUID) -> Answer:
    """Print the figures that open the page month by month, as charts with their tables."""
    asked, work = asked_about(ward_id, May.TAKE_EVIDENCE), this_work()
    months = months_of(work.session, asked.ward, work.clock, known())
    charts = [trend(figure, months) for key, figure in asked.figures.items() if key in HEADLINES]
    return on_paper("evidence/print_months.html", asked, charts=charts)


def on_paper(template: str, asked: Asked, **facts: Any) -> Answer:
    """Return a page for paper that carries the head of the history of the ward of which it tells."""
    head = head_words(asked.ward.head or GENESIS)
    return page(template, layout="print.html", asked=asked, head=head, printed_at=this_work().now, **facts)
