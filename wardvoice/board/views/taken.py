"""The board as a file: a row for each promise, or one for what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from wardvoice.actions.views.taken import HEADINGS as OF_A_PROMISE
from wardvoice.actions.views.taken import row_of
from wardvoice.board import words
from wardvoice.board.queries.lines import Line
from wardvoice.board.views.board import found, show_asked
from wardvoice.board.views.room import bp
from wardvoice.core.policy import May
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take

HEADINGS = (
    *(_l("You asked"), _l("In their words"), _l("Who and when"), _l("State"), _l("We answered"), _l("Why")),
    *(_l("Who answered"), *OF_A_PROMISE),
)


@bp.get("/board.csv")
@requires(May.TAKE_TABLE)
def take_board() -> Answer:
    """Give the lines of the board along, all pages of them."""
    lines = found(show_asked(), 0, MOST_TAKEN).lines
    return take("board", HEADINGS, (row for line in lines for row in _rows(line)))


def _rows(line: Line) -> Iterator[Sequence[Any]]:
    asked, given = line.asked, line.answered.answer
    said = words.gap_words(asked) if asked.gap else asked.words
    answered = (words.answer_word(given), given.words, words.answer_more(given)) if given else ("", "", "")
    begins = (words.title(asked), said, words.byline(asked), words.stage_shown(line.stage).words, *answered)
    for card in line.promises:
        yield (*begins, *row_of(card))
    if not line.promises:
        yield (*begins, *("" for _ in OF_A_PROMISE))
