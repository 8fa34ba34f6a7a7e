"""Counts each quarter once, when it is over for long enough, and never again (P16)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.alerts.commands import count_alerts
from wardvoice.concerns.models import Concern, QuarterCount, QuarterTheme
from wardvoice.concerns.rules import Fact, count, to_count
from wardvoice.core.policy import May
from wardvoice.core.quarters import Quarter, days_of
from wardvoice.people.queries.keys import working_days
from wardvoice.storage.apart_work import ApartWork


def count_quarters(work: ApartWork, _main: Session | None = None, *, bank_holidays: str) -> None:
    """Count the concerns and alerts of the ward's quarters that are over and not yet counted; safe to run twice."""
    work.require(May.CLOCKWORK)
    known = select(QuarterCount.year, QuarterCount.quarter).where(QuarterCount.ward_id == work.ward_id).distinct()
    for quarter in to_count({(year, number) for year, number in work.session.execute(known)}, work.today):
        _count(work, quarter, bank_holidays)


def _count(work: ApartWork, quarter: Quarter, bank_holidays: str) -> None:
    counts = count(_facts(work, quarter), working_days(bank_holidays, days_of(quarter)[1]).passed)
    where = {"ward_id": work.ward_id, "year": quarter[0], "quarter": quarter[1]}
    for (part, line), one in counts.lines.items():
        work.session.add(QuarterCount(**where, part=part, line=line, **vars(one)))
    for part, themes in counts.themes.items():
        work.session.add_all(QuarterTheme(**where, part=part, theme=theme, number=n) for theme, n in themes.items())
    first, last = days_of(quarter)
    count_alerts(work, year=quarter[0], quarter=quarter[1], first=first, last=last)


def _facts(work: ApartWork, quarter: Quarter) -> list[Fact]:
    within = Concern.released_on.between(*days_of(quarter))
    of_ward = select(Concern).where(Concern.ward_id == work.ward_id, within)
    return [
        Fact(
            one.recipient,
            one.about_staff,
            one.treated_differently,
            one.released_on,
            one.acknowledged_on,
            one.complaint_passed_on is not None,
            one.theme,
        )
        for one in work.session.scalars(of_ward)
    ]
