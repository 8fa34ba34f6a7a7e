"""The calendar of those who answer: weekends and the bank holidays of each nation are left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardvoice.people.queries.workdays import working_days
from wardvoice.people.rules.workdays import WorkingDays

THURSDAY = date(2026, 4, 2)
EASTER = {date(2026, 4, 3), date(2026, 4, 6)}
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("nation", "day", "works"),
    [
        ("england-and-wales", date(2026, 4, 6), False),  # Easter Monday
        ("scotland", date(2026, 4, 6), True),
        ("northern-ireland", date(2026, 4, 6), False),
        ("england-and-wales", date(2026, 8, 31), False),  # summer bank holiday
        ("scotland", date(2026, 8, 31), True),
        ("scotland", date(2026, 8, 3), False),
        ("scotland", date(2026, 1, 2), False),
        ("england-and-wales", date(2026, 1, 2), True),
        ("northern-ireland", date(2026, 3, 17), False),  # St Patrick
        ("scotland", date(2026, 3, 17), True),
        ("england-and-wales", date(2026, 12, 28), False),  # Boxing Day falls on a Saturday
        ("scotland", date(2026, 11, 30), False),  # St Andrew
        ("england-and-wales", date(2026, 3, 7), False),  # a Saturday
        ("england-and-wales", date(2026, 3, 8), False),  # a Sunday
        ("england-and-wales", date(2026, 3, 9), True),
    ],
)
def test_each_nation_has_its_own_free_days(nation: str, day: date, works: bool) -> None:
    assert working_days(nation, date(2026, 3, 2)).has(day) is works


def test_the_days_around_new_year_are_known_on_both_sides() -> None:
    days = working_days("scotland", date(2026, 12, 31))
    assert not days.has(date(2027, 1, 1))
    assert not days.has(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (THURSDAY, 0),
        (date(2026, 4, 3), 0),  # Good Friday
        (date(2026, 4, 6), 0),  # Easter Monday
        (date(2026, 4, 7), 1),
        (date(2026, 4, 10), 4),
        (date(2026, 4, 1), 0),  # before
    ],
)
def test_working_days_are_counted_from_the_day_after(today: date, count: int) -> None:
    assert WorkingDays(EASTER).passed(THURSDAY, today) == count


def test_one_working_day_after_the_thursday_before_easter_is_tuesday() -> None:
    assert WorkingDays(EASTER).after(THURSDAY, 1) == date(2026, 4, 7)
    assert WorkingDays(EASTER).after(THURSDAY, 0) == THURSDAY


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(start=DAYS, count=st.integers(1, 40), free=st.sets(DAYS, max_size=20))
def test_going_on_and_counting_agree(start: date, count: int, free: set[date]) -> None:
    days = WorkingDays(frozenset(free))
    reached = days.after(start, count)
    assert days.has(reached)
    assert days.passed(start, reached) == count
    assert days.passed(start, reached - timedelta(days=1)) == count - 1


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(start=DAYS, span=st.integers(0, 60), further=st.integers(0, 60), free=st.sets(DAYS, max_size=20))
def test_the_clock_never_runs_back_and_adds_up(start: date, span: int, further: int, free: set[date]) -> None:
    days = WorkingDays(frozenset(free))
    middle, end = start + timedelta(days=span), start + timedelta(days=span + further)
    assert days.passed(start, middle) + days.passed(middle, end) == days.passed(start, end) <= span + further
    assert days.passed(end, start) == 0


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(start=DAYS, span=st.integers(0, 60), free=st.sets(DAYS, max_size=20))
def test_a_holiday_only_ever_gives_more_time(start: date, span: int, free: set[date]) -> None:
    end = start + timedelta(days=span)
    assert WorkingDays(frozenset(free)).passed(start, end) <= WorkingDays().passed(start, end)
