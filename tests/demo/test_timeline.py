"""Stories run side by side in the order of time, and none tells the future or the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from wardvoice.demo.timeline import Timeline

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_story(told: list[str], name: str, *hours: int) -> Iterator[datetime]:
    for hour in hours:
        yield START + hour * HOUR
        told.append(f"{name}{hour}")


def timeline() -> Timeline:
    return Timeline(START, START + 10 * HOUR)


def test_two_stories_are_told_in_the_order_of_time() -> None:
    told: list[str] = []
    line = timeline()
    line.begin(a_story(told, "a", 1, 4, 6))
    line.begin(a_story(told, "b", 2, 5))
    line.run()
    assert told == ["a1", "b2", "a4", "b5", "a6"]


def test_what_falls_on_the_same_moment_is_told_in_the_order_in_which_it_was_begun() -> None:
    told: list[str] = []
    line = timeline()
    for name in "xyz":
        line.begin(a_story(told, name, 3))
    line.run()
    assert told == ["x3", "y3", "z3"]


def test_the_future_is_left_out() -> None:
    told: list[str] = []
    line = timeline()
    line.begin(a_story(told, "a", 9, 10, 11, 12))
    line.run()
    assert told == ["a9", "a10"]


def test_a_story_may_begin_another_one() -> None:
    told: list[str] = []
    line = timeline()

    def mother() -> Iterator[datetime]:
        yield START + HOUR
        line.begin(a_story(told, "child", 2))
        yield START + 3 * HOUR
        told.append("mother3")

    line.begin(mother())
    line.run()
    assert told == ["child2", "mother3"]


def test_now_is_the_moment_that_is_being_told() -> None:
    line, seen = timeline(), []

    def story() -> Iterator[datetime]:
        yield START + 2 * HOUR
        seen.append(line.now)

    line.begin(story())
    line.run()
    assert seen == [START + 2 * HOUR]


def test_no_story_goes_back_in_time() -> None:
    line = timeline()
    line.begin(a_story([], "a", 4, 2))
    with pytest.raises(ValueError, match="goes back"):
        line.run()
