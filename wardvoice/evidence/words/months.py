"""Months and values as people say them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask_babel import format_decimal, format_percent, get_locale, ngettext

from wardvoice.evidence.words.figures import Unit

LONGEST_NAME = 6
"""In letters: Vietnamese and Bengali months stay longer than that when cut short."""
HALF_OF_LAST = 1e-9
"""A half is rounded up, also where its last digits got lost on the way."""


def said(value: float, unit: Unit) -> str:
    """Return a value as it is said: a share in whole percent, everything else with one decimal where it needs one."""
    if unit is Unit.SHARE:
        return str(format_percent(value))
    if unit is Unit.DAYS:
        return str(ngettext("one day", "%(days)s days", 1 if value == 1 else 2, days=number(value)))
    return number(value)


def number(value: float, *, places: int = 1) -> str:
    """Return a number in the digits and with the mark of the language."""
    rounded = int(value * 10**places + 0.5 + HALF_OF_LAST) / 10**places
    return str(format_decimal(rounded, format="#,##0.##"))


def month(begins: date) -> str:
    """Return a month as it is said in a sentence: "November 2026"."""
    return _written(begins, "LLLL y")


def short_month(begins: date) -> tuple[str, str]:
    """Return a month and its year, short enough for a label: "Nov", "2026"; its number where its name stays long."""
    name = _written(begins, "LLL")
    return name if len(name) <= LONGEST_NAME else _written(begins, "L"), _written(begins, "y")


def _written(begins: date, pattern: str) -> str:
    return str(format_date(begins, pattern, locale=str(get_locale() or "en_GB")))
