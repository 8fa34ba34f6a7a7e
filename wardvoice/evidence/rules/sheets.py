"""A file with a table, as a browser sent it: CSV, or a spreadsheet (.xlsx), read as plain rows of text.

The file is not trusted. Of a spreadsheet the values of the first sheet are read as they were saved: no formula is
worked out, no macro looked at, and nothing is fetched. It is a zip of XML files, so a small one could unfold to
gigabytes: each part is unpacked and taken apart up to a limit, and one with a document type (the way to entities that
multiply, or that read other files) is refused. Nothing in it is gone through twice, however it is nested. The libraries
for this do much more, and are seldom renewed.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from wardvoice.core.errors import N_, RuleBroken

MOST_BYTES = 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 1_000, 30, 2_000
MOST_NODES = 100_000
"""A cell is three at the most: itself, a formula or a box, and its text. A row is one more; some stand around them."""
MOST_UNPACKED, MOST_TEXT, DEEPEST = 8 * 1024 * 1024, 32_767, 40
"""The text is what a cell of a spreadsheet can hold."""
WITH_TEXT = ("t", "v")
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BETWEEN_CELLS = (",", ";", "\t")

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, NotImplementedError, EOFError),
    LookupError,  # a part, an attribute or a shared text that is not there, and an encoding that nobody knows
)

NO_FILE = N_("Choose a file first.")
TOO_BIG = N_("This file is too big. 1 MB is the most.")
TOO_LONG = N_("This table is too long. %(most)s lines are the most.")
TOO_MUCH = N_("This table holds too much. Keep only the columns and lines that are needed.")
UNREADABLE = N_("This file could not be read. Send a spreadsheet (.xlsx) or a CSV file.")
TOO_OLD = N_(
    "This file is locked with a password, or of an old kind (.xls). Save it as .xlsx or CSV, without a password."
)


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of a table, each cell as text; RuleBroken, for the box `file`, with a sentence that says why not.

    What kind of file it is follows from its first bytes: its name and what the browser calls it say nothing.
    """
    if not data.strip():
        raise RuleBroken(NO_FILE, field="file")
    if len(data) > MOST_BYTES:
        raise RuleBroken(TOO_BIG, field="file")
    if data.startswith(OLD_EXCEL):
        raise RuleBroken(TOO_OLD, field="file")
    rows = _spreadsheet(data) if data.startswith(ZIP) else _csv(data)
    if len(rows) > MOST_ROWS:
        raise RuleBroken(TOO_LONG, field="file", most=MOST_ROWS)
    return rows


# --- CSV ------------------------------------------------------------------------------------------------------------


def _csv(data: bytes) -> list[list[str]]:
    text = _text(data)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(BETWEEN_CELLS, key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [
            [_clean(cell) for cell in row[:MOST_COLUMNS]] for row, _ in zip(rows, range(MOST_ROWS + 1), strict=False)
        ]
    except csv.Error:
        raise _unreadable() from None


def _text(data: bytes) -> str:
    """Return the text of a file; spreadsheets still write CSV in the old code page of Western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise _unreadable()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


# --- .xlsx ----------------------------------------------------------------------------------------------------------


@dataclass
class Node:
    """A part of an XML file: its name without a name space, and what is inside."""

    name: str
    attrs: dict[str, str]
    inside: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Yield every node of this name below it, but none that is inside such a one: so each is found once."""
        for node in self.inside:
            if node.name == name:
                yield node
            else:
                yield from node.all(name)

    def said(self, name: str) -> str:
        """Return the text of every node of this name below it, as one line of signs that can be printed."""
        return _clean("".join(part for node in self.all(name) for part in node.parts))


def _spreadsheet(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            strings = _strings(file)
            return [_row(row, strings) for row in _numbered(_xml(file, _first_sheet(file)))]
    except BROKEN:
        raise _unreadable() from None
    except RuntimeError:  # a zip with a password
        raise RuleBroken(TOO_OLD, field="file") from None


def _first_sheet(file: zipfile.ZipFile) -> str:
    first = next(_xml(file, "xl/workbook.xml").all("sheet"), None)
    if first is None:
        raise _unreadable()
    leads = {
        one.attrs["Id"]: one.attrs["Target"] for one in _xml(file, "xl/_rels/workbook.xml.rels").all("Relationship")
    }
    target = leads[first.attrs["id"]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _strings(file: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in file.namelist():
        return []
    return [one.said("t") for one in _xml(file, "xl/sharedStrings.xml").all("si")]


def _numbered(sheet: Node) -> Iterator[Node]:
    """Yield the rows so that each stands in its place: a spreadsheet leaves empty ones out."""
    place = 0
    for row in sheet.all("row"):
        place += 1
        wanted = int(row.attrs.get("r", place))
        if wanted > MOST_ROWS:
            raise RuleBroken(TOO_LONG, field="file", most=MOST_ROWS)
        for _ in range(wanted - place):
            yield Node("row", {})
        place = max(place, wanted)
        yield row


def _row(row: Node, strings: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.all("c"):
        place = _column(cell.attrs.get("r", "")) or len(cells)
        if place < MOST_COLUMNS:
            cells += [""] * (place - len(cells))
            cells[place:] = [_value(cell, strings)]
    return cells


def _column(address: str) -> int:
    """Return the place of a cell in its row, from 0: that of "B7" is 1."""
    letters = "".join(sign for sign in address if sign.isalpha())[:3]
    place = 0
    for sign in letters.upper():
        place = place * 26 + ord(sign) - ord("A") + 1
    return max(place - 1, 0)


def _value(cell: Node, strings: list[str]) -> str:
    kind = cell.attrs.get("t", "n")
    if kind == "inlineStr":
        return cell.said("t")
    value = cell.said("v")
    if kind == "s" and value:
        return strings[_place(value)]
    return f"{float(value):.10g}" if kind == "n" and value else value


def _place(value: str) -> int:
    """Return a place among the shared texts; they are not counted from the end."""
    place = int(value)
    if place < 0:
        raise IndexError(place)
    return place


def _xml(file: zipfile.ZipFile, name: str) -> Node:
    if file.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unreadable()
    with file.open(name) as part:
        data = part.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise RuleBroken(TOO_BIG, field="file")
    return Growing().read(data)


class Growing:
    """Takes an XML file apart, as far as it is small and flat."""

    def __init__(self) -> None:
        self.top = Node("", {})
        self.path, self.nodes, self.letters = [self.top], 0, 0

    def read(self, data: bytes) -> Node:
        """Return what the file holds; RuleBroken where it is too much, ExpatError where it is no XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._say, self._declare
        parser.Parse(data, True)
        return self.top

    def _begin(self, tag: str, attrs: dict[str, str]) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(self.path) > DEEPEST:
            raise RuleBroken(TOO_MUCH, field="file")
        node = Node(tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attrs.items()})
        self.path[-1].inside.append(node)
        self.path.append(node)
        self.letters = 0 if node.name in WITH_TEXT else self.letters

    def _end(self, _tag: str) -> None:
        self.path.pop()

    def _say(self, text: str) -> None:
        """Keep a piece of text: they are put together once, at the end, as adding to a long one copies it each time."""
        if self.path[-1].name in WITH_TEXT:
            self.letters += len(text)
            if self.letters > MOST_TEXT:
                raise RuleBroken(TOO_MUCH, field="file")
            self.path[-1].parts.append(text)

    def _declare(self, *_what: object) -> None:
        raise _unreadable()


def _clean(text: str) -> str:
    """Return a cell as one line of signs that can be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:MOST_CELL]).split())


def _unreadable() -> RuleBroken:
    return RuleBroken(UNREADABLE, field="file")
