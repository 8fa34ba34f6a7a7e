"""The words of the agenda on screen: labels, pictures, and the history of an item in sentences."""

from wardvoice.agenda.words.alike import asked_before
from wardvoice.agenda.words.deciders import COMING, decider, decider_stands
from wardvoice.agenda.words.history import people_in, sentence, tell
from wardvoice.agenda.words.labels import (
    ABOUT_WHOM,
    AFTER_OUT,
    ANSWERS,
    CARRIED,
    COUNCIL_REASONS,
    FEELING_ICONS,
    FEELINGS,
    HIDE_BECAUSE,
    KIND_HINTS,
    KIND_ICONS,
    KINDS,
    SHOWN_AS,
    STATES,
    TOPIC_ICONS,
    TOPICS,
    WRITERS,
    instead_of,
    matters_to,
)

__all__ = [
    "ABOUT_WHOM",
    "AFTER_OUT",
    "ANSWERS",
    "CARRIED",
    "COMING",
    "COUNCIL_REASONS",
    "FEELINGS",
    "FEELING_ICONS",
    "HIDE_BECAUSE",
    "KINDS",
    "KIND_HINTS",
    "KIND_ICONS",
    "SHOWN_AS",
    "STATES",
    "TOPICS",
    "TOPIC_ICONS",
    "WRITERS",
    "asked_before",
    "decider",
    "decider_stands",
    "instead_of",
    "matters_to",
    "people_in",
    "sentence",
    "tell",
]
