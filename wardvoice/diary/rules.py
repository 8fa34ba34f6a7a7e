"""On which mornings there is a mail, what in it is near, and which days a calendar shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, RuleBroken

MORNING = range(7, 12)
"""The hours in which the mail goes out: from seven on, and until noon for whoever could not be reached by then."""
WEEKDAYS = range(5)
DAYS_AHEAD = 6
"""A promise is near whose date is today or one of so many days after."""
LOOKS_BACK, LOOKS_AHEAD = timedelta(days=28), timedelta(days=90)
KEEPERS = frozenset({Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.LISTENER})
"""Who may have a diary; what a reviewer, an admin or the duty list does has none."""
AT_THE_COUNCIL = frozenset({Role.MANAGER, Role.LEAD, Role.LISTENER})
"""Whose calendar shows the meetings of the patients' council: who answers there, and its secretary."""


def mornings_make_sense(mornings: Collection[int]) -> None:
    """Mail comes on one working day of the week at least; whoever wants none gives no address."""
    if not mornings or not set(mornings) <= set(WEEKDAYS):
        raise RuleBroken(N_("Tick at least one morning, or press Stop the mail."), field="mornings")


def is_near(due: date, today: date) -> bool:
    """Return whether a date has passed or lies within the coming week."""
    return due <= today + timedelta(days=DAYS_AHEAD)
