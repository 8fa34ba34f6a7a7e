"""When the pool is let out: at fixed times, so that no time tells who wrote (C8; privacy.md, decision 3, P11, P12).

All moments here are the ward's wall clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum

from wardvoice.concerns.rules.codes import Recipient

OFF_WARD_TIMES = (time(7), time(13), time(19))
MANAGERS_TIME = time(7)
MANAGERS_SECOND_DAY = 3
"""So many days after the meeting's day the ward manager's second release follows."""
ENOUGH = 3
"""So many wait before the ward manager's pool is let out at once."""
FALLBACK_WEEKDAY = 0
LOOK_BACK = timedelta(days=8)


class Pool(StrEnum):
    """The two pools of a ward: for readers off the ward, and for its manager."""

    OFF_WARD = "off-ward"
    MANAGER = "manager"


def pool_of(recipient: Recipient) -> Pool:
    """Return the pool in which something waits that goes to this reader."""
    return Pool.MANAGER if recipient is Recipient.MANAGER else Pool.OFF_WARD


def next_release(pool: Pool, now: datetime, meeting_weekday: int | None) -> datetime:
    """Return the first moment after `now` at which a pool may be let out."""
    return next(slot for slot in _slots(pool, now, meeting_weekday) if slot > now)


def last_release(pool: Pool, now: datetime, meeting_weekday: int | None) -> datetime:
    """Return the last moment up to `now` at which a pool might have been let out."""
    return max(slot for slot in _slots(pool, now - LOOK_BACK, meeting_weekday, now) if slot <= now)


def lets_out(pool: Pool, waiting: int, held_back: int, concerns: int | None = None) -> bool:
    """Return whether a pool is let out at its time; of what waits, only `concerns` hide each other.

    For readers off the ward always, however few: nobody waits more than 12 hours. For the ward manager when three
    wait, or when it was held back the last time: with two releases a week nobody then waits more than 7 days.
    """
    many = (waiting if concerns is None else concerns) >= ENOUGH
    return waiting > 0 and (pool is Pool.OFF_WARD or many or held_back > 0)


def _slots(pool: Pool, start: datetime, meeting_weekday: int | None, end: datetime | None = None) -> Iterator[datetime]:
    day = start.date()
    while end is None or day <= end.date():
        for at in OFF_WARD_TIMES if pool is Pool.OFF_WARD else _managers_times(day.weekday(), meeting_weekday):
            yield datetime.combine(day, at, start.tzinfo)
        day += timedelta(days=1)


def _managers_times(weekday: int, meeting_weekday: int | None) -> tuple[time, ...]:
    first = FALLBACK_WEEKDAY if meeting_weekday is None else meeting_weekday
    return (MANAGERS_TIME,) if weekday in (first, (first + MANAGERS_SECOND_DAY) % 7) else ()
