"""The words of the promises on screen."""

from wardvoice.actions.words.cards import (
    QUESTIONS,
    REPLIES,
    REPLY_ICONS,
    REPORTS,
    SHELVES,
    State,
    away_words,
    may_say_not_mine,
    moved_words,
    next_step,
    not_mine_until,
    owner_words,
    question,
    said_words,
    state,
    who,
)
from wardvoice.actions.words.history import people_in, sentence, tell

__all__ = [
    "QUESTIONS",
    "REPLIES",
    "REPLY_ICONS",
    "REPORTS",
    "SHELVES",
    "State",
    "away_words",
    "may_say_not_mine",
    "moved_words",
    "next_step",
    "not_mine_until",
    "owner_words",
    "people_in",
    "question",
    "said_words",
    "sentence",
    "state",
    "tell",
    "who",
]
