"""The board's words on screen."""

from wardvoice.board.queries import last_of_council
from wardvoice.board.words.answers import answer_more, answer_word, carried_word
from wardvoice.board.words.asked import (
    byline,
    gap_words,
    in_few_words,
    in_short,
    is_late,
    kind,
    marks,
    owed,
    picture,
    said,
    tie_words,
    title,
    topic,
)
from wardvoice.board.words.council import council_answer, council_more, council_reason, council_refused, council_waits
from wardvoice.board.words.history import people_in, tell
from wardvoice.board.words.private import told_themes
from wardvoice.board.words.stages import SHOWS, StageShown, next_step, stage_shown
from wardvoice.meetings.words import when_and_where, which_one

__all__ = [
    "SHOWS",
    "StageShown",
    "answer_more",
    "answer_word",
    "byline",
    "carried_word",
    "council_answer",
    "council_more",
    "council_reason",
    "council_refused",
    "council_waits",
    "gap_words",
    "in_few_words",
    "in_short",
    "is_late",
    "kind",
    "last_of_council",
    "marks",
    "next_step",
    "owed",
    "people_in",
    "picture",
    "said",
    "stage_shown",
    "tell",
    "tie_words",
    "title",
    "told_themes",
    "topic",
    "when_and_where",
    "which_one",
]
