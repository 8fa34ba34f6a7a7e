"""Counts the alerts of a quarter that is over, with the rest of what is counted of it (measure 14)."""

from __future__ import annotations

from datetime import date
from statistics import median

from sqlalchemy import select

from wardvoice.alerts.models import ClosedAlert, QuarterAlerts
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork

IN_TIME = 10
"""Minutes in which somebody should be on the way."""


def count_alerts(work: ApartWork, *, year: int, quarter: int, first: date, last: date) -> None:
    """Count the closed alerts of these days, both included, for a quarter that has no count yet.

    What is about staff is counted apart. Once is for good: whoever watched a count move would see one alert being
    closed.
    """
    work.require(May.CLOCKWORK)
    its = (ClosedAlert.ward_id == work.ward_id, ClosedAlert.day.between(first, last))
    closed = work.session.execute(select(ClosedAlert.about_staff, ClosedAlert.minutes).where(*its)).all()
    for about_staff in (False, True):
        minutes = [waited for of, waited in closed if of is about_staff]
        work.session.add(
            QuarterAlerts(
                ward_id=work.ward_id,
                year=year,
                quarter=quarter,
                about_staff=about_staff,
                number=len(minutes),
                in_time=sum(waited <= IN_TIME for waited in minutes),
                median_minutes=median(minutes) if minutes else None,
            )
        )
