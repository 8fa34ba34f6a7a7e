"""Points, lines and labels stand where they belong, and labels never on each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.evidence.months import drawn, month, months
from wardvoice.evidence.rules.chart import LABEL, ROOM, Geometry, Segment, Tick, geometry
from wardvoice.evidence.rules.process import Direction, Sense, process

ANY = st.lists(st.none() | st.floats(0, 100), max_size=80)


def shares(*values: float | None) -> Geometry:
    return geometry(drawn(values, highest=100))


def scale(*values: float) -> list[float]:
    return [tick.value for tick in geometry(drawn(values)).ticks]


def test_a_share_always_has_the_whole_scale() -> None:
    assert shares(60, 61).ticks == (Tick(0, 100), Tick(25, 75), Tick(50, 50), Tick(75, 25), Tick(100, 0))


def test_a_share_of_one_has_it_too() -> None:
    ticks = geometry(drawn([0, 1], highest=1)).ticks
    assert [tick.value for tick in ticks] == [0, 0.25, 0.5, 0.75, 1]


def test_a_count_has_a_scale_of_whole_numbers_that_begins_at_nought() -> None:
    assert scale(0, 0) == [0, 1]
    assert scale(3, 1) == [0, 1, 2, 3]
    assert scale(7, 5) == [0, 2, 4, 6, 8]
    assert scale(31, 12) == [0, 10, 20, 30, 40]
    assert scale(100, 3) == [0, 25, 50, 75, 100]
    assert scale(0.5, 1) == [0, 0.25, 0.5, 0.75, 1]
    assert scale(2.5, 1) == [0, 1, 2, 3]


def test_the_limits_are_on_the_chart() -> None:
    drawing = geometry(drawn([0, 40] * 6))
    assert drawing.ticks[-1].value >= 20 + 2.66 * 40
    assert drawing.upper is not None
    assert 0 <= drawing.upper < 20


def test_each_month_stands_in_the_middle_of_its_share() -> None:
    drawing = shares(0, 50, 100, 25)
    assert [(mark.x, mark.y) for mark in drawing.marks] == [(12.5, 100), (37.5, 50), (62.5, 0), (87.5, 75)]
    assert drawing.segments[0] == Segment(12.5, 100, 37.5, 50)
    assert drawing.mean == 56.25
    assert (drawing.lower, drawing.upper) == (None, None)


def test_a_line_never_crosses_a_gap() -> None:
    drawing = shares(50, 50, None, 50, 50)
    assert [(line.x1, line.x2) for line in drawing.segments] == [(10, 30), (70, 90)]
    assert drawing.gaps == (50,)


def test_months_that_are_left_out_keep_their_room() -> None:
    whole = months([50, 50, None, None, 50])
    left_out = process([one for one in whole if one.value is not None], highest=100)
    assert geometry(left_out).marks == geometry(process(whole, highest=100)).marks
    assert geometry(left_out).gaps == (50, 70)


def test_the_marks_know_what_they_mean() -> None:
    drawing = geometry(drawn([*[40, 60] * 6, 150, 50], Direction.DOWN))
    assert [mark.sense for mark in drawing.marks] == [Sense.USUAL] * 12 + [Sense.WORSE, Sense.USUAL]


def test_one_month_has_no_line_and_none_has_nothing() -> None:
    one = shares(50)
    assert (len(one.marks), one.segments, one.mean) == (1, (), None)
    assert geometry(drawn([])) == Geometry((), (), (), (), (), None, None, None)
    assert shares(None, None).gaps == (25, 75)


@pytest.mark.parametrize(("count", "narrow", "wide"), [(12, 2, 12), (24, 2, 12), (36, 2, 12), (60, 2, 10), (3, 2, 3)])
def test_few_months_have_a_label_where_there_is_little_room(count: int, narrow: int, wide: int) -> None:
    labels = shares(*[50.0] * count).labels
    assert sum(0 in label.at for label in labels) == narrow
    assert sum(3 in label.at for label in labels) == wide


@given(ANY)
@example([5e-324])
def test_labels_never_stand_on_each_other_and_the_last_month_has_one(values: Sequence[float | None]) -> None:
    labels = geometry(drawn(values)).labels
    for width, room in enumerate(ROOM):
        here = [label for label in labels if width in label.at]
        assert all((b.x - a.x) / 100 * room >= LABEL - 0.01 for a, b in pairwise(here))
        assert not values or here[-1].begins == month(len(values) - 1)


@given(ANY, st.booleans())
def test_everything_stands_within_the_chart(values: Sequence[float | None], is_share: bool) -> None:
    drawing = geometry(drawn(values, highest=100) if is_share else drawn(values))
    places = [*drawing.marks, *drawing.ticks]
    assert all(0 <= one.y <= 100 for one in places)
    assert all(0 < one.x < 100 for one in (*drawing.marks, *drawing.labels))
    assert all(0 <= line <= 100 for line in (drawing.mean, drawing.lower, drawing.upper) if line is not None)
    assert len(drawing.ticks) <= 7
    assert len(drawing.marks) + len(drawing.gaps) == len(values)
    assert [a.value < b.value and a.y > b.y for a, b in pairwise(drawing.ticks)].count(False) == 0
