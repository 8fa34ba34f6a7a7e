"""The trust pulse (rules.md, measure 16): three answers, counted by calendar quarter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Says(StrEnum):
    """What somebody says to "Things I raise get dealt with"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


def quarter_of(day: date) -> tuple[int, int]:
    """Return the calendar quarter of a day: (2026, 1) from January to March."""
    return day.year, (day.month + 2) // 3
