"""Average, limits, gaps, and what a pattern means."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.evidence.months import drawn, month, months
from wardvoice.evidence.rules.causes import Rule
from wardvoice.evidence.rules.process import Direction, Limits, Month, Process, Sense, process

LONG = st.lists(st.integers(0, 100), min_size=12, max_size=40)
WITH_GAPS = st.lists(st.none() | st.integers(0, 100), max_size=40)
CALM = [50, 54, 49, 53, 48, 52, 50, 55, 49, 51, 47, 53]


def found(drawing: Process) -> list[tuple[Rule, bool, list[int]]]:
    """Return the patterns with the places of their months."""
    places = {month(place): place for place in range(60)}
    return [(one.rule, one.up, [places[begins] for begins in one.months]) for one in drawing.signals]


# --- known answers ----------------------------------------------------------------------------------------------------


def test_the_limits_of_a_row_worked_by_hand() -> None:
    """Twelve months: the sum is 611, the eleven ranges are 4 5 4 5 4 2 5 6 2 4 6 with the sum 47."""
    drawing = drawn(CALM)
    assert drawing.mean == pytest.approx(611 / 12)
    assert drawing.limits is not None
    assert drawing.limits.upper == pytest.approx(611 / 12 + 2.66 * 47 / 11)
    assert drawing.limits.lower == pytest.approx(611 / 12 - 2.66 * 47 / 11)
    assert drawing.signals == ()


def test_one_odd_value_widens_the_limits_as_in_the_tool_of_nhs_england() -> None:
    """The example of NHS-R's note on where its package and that tool differ, worked for every range counted.

    The sum is 35 over 18 values; of the seventeen ranges fifteen are 1, and those beside the ten are 8 and 9.
    """
    drawing = drawn([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], Direction.DOWN)
    assert drawing.mean == pytest.approx(35 / 18)
    assert drawing.limits == Limits(0, pytest.approx(35 / 18 + 2.66 * 32 / 17))
    assert found(drawing) == [(Rule.OUTSIDE, True, [4])]


# --- too few ----------------------------------------------------------------------------------------------------------


def test_eleven_months_have_an_average_and_no_limits() -> None:
    drawing = drawn([*CALM[:10], 100])
    assert (drawing.limits, drawing.signals, drawing.latest) == (None, (), None)
    assert drawing.mean == pytest.approx(611 / 11)
    assert drawn([*CALM[:10], 100, 50]).limits is not None


def test_no_month_and_months_with_nothing_to_count() -> None:
    for nothing in ([], [None, None]):
        drawing = drawn(nothing)
        assert (drawing.mean, drawing.limits, drawing.last, drawing.latest) == (None, None, None, None)
        assert len(drawing.points) == len(nothing)


def test_months_that_are_hardly_ever_neighbours_have_no_limits() -> None:
    every_second: list[float | None] = [value for one in CALM for value in (one, None)]
    assert drawn(every_second).limits is None
    assert drawn([*every_second, *CALM[:6]]).limits is not None


def test_what_moved_only_across_a_gap_has_no_limits() -> None:
    assert drawn([*[50] * 7, None, *[60] * 7]).limits is None
    assert drawn([*[50] * 7, None, *[50] * 7]).limits == Limits(50, 50)


# --- gaps -------------------------------------------------------------------------------------------------------------


def test_the_range_across_a_gap_is_not_counted() -> None:
    drawing = drawn([*CALM[:6], None, *CALM[6:]])
    assert drawing.limits is not None
    assert drawing.limits.upper == pytest.approx(611 / 12 + 2.66 * 45 / 10)  # without the 2 from 52 to 50


def test_a_month_that_is_left_out_is_a_gap_like_one_with_nothing_to_count() -> None:
    with_gap = months([*CALM[:6], None, *CALM[6:]])
    without = [one for one in with_gap if one.value is not None]
    assert process(with_gap).limits == process(without).limits


def test_a_gap_is_no_zero() -> None:
    assert drawn([*CALM, None, None]).mean == drawn(CALM).mean


def test_a_gap_does_not_end_a_run() -> None:
    row: list[float | None] = [60, 70, 60, 70, 60, 40, 30, 40, None, 30, 40, 30, 40, 65, 60]
    assert (Rule.RUN, False, [5, 6, 7, 9, 10, 11, 12]) in found(drawn(row))


def test_the_last_month_is_the_last_with_something_to_count() -> None:
    drawing = drawn([*CALM, 100, None])
    assert drawing.last is not None
    assert drawing.last.month.begins == month(12)
    assert drawing.latest is Sense.BETTER


# --- what it means ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (Direction.UP, Sense.BETTER, Sense.WORSE),
        (Direction.DOWN, Sense.WORSE, Sense.BETTER),
        (Direction.NONE, Sense.CHANGED, Sense.CHANGED),
    ],
)
def test_what_is_better_depends_on_the_measure(direction: Direction, high: Sense, low: Sense) -> None:
    assert drawn([*CALM, 90], direction).latest is high
    assert drawn([*CALM, 10], direction).latest is low
    assert drawn([*CALM, 50], direction).latest is Sense.USUAL


def test_a_rise_below_the_average_is_worse_and_says_both() -> None:
    """Seven months below the average and rising all the while: the tool of NHS England would show the rise alone."""
    drawing = drawn([70, 66, 71, 65, 70, 66, 71, 40, 42, 44, 46, 48, 50, 52])
    last = drawing.points[-1]
    assert {(one.rule, one.up, one.sense, len(one.months)) for one in last.signals} == {
        (Rule.RUN, False, Sense.WORSE, 7),
        (Rule.TREND, True, Sense.BETTER, 7),
    }
    assert drawing.latest is Sense.WORSE


def test_a_point_knows_its_patterns() -> None:
    drawing = drawn([*[40, 60] * 6, 150, 50])
    assert [len(point.signals) for point in drawing.points] == [0] * 12 + [1, 0]
    assert drawing.points[12].signals[0].rule is Rule.OUTSIDE


def test_months_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        process([Month(month(1), 1, 2, 50), Month(month(0), 1, 2, 50)])
    with pytest.raises(ValueError, match="order"):
        process([Month(month(1), 1, 2, 50), Month(month(1), 1, 2, 50)])


# --- whatever the numbers are -----------------------------------------------------------------------------------------


@given(WITH_GAPS)
def test_the_limits_hold_the_average_and_what_is_possible(values: Sequence[float | None]) -> None:
    drawing = drawn(values, lowest=0, highest=100)
    if drawing.limits is not None and drawing.mean is not None:
        assert 0 <= drawing.limits.lower <= drawing.mean <= drawing.limits.upper <= 100


@given(WITH_GAPS, st.integers(-1000, 1000))
def test_all_numbers_moved_alike_show_the_same(values: Sequence[int | None], by: int) -> None:
    moved = drawn([None if value is None else value + by for value in values], lowest=-2000)
    still = drawn(values, lowest=-2000)
    assert moved.signals == still.signals
    if still.limits is not None and moved.limits is not None:
        assert moved.limits.upper - still.limits.upper == pytest.approx(by)
        assert moved.limits.lower - still.limits.lower == pytest.approx(by)
    else:
        assert moved.limits is still.limits


@given(WITH_GAPS)
def test_upside_down_everything_lies_below_that_lay_above(values: Sequence[int | None]) -> None:
    mirrored = drawn([None if value is None else -value for value in values], lowest=-100)
    still = drawn(values, lowest=-100)
    assert [(rule, not up, at) for rule, up, at in sorted(found(mirrored), key=str)] == sorted(
        found(still), key=lambda one: str((one[0], not one[1], one[2]))
    )


@given(st.floats(0, 100), st.integers(1, 60))
def test_always_the_same_number_shows_nothing(value: float, count: int) -> None:
    drawing = drawn([value] * count, lowest=0, highest=100)
    assert drawing.signals == ()
    assert drawing.mean == value
    assert drawing.limits in (None, Limits(value, value))


@given(LONG)
def test_the_limits_are_as_wide_as_two_and_two_thirds_ranges_each_way(values: Sequence[int]) -> None:
    drawing = drawn(values, lowest=-1000)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    assert drawing.limits is not None
    assert drawing.limits.upper - drawing.limits.lower == pytest.approx(2 * 2.66 * sum(ranges) / len(ranges))


@given(st.permutations([10.0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 15, 25]))
def test_the_order_matters_to_the_limits_and_not_to_the_average(values: Sequence[float]) -> None:
    in_order, mixed = drawn(sorted(values), lowest=-1000), drawn(values, lowest=-1000)
    assert in_order.mean == mixed.mean
    assume(list(values) not in (sorted(values), sorted(values, reverse=True)))
    assert in_order.limits is not None
    assert mixed.limits is not None
    assert mixed.limits.upper > in_order.limits.upper


@given(WITH_GAPS)
def test_every_pattern_names_months_that_were_counted(values: Sequence[int | None]) -> None:
    drawing = drawn(values)
    counted = {point.month.begins for point in drawing.points if point.month.value is not None}
    assert all(one.months and set(one.months) <= counted for one in drawing.signals)
    assert all((point.sense is Sense.USUAL) == (not point.signals) for point in drawing.points)
