"""The figures of wards, counted once for each moment of their history.

Every figure follows from the ward's chain, the hospital's, and the day: so it is true until one of them has gone on.
"""

from __future__ import annotations

from collections.abc import Sequence
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
"""Periods kept for one ward; then it is begun anew."""
Figures = dict[str, Figure]
Moment = tuple[str | None, str | None, date]


class Known:
    """What was counted, ward by ward; what an older head showed is forgotten at once."""

    def __init__(self) -> None:
        self._wards: dict[UUID, tuple[Moment, dict[Period, Figures]]] = {}
        self._lock = Lock()

    def of(self, ward_id: UUID, moment: Moment) -> dict[Period, Figures]:
        """Return what is known of a ward at this moment of its history, by period; to be added to."""
        with self._lock:
            held = self._wards.get(ward_id)
            if held is None or held[0] != moment or len(held[1]) >= MOST:
                held = self._wards[ward_id] = (moment, {})
            return held[1]


def figures_of(session: Session, ward_id: UUID, period: Period, clock: Clock, known: Known | None = None) -> Figures:
    """Return every figure of one ward and period by its key."""
    return figures_of_wards(session, [ward_told(session, ward_id)], period, clock, known)[ward_id]


def figures_of_wards(
    session: Session, wards: Sequence[WardTold], period: Period, clock: Clock, known: Known | None = None
) -> dict[UUID, Figures]:
    """Return every figure of some wards; only those whose history has gone on are counted again."""
    known, today = known or Known(), clock.day_of(clock.now())
    shelves = {ward.id: known.of(ward.id, (*ward.moment, today)) for ward in wards}
    missing = [ward_id for ward_id, shelf in shelves.items() if period not in shelf]
    if missing:
        for ward_id, facts in facts_of(session, missing, period, clock).items():
            shelves[ward_id][period] = figures(facts, period, today)
    return {ward_id: shelf[period] for ward_id, shelf in shelves.items()}


def months_of(
    session: Session, ward: WardTold, clock: Clock, known: Known | None = None
) -> list[tuple[Period, Figures]]:
    """Return every figure of one ward for each of the last months that are over, the oldest first."""
    today = clock.day_of(clock.now())
    months = [month for month in months_before(today, MONTHS) if month.last >= ward.opened_on]
    shelf = (known or Known()).of(ward.id, (*ward.moment, today))
    if any(month not in shelf for month in months):
        facts = facts_of(session, [ward.id], Period(months[0].first, months[-1].last), clock)[ward.id]
        shelf.update({month: figures(facts, month, today) for month in months})
    return [(month, shelf[month]) for month in months]
