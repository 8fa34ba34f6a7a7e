"""From the sheets of a file to the promises of an old list, line by line: understood, refused, or passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.sheets import Line as Row
from wardvoice.core.sheets import Sheet
from wardvoice.old_lists.rules.columns import Field, columns_in, left_out, only_once
from wardvoice.old_lists.rules.days import days_in
from wardvoice.old_lists.rules.states import Stands, state_told

NO_HEADING = N_(
    "No line of this file names its columns. One is called Action, and one Due, or the like. "
    "docs/importing.md tells which names are understood."
)
NO_DUE = N_("No column says by when. Call it Due, or Target date.")
NO_WORDS = N_("It says who or when, and not what is to be done.")
NO_DATE = N_("It has no day by which it is to be done. Write one in, as 3 April 2024.")
TOO_MANY_DAYS = N_("“%(text)s”: one day was expected, and several stand there.")
BEFORE = N_("It is to be done before it was agreed.")
AGREED_AHEAD = N_("It was agreed on a day that has not come yet.")
LONG = N_("%(count)s letters or more stand in one cell. 2,000 are the most.")
UNSAVED = N_("A formula in it has no value. Open the list in a spreadsheet program and save it once.")
BROKEN_FORMULA = N_("A formula in it is broken: “%(text)s”.")

HEADING = "a heading"
LOOKED_AT = 30
"""Lines in which the names of the columns are looked for."""
MOST_LETTERS = 2_000
BROKEN = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")


@dataclass(frozen=True)
class Told:
    """A promise as an old list tells it. `dates` holds the first date, and those to which it was moved.

    `whose`, `when`, `how`, `asked` and `said` are the list's own words.
    """

    words: str
    dates: tuple[date, ...]
    stands: Stands
    done_on: date | None = None
    agreed: date | None = None
    whose: str = ""
    when: str = ""
    how: str = ""
    asked: str = ""
    said: str = ""


@dataclass(frozen=True)
class Line:
    """What became of one line: `told` where it was understood, `why` where it was refused, else it was `passed`."""

    sheet: str
    number: int
    text: str
    told: Told | None = None
    why: str = ""
    passed: str = ""
    hidden: bool = False


@dataclass
class Reading:
    """What was read of a file: its lines, the columns that were left out, and the sheets that were."""

    lines: list[Line] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    sheets_left: list[str] = field(default_factory=list)


def read(sheets: Sequence[Sheet], today: date) -> Reading:
    """Return what the lines of a file say. RuleBroken where no sheet of it, or not one alone, names its columns."""
    reading, found = Reading(), False
    for sheet in sheets:
        heading = None if sheet.hidden else _heading(sheet)
        if heading is None:
            reading.sheets_left.append(sheet.name)
            continue
        found = True
        columns = columns_in(heading.cells)
        only_once(columns, heading.cells)
        if Field.DUE not in columns.values():
            raise RuleBroken(NO_DUE)
        reading.columns += [f"{heading.cells[place]} = {one.value}" for place, one in columns.items()]
        reading.left_out += left_out(columns, heading.cells)
        reading.lines += _lines(sheet, heading, columns, today)
    if not found:
        raise RuleBroken(NO_HEADING)
    return reading


def _heading(sheet: Sheet) -> Row | None:
    return next((row for row in sheet.lines[:LOOKED_AT] if columns_in(row.cells)), None)


def _lines(sheet: Sheet, heading: Row, columns: dict[int, Field], today: date) -> Iterator[Line]:
    for row in sheet.lines:
        if row.number <= heading.number:
            continue
        cells = _cells(row, columns)
        if any(cells.values()) or row.unsaved:
            yield _line(sheet, row, cells, row.cells == heading.cells, today)


def _cells(row: Row, columns: dict[int, Field]) -> dict[Field, str]:
    """Return what each column tells in a line; where several tell the same, one after the other."""
    cells: dict[Field, str] = {}
    for place, told in columns.items():
        text = row.cells[place] if place < len(row.cells) else ""
        cells[told] = "; ".join(part for part in (cells.get(told, ""), text) if part)
    return cells


def _line(sheet: Sheet, row: Row, cells: dict[Field, str], is_heading: bool, today: date) -> Line:
    text = cells[Field.WORDS] or next((cell for cell in row.cells if cell), "")
    line = Line(sheet.name, row.number, text, hidden=row.hidden)
    if is_heading or (row.wide and sum(map(bool, row.cells)) == 1):
        return Line(sheet.name, row.number, text, passed=HEADING, hidden=row.hidden)
    try:
        told = _told(row, cells, today)
    except RuleBroken as refused:
        return Line(line.sheet, line.number, text, why=str(refused), hidden=row.hidden)
    return Line(line.sheet, line.number, text, told=told, hidden=row.hidden)


def _told(row: Row, cells: dict[Field, str], today: date) -> Told:
    _is_whole(row, cells)
    agreed = _agreed(cells.get(Field.AGREED, ""), today)
    due = _days(cells, agreed, today)
    how = [cells.get(one, "") for one in (Field.STATUS, Field.RAG, Field.DONE)]
    stands, done_on = state_told(*how, agreed=agreed, today=today)
    return Told(
        words=cells[Field.WORDS],
        dates=due,
        stands=stands,
        done_on=done_on,
        agreed=agreed,
        whose=cells.get(Field.OWNER, ""),
        when="; ".join(part for one in (Field.DUE, Field.MOVED) if (part := cells.get(one, ""))),
        how="; ".join(part for part in how if part),
        asked=cells.get(Field.ASKED, ""),
        said=cells.get(Field.SAID, ""),
    )


def _is_whole(row: Row, cells: dict[Field, str]) -> None:
    if row.unsaved:
        raise RuleBroken(UNSAVED)
    for text in cells.values():
        if len(text) > MOST_LETTERS:
            raise RuleBroken(LONG, count=len(text))
        if BROKEN.search(text):
            raise RuleBroken(BROKEN_FORMULA, text=text)
    if not cells[Field.WORDS]:
        raise RuleBroken(NO_WORDS)


def _agreed(text: str, today: date) -> date | None:
    """Return the day on which it was agreed, if the list says one; "Community meeting" says none."""
    try:
        days = days_in(text, agreed=None, today=today)
    except RuleBroken:
        if any(sign.isdigit() for sign in text):
            raise
        return None
    if len(set(days)) > 1:
        raise RuleBroken(TOO_MANY_DAYS, text=text)
    if days[0] > today:
        raise RuleBroken(AGREED_AHEAD)
    return days[0]


def _days(cells: dict[Field, str], agreed: date | None, today: date) -> tuple[date, ...]:
    """Return the first date and the later ones, each once."""
    told = [text for one in (Field.DUE, Field.MOVED) if (text := cells.get(one, ""))]
    if not cells[Field.DUE]:
        raise RuleBroken(NO_DATE)
    days = [day for text in told for day in days_in(text, agreed=agreed, today=today)]
    if agreed is not None and days[0] < agreed:
        raise RuleBroken(BEFORE)
    return tuple(day for place, day in enumerate(days) if place == 0 or day != days[place - 1])
