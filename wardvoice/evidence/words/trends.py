"""A figure month by month, as a chart: which way is better for patients, and between which values it can lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.process import Direction, Month, process
from wardvoice.evidence.words.charts import Chart, chart_of
from wardvoice.evidence.words.figures import Unit, name, unit

BETTER_UP = frozenset(
    {"1", "2", "3", "3-names", "4-chaired", "5", "7", "11", "11-still-fixed", "12", "17-agenda", "17-minutes", "19"}
    | {"21-days", "class-kept-on-time"}
)
BETTER_DOWN = frozenset(
    {"5-passed", "6-not-accepted", "7-median-days", "7-far", "8-once", "8-twice", "9-agendas", "9-raised", "10-median"}
    | {"10-nine-in-ten", "11-staff", "11-reopened", "21-staff", "22", "class-not-kept", "class-staff-say-done"}
)


def trend(figure: Figure, months: Sequence[tuple[Period, Mapping[str, Figure]]]) -> Chart:
    """Return a figure of each month as a chart."""
    kind = unit(figure.key)
    drawn = process(
        [_month(period, figures[figure.key]) for period, figures in months],
        direction=direction(figure.key),
        lowest=0,
        highest=1 if kind is Unit.SHARE else None,
    )
    return chart_of(name(figure), kind, drawn, figure.key)


def direction(key: str) -> Direction:
    """Return which way is better for patients."""
    if key in BETTER_UP:
        return Direction.UP
    return Direction.DOWN if key in BETTER_DOWN else Direction.NONE


def _month(period: Period, figure: Figure) -> Month:
    return Month(period.first, figure.numerator, figure.denominator, figure.value)
