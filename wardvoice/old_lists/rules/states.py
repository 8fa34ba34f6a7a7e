"""How the promises of an old list stand, by the words and colours that wards use. Nothing is confirmed by a list."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.old_lists.rules.days import days_in

UNKNOWN = N_("“%(text)s” does not say how it stands. Write open, done, or cannot be done.")
BOTH = N_("It says both “%(one)s” and “%(two)s”. Keep what is right.")
AHEAD = N_("It is said to be done on %(day)s, a day that has not come yet.")


class Stands(StrEnum):
    """How a promise stands, as a list can tell it."""

    OPEN = "open"
    DONE = "said done"
    CANNOT = "said that it cannot be done"


WORDS: dict[Stands, str] = {
    Stands.OPEN: "open, ongoing, on going, in progress, in process, started, not started, to do, todo, outstanding, "
    "overdue, not done, not complete, not completed, incomplete, not closed, pending, awaiting, waiting, new, active, "
    "live, delayed, late, slipped, on track, on hold, behind, at risk, partly, partially, part, nearly, almost, "
    "continuing, carried forward, carried over, c f, tbc, to be, red, amber, yellow, orange, green, r, a, g, no, n, "
    "re opened, reopened, under way, underway, planned, agreed, reviewing, under review, chased",
    Stands.DONE: "done, complete, completed, closed, close, finished, achieved, actioned, resolved, fixed, met, yes, "
    "y, blue, b, implemented, signed off, delivered, ✓, ✔, x",
    Stands.CANNOT: "cancelled, canceled, not possible, cannot be done, can not be done, cannot do, abandoned, "
    "rejected, refused, declined, withdrawn, no longer needed, no longer required, not required, not needed, dropped, "
    "not feasible, superseded",
}
KNOWN = {word.strip(): stands for stands, words in WORDS.items() for word in words.split(",")}
LONGEST_FIRST = sorted(KNOWN, key=len, reverse=True)
NOT_YET = frozenset({"", "no", "n", "false", "0", "not yet", "n a", "na", "tbc", "open", "ongoing", "outstanding"})
PERCENT = re.compile(r"(\d{1,3})\s?%")
SIGNS = re.compile(r"[^\w✓✔]+")


def state_told(status: str, colour: str, done: str, *, agreed: date | None, today: date) -> tuple[Stands, date | None]:
    """Return how a line stands, and on which day it was done if that is told. RuleBroken where it says two things.

    A colour counts where there are no words: green is on the way, blue is done.
    """
    told = status or colour
    stands = _by_words(told)
    says_done, day = _done(done, agreed, today)
    if says_done and (stands is Stands.CANNOT or (stands is Stands.OPEN and status)):
        raise RuleBroken(BOTH, one=status or colour, two=done)
    if says_done:
        stands = Stands.DONE
    day = day or (_day_beside(told, agreed, today) if stands is Stands.DONE else None)
    if day is not None and day > today:
        raise RuleBroken(AHEAD, day=f"{day.day}/{day.month}/{day.year}")
    return stands, day


def _by_words(text: str) -> Stands:
    """Return what a cell says in its first words: "Done, see minutes" is done, and "not done yet" is open."""
    if not text:
        return Stands.OPEN
    if percent := PERCENT.match(text):
        return Stands.DONE if percent[1] == "100" else Stands.OPEN
    plain = _plain(text)
    for word in LONGEST_FIRST:
        if plain == word or plain.startswith(f"{word} "):
            return KNOWN[word]
    raise RuleBroken(UNKNOWN, text=text)


def _done(text: str, agreed: date | None, today: date) -> tuple[bool, date | None]:
    """Return what the column for done says: yes, no, or the day."""
    plain = _plain(text)
    if plain in NOT_YET:
        return False, None
    if plain in ("true", "1") or KNOWN.get(plain) is Stands.DONE:
        return True, None
    days = days_in(text, agreed=agreed, today=today)
    return True, days[-1]


def _day_beside(text: str, agreed: date | None, today: date) -> date | None:
    """Return the day that stands behind "Completed", if nothing else does."""
    _, _, rest = text.partition(" ")
    try:
        return days_in(rest, agreed=agreed, today=today)[-1] if rest else None
    except RuleBroken:
        return None


def _plain(text: str) -> str:
    return SIGNS.sub(" ", text.lower()).strip()
