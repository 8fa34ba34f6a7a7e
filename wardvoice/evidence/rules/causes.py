"""The four patterns that chance alone rarely makes: what a run chart calls a special cause.

Source: NHS England, "Making data count". Where its tools leave a choice, docs/charts.md says what was chosen and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

TO_LIMIT = Fraction(266, 100)
"""From the average to a limit, in average moving ranges: three sigma (Wheeler, "Understanding Variation", 1993)."""
TO_OUTER_THIRD = TO_LIMIT * 2 / 3
"""From the average to the outer third on the way to a limit: two sigma."""
RUN = 7
"""So many on one side of the average are a run. NHS England's tool offers six or seven. Of charts of 24 months in which
nothing but chance is at work 8 in 100 show a run of seven, and 21 in 100 one of six."""
TREND = 6
"""So many, each higher (or each lower) than the one before it, are a trend: by chance alone in 4 such charts of 100."""
WINDOW = 3
"""Two out of so many in the outer third, with all of them on one side of the average."""


class Rule(StrEnum):
    """Which of the four patterns it is, the strongest first."""

    OUTSIDE = "outside"
    NEAR = "near"
    RUN = "run"
    TREND = "trend"


@dataclass(frozen=True)
class Found:
    """A pattern, whether it lies above the average (or rises), and the places of the values that make it."""

    rule: Rule
    up: bool
    at: tuple[int, ...]


def found(values: Sequence[Fraction], mean: Fraction, spread: Fraction) -> list[Found]:
    """Return every pattern in values that stand in the order of time; `spread` is their average moving range.

    They are counted exactly, as fractions: a row of equal numbers must not fall on one side of its own average.
    """
    off = [value - mean for value in values]
    patterns = [*_outside(off, spread), *_near(off, spread), *_runs(off), *_trends(values)]
    return sorted(patterns, key=lambda one: (one.at, list(Rule).index(one.rule)))


def _outside(off: Sequence[Fraction], spread: Fraction) -> Iterator[Found]:
    """One value beyond a limit; on the limit is not beyond it."""
    return (Found(Rule.OUTSIDE, one > 0, (at,)) for at, one in enumerate(off) if abs(one) > TO_LIMIT * spread)


def _near(off: Sequence[Fraction], spread: Fraction) -> Iterator[Found]:
    """Two of three in the outer third or beyond, all three on one side; those two make it, not the third.

    Beyond the limit counts too, as in the tools of "Making data count" since the end of 2023. Windows that share one
    of their two are one pattern.
    """
    for up in (True, False):
        far = [one if up else -one for one in off]
        patterns: list[set[int]] = []
        for start in range(len(far) - WINDOW + 1):
            window = range(start, start + WINDOW)
            outer = {at for at in window if far[at] > TO_OUTER_THIRD * spread}
            if len(outer) < WINDOW - 1 or any(far[at] <= 0 for at in window):
                continue
            if patterns and patterns[-1] & outer:
                patterns[-1] |= outer
            else:
                patterns.append(outer)
        yield from (Found(Rule.NEAR, up, tuple(sorted(one))) for one in patterns)


def _runs(off: Sequence[Fraction]) -> Iterator[Found]:
    """Seven or more on one side; a value on the average itself ends a run."""
    start = 0
    for side, group in groupby(off, key=lambda one: (one > 0) - (one < 0)):
        end = start + len(list(group))
        if side and end - start >= RUN:
            yield Found(Rule.RUN, side > 0, tuple(range(start, end)))
        start = end


def _trends(values: Sequence[Fraction]) -> Iterator[Found]:
    """Six or more that rise (or fall) each time; an equal neighbour ends a trend."""
    start = 0
    for step, group in groupby(pairwise(values), key=lambda two: (two[1] > two[0]) - (two[1] < two[0])):
        end = start + len(list(group))
        if step and end - start >= TREND - 1:
            yield Found(Rule.TREND, step > 0, tuple(range(start, end + 1)))
        start = end
