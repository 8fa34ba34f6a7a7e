"""Measures 13 to 16 of some wards, from the locked room: each quarter that was counted, and the years of them.

Four statements, however many wards and quarters there are.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from wardvoice.alerts import queries as of_alerts
from wardvoice.alerts.models import QuarterAlerts
from wardvoice.concerns import queries as of_concerns
from wardvoice.concerns import rules as concerns
from wardvoice.core.quarters import days_of
from wardvoice.evidence.rules import private
from wardvoice.evidence.rules.periods import Period, quarters_of, year_of
from wardvoice.evidence.rules.private import Audience, Calls, Counted, Line, Part, Private
from wardvoice.pulse import queries as of_pulse

OfWard = dict[Period, Private]


def private_figures(
    session: Session, ward_ids: Collection[UUID], audience: Audience, *, least: int
) -> dict[UUID, OfWard]:
    """Return for each ward the quarters that were counted and the years of which all four were; `session` is apart.

    `least` is the lowest count that is told. Of a quarter that is not in it nothing is told at all.
    """
    found: dict[UUID, OfWard] = {ward_id: {} for ward_id in ward_ids}
    for (ward_id, period), counted in _counted(session, ward_ids, least).items():
        found[ward_id][period] = private.quarter(counted, audience, least)
    for quarters in found.values():
        quarters.update(_years(quarters))
    return found


def _counted(session: Session, ward_ids: Collection[UUID], least: int) -> dict[tuple[UUID, Period], Counted]:
    alerts = of_alerts.counted(session, ward_ids)
    pulses = of_pulse.answered(session, ward_ids)
    found = {}
    for (ward_id, quarter), its in of_concerns.counted(session, ward_ids).items():
        pulse, period = pulses.get((ward_id, quarter)), Period(*days_of(quarter))
        found[ward_id, period] = Counted(
            lines=_lines(its),
            alerts=_calls(alerts.get((ward_id, quarter), ())),
            yes=pulse.yes if pulse else 0,
            answers=pulse.yes + pulse.no + pulse.unsure if pulse else 0,
            themes={part: of_concerns.themes_of(its, concerns.Part(part.value), least=least) for part in Part},
        )
    return found


def _lines(its: of_concerns.Counted) -> dict[tuple[Part, Line], private.Count]:
    """Return the lines in the order in which they are told, whatever the order of the rows."""
    rows = {(Part(row.part.value), Line(row.line.value)): row for row in its.lines}
    return {
        at: private.Count(row.number, row.at_once, row.soon, row.complaints)
        for part in Part
        for line in Line
        if (row := rows.get(at := (part, line)))
    }


def _calls(rows: Collection[QuarterAlerts]) -> dict[Part, Calls]:
    return {
        Part.STAFF if row.about_staff else Part.NOT_STAFF: Calls(row.number, row.in_time, row.median_minutes)
        for row in rows
    }


def _years(quarters: OfWard) -> OfWard:
    years = {period.first.year for period in quarters}
    told = {year: private.sum_of([quarters.get(one) for one in quarters_of(year)]) for year in years}
    return {year_of(date(year, 1, 1)): one for year, one in told.items() if one is not None}
