"""What a ward is, its beds, when the code for a screen is good (T1), and when a screen is silent (N6)."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta
from enum import StrEnum

from wardvoice.core.actor import Door
from wardvoice.core.errors import N_, RuleBroken

CODE_LASTS = timedelta(hours=1)
CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # nothing that is read as something else: no I L O U, no 0 1
CODE_LENGTH = 8
MOST_BEDS = 100
CALLS_EVERY = timedelta(minutes=15)
SILENT_AFTER = timedelta(minutes=60)
DAY_BEGINS, DAY_ENDS = time(8), time(20)


class WardKind(StrEnum):
    """A ward, or a body that meets like one (product.md, People)."""

    WARD = "ward"
    COUNCIL = "council"


class ScreenKind(StrEnum):
    """What an enrolled browser is to the ward."""

    TERMINAL = "terminal"
    LAPTOP = "laptop"
    BOARD = "board"
    STATION = "station"


DOORS = {
    ScreenKind.TERMINAL: Door.TERMINAL,
    ScreenKind.LAPTOP: Door.LAPTOP,
    ScreenKind.BOARD: Door.BOARD,
    ScreenKind.STATION: Door.STATION,
}


def only_one_council(*, there_is_one: bool) -> None:
    """A hospital has one patients' council (product.md, People)."""
    if there_is_one:
        raise RuleBroken(N_("There is a patients’ council already."), field="kind")


def check_beds(beds: int) -> None:
    """Refuse a number of beds that no ward has."""
    if not 1 <= beds <= MOST_BEDS:
        raise RuleBroken(N_("Give a number of beds from 1 to %(most)s."), field="beds", most=MOST_BEDS)


def fresh_code() -> str:
    """Return a code that is easy to read aloud and to type, once."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def shown_code(code: str) -> str:
    """Return a code as it is shown: in groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def typed_code(typed: str) -> str:
    """Return what somebody typed as a code: case, blanks and dashes do not matter."""
    return "".join(c for c in typed.upper() if c.isalnum())


def code_is_good(expires: datetime | None, now: datetime) -> bool:
    """Return whether a screen's code can still be used: it works for an hour, and once."""
    return expires is not None and now < expires


def quarter_of(moment: datetime) -> datetime:
    """Return the full quarter of an hour before a moment: nothing finer is kept of a screen's call."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % CALLS_EVERY


def is_silent(last_call: datetime | None, now: datetime) -> bool:
    """Return whether a screen has been silent by day: an hour without a call between 8 and 20. Both in local time.

    Of one that has never called in nothing can be said.
    """
    begin, end = (datetime.combine(now.date(), at, now.tzinfo) for at in (DAY_BEGINS, DAY_ENDS))
    return last_call is not None and min(now, end) - max(last_call, begin) >= SILENT_AFTER
