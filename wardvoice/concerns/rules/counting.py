"""What is counted of a quarter that is over, once and for good (rules.md, measures 13 and 15; P16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from wardvoice.concerns.rules.codes import Recipient, Theme
from wardvoice.core.quarters import Quarter, quarter_before, quarter_of

SETTLES = timedelta(days=14)
"""So long after a quarter ended it is counted: by then readers have had their days to acknowledge and to say what each
is about. Nobody sees a number of it before, and none changes after: whoever watched it change would see one concern
being read."""
QUARTERS_BACK = 8
"""So many quarters are counted at the first time, whether anything was sent in them or not."""
AT_ONCE_DAYS, SOON_DAYS = 1, 3
"""Working days in which an acknowledgement is counted (measure 13)."""


class Part(StrEnum):
    """What a ward may know of, and what it may not: a concern nobody has looked at yet counts as *not sure*."""

    NOT_STAFF = "not-staff"
    STAFF = "staff"


class Line(StrEnum):
    """Among which a concern is counted; each is counted once.

    What the ward manager read is always hers: she knows it, and could work out the others by what she calls it.
    """

    DIFFERENTLY = "differently"
    ADVOCATE = "advocate"
    LISTENER = "listener"
    MANAGER = "manager"


@dataclass(frozen=True)
class Fact:
    """What of a released concern is counted."""

    recipient: Recipient
    about_staff: bool | None
    treated_differently: bool | None
    released_on: date
    acknowledged_on: date | None
    passed_to_complaints: bool
    theme: Theme | None = None


@dataclass
class Count:
    """How many there are, acknowledged within one and within three working days, and passed to the complaints team."""

    number: int = 0
    at_once: int = 0
    soon: int = 0
    complaints: int = 0


@dataclass(frozen=True)
class Counts:
    """All that is counted of a ward's quarter. Themes are of what went past the ward's manager alone (C10)."""

    lines: dict[tuple[Part, Line], Count]
    themes: dict[Part, Counter[Theme]] = field(default_factory=lambda: {part: Counter() for part in Part})


def part_of(about_staff: bool | None) -> Part:
    """Return whether the ward may know of it."""
    return Part.NOT_STAFF if about_staff is False else Part.STAFF


def line_of(recipient: Recipient, treated_differently: bool | None) -> Line:
    """Return among which it is counted."""
    if recipient is Recipient.MANAGER:
        return Line.MANAGER
    if recipient is Recipient.BOTH or treated_differently:
        return Line.DIFFERENTLY
    return Line(recipient.value)


def count(facts: Iterable[Fact], working_days: Callable[[date, date], int]) -> Counts:
    """Count the concerns of a quarter; `working_days` counts those after a day."""
    counts = Counts({(part, line): Count() for part in Part for line in Line})
    for fact in facts:
        part, line = part_of(fact.about_staff), line_of(fact.recipient, fact.treated_differently)
        passed = working_days(fact.released_on, fact.acknowledged_on) if fact.acknowledged_on else None
        one = counts.lines[part, line]
        one.number += 1
        one.at_once += passed is not None and passed <= AT_ONCE_DAYS
        one.soon += passed is not None and passed <= SOON_DAYS
        one.complaints += fact.passed_to_complaints
        if fact.theme is not None and line is not Line.MANAGER:
            counts.themes[part][fact.theme] += 1
    return counts


def to_count(known: Collection[Quarter], today: date) -> list[Quarter]:
    """Return the quarters that are over for long enough and not yet counted, the oldest first."""
    last = quarter_before(quarter_of(today - SETTLES))
    due: list[Quarter] = []
    while last not in known and len(due) < QUARTERS_BACK:
        due.append(last)
        last = quarter_before(last)
    return due[::-1]
