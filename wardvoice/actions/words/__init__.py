"""The words of the promises on screen."""

from wardvoice.actions.words.cards import (
    QUESTIONS,
    REPLIES,
    REPLY_ICONS,
    REPORTS,
    SHELVES,
    State,
    moved_words,
    next_step,
    owner_words,
    question,
    said_words,
    state,
    who,
)
from wardvoice.actions.words.history import Told, people_in, sentence, tell

__all__ = [
    "QUESTIONS",
    "REPLIES",
    "REPLY_ICONS",
    "REPORTS",
    "SHELVES",
    "State",
    "Told",
    "moved_words",
    "next_step",
    "owner_words",
    "people_in",
    "question",
    "said_words",
    "sentence",
    "state",
    "tell",
    "who",
]
