"""Quarters, years and own dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.core.errors import RuleBroken
from wardvoice.evidence.rules import periods as rules
from wardvoice.evidence.rules.periods import Period, Span

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
TODAY = date(2026, 3, 2)


@given(DAYS)
def test_a_day_lies_in_its_month_quarter_and_year_and_these_lie_in_each_other(day: date) -> None:
    month, quarter, year = rules.month_of(day), rules.quarter_of(day), rules.year_of(day)
    assert day in month
    assert all(end in quarter for end in (month.first, month.last))
    assert quarter in rules.quarters_of(day.year)
    assert all(end in year for end in (quarter.first, quarter.last))
    assert (quarter.span, year.span) == (Span.QUARTER, Span.YEAR)
    assert quarter.quarter == rules.quarters_of(day.year).index(quarter) + 1


@given(DAYS)
def test_the_quarters_of_a_year_are_the_whole_year_once(day: date) -> None:
    quarters = rules.quarters_of(day.year)
    assert sum(one.days for one in quarters) == rules.year_of(day).days
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(quarters))


@given(DAYS, st.sampled_from([rules.quarter_of, rules.year_of]))
def test_the_one_before_and_the_one_after_touch_it_and_are_of_its_kind(day: date, kind: object) -> None:
    period = kind(day)  # type: ignore[operator]
    assert rules.after(rules.before(period)) == period == rules.before(rules.after(period))
    assert rules.before(period).last + timedelta(days=1) == period.first
    assert rules.after(period).span is period.span


@given(DAYS, st.integers(0, 400))
def test_own_dates_move_by_their_own_length(day: date, more: int) -> None:
    period = Period(day, day + timedelta(days=more))
    if period.span is Span.OWN:
        assert rules.before(period).days == rules.after(period).days == period.days
        assert rules.after(period).first == period.last + timedelta(days=1)


@given(DAYS, st.integers(1, 40))
def test_the_months_that_are_over_end_right_before_this_one(day: date, count: int) -> None:
    months = rules.months_before(day, count)
    assert len(months) == count
    assert months[-1].last + timedelta(days=1) == day.replace(day=1)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(months))


def test_own_dates_that_are_those_of_a_quarter_are_that_quarter() -> None:
    assert Period(date(2026, 1, 1), date(2026, 3, 31)).span is Span.QUARTER
    assert Period(date(2026, 1, 1), date(2026, 12, 31)).span is Span.YEAR
    assert Period(date(2026, 1, 1), date(2026, 6, 30)).span is Span.OWN


def test_a_quarter_is_shown_first_from_its_fifth_week_on() -> None:
    assert rules.shown_first(date(2026, 4, 28)) == rules.quarter_of(date(2026, 3, 1))
    assert rules.shown_first(date(2026, 4, 29)) == rules.quarter_of(date(2026, 4, 1))


def test_so_far_is_what_is_there_by_today() -> None:
    quarter = rules.quarter_of(TODAY)
    assert quarter.until(TODAY) == Period(date(2026, 1, 1), TODAY)
    assert quarter.until(date(2027, 1, 1)) == quarter
    assert (quarter.is_over(quarter.last), quarter.is_over(quarter.last + timedelta(days=1))) == (False, True)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), "last"),
        (date(2023, 1, 1), date(2026, 3, 1), "first"),
        (date(2026, 3, 3), date(2026, 3, 4), "first"),
    ],
    ids=["turned round", "too long", "to come"],
)
def test_days_that_make_no_period_are_refused_beside_their_box(first: date, last: date, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.own_dates(first, last, TODAY)
    assert refused.value.field == field


def test_one_day_is_a_period_and_so_are_three_years() -> None:
    assert rules.own_dates(TODAY, TODAY, TODAY).days == 1
    assert rules.own_dates(date(2024, 1, 1), date(2026, 12, 31), TODAY).days == 1096
