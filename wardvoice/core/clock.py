"""The only place that says what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class PartOfDay(StrEnum):
    """All that is kept of the hour when somebody sends something without a name."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


def part_of_day(local: datetime) -> PartOfDay:
    """Return the part of the day of a local time: night ends at 6, morning at 12, afternoon at 17, evening at 22."""
    if 6 <= local.hour < 12:
        return PartOfDay.MORNING
    if 12 <= local.hour < 17:
        return PartOfDay.AFTERNOON
    if 17 <= local.hour < 22:
        return PartOfDay.EVENING
    return PartOfDay.NIGHT


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Tells the time in UTC and the day in the hospital's time zone; tests hand in their own `now`."""

    zone: ZoneInfo
    tell: Callable[[], datetime] = _system_now

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self.tell().astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Return a stored moment as the clock on the ward's wall shows it."""
        return moment.astimezone(self.zone)

    def day_of(self, moment: datetime) -> date:
        """Return the calendar day of a moment on the ward."""
        return self.local(moment).date()

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return the UTC moment of a wall-clock time on a day."""
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone).astimezone(UTC)


def days(count: int) -> timedelta:
    """Return a span of whole days."""
    return timedelta(days=count)
