"""A spreadsheet (.xlsx): the values of its sheets as they were saved.

No formula is worked out, no macro looked at, and nothing is fetched. It is a zip of XML files, so a small one could
unfold to gigabytes (see `parts`).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from wardvoice.core.sheets.days import day_of, styles_of_days
from wardvoice.core.sheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    TOO_LONG,
    TOO_MUCH,
    TOO_OLD,
    UNREADABLE,
    refused,
)
from wardvoice.core.sheets.parts import Node, read_part

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, NotImplementedError, EOFError, OverflowError),
    LookupError,  # a part, an attribute or a shared text that is not there, and an encoding that nobody knows
)
CORNERS = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class Line:
    """A line that holds something. `number` is the one that the spreadsheet shows beside it, from 1 on.

    `wide` says that a cell of it reaches over several columns, as headings do; `unsaved` that a formula has no value.
    """

    number: int
    cells: list[str]
    hidden: bool = False
    wide: bool = False
    unsaved: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file, with its lines from the top; CSV is one without a name."""

    name: str
    hidden: bool = False
    lines: list[Line] = field(default_factory=list)


def read_xlsx(data: bytes, *, only_first: bool = False) -> list[Sheet]:
    """Return the sheets in their order, or the first alone; of hidden ones the name alone, unless it is the first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _Book(file).read(only_first)
    except BROKEN:
        raise refused(UNREADABLE) from None
    except RuntimeError:  # a zip with a password
        raise refused(TOO_OLD) from None


class _Book:
    """What the cells of all sheets refer to: shared texts, styles, and from when days are counted."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        self.workbook = read_part(file, "xl/workbook.xml")
        self.since_1904 = any(one.is_set("date1904") for one in self.workbook.all("workbookPr"))

    def read(self, only_first: bool) -> list[Sheet]:
        sheets = list(self.workbook.all("sheet"))[: 1 if only_first else None]
        if not sheets:
            raise refused(UNREADABLE)
        if len(sheets) > MOST_SHEETS:
            raise refused(TOO_MUCH)
        where = {one.attrs["Id"]: one.attrs["Target"] for one in self._part("_rels/workbook.xml.rels").all(LEAD)}
        self.strings = [one.said("t") for one in self._part("sharedStrings.xml", needed=False).all("si")]
        self.days = styles_of_days(self._part("styles.xml", needed=False))
        return [self._sheet(one, where[one.attrs["id"]], only_first) for one in sheets]

    def _part(self, name: str, *, needed: bool = True) -> Node:
        path = name.lstrip("/") if name.startswith("/") else f"xl/{name}"
        return read_part(self.file, path) if needed or path in self.file.namelist() else Node("", {})

    def _sheet(self, told: Node, where: str, even_hidden: bool) -> Sheet:
        hidden = told.attrs.get("state", "visible") != "visible"
        name = told.attrs.get("name", "")
        if hidden and not even_hidden:
            return Sheet(name, hidden)
        sheet = self._part(where)
        lines = {line.number: line for line in self._lines(sheet)}
        _fill_merged(sheet, lines)
        return Sheet(name, hidden, list(lines.values()))

    def _lines(self, sheet: Node) -> Iterator[Line]:
        """Yield the lines that hold something: a spreadsheet leaves empty ones out, or keeps thousands for a colour."""
        place = 0
        for row in sheet.all("row"):
            place = max(place + 1, int(row.attrs.get("r", 0)))
            cells = list(row.all("c"))
            line = Line(place, self._values(cells), hidden=row.is_set("hidden"))
            line.unsaved = any(_is_unsaved(cell) for cell in cells)
            if any(line.cells) or line.unsaved:
                if place > MOST_ROWS:
                    raise refused(TOO_LONG, most=MOST_ROWS)
                yield line

    def _values(self, row: list[Node]) -> list[str]:
        cells: list[str] = []
        for cell in row:
            place = _column(cell.attrs.get("r", "")) if "r" in cell.attrs else len(cells)
            if place < MOST_COLUMNS:
                cells += [""] * (place - len(cells))
                cells[place:] = [self._value(cell)]
        return cells

    def _value(self, cell: Node) -> str:
        kind = cell.attrs.get("t", "n")
        if kind == "inlineStr":
            return cell.said("t")
        value = cell.said("v")
        if kind == "s" and value:
            return self.strings[_place(value)]
        return self._number(cell, float(value)) if kind == "n" and value else value

    def _number(self, cell: Node, number: float) -> str:
        day = day_of(number, since_1904=self.since_1904) if int(cell.attrs.get("s", 0)) in self.days else None
        return day.isoformat() if day else f"{number:.10g}"


LEAD = "Relationship"


def _is_unsaved(cell: Node) -> bool:
    """A formula that gives no text has a value, which is empty; one that nobody worked out has none."""
    return cell.has("f") and cell.attrs.get("t") != "str" and not cell.said("v")


def _fill_merged(sheet: Node, lines: dict[int, Line]) -> None:
    """Let what is merged over several lines stand in each of them, as far as they hold something of their own."""
    filled = 0
    for left, top, right, bottom in _merged(sheet):
        if top not in lines:
            continue
        lines[top].wide = lines[top].wide or right > left
        filled += max(min(bottom, MOST_ROWS) - top, 0)
        if filled > MOST_ROWS * MOST_COLUMNS:
            raise refused(TOO_MUCH)
        for number in range(top + 1, min(bottom, MOST_ROWS) + 1):
            _fill(lines[top], lines.get(number), left)


def _fill(above: Line, line: Line | None, place: int) -> None:
    if line is not None and place < len(above.cells):
        line.cells += [""] * (place + 1 - len(line.cells))
        line.cells[place] = line.cells[place] or above.cells[place]


def _merged(sheet: Node) -> Iterator[tuple[int, int, int, int]]:
    for one in sheet.all("mergeCell"):
        if found := CORNERS.fullmatch(one.attrs.get("ref", "")):
            left, top, right, bottom = found.groups()
            yield _column(left), int(top), _column(right), int(bottom)


def _column(address: str) -> int:
    """Return the place of a cell in its row, from 0: that of "B7" is 1."""
    letters = "".join(sign for sign in address if sign.isalpha())[:3]
    place = 0
    for sign in letters.upper():
        place = place * 26 + ord(sign) - ord("A") + 1
    return max(place - 1, 0)


def _place(value: str) -> int:
    """Return a place among the shared texts; they are not counted from the end."""
    place = int(value)
    if place < 0:
        raise IndexError(place)
    return place
