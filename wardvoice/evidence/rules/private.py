"""Measures 13 to 16 as they are told: who may read which counts of a ward's quarter or year (rules.md, Measures; P16).

What is told shares nobody: each concern is counted in one line, and no sum of lines is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wardvoice.evidence.rules import small
from wardvoice.evidence.rules.small import Told

QUARTERS = 4


class Part(StrEnum):
    """What is not about staff, and what is or may be."""

    NOT_STAFF = "not-staff"
    STAFF = "staff"


class Line(StrEnum):
    """Who read a concern; those of somebody who was treated differently after speaking up have a line of their own."""

    DIFFERENTLY = "differently"
    ADVOCATE = "advocate"
    LISTENER = "listener"
    MANAGER = "manager"


@dataclass(frozen=True)
class Audience:
    """Who reads. Only whoever is `off_ward` reads of what is or may be about staff.

    `reads` are the lines whose concerns come to this person's own inbox: of these nothing is told in that part, and
    nothing that holds them, as themes and complaints do. Else somebody whom a writer left out, since it is about them,
    would find one more on the page than in the inbox (P42).
    """

    off_ward: bool = False
    reads: frozenset[Line] = frozenset()

    def sees(self, part: Part, line: Line) -> bool:
        """Return whether this person may read the count of a line."""
        return part is Part.NOT_STAFF or (self.off_ward and line not in self.reads)

    @property
    def sees_sums(self) -> bool:
        """Return whether this person may read what is told of all lines of what is about staff together."""
        return self.off_ward and not self.reads

    def sees_themes(self, part: Part) -> bool:
        """Return whether this person may read what the concerns of a part were about."""
        return part is Part.NOT_STAFF or self.sees_sums

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of which this person may read anything."""
        return tuple(Part) if self.off_ward else (Part.NOT_STAFF,)


@dataclass(frozen=True)
class Count:
    """How many concerns a line had, acknowledged within 1 and 3 working days, and passed to the complaints team."""

    number: int = 0
    at_once: int = 0
    soon: int = 0
    complaints: int = 0


@dataclass(frozen=True)
class Calls:
    """How many alerts a part had, taken within ten minutes, and the median of minutes until then, if there was any."""

    number: int = 0
    in_time: int = 0
    minutes: float | None = None


@dataclass(frozen=True)
class Counted:
    """What was counted of a ward's quarter, once."""

    lines: Mapping[tuple[Part, Line], Count]
    alerts: Mapping[Part, Calls] = field(default_factory=dict)
    yes: int = 0
    answers: int = 0
    themes: Mapping[Part, Sequence[StrEnum]] = field(default_factory=dict)


@dataclass(frozen=True)
class Concerns:
    """One line of measures 13 and 15. None stands for a sum that is not told, as one of its parts is not."""

    part: Part
    line: Line
    number: Told | None
    one_day: Told | None
    three_days: Told | None


@dataclass(frozen=True)
class Alerts:
    """Measure 14: how many, taken within ten minutes, and the median of minutes of a quarter."""

    part: Part
    number: Told | None
    in_time: Told | None
    minutes: float | None = None


@dataclass(frozen=True)
class Private:
    """Measures 13 to 16 of a ward's quarter or year, as one audience reads them."""

    concerns: tuple[Concerns, ...]
    alerts: tuple[Alerts, ...]
    answers: Told | None
    yes: Told | None
    complaints: Told | None
    themes: Mapping[Part, Sequence[StrEnum]] = field(default_factory=dict)

    @property
    def tells_anything(self) -> bool:
        """Return whether any number of it is told."""
        of_lines = (*(one.number for one in self.concerns), *(one.number for one in self.alerts))
        numbers = (self.answers, self.complaints, *of_lines)
        return any(one is not None and one.exact is not None for one in numbers)


def quarter(counted: Counted, audience: Audience, least: int) -> Private:
    """Tell a quarter.

    How many were passed to the complaints team is told of all lines, to whoever may read of all: of two such counts of
    fewer lines the difference could be worked out.
    """
    seen = [at for at in counted.lines if audience.sees(*at)]
    every = counted.lines.values()
    passed_on = small.part_of_several(sum(one.complaints for one in every), [one.number for one in every], least)
    return Private(
        concerns=tuple(_concerns(*at, counted.lines[at], least) for at in seen),
        alerts=tuple(_alerts(part, counted.alerts.get(part, Calls()), least) for part in audience.parts),
        answers=small.told(counted.answers, least),
        yes=small.share(counted.yes, counted.answers, least),
        complaints=passed_on if audience.sees_sums else None,
        themes={part: counted.themes.get(part, ()) for part in audience.parts if audience.sees_themes(part)},
    )


def sum_of(parts: Sequence[Private | None], expected: int = QUARTERS) -> Private | None:
    """Tell a year of its quarters, or some wards together: of each count only where every part of it is exact.

    None where one is missing. A median and themes belong to a ward's quarter alone.
    """
    there = [part for part in parts if part is not None]
    if len(there) < max(expected, 1) or len(there) < len(parts):
        return None
    return Private(
        concerns=tuple(_together(rows) for rows in zip(*(one.concerns for one in there), strict=True)),
        alerts=tuple(_alerts_together(rows) for rows in zip(*(one.alerts for one in there), strict=True)),
        answers=small.together([one.answers for one in there]),
        yes=small.together([one.yes for one in there]),
        complaints=small.together([one.complaints for one in there]),
    )


def _concerns(part: Part, line: Line, count: Count, least: int) -> Concerns:
    within = small.within(count.at_once, count.soon, count.number, least)
    return Concerns(part, line, small.told(count.number, least), within.one, within.three)


def _alerts(part: Part, calls: Calls, least: int) -> Alerts:
    in_time = small.share(calls.in_time, calls.number, least)
    return Alerts(part, small.told(calls.number, least), in_time, small.middle(calls.minutes, calls.number, least))


def _together(rows: Sequence[Concerns]) -> Concerns:
    return Concerns(
        rows[0].part,
        rows[0].line,
        small.together([row.number for row in rows]),
        small.together([row.one_day for row in rows]),
        small.together([row.three_days for row in rows]),
    )


def _alerts_together(rows: Sequence[Alerts]) -> Alerts:
    number, in_time = ([getattr(row, name) for row in rows] for name in ("number", "in_time"))
    return Alerts(rows[0].part, small.together(number), small.together(in_time))
