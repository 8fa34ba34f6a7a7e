"""Where everything of a run chart stands: points, lines and labels, in hundredths of the room for them.

Hundredths, and not the units of a view box: a picture that is scaled as a whole scales its letters too, and on a phone
nobody reads them. So places go with the width, letters and marks with the size of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from wardvoice.evidence.rules.process import Point, Process, Sense

ROOM = (7.2, 18, 34, 54)
"""How wide the chart is at least, in letters (em), at each of the widths that css/chart.css tells apart."""
LABEL = 3.6
"""So many letters (em) from the middle of one label to the next: most languages' months, cut short, and a space."""
STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
"""Each so-many-th month can have a label: always the same months of a year."""
INTERVALS = 4
"""So many steps the scale has at most."""
NOTHING = 1e-6
"""No measure tells so little from nought; a scale for it would have no round steps."""


@dataclass(frozen=True)
class Tick:
    """A line of the scale: what it stands for, and how far below the top."""

    value: float
    y: float


@dataclass(frozen=True)
class Mark:
    """A month of which something was counted."""

    begins: date
    x: float
    y: float
    sense: Sense


@dataclass(frozen=True)
class Segment:
    """The line between two neighbouring months."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Label:
    """A month under the chart, and at which of the widths there is room for it."""

    begins: date
    x: float
    at: tuple[int, ...]


@dataclass(frozen=True)
class Geometry:
    """All of a chart; `mean`, `lower` and `upper` are how far their lines lie below the top, if there are any."""

    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    segments: tuple[Segment, ...]
    labels: tuple[Label, ...]
    gaps: tuple[float, ...]
    mean: float | None
    lower: float | None
    upper: float | None


def geometry(drawn: Process) -> Geometry:
    """Return where everything stands. The scale begins at the lowest possible value, so that no chart exaggerates."""
    if not drawn.points:
        return Geometry((), (), (), (), (), None, None, None)
    scale = _scale(drawn)
    first, last = drawn.points[0].month.begins, drawn.points[-1].month.begins
    months = _apart(first, last) + 1
    marks = [
        Mark(point.month.begins, _x(_apart(first, point.month.begins), months), _y(value, scale), point.sense)
        for point in drawn.points
        if (value := point.month.value) is not None
    ]
    limits = drawn.limits
    return Geometry(
        ticks=tuple(Tick(value, _y(value, scale)) for value in scale),
        marks=tuple(marks),
        segments=tuple(_segments(marks)),
        labels=tuple(_labels(drawn.points, months)),
        gaps=tuple(_gaps({_apart(first, mark.begins) for mark in marks}, months)),
        mean=None if drawn.mean is None or len(marks) == 1 else _y(drawn.mean, scale),
        lower=None if limits is None else _y(limits.lower, scale),
        upper=None if limits is None else _y(limits.upper, scale),
    )


def _scale(drawn: Process) -> list[float]:
    """Return round values from the lowest to the highest that the chart must show."""
    values = [point.month.value for point in drawn.points if point.month.value is not None]
    top = max([*values, drawn.limits.upper if drawn.limits else 0, drawn.highest or 0]) - drawn.lowest
    whole = drawn.highest is None and all(value == int(value) for value in values)
    step = _round_step(top / INTERVALS, whole=whole) if top > NOTHING else 1
    return [drawn.lowest + step * place for place in range(ceil(round(max(top, step) / step, 6)) + 1)]


def _round_step(least: float, *, whole: bool) -> float:
    """Return 1, 2, 2.5 or 5 times a power of ten, the first that is large enough; for whole numbers a whole one."""
    power = 10.0 ** floor(log10(least))
    step = next(times * power for times in (1, 2, 2.5, 5, 10) if times * power >= least * (1 - 1e-9))
    return max(1, ceil(step)) if whole else step


def _segments(marks: Sequence[Mark]) -> Iterator[Segment]:
    return (
        Segment(one.x, one.y, after.x, after.y)
        for one, after in pairwise(marks)
        if _apart(one.begins, after.begins) == 1
    )


def _labels(points: Sequence[Point], months: int) -> Iterator[Label]:
    """Return the labels, counted from the last month: that one always has its own."""
    first, last = points[0].month.begins, points[-1].month.begins
    steps = [next((step for step in STEPS if step * room >= LABEL * months), months) for room in ROOM]
    for point in points:
        begins = point.month.begins
        at = tuple(width for width, step in enumerate(steps) if _apart(begins, last) % step == 0)
        if at:
            yield Label(begins, _x(_apart(first, begins), months), at)


def _gaps(counted: set[int], months: int) -> Iterator[float]:
    return (_x(place, months) for place in range(months) if place not in counted)


def _apart(first: date, begins: date) -> int:
    return (begins.year - first.year) * 12 + begins.month - first.month


def _x(place: int, months: int) -> float:
    """Each month has its share of the width and stands in the middle of it."""
    return round(100 * (place + 0.5) / months, 2)


def _y(value: float, scale: Sequence[float]) -> float:
    return round(100 * (scale[-1] - value) / (scale[-1] - scale[0]), 2)
