"""The calendar of those who answer: working days leave out weekends and bank holidays (rules.md, A concern)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one nation; `holidays` are its bank holidays around the days that are asked about."""

    holidays: Collection[date] = frozenset()

    def has(self, day: date) -> bool:
        """Return whether people are at work on a day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def passed(self, since: date, today: date) -> int:
        """Return how many working days have begun after the day `since`, today included; 0 for a day to come."""
        span = max(0, (today - since).days)
        return sum(self.has(since + ONE_DAY * number) for number in range(1, span + 1))

    def after(self, day: date, count: int) -> date:
        """Return the working day that comes `count` working days after a day."""
        while count > 0:
            day += ONE_DAY
            count -= self.has(day)
        return day
