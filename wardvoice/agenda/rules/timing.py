"""How the minutes of a meeting are shared out among its lines (G6). Too many of them are told, never refused."""

from __future__ import annotations

from collections.abc import Sequence

from wardvoice.core.errors import N_, RuleBroken

AROUND_MINUTES = 10
"""Kept free for the opening with the earlier promises, and for the end."""
LEAST_MINUTES = 2
"""No line is worth less, however many there are."""
MOST_MINUTES = 240


def shares(length: int, given: Sequence[int | None]) -> list[int]:
    """Return the minutes of each line: what it was given, and for the others equal parts of what is left, rounded down.

    `length` is the meeting's, in minutes.
    """
    open_lines = sum(minutes is None for minutes in given)
    left = length - AROUND_MINUTES - sum(minutes or 0 for minutes in given)
    part = max(left // open_lines, LEAST_MINUTES) if open_lines else 0
    return [part if minutes is None else minutes for minutes in given]


def planned_minutes(parts: Sequence[int]) -> int:
    """Return how long a meeting with these lines takes, its opening and its end included."""
    return AROUND_MINUTES + sum(parts)


def minutes_make_sense(minutes: int) -> None:
    """A line takes from one minute to four hours."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise RuleBroken(N_("Give a line from 1 to 240 minutes."), field="minutes")
