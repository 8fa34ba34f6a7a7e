"""The page of the patients' council: the wards' view of it, and the way to its work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from wardvoice.board import words as board_words
from wardvoice.core.policy import May, may
from wardvoice.council import queries, words
from wardvoice.council.queries import Escalated
from wardvoice.council.rules import Theme
from wardvoice.meetings import queries as of_meetings
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, page
from wardvoice.web.taken import take, together

bp = Blueprint("council", __name__)
HEADINGS = (
    *(_l("You asked"), _l("Ward"), _l("In their words"), _l("This part")),
    *(_l("Why it went there"), _l("State"), _l("Answer")),
)
OF_THEMES = (_l("Topic"), _l("How often"), _l("On which wards"))


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


@bp.get("/council.csv")
@requires(May.TAKE_TABLE)
def take_council() -> Answer:
    """Give along what came from the wards."""
    work = this_work()
    found = queries.escalated(work.session, this_ward().id, work.clock)
    return take("council", HEADINGS, map(_row, found))


@bp.get("/council-themes.csv")
@requires(May.TAKE_TABLE)
def take_themes() -> Answer:
    """Give along what the wards ask about."""
    found = queries.themes(this_work().session, this_work().today)
    return take("themes", OF_THEMES, ((words.topic(one), one.total, _on_wards(one)) for one in found))


def _on_wards(theme: Theme) -> str:
    return together(f"{one.ward} {one.count}" for one in theme.wards)


def _row(one: Escalated) -> Sequence[Any]:
    asked, open_ = one.asked, one.public or may(this_actor(), May.READ_RECEIVED)
    said = board_words.said(asked) if open_ else words.WORDS_COME
    part = asked.part if open_ else ""
    answer = words.answer(one) if one.lead_owes is None else ""
    begins = (board_words.title(asked), asked.ward, said, part)
    return (*begins, words.reason(one), words.due(one, this_work().today), answer)
