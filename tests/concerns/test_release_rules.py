"""When the pool is let out: nobody off the ward waits more than twelve hours, the manager's seven days at most."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.concerns.rules import Pool, Recipient, last_release, lets_out, next_release, pool_of

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=LONDON))
WEEKDAYS = st.none() | st.integers(0, 6)


@pytest.mark.parametrize(
    ("at", "due"),
    [("06:59", "07:00"), ("07:00", "13:00"), ("12:59", "13:00"), ("13:00", "19:00"), ("18:59", "19:00")],
)
def test_readers_off_the_ward_get_it_three_times_a_day(at: str, due: str) -> None:
    day = date(2026, 3, 2)
    asked = datetime.combine(day, time.fromisoformat(at), LONDON)
    assert next_release(Pool.OFF_WARD, asked, 3) == datetime.combine(day, time.fromisoformat(due), LONDON)


def test_what_is_sent_in_the_evening_leaves_in_the_morning() -> None:
    evening = datetime(2026, 3, 2, 19, 0, tzinfo=LONDON)
    assert next_release(Pool.OFF_WARD, evening, None) == datetime(2026, 3, 3, 7, 0, tzinfo=LONDON)


@given(MOMENTS, WEEKDAYS)
def test_nobody_off_the_ward_waits_more_than_twelve_hours(now: datetime, weekday: int | None) -> None:
    due = next_release(Pool.OFF_WARD, now, weekday)
    assert now < due
    assert due.replace(tzinfo=None) - now.replace(tzinfo=None) <= timedelta(hours=12)


@given(MOMENTS, WEEKDAYS, st.sampled_from(Pool))
def test_the_last_time_is_the_one_before_the_next(now: datetime, weekday: int | None, pool: Pool) -> None:
    last, due = last_release(pool, now, weekday), next_release(pool, now, weekday)
    assert last <= now < due
    assert next_release(pool, last, weekday) == due


@given(st.integers(0, 6))
def test_the_manager_has_two_times_a_week_one_before_the_meeting(weekday: int) -> None:
    now, days = datetime(2026, 3, 1, 12, 0, tzinfo=LONDON), set()
    for _ in range(6):
        now = next_release(Pool.MANAGER, now, weekday)
        days.add(now.weekday())
        assert now.time() == time(7)
    assert len(days) == 2
    assert weekday in days


@given(MOMENTS, WEEKDAYS, st.integers(1, 2), st.integers(0, 3))
def test_nothing_waits_for_the_manager_longer_than_seven_days(
    sent: datetime, weekday: int | None, waiting: int, held_back: int
) -> None:
    """Alone in the pool from when it was sent; whatever the pool remembers of the time before."""
    due = sent
    for _ in range(10):
        due = next_release(Pool.MANAGER, due, weekday)
        if lets_out(Pool.MANAGER, waiting, held_back):
            break
        held_back += 1
    assert due.replace(tzinfo=None) - sent.replace(tzinfo=None) <= timedelta(days=7)


@pytest.mark.parametrize(
    ("pool", "waiting", "held_back", "out"),
    [
        (Pool.OFF_WARD, 1, 0, True),
        (Pool.OFF_WARD, 0, 5, False),
        (Pool.MANAGER, 1, 0, False),
        (Pool.MANAGER, 2, 0, False),
        (Pool.MANAGER, 3, 0, True),
        (Pool.MANAGER, 1, 1, True),
        (Pool.MANAGER, 0, 2, False),
    ],
)
def test_when_a_pool_is_let_out(pool: Pool, waiting: int, held_back: int, out: bool) -> None:
    assert lets_out(pool, waiting, held_back) is out


def test_only_the_managers_own_wait_in_the_managers_pool() -> None:
    assert {recipient: pool_of(recipient) for recipient in Recipient} == {
        Recipient.ADVOCATE: Pool.OFF_WARD,
        Recipient.LISTENER: Pool.OFF_WARD,
        Recipient.BOTH: Pool.OFF_WARD,
        Recipient.MANAGER: Pool.MANAGER,
    }
