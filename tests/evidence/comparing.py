"""Puts the figures of the pages beside those that were counted a second time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isclose
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tests.evidence.lines import lines_of
from tests.evidence.lives import Life
from tests.evidence.recount import Counted
from tests.evidence.recount import Ward as Told
from wardvoice.core.clock import Clock
from wardvoice.evidence.queries.chain import unnamed_rows
from wardvoice.evidence.queries.known import figures_of
from wardvoice.evidence.rules.periods import Period, quarter_of, quarters_of, year_of

PERIODS = (
    quarter_of(date(2025, 11, 1)),
    *quarters_of(2026),
    year_of(date(2025, 7, 1)),
    year_of(date(2026, 7, 1)),
    Period(date(2025, 11, 11), date(2026, 2, 17)),
    Period(date(2026, 2, 2), date(2026, 2, 2)),
    Period(date(2019, 1, 1), date(2019, 12, 31)),
)
"""Quarters, years, own dates, one day alone, and a year before there was anything."""


BEFORE = Period(date(2024, 1, 1), date(2024, 3, 31))
"""When none of the wards here was open."""


def begun(today: date) -> list[Period]:
    """Return those of the periods that have begun: of the others there are no figures."""
    return [one for one in PERIODS if one.first <= today]


def differences(
    session: Session, ward_id: UUID, told: Told, clock: Clock, period: Period
) -> dict[str, tuple[Any, Any]]:
    """Return each figure that is not the same twice: that of the pages, and the second one."""
    today = clock.day_of(clock.now())
    shown = {
        key: (one.numerator, one.denominator, one.value)
        for key, one in figures_of(session, ward_id, period, clock).items()
    }
    again = told.figures(today, str(clock.zone), (period.first, period.last))
    keys = [*again, *(key for key in shown if key not in again)]
    return {key: (shown.get(key), again.get(key)) for key in keys if not same(shown.get(key), again.get(key))}


def same(one: Counted | None, other: Counted | None) -> bool:
    """Return whether all three parts are equal, shares up to what a float can tell."""
    if one is None or other is None:
        return False
    return all(
        a is b is None or (a is not None and b is not None and isclose(float(a), float(b), abs_tol=1e-9))
        for a, b in zip(one, other, strict=True)
    )


def compare_a_life(life: Life) -> tuple[int, set[str], set[str]]:
    """Compare as on the day on which a life ends, and weeks later.

    Return how many figures were compared, which of them had something to count, and which there are.
    """
    lines = list(lines_of(life.session, life.ward.id))
    told, exported = (
        Told(lines),
        Told([*_of_the_ward(lines), *unnamed_rows(life.session, life.ward.id, life.clock.zone)]),
    )
    compared, found, keys = 0, set(), set()
    for later in (0, 16, 40):
        life.clock.go_on(days=later)
        today = life.clock.today
        for period in (quarter_of(today), year_of(today), Period(date(2026, 3, 5), date(2026, 4, 20)), BEFORE):
            assert differences(life.session, life.ward.id, told, life.clock, period) == {}, (today, period)
            figures = told.figures(today, str(life.clock.zone), (period.first, period.last))
            assert exported.figures(today, str(life.clock.zone), (period.first, period.last)) == figures
            compared += len(figures)
            keys |= set(figures)
            found |= {key for key, (numerator, _, value) in figures.items() if numerator or value}
    return compared, found, keys


def _of_the_ward(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the header of an export tells: beds, and the day on which the ward opened."""
    return [line for line in lines if line["thing"].startswith("wards:")]
