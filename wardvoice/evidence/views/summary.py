"""How a ward is doing on one page, in plain words with pictures: at the terminal, and on paper (E5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.core.policy import May
from wardvoice.evidence.queries.themes import topics
from wardvoice.evidence.views.paper import on_paper
from wardvoice.evidence.views.room import Asked, asked_about, bp
from wardvoice.evidence.views.times import times
from wardvoice.evidence.words import summary as words
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, page


@bp.get("/evidence/<uuid:ward_id>/summary")
@requires(May.READ_EVIDENCE)
def summary(ward_id: UUID) -> Answer:
    """Show how a ward is doing in plain words."""
    asked = asked_about(ward_id)
    return page("evidence/summary.html", asked=asked, **_told(asked), **times(asked.period, this_work().today))


@bp.get("/print/evidence/<uuid:ward_id>/summary")
@requires(May.TAKE_EVIDENCE)
def print_summary(ward_id: UUID) -> Answer:
    """Print how a ward is doing in plain words, on one page."""
    asked = asked_about(ward_id, May.TAKE_EVIDENCE)
    return on_paper("evidence/print_summary.html", asked, **_told(asked))


def _told(asked: Asked) -> dict[str, Any]:
    figures = asked.figures
    return {
        "we_asked": words.asked(figures),
        "most_asked": words.most_asked(topics(this_work().session, figures)),
        "cards": words.cards(figures),
        "good": words.good(figures),
    }
