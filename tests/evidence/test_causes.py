"""Each of the four patterns is found exactly where it is, and one step before it is not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from wardvoice.evidence.rules.causes import Found, Rule, found

MEAN, SPREAD = 50, 10  # limits at 23.4 and 76.6, outer thirds from 32.266… and 67.733… on


def patterns(*values: float) -> list[Found]:
    """Return the patterns in values around a middle and a spread that are known beforehand."""
    return found([Fraction(value) for value in values], Fraction(MEAN), Fraction(SPREAD))


def above(*at: int, rule: Rule) -> Found:
    return Found(rule, True, at)


def below(*at: int, rule: Rule) -> Found:
    return Found(rule, False, at)


# --- outside the limits -----------------------------------------------------------------------------------------------


def test_a_value_beyond_a_limit_is_found_and_one_on_it_is_not() -> None:
    limit = Fraction("76.6")
    assert found([limit], Fraction(MEAN), Fraction(SPREAD)) == []
    assert found([limit + Fraction(1, 1000)], Fraction(MEAN), Fraction(SPREAD)) == [above(0, rule=Rule.OUTSIDE)]
    assert patterns(50, 23.5, 50, 23.3) == [below(3, rule=Rule.OUTSIDE)]


# --- runs -------------------------------------------------------------------------------------------------------------


def test_seven_on_one_side_are_a_run_and_six_are_not() -> None:
    six = [51, 55, 52, 54, 51, 53]
    assert patterns(49, *six, 49) == []
    assert patterns(49, *six, 52, 49) == [above(1, 2, 3, 4, 5, 6, 7, rule=Rule.RUN)]
    assert patterns(*[100 - value for value in six], 48) == [below(*range(7), rule=Rule.RUN)]


def test_a_longer_run_is_one_run() -> None:
    assert patterns(*[51, 55] * 6) == [above(*range(12), rule=Rule.RUN)]


def test_a_value_on_the_average_ends_a_run() -> None:
    assert patterns(51, 55, 52, 50, 54, 51, 53, 52) == []


# --- trends -----------------------------------------------------------------------------------------------------------


def test_six_that_rise_are_a_trend_and_five_are_not() -> None:
    assert patterns(45, 47, 49, 52, 54) == []
    assert patterns(45, 47, 49, 52, 54, 56) == [above(*range(6), rule=Rule.TREND)]
    assert patterns(56, 54, 52, 49, 47, 45) == [below(*range(6), rule=Rule.TREND)]


def test_a_trend_begins_and_ends_where_it_turns() -> None:
    assert patterns(51, 40, 44, 47, 52, 54, 56, 53) == [above(*range(1, 7), rule=Rule.TREND)]


def test_two_equal_neighbours_end_a_trend() -> None:
    assert patterns(45, 47, 49, 49, 52, 54, 56) == []


# --- two of three in the outer third ----------------------------------------------------------------------------------


def test_two_of_three_in_the_outer_third_make_a_pattern_and_the_third_is_none_of_it() -> None:
    assert patterns(49, 68, 51, 70, 49) == [above(1, 3, rule=Rule.NEAR)]
    assert patterns(49, 68, 70, 51, 49) == [above(1, 2, rule=Rule.NEAR)]
    assert patterns(49, 31, 47, 30, 51) == [below(1, 3, rule=Rule.NEAR)]


def test_a_value_before_the_outer_third_does_not_count() -> None:
    assert patterns(49, 67.7, 51, 70, 49) == []


@pytest.mark.parametrize("third", [49, 50])
def test_all_three_lie_on_one_side(third: float) -> None:
    assert patterns(49, 68, third, 70, 49) == []


def test_the_two_lie_on_the_same_side() -> None:
    assert patterns(68, 31, 68, 31) == []


def test_beyond_the_limit_counts_too() -> None:
    assert patterns(49, 70, 51, 80, 49) == [above(1, 3, rule=Rule.NEAR), above(3, rule=Rule.OUTSIDE)]


def test_windows_that_share_a_value_are_one_pattern_and_others_are_two() -> None:
    assert patterns(49, 68, 70, 51, 69, 49) == [above(1, 2, 4, rule=Rule.NEAR)]
    assert patterns(68, 70, 51, 51, 71, 69) == [above(0, 1, rule=Rule.NEAR), above(4, 5, rule=Rule.NEAR)]
    assert patterns(68, 70, 51, 49, 51, 71, 69) == [above(0, 1, rule=Rule.NEAR), above(5, 6, rule=Rule.NEAR)]


def test_nothing_in_nothing() -> None:
    assert patterns() == []
    assert patterns(50) == []
