"""Calendar quarters: whatever is told in small numbers is told by them alone (P16)."""

from __future__ import annotations

from datetime import date, timedelta

Quarter = tuple[int, int]
"""A calendar quarter: (2026, 1) from January to March."""


def quarter_of(day: date) -> Quarter:
    """Return the calendar quarter of a day."""
    return day.year, (day.month + 2) // 3


def quarter_before(quarter: Quarter) -> Quarter:
    """Return the quarter before this one."""
    year, number = quarter
    return (year - 1, 4) if number == 1 else (year, number - 1)


def quarter_begins(quarter: Quarter) -> date:
    """Return the first day of a quarter."""
    year, number = quarter
    return date(year, 3 * number - 2, 1)


def days_of(quarter: Quarter) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    year, number = quarter
    following = (year + 1, 1) if number == 4 else (year, number + 1)
    return quarter_begins(quarter), quarter_begins(following) - timedelta(days=1)
