"""The bank holidays of England and Wales, Scotland, or Northern Ireland, as the hospital set its nation."""

from __future__ import annotations

from datetime import date
from functools import cache

from holidays import country_holidays

from wardvoice.people.rules.workdays import WorkingDays

PARTS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
YEARS_AROUND = 2


def working_days(nation: str, today: date) -> WorkingDays:
    """Return the working days of a nation, good for two years before and after today."""
    return _around(nation, today.year)


@cache
def _around(nation: str, year: int) -> WorkingDays:
    years = range(year - YEARS_AROUND, year + YEARS_AROUND + 1)
    return WorkingDays(frozenset(country_holidays("GB", subdiv=PARTS[nation], years=years)))
