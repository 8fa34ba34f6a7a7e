"""The list of promises as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.actions import queries, words
from wardvoice.actions.queries import ActionCard
from wardvoice.actions.views.reading import bp, shelf_asked
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take, together

HEADINGS = (
    *(_l("Promise"), _l("Whose job"), _l("Away"), _l("A patient’s part"), _l("First date"), _l("Date now")),
    *(_l("Times moved"), _l("Moved last"), _l("Why it takes this long"), _l("How it stands"), _l("What was said last")),
    *(_l("Still missing"), _l("What happens next"), _l("From an old list")),
)


@bp.get("/actions.csv")
@requires(May.TAKE_TABLE)
def take_actions() -> Answer:
    """Give the ward's promises along, those that stand as the page shows them."""
    work = this_work()
    found = queries.listed(work.session, work.ward_id, shelf_asked(), work.today, limit=MOST_TAKEN)
    return take("promises", HEADINGS, map(row_of, found.cards))


def row_of(card: ActionCard) -> Sequence[Any]:
    """Return what a card says, in the order of the headings."""
    return (
        *(card.words or _("These words were removed."), words.owner_words(card), words.away_words(card)),
        *(card.shared_words, card.first_date, card.due, card.times_moved, words.moved_words(card), card.far_because),
        *(words.state(card.kind).words, words.said_words(card), together(card.missing), words.next_step(card)),
        _("yes") if card.imported else "",
    )
