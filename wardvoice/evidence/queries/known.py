"""The figures of wards, counted once for each moment of their history.

Every figure follows from the ward's chain, the hospital's, and the day: so it is true until one of them has gone on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock
from uuid import UUID

from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.evidence.queries.loading import facts_of
from wardvoice.evidence.queries.wards import WardTold, ward_told
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.measures import figures
from wardvoice.evidence.rules.periods import Period, months_before

MONTHS = 24
"""So many months stand in a chart: with fewer than a year there are no limits, with two a slow change shows."""
MOST = MONTHS + 12
"""Periods kept for one ward; with one more, the one that was counted first is forgotten."""
Figures = dict[str, Figure]
Moment = tuple[str | None, str | None, date]


class Known:
    """What was counted, ward by ward; what an older head showed is forgotten at once."""

    def __init__(self) -> None:
        self._wards: dict[UUID, tuple[Moment, dict[Period, Figures]]] = {}
        self._lock = Lock()

    def of(self, ward_id: UUID, moment: Moment) -> dict[Period, Figures]:
        """Return what is known of a ward at this moment of its history, by period, as a copy of one's own."""
        with self._lock:
            held = self._wards.get(ward_id)
            if held is None or held[0] != moment:
                held = self._wards[ward_id] = (moment, {})
            return dict(held[1])

    def keep(self, ward_id: UUID, moment: Moment, counted: Mapping[Period, Figures]) -> None:
        """Keep what was counted, unless the ward has gone on meanwhile; of too many periods the oldest go."""
        with self._lock:
            held_at, shelf = self._wards.get(ward_id, (None, {}))
            if held_at == moment:
                shelf.update(counted)
                for period in list(shelf)[:-MOST]:
                    del shelf[period]


def figures_of(session: Session, ward_id: UUID, period: Period, clock: Clock, known: Known | None = None) -> Figures:
    """Return every figure of one ward and period by its key."""
    return figures_of_wards(session, [ward_told(session, ward_id)], period, clock, known)[ward_id]


def figures_of_wards(
    session: Session, wards: Sequence[WardTold], period: Period, clock: Clock, known: Known | None = None
) -> dict[UUID, Figures]:
    """Return every figure of some wards; only those whose history has gone on are counted again."""
    known, today = known or Known(), clock.day_of(clock.now())
    moments = {ward.id: (*ward.moment, today) for ward in wards}
    shelves = {ward_id: known.of(ward_id, moment) for ward_id, moment in moments.items()}
    missing = [ward_id for ward_id, shelf in shelves.items() if period not in shelf]
    if missing:
        for ward_id, facts in facts_of(session, missing, period, clock).items():
            shelves[ward_id][period] = figures(facts, period, today)
            known.keep(ward_id, moments[ward_id], {period: shelves[ward_id][period]})
    return {ward_id: shelf[period] for ward_id, shelf in shelves.items()}


def months_of(
    session: Session, ward: WardTold, clock: Clock, known: Known | None = None
) -> list[tuple[Period, Figures]]:
    """Return every figure of one ward for each of the last months that are over, the oldest first."""
    known, today = known or Known(), clock.day_of(clock.now())
    months = [month for month in months_before(today, MONTHS) if month.last >= ward.opened_on]
    moment = (*ward.moment, today)
    shelf = known.of(ward.id, moment)
    if any(month not in shelf for month in months):
        facts = facts_of(session, [ward.id], Period(months[0].first, months[-1].last), clock)[ward.id]
        shelf = {month: figures(facts, month, today) for month in months}
        known.keep(ward.id, moment, shelf)
    return [(month, shelf[month]) for month in months]
