"""Which themes of private concerns may be told to everybody: none that fewer than three people touched (C10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from wardvoice.concerns.rules.codes import Theme

ENOUGH_TO_TELL = 3


def quarter_of(day: date) -> tuple[int, int]:
    """Return the calendar quarter of a day: (2026, 1) from January to March."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_begins(quarter: tuple[int, int]) -> date:
    """Return the first day of a quarter."""
    return date(quarter[0], 3 * quarter[1] - 2, 1)


def quarter_before(quarter: tuple[int, int]) -> tuple[int, int]:
    """Return the quarter before this one."""
    return (quarter[0] - 1, 4) if quarter[1] == 1 else (quarter[0], quarter[1] - 1)


def themes_to_tell(themes: Iterable[Theme]) -> list[Theme]:
    """Return the themes of one quarter that may be told, without a number, in the order of the list of themes."""
    counted = Counter(themes)
    return [theme for theme in Theme if counted[theme] >= ENOUGH_TO_TELL]
