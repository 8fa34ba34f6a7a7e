"""Differencing (P16): whoever knows the rules and reads all that is told of private things singles nobody out.

The attacker reads every page, paper and CSV of two wards, five quarters and the year, as everybody who may read any,
and the wards together. For a count below the lowest they look for another hospital that would have told exactly the
same, with another number there. If there is none, they know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.concerns.test_counting import totals_behind
from wardvoice.concerns.rules import how_many_to_tell
from wardvoice.evidence.rules import private, small
from wardvoice.evidence.rules.private import Audience, Calls, Count, Counted, Line, Part, Private

WARDS, QUARTERS = 2, 5
AUDIENCES = (
    Audience(),
    Audience(off_ward=True),
    Audience(off_ward=True, reads=frozenset({Line.ADVOCATE, Line.DIFFERENTLY})),
    Audience(off_ward=True, reads=frozenset({Line.LISTENER, Line.DIFFERENTLY})),
)
"""The ward; service lead and reviewer; an advocate; a listener. The attacker has the pages of all of them."""
WITH_THEMES = (Line.DIFFERENTLY, Line.ADVOCATE, Line.LISTENER)
At = tuple[Part, Line]


@dataclass
class OneQuarter:
    """What happened; `themes` tells how many themes are told of each part."""

    lines: dict[At, Count]
    minutes: dict[Part, list[int]]
    yes: int
    answers: int
    themes: dict[Part, int] = field(default_factory=dict)

    def counted(self) -> Counted:
        alerts = {part: calls(minutes) for part, minutes in self.minutes.items()}
        return Counted(self.lines, alerts, self.yes, self.answers, {})

    def hidden(self, least: int) -> list[At]:
        return [at for at, count in self.lines.items() if count.number < least]


def calls(minutes: list[int]) -> Calls:
    return Calls(len(minutes), sum(waited <= 10 for waited in minutes), median(minutes) if minutes else None)


Hospital = list[list[OneQuarter]]
"""Ward by ward, quarter by quarter: four of one year, one of the next."""


def with_themes(one: OneQuarter, part: Part) -> list[int]:
    return [one.lines[part, line].number for line in WITH_THEMES]


def could_tell(one: OneQuarter, part: Part, number: int, least: int) -> bool:
    """Whether so many concerns could be about themes of which so many are told."""
    numbers = with_themes(one, part)
    return sum(numbers) in totals_behind(how_many_to_tell(numbers, least))[number]


def a_quarter(chance: Random, least: int) -> OneQuarter:
    few = chance.random() < 0.5
    lines = {}
    for at in product(Part, Line):
        number = chance.randint(0, least if few else least + 2)
        at_once = chance.randint(0, number)
        lines[at] = Count(number, at_once, chance.randint(at_once, number), chance.randint(0, number))
    minutes = {part: [chance.randint(0, 25) for _ in range(chance.randint(0, 3 * least))] for part in Part}
    answers = chance.randint(0, 3 * least)
    one = OneQuarter(lines, minutes, chance.randint(0, answers), answers)
    one.themes = {part: _themes(one, part, least, chance) for part in Part}
    return one


def _themes(one: OneQuarter, part: Part, least: int, chance: Random) -> int:
    numbers = with_themes(one, part)
    told = totals_behind(how_many_to_tell(numbers, least))
    return chance.choice([number for number, totals in enumerate(told) if sum(numbers) in totals])


def published(hospital: Hospital, least: int) -> list[object]:
    """All that anybody can read: each quarter and year of each ward, and the wards together."""
    all_told: list[object] = []
    for audience in AUDIENCES:
        wards: list[list[Private | None]] = []
        for ward in hospital:
            quarters = [private.quarter(one.counted(), audience, least) for one in ward]
            wards.append([*quarters, private.sum_of(quarters[:4])])
        all_told += [wards, *(private.sum_of(parts, WARDS) for parts in zip(*wards, strict=True))]
    return [*all_told, [[one.themes for one in ward] for ward in hospital]]


def other_quarters(one: OneQuarter, at: At, least: int, chance: Random) -> Iterator[OneQuarter]:
    """Yield quarters like this one with another number in one hidden line, and perhaps in others."""
    others = [hidden for hidden in one.hidden(least) if hidden != at]
    passed_on = sum(count.complaints for count in one.lines.values())
    for number in (number for number in range(least) if number != one.lines[at].number):
        for turn, passes_on in product(range(12), (True, False)):
            new = deepcopy(one)
            new.lines[at] = Count(number)
            for other in others:
                if turn:
                    new.lines[other] = Count(least - 1 if turn == 1 else chance.randint(0, least - 1))
            left = passed_on if passes_on else 0  # where it is not told it may have been none
            for place, count in new.lines.items():
                new.lines[place] = replace(count, complaints=min(left, count.number))
                left -= new.lines[place].complaints
            if all(could_tell(new, part, new.themes[part], least) for part in Part):
                yield new


def stays_open(hospital: Hospital, ward: int, quarter: int, others: Iterator[OneQuarter], least: int) -> bool:
    """Whether one of the other quarters in its place would have told exactly the same."""
    told = published(hospital, least)
    for other in others:
        changed = [list(its) for its in hospital]
        changed[ward][quarter] = other
        if published(changed, least) == told:
            return True
    return False


def singled_out(seed: int, least: int, looked_at: int = 2) -> list[tuple[object, ...]]:
    """The hidden counts of a hospital drawn by chance of which the attacker knows the number."""
    chance = Random(seed)
    hospital = [[a_quarter(chance, least) for _ in range(QUARTERS)] for _ in range(WARDS)]
    cells = [(w, q, at) for w, ward in enumerate(hospital) for q, one in enumerate(ward) for at in one.hidden(least)]
    known = []
    for ward, quarter, at in chance.sample(cells, min(looked_at, len(cells))):
        one = hospital[ward][quarter]
        if not stays_open(hospital, ward, quarter, other_quarters(one, at, least, chance), least):
            known.append((ward, quarter, at, one.lines[at].number))
    return known


@pytest.mark.parametrize("least", [5, 8])
@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9))
def test_no_count_of_concerns_is_singled_out(least: int, seed: int) -> None:
    assert singled_out(seed, least) == []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9))
def test_no_share_of_alerts_answers_or_days_is_singled_out(seed: int) -> None:
    """Who was quick, who said yes, who was acknowledged when: another split of the same number tells the same."""
    chance, least = Random(seed), small.LEAST
    hospital = [[a_quarter(chance, least) for _ in range(QUARTERS)] for _ in range(WARDS)]
    ward, quarter = chance.randrange(WARDS), chance.randrange(QUARTERS)
    one = hospital[ward][quarter]
    if min(one.yes, one.answers - one.yes) < least:
        splits = (replace(one, yes=yes) for yes in range(one.answers + 1) if yes != one.yes)
        assert one.answers == 0 or stays_open(hospital, ward, quarter, splits, least), (one.yes, one.answers)
    for at, count in one.lines.items():
        for days in (0, 1, 2):
            if bands(count)[days] < least and count.number:
                found = other_days(one, at, days)
                assert stays_open(hospital, ward, quarter, found, least), (at, count, days)


def bands(count: Count) -> tuple[int, int, int]:
    return count.at_once, count.soon - count.at_once, count.number - count.soon


def other_days(one: OneQuarter, at: At, days: int) -> Iterator[OneQuarter]:
    """Yield the quarter with another number in one stretch of days of a line."""
    count = one.lines[at]
    for soon in range(count.number + 1):
        for at_once in range(soon + 1):
            other = replace(count, at_once=at_once, soon=soon)
            if bands(other)[days] != bands(count)[days]:
                yield replace(one, lines={**one.lines, at: other})


# --- the attacker can win: each of these holds is needed -------------------------------------------------------------


def anybody_is_singled_out(least: int = small.LEAST) -> bool:
    return any(singled_out(seed, least, looked_at=6) for seed in range(12))


def test_a_year_that_is_always_told_singles_somebody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    real = {}

    def told(count: int, least: int) -> small.Told:
        is_told = small.Told(small.Kind.EXACT if count >= least else small.Kind.FEWER, max(count, least))
        real[id(is_told)] = (is_told, count)
        return is_told

    def always(parts: list[small.Told | None]) -> small.Told | None:
        known = [real[id(part)][1] for part in parts if part is not None and id(part) in real]
        return small.Told(small.Kind.EXACT, sum(known))

    monkeypatch.setattr(private.small, "told", told)
    monkeypatch.setattr(private.small, "together", always)
    assert anybody_is_singled_out()


def test_complaints_that_are_told_as_any_other_share_single_somebody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four in each line, 27 of them complaints: that five others are there as well tells that no line has fewer."""
    assert not knows_of_eight_fours()
    monkeypatch.setattr(
        private.small, "part_of_several", lambda part, wholes, least: small.share(part, sum(wholes), least)
    )
    assert knows_of_eight_fours()


def knows_of_eight_fours(least: int = small.LEAST) -> bool:
    one = a_quarter(Random(1), least)
    one.lines = {at: Count(4, complaints=4 if number < 6 else 3) for number, at in enumerate(one.lines)}
    one.lines[Part.STAFF, Line.MANAGER] = Count(4)
    one.themes = dict.fromkeys(Part, 2)
    return knows_of_one(one, (Part.STAFF, Line.MANAGER), least)


def knows_of_one(one: OneQuarter, at: At, least: int) -> bool:
    hospital = [[one] * QUARTERS for _ in range(WARDS)]
    return not stays_open(hospital, 0, 0, other_quarters(one, at, least, Random(2)), least)


def test_a_sum_of_all_readers_singles_somebody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is why no page tells how many concerns there were in all."""
    real = private.quarter

    def with_a_total(counted: Counted, audience: Audience, least: int) -> object:
        total = sum(count.number for count in counted.lines.values())
        return replace(real(counted, audience, least), answers=small.told(total, least))

    monkeypatch.setattr(private, "quarter", with_a_total)
    one = a_quarter(Random(3), small.LEAST)
    one.lines = {at: Count(small.LEAST + 1) for at in one.lines}
    one.lines[Part.STAFF, Line.MANAGER], one.themes = Count(2), dict.fromkeys(Part, 0)
    assert knows_of_one(one, (Part.STAFF, Line.MANAGER), small.LEAST)
