"""How what happened to a thing is told: a day, a sentence that blames nobody, and the words that somebody gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.storage.history import Remembered
from wardvoice.web.frame import day

_: Callable[..., str] = gettext

Names = Mapping[UUID, str]
"""Accounts, and how the ward knows these people: "Tom (nurse)"."""
Sentence = Callable[[Remembered, Names], str]
"""Makes one event a sentence."""

PARTS = {
    "patient": _l("A patient"),
    "unsigned": _l("A patient"),
    "peer": _l("A peer supporter"),
    "rep": _l("The rep"),
    "deputy": _l("The deputy rep"),
    "stand-in": _l("Somebody in the rep’s place"),
    "clock": _l("WardVoice"),
    "directory": _l("The hospital’s directory"),
}


@dataclass(frozen=True)
class Told:
    """One line of a timeline: the day, the sentence, and the words that somebody gave."""

    when: str
    text: str
    quote: str = ""


def told(row: Remembered, text: str, quote: str = "") -> Told:
    """Return an event as a line."""
    return Told(day(date.fromisoformat(row.body["day"])), text, quote)


def actor(row: Remembered, names: Names) -> str:
    """Return who did it: staff by name and job, patients only by their part."""
    if row.body["person"]:
        return names.get(UUID(row.body["person"]), _("Somebody"))
    return str(PARTS.get(row.body["role"], _l("Somebody")))


def day_in(row: Remembered, fact: str = "day") -> str:
    """Return a day that an event names, as the ward reads it."""
    return day(date.fromisoformat(row.fact(fact)))


def by(text: Any) -> Sentence:
    """Return a sentence of who did it: `text` has the place `who`."""
    return lambda row, names: str(text) % {"who": actor(row, names)}


def fixed(text: Any) -> Sentence:
    """Return a sentence that is always the same."""
    return lambda _row, _names: str(text)


unknown: Sentence = fixed(_l("Something was written down."))
"""What reads an event that the code of today does not know."""


def words_removed(row: Remembered, _names: Names) -> str:
    """Say that words have gone, and whether it is because their time was over; the day stands beside it."""
    if row.fact("because") == "retention":
        return _("The words were removed, because their time was over. What came of it stays.")
    return _("Two people removed some words. That they were here stays written down.")
