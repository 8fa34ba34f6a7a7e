"""The spans of days that figures are told for: calendar quarters, years, and own dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wardvoice.core import quarters
from wardvoice.core.errors import N_, RuleBroken

LONGEST = timedelta(days=3 * 366)
"""Own dates reach over three years at most: what is older is told year by year."""
NEW_QUARTER = timedelta(days=28)
"""So long a quarter that has just begun has little to tell: the one before it is shown first."""


class Span(StrEnum):
    """What kind of period it is. What is told in small numbers is told for the first two alone (E3)."""

    QUARTER = "quarter"
    YEAR = "year"
    OWN = "own"


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Return whether a day lies in it; no day never does."""
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def span(self) -> Span:
        """What kind of period it is: own dates that are those of a quarter are that quarter."""
        if self == quarter_of(self.first):
            return Span.QUARTER
        return Span.YEAR if self == year_of(self.first) else Span.OWN

    @property
    def quarter(self) -> int:
        """Which quarter of the year its first day lies in: 1 to 4."""
        return quarters.quarter_of(self.first)[1]

    def is_over(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return self.last < today

    def until(self, today: date) -> Period:
        """Return the part of it that is there by now, today included; of one to come its first day."""
        return Period(self.first, max(self.first, min(self.last, today)))


def quarter_of(day: date) -> Period:
    """Return the calendar quarter in which a day lies."""
    return Period(*quarters.days_of(quarters.quarter_of(day)))


def year_of(day: date) -> Period:
    """Return the calendar year in which a day lies."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def quarters_of(year: int) -> list[Period]:
    """Return the four quarters of a year."""
    return [quarter_of(date(year, month, 1)) for month in (1, 4, 7, 10)]


def month_of(day: date) -> Period:
    """Return the calendar month in which a day lies."""
    first = day.replace(day=1)
    return Period(first, _before(_months_on(first, 1)))


def months_before(today: date, count: int) -> list[Period]:
    """Return so many months that are over, the oldest first."""
    this = today.replace(day=1)
    return [month_of(_months_on(this, -n)) for n in range(count, 0, -1)]


def before(period: Period) -> Period:
    """Return the period of the same kind, or length, right before this one."""
    last = _before(period.first)
    if period.span is Span.QUARTER:
        return quarter_of(last)
    return year_of(last) if period.span is Span.YEAR else Period(last - timedelta(days=period.days - 1), last)


def after(period: Period) -> Period:
    """Return the period of the same kind, or length, right after this one."""
    first = period.last + timedelta(days=1)
    if period.span is Span.QUARTER:
        return quarter_of(first)
    return year_of(first) if period.span is Span.YEAR else Period(first, first + timedelta(days=period.days - 1))


def shown_first(today: date) -> Period:
    """Return the period that is shown to whoever asks for none."""
    return quarter_of(today - NEW_QUARTER)


def own_dates(first: date, last: date, today: date) -> Period:
    """Return the period between two days that somebody chose: in their order, begun by today, within three years."""
    if last < first:
        raise RuleBroken(N_("The last day lies before the first one. Choose it again."), field="last")
    if last - first > LONGEST:
        raise RuleBroken(N_("Choose three years at most."), field="first")
    if first > today:
        raise RuleBroken(N_("This day has not come yet. Choose today or an earlier day."), field="first")
    return Period(first, last)


def _months_on(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
