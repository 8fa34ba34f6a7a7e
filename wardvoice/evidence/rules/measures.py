"""All figures of one ward and period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardvoice.evidence.rules.asked import of_items
from wardvoice.evidence.rules.facts import WardFacts
from wardvoice.evidence.rules.figures import Figure
from wardvoice.evidence.rules.held import of_meetings
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.promised import of_promises
from wardvoice.evidence.rules.reached import of_people

FIRST = ("7", "11", "9", "5", "1")
"""The measures that open the page (rules.md)."""


def figures(ward: WardFacts, period: Period, today: date) -> dict[str, Figure]:
    """Return every figure by its key. `ward` holds what lies in the period and in the four weeks before its end."""
    found = [
        *of_meetings(ward, period, today),
        *of_people(ward, period, today),
        *of_items(ward, period, today),
        *of_promises(ward, period, today),
    ]
    return {figure.key: figure for figure in found}


def has_something(found: Iterable[Figure]) -> bool:
    """Return whether a measure has anything to tell: something was counted for one of its figures."""
    return any(figure.value is not None for figure in found)


def says_something(figure: Figure) -> bool:
    """Return whether a figure is told: something was counted, and of reasons only those that were given."""
    return figure.value is not None and not (figure.key.startswith("1-") and not figure.numerator)
