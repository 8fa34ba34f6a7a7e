"""A run chart as a page shows it: its picture, its table, and what both say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wardvoice.evidence.rules.chart import Geometry, geometry
from wardvoice.evidence.rules.process import Point, Process, Sense
from wardvoice.evidence.words.figures import Unit
from wardvoice.evidence.words.months import number, said, short_month
from wardvoice.evidence.words.patterns import SENSES, described, unusual, verdict

_: Callable[..., str] = gettext

HEADS = (_l("Number"), _l("Out of"))
"""What stands above numerator and denominator, where a measure has no words of its own for them."""


@dataclass(frozen=True)
class Row:
    """A month in the table: its counts under the heads of the chart; `unusual` is empty where nothing stands out."""

    month: str
    counts: tuple[str, ...]
    value: str
    unusual: str
    sense: Sense


@dataclass(frozen=True)
class Label:
    """A month under the picture, and at which widths it is shown."""

    month: str
    year: str
    x: float
    at: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """All that templates/evidence/_chart.html needs. The ids on a page begin with `key`: no two charts share one."""

    key: str
    title: str
    said: str
    sense: Sense | None
    described: str
    place: Geometry
    scale: tuple[tuple[float, str], ...]
    labels: tuple[Label, ...]
    marks: tuple[tuple[Sense, str], ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def chart_of(title: str, unit: Unit, drawn: Process, key: str, heads: tuple[str, str] | None = None) -> Chart:
    """Return a measure as a chart; `heads` are the words above its numerators and denominators."""
    place = geometry(drawn)
    present = {mark.sense for mark in place.marks}
    return Chart(
        key=f"chart-{key}",
        title=title,
        said=verdict(drawn),
        sense=drawn.latest,
        described=described(drawn, unit),
        place=place,
        scale=tuple((tick.y, _on_scale(tick.value, unit)) for tick in place.ticks),
        labels=tuple(Label(*short_month(label.begins), label.x, label.at) for label in place.labels),
        marks=tuple((sense, str(words)) for sense, words in SENSES.items() if sense in present),
        heads=_heads(drawn, heads),
        rows=tuple(_row(point, _columns(drawn), unit) for point in drawn.points),
    )


def _on_scale(value: float, unit: Unit) -> str:
    return said(value, unit) if unit is Unit.SHARE else number(value, places=2)


def _heads(drawn: Process, heads: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the words above what was counted; a column that would stay empty has none."""
    return tuple(str(words) for words, there in zip(heads or HEADS, _columns(drawn), strict=True) if there)


def _columns(drawn: Process) -> tuple[bool, bool]:
    months = [point.month for point in drawn.points]
    return any(one.numerator is not None for one in months), any(one.denominator is not None for one in months)


def _row(point: Point, columns: tuple[bool, bool], unit: Unit) -> Row:
    one = point.month
    counts = [count for count, there in zip((one.numerator, one.denominator), columns, strict=True) if there]
    return Row(
        month=" ".join(short_month(one.begins)),
        counts=tuple("–" if count is None else number(count) for count in counts),
        value=_("Nothing to count") if one.value is None else said(one.value, unit),
        unusual=unusual(point),
        sense=point.sense,
    )
