"""Months to put on a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardvoice.evidence.rules.process import Direction, Month, Process, process

FIRST = date(2025, 1, 1)


def month(place: int, first: date = FIRST) -> date:
    """Return the first day of the month that comes so many months after the first one."""
    months = first.year * 12 + first.month - 1 + place
    return date(months // 12, months % 12 + 1, 1)


def months(values: Sequence[float | None], first: date = FIRST) -> list[Month]:
    """Return one month after the other; None is a month with nothing to count."""
    return [Month(month(place, first), None, None, value) for place, value in enumerate(values)]


def drawn(values: Sequence[float | None], direction: Direction = Direction.UP, **range_: float) -> Process:
    return process(months(values), direction=direction, **range_)


def shares(pairs: Sequence[tuple[int, int]], first: date = FIRST, whole: int = 100) -> list[Month]:
    """Return months in which so many of so many were counted, as parts of a whole."""
    return [
        Month(month(place, first), part, of, whole * part / of if of else None)
        for place, (part, of) in enumerate(pairs)
    ]
