"""How measures 13 to 16 read: the words for a number that is not told, and the rows of their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.concerns.words.themes import THEMES
from wardvoice.core.tables import Column, Table
from wardvoice.evidence.rules.periods import Period, Span
from wardvoice.evidence.rules.private import Alerts, Audience, Concerns, Line, Part, Private
from wardvoice.evidence.rules.small import Kind, Told

NOTHING = "–"
COLUMNS = 4
"""So many quarters stand beside each other."""

TITLES: dict[str, Any] = {
    "13": _l("Told in private"),
    "14": _l("Somebody was called"),
    "15": _l("Treated differently after speaking up"),
    "16": _l("“Things I raise get dealt with”"),
    "E4": _l("Passed to the complaints team"),
}

HOW: dict[str, Any] = {
    "13": _l(
        "What was sent in private, by the day it was passed on. Each is counted once, with who read it last. "
        "Working days leave out weekends and bank holidays. No sum of the lines is told."
    ),
    "14": _l("How often a patient let somebody be called. Minutes count until a person said “I am going”."),
    "15": _l("What patients wrote who were treated differently after they spoke up. It is in no other line."),
    "16": _l("One question at the ward screen, without a name. Anybody can answer, and also more than once."),
    "E4": _l(
        "The writer wanted a complaint, and a reader passed it on. It is told where enough others are "
        "there as well. They are counted in the other lines, too."
    ),
}
"""How each measure is counted, in a few plain sentences."""

LINES: dict[Line, Any] = {
    Line.DIFFERENTLY: _l("Treated differently"),
    Line.ADVOCATE: _l("To the advocate"),
    Line.LISTENER: _l("To the independent listener"),
    Line.MANAGER: _l("To the ward manager"),
}
LISTED = (
    Column("measure", "Number of the measure, 13 to 16; E4 for complaints."),
    Column("table", "Title of the table on the page."),
    Column("row", "What is counted."),
    Column("from", "First day of the quarter or year.", "date"),
    Column("to", "Its last day.", "date"),
    Column("told", "A number, or the words that stand for one that is not told."),
)
PARTS: dict[Part, Any] = {
    Part.NOT_STAFF: _l("Not about staff"),
    Part.STAFF: _l("About staff, or not sure"),
}


@dataclass(frozen=True)
class Rows:
    """A table: rows of one measure, each with what stands there in every period. `key` names it in a file."""

    key: str
    title: str
    how: str
    rows: Sequence[tuple[str, Sequence[str]]]


def number(told: Told | None) -> str:
    """Return a count in words; a dash stands for a sum that is not told."""
    if told is None:
        return NOTHING
    if told.kind is Kind.EXACT:
        return str(told.number)
    if told.kind is Kind.FEWER:
        return str(_("fewer than %(number)s", number=told.number))
    if told.kind is Kind.ALL_BUT:
        return str(_("all but fewer than %(number)s", number=told.number))
    return str(_("too few to tell"))


def shown(found: Mapping[Period, Private], period: Period) -> dict[Period, Private]:
    """Return what stands beside each other: the last quarters up to a period, oldest first, and then their years.

    A year of which no sum is told is left out.
    """
    quarters = sorted(one for one in found if one.span is Span.QUARTER and one.first <= period.last)[-COLUMNS:]
    years = [one for one in found if one.span is Span.YEAR and any(day.first in one for day in quarters)]
    told = sorted(one for one in years if found[one].tells_anything)
    return {one: found[one] for one in (*quarters, *told)}


def tables(figures: Iterable[Private], audience: Audience) -> list[Rows]:
    """Return the tables of measures 13 to 16 for one audience; a part about staff stands apart, never added up."""
    told = list(figures)
    if not told:
        return []
    both = [
        table
        for part in audience.parts
        for table in (_private(told, part), _differently(told, part), _called(told, part))
        if table.rows
    ]
    return [*both, _pulse(told)]


def complaints(figures: Iterable[Private], audience: Audience) -> list[Rows]:
    """Return the tables of the complaints summary: how many were passed on, and how soon all were acknowledged.

    Whoever reads some of them in an own inbox is not told how many were passed on.
    """
    told = list(figures)
    if not told:
        return []
    row = (_("Passed to the complaints team"), [number(one.complaints) for one in told])
    passed_on = [Rows("E4", str(TITLES["E4"]), str(HOW["E4"]), [row])] if audience.sees_sums else []
    of_lines = [(str(PARTS[part]), _within_days(told, part)) for part in audience.parts]
    return [
        *passed_on,
        *(Rows("13", f"{TITLES['13']}: {part}", str(HOW["13"]), rows) for part, rows in of_lines if rows),
    ]


def listed(columns: Iterable[Period], of: Iterable[Rows]) -> Table:
    """Return tables as one to take along: a line for each row and period, in the words of the page."""
    periods = list(columns)
    rows = [
        (table.key, table.title, name, period.first, period.last, cell)
        for table in of
        for name, cells in table.rows
        for period, cell in zip(periods, cells, strict=True)
    ]
    return Table("private", LISTED, rows)


def _private(told: list[Private], part: Part) -> Rows:
    lines = (Line.ADVOCATE, Line.LISTENER, Line.MANAGER)
    return Rows("13", _title("13", part), str(HOW["13"]), [*_of_lines(told, part, lines), *_themes(told, part)])


def _differently(told: list[Private], part: Part) -> Rows:
    return Rows("15", _title("15", part), str(HOW["15"]), _of_lines(told, part, (Line.DIFFERENTLY,)))


def _of_lines(told: list[Private], part: Part, lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    found = []
    for line in lines:
        there = [_line(one, part, line) for one in told]
        if all(there):
            found += _one_line(str(LINES[line]), [one for one in there if one])
    return found


def _one_line(name: str, there: Sequence[Concerns]) -> list[tuple[str, list[str]]]:
    """Return the rows of a line; how soon stands there only where it has a number in some column."""
    numbers = (name, [number(one.number) for one in there])
    if not any(one.number and one.number.exact for one in there):
        return [numbers]
    return [
        numbers,
        (_("%(line)s: seen within 1 working day", line=name), [number(one.one_day) for one in there]),
        (_("%(line)s: seen within 3 working days", line=name), [number(one.three_days) for one in there]),
    ]


def _within_days(told: list[Private], part: Part) -> list[tuple[str, list[str]]]:
    return [*_of_lines(told, part, tuple(Line)), *_themes(told, part)]


def _themes(told: list[Private], part: Part) -> list[tuple[str, list[str]]]:
    """Return the row of themes, without numbers; a year has none."""
    names = [", ".join(str(THEMES[theme]) for theme in _known(one.themes.get(part, ()))) or NOTHING for one in told]
    return [(_("What at least 3 were about"), names)] if set(names) != {NOTHING} else []


def _known(themes: Sequence[StrEnum]) -> list[Any]:
    return [theme for theme in THEMES if theme in themes]


def _called(told: list[Private], part: Part) -> Rows:
    there = [next(one for one in figures.alerts if one.part is part) for figures in told]
    rows: list[tuple[str, Callable[[Alerts], str]]] = [
        (_("How often"), lambda one: number(one.number)),
        (_("Somebody went within 10 minutes"), lambda one: number(one.in_time)),
        (_("Minutes until somebody went, the middle one"), _minutes),
    ]
    told_rows = [(name, [tell(one) for one in there]) for name, tell in rows]
    some = told_rows if any(one.number and one.number.exact for one in there) else told_rows[:1]
    return Rows("14", _title("14", part), str(HOW["14"]), some)


def _minutes(one: Alerts) -> str:
    return NOTHING if one.minutes is None else format_decimal(one.minutes)


def _pulse(told: list[Private]) -> Rows:
    rows = [
        (_("Answers"), [number(one.answers) for one in told]),
        (_("Yes"), [number(one.yes) for one in told]),
    ]
    return Rows("16", str(TITLES["16"]), str(HOW["16"]), rows)


def _title(measure: str, part: Part) -> str:
    """Return the title of a table; what the ward reads needs no word about the rest."""
    return f"{TITLES[measure]}: {PARTS[Part.STAFF]}" if part is Part.STAFF else str(TITLES[measure])


def _line(figures: Private, part: Part, line: Line) -> Concerns | None:
    return next((one for one in figures.concerns if (one.part, one.line) == (part, line)), None)
