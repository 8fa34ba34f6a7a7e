"""A measure month by month: its average, its natural process limits, and what chance alone rarely makes (XmR).

Source: NHS England, "Making data count"; D. J. Wheeler, "Understanding Variation" (1993). docs/charts.md says how.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import mean

from wardvoice.evidence.rules.causes import TO_LIMIT, Found, Rule, found

LEAST_MONTHS = 12
"""With fewer months no limits are drawn. NHS-R's tool holds limits for firm from 12 values on ("Number of points
required"), that of NHS England draws them from 13 on; 12 is a whole year, which is what wards look back on."""
LEAST_RANGES = 5
"""So many pairs of neighbouring months must be among them. Limits can be had from "five or six values" (Wheeler)."""


class Direction(StrEnum):
    """Which way is better for patients; NONE where neither is."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Sense(StrEnum):
    """What a month, or a pattern, means for patients: the icons of "Making data count" in words."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    USUAL = "usual"


@dataclass(frozen=True)
class Month:
    """What was counted in a month that begins on this day. No value: there was nothing to count."""

    begins: date
    numerator: int | None
    denominator: int | None
    value: float | None


@dataclass(frozen=True)
class Limits:
    """Between which values a measure moves by chance, as far as these are possible at all."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Signal:
    """A pattern that chance alone rarely makes: above or rising (`up`) or not, the months that make it, its sense."""

    rule: Rule
    up: bool
    months: tuple[date, ...]
    sense: Sense


@dataclass(frozen=True)
class Point:
    """A month, and the patterns it is part of."""

    month: Month
    signals: tuple[Signal, ...]

    @property
    def sense(self) -> Sense:
        """What it means. Of two patterns that speak against each other the worse one counts.

        The tool of NHS England shows the better one. On a page that must not flatter a worsening is never hidden.
        """
        senses = {signal.sense for signal in self.signals}
        return next((sense for sense in Sense if sense in senses), Sense.USUAL)


@dataclass(frozen=True)
class Process:
    """A measure month by month. Without limits there were too few months to tell chance from change."""

    points: tuple[Point, ...]
    direction: Direction
    lowest: float
    highest: float | None
    mean: float | None
    limits: Limits | None
    signals: tuple[Signal, ...]

    @property
    def last(self) -> Point | None:
        """The last month in which there was something to count."""
        return next((point for point in reversed(self.points) if point.month.value is not None), None)

    @property
    def latest(self) -> Sense | None:
        """What the last month means; nothing where there are no limits."""
        return self.last.sense if self.last and self.limits else None


def process(
    months: Sequence[Month], *, direction: Direction = Direction.NONE, lowest: float = 0, highest: float | None = None
) -> Process:
    """Return a measure month by month; `lowest` and `highest` are the values that are possible at all.

    Months without a value, and months that are left out, are gaps and no zeros. The range between the two sides of a
    gap is not counted: it is not that of one month to the next. Patterns go on across a gap: else a ward would end a
    bad run by having nothing to count. Raises ValueError if the months are not in order.
    """
    if any(one.begins >= next_one.begins for one, next_one in pairwise(months)):
        raise ValueError("the months are not in order")
    counted = [month for month in months if month.value is not None]
    values = [Fraction(month.value) for month in counted if month.value is not None]
    middle = mean(values) if values else None
    spread = _spread(counted, values)
    limits, signals = None, tuple[Signal, ...]()
    if middle is not None and spread is not None:
        limits = _limits(middle, spread, lowest, highest)
        signals = tuple(_signals(counted, found(values, middle, spread), direction))
    points = tuple(Point(month, tuple(one for one in signals if month.begins in one.months)) for month in months)
    return Process(points, direction, lowest, highest, None if middle is None else float(middle), limits, signals)


def _spread(months: Sequence[Month], values: Sequence[Fraction]) -> Fraction | None:
    """Return the average moving range, or None if it cannot be told.

    Every range counts, a very wide one too, as in the tool of NHS England. To leave out wide ones (Nelson 1982), as
    NHS-R's package does, draws the limits closer after one odd month; then the chart could not be checked by hand.
    """
    pairs = zip(pairwise(months), pairwise(values), strict=True)
    ranges = [abs(b - a) for (month, after), (a, b) in pairs if _are_neighbours(month.begins, after.begins)]
    if len(months) < LEAST_MONTHS or len(ranges) < LEAST_RANGES:
        return None
    spread = mean(ranges)
    return spread if spread or len(set(values)) == 1 else None  # all that ever moved, moved across a gap


def _are_neighbours(month: date, after: date) -> bool:
    return (after.year - month.year) * 12 + after.month - month.month == 1


def _limits(middle: Fraction, spread: Fraction, lowest: float, highest: float | None) -> Limits:
    lower, upper = float(middle - TO_LIMIT * spread), float(middle + TO_LIMIT * spread)
    return Limits(max(lower, lowest), upper if highest is None else min(upper, highest))


def _signals(months: Sequence[Month], patterns: Sequence[Found], direction: Direction) -> Iterator[Signal]:
    for one in patterns:
        yield Signal(one.rule, one.up, tuple(months[at].begins for at in one.at), _sense(one.up, direction))


def _sense(up: bool, direction: Direction) -> Sense:
    if direction is Direction.NONE:
        return Sense.CHANGED
    return Sense.BETTER if up is (direction is Direction.UP) else Sense.WORSE
