"""Small numbers: what is told of every possible count; no count below the lowest has only one possible value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import product

import pytest

from wardvoice.config import ConfigError, Settings
from wardvoice.evidence.rules.small import (
    LEAST,
    Kind,
    Told,
    Within,
    middle,
    part_of_several,
    share,
    together,
    told,
    within,
)

MOST = 40
THRESHOLDS = pytest.mark.parametrize("least", [5, 8])


def values_left(
    worlds: Iterable[tuple[int, ...]], tells: Callable[[tuple[int, ...]], Hashable]
) -> list[tuple[object, list[set[int]]]]:
    """Return for each thing that can be told which values each hidden count could have, over all worlds."""
    left: dict[Hashable, list[set[int]]] = {}
    for world in worlds:
        sets = left.setdefault(tells(world), [set() for _ in world])
        for seen, count in zip(sets, world, strict=True):
            seen.add(count)
    return list(left.items())


def singled_out(found: list[tuple[object, list[set[int]]]], least: int) -> list[tuple[object, int]]:
    return [(what, min(one)) for what, sets in found for one in sets if len(one) == 1 and min(one) < least]


@pytest.mark.parametrize(
    ("count", "least", "is_told"),
    [
        (0, 5, Told(Kind.FEWER, 5)),
        (4, 5, Told(Kind.FEWER, 5)),
        (5, 5, Told(Kind.EXACT, 5)),
        (7, 8, Told(Kind.FEWER, 8)),
        (8, 8, Told(Kind.EXACT, 8)),
    ],
)
def test_a_count_below_the_lowest_is_only_below(count: int, least: int, is_told: Told) -> None:
    assert told(count, least) == is_told


def test_nought_and_four_read_alike() -> None:
    assert len({told(count) for count in range(5)}) == 1


@pytest.mark.parametrize(
    ("part", "whole", "kind"),
    [
        (2, 4, Kind.FEWER),
        (0, 5, Kind.TOO_FEW),
        (5, 5, Kind.TOO_FEW),
        (8, 8, Kind.TOO_FEW),
        (9, 9, Kind.ALL_BUT),
        (5, 9, Kind.ALL_BUT),
        (4, 9, Kind.TOO_FEW),
        (5, 10, Kind.EXACT),
        (20, 30, Kind.EXACT),
        (27, 30, Kind.ALL_BUT),
        (3, 30, Kind.TOO_FEW),
    ],
)
def test_a_share_is_exact_where_both_sides_are_enough(part: int, whole: int, kind: Kind) -> None:
    is_told = share(part, whole)
    assert is_told.kind is kind
    assert is_told.exact == (part if kind is Kind.EXACT else None)


@THRESHOLDS
def test_no_side_of_a_share_is_singled_out(least: int) -> None:
    worlds = [(part, rest) for part, rest in product(range(MOST + 1), repeat=2) if part + rest <= MOST]

    def tells(world: tuple[int, ...]) -> Hashable:
        return told(sum(world), least), share(world[0], sum(world), least)

    assert singled_out(values_left(worlds, tells), least) == []


@THRESHOLDS
def test_of_a_share_that_is_not_exact_each_small_side_could_be_anything(least: int) -> None:
    """Stronger than two values: whichever side is small could be any number below the lowest."""
    anything = set(range(least))
    worlds = [(part, rest) for part, rest in product(range(MOST + 1), repeat=2) if part + rest <= MOST]
    for what, sets in values_left(worlds, lambda one: (told(sum(one), least), share(one[0], sum(one), least))):
        assert isinstance(what, tuple)
        if what[1].kind is not Kind.EXACT:
            assert any(anything <= one for one in sets), what


@THRESHOLDS
def test_no_stretch_of_days_is_singled_out(least: int) -> None:
    """At once, within three days, later or not yet: proven for every count up to 40."""
    worlds = [bands for bands in product(range(MOST + 1), repeat=3) if sum(bands) <= MOST]

    def tells(world: tuple[int, ...]) -> Hashable:
        at_once, soon, late = world
        return told(sum(world), least), within(at_once, at_once + soon, at_once + soon + late, least)

    assert singled_out(values_left(worlds, tells), least) == []


def test_within_days_both_are_exact_or_neither() -> None:
    exact = within(5, 10, 15)
    assert exact == Within(Told(Kind.EXACT, 5), Told(Kind.EXACT, 10))
    assert within(6, 10, 15) == Within(Told(Kind.TOO_FEW, 5), Told(Kind.TOO_FEW, 5)), "four came within two or three"
    assert within(14, 15, 15) == Within(Told(Kind.ALL_BUT, 5), Told(Kind.ALL_BUT, 5))
    assert within(9, 12, 15) == Within(Told(Kind.TOO_FEW, 5), Told(Kind.ALL_BUT, 5))
    assert within(1, 2, 4) == Within(Told(Kind.FEWER, 5), Told(Kind.FEWER, 5))


def test_a_year_is_told_where_each_quarter_is() -> None:
    assert together([told(5), told(6), told(7), told(8)]) == Told(Kind.EXACT, 26)
    assert together([told(5), told(6), told(7), told(4)]) is None
    assert together([told(5), told(6), told(7), None]) is None
    assert together([]) is None
    assert together([share(9, 9), told(5), told(5), told(5)]) is None


@THRESHOLDS
def test_of_several_counts_each_hidden_one_could_still_be_anything(least: int) -> None:
    """Three counts, and how many among all of them did something: nothing is ruled out for a hidden one."""
    most = 2 * least + 4
    left: dict[Hashable, list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    for wholes in product(range(most + 1), repeat=3):
        for part in range(sum(wholes) + 1):
            is_told = (*(told(one, least) for one in wholes), part_of_several(part, wholes, least))
            for seen, one in zip(left[is_told], wholes, strict=True):
                seen.add(one)
    for is_told, sets in left.items():
        assert isinstance(is_told, tuple)
        for one, seen in zip(is_told, sets, strict=False):
            assert one.kind is Kind.EXACT or seen == set(range(least)), is_told


def test_a_part_of_several_counts() -> None:
    assert part_of_several(6, [12, 7]) == Told(Kind.EXACT, 6)
    assert part_of_several(6, [12, 7, 3]) == Told(Kind.EXACT, 6)
    assert part_of_several(3, [12, 7, 3]).kind is Kind.TOO_FEW
    assert part_of_several(27, [4] * 8).kind is Kind.TOO_FEW, "it would tell that each of them is four"
    assert part_of_several(0, [0] * 8).kind is Kind.TOO_FEW


def test_a_median_needs_enough_values() -> None:
    assert middle(2.5, of=4) is None
    assert middle(3.0, of=5) == 3
    assert middle(3.0, of=5, least=8) is None
    assert middle(None, of=0) is None


@pytest.mark.parametrize("raw", ["4", "21", "five", ""])
def test_a_trust_may_set_a_higher_number_and_no_lower_one(raw: str) -> None:
    assert Settings.load({"WARDVOICE_SMALL_NUMBER": "8"}).small_number == 8
    assert Settings.load({}).small_number == LEAST
    with pytest.raises(ConfigError, match="WARDVOICE_SMALL_NUMBER must be a number from 5 to 20"):
        Settings.load({"WARDVOICE_SMALL_NUMBER": raw})
