"""From the rows of a table to the mapping of themes to the numbered criteria of an edition (E7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wardvoice.core.errors import N_, RuleBroken

LONGEST_WORDS = 300
NUMBER = re.compile(r"[A-Za-z]{0,10} ?\d{1,4}([.-]\d{1,3}){0,4} ?[A-Za-z]?")
HEADERS = {
    "theme": ("theme", "themes", "topic", "subject", "key"),
    "number": ("number", "no", "nr", "criterion", "criterionnumber", "criterionno", "standard", "reference", "ref"),
    "words": ("words", "text", "wording", "criteriontext", "description", "meaning"),
}

NO_HEADER = N_("The first line has to name the columns: theme, number, words.")
NO_LINE = N_("No line of this table has both a theme and a number.")
NO_THEME = N_("There is a number but no theme.")
UNKNOWN = N_("“%(theme)s” is no theme here.")
NO_NUMBER = N_("“%(number)s” does not read like the number of a criterion, as 12.3 does.")
WORDS_ALONE = N_("There are words but no number.")
LONG_WORDS = N_("The words are too long. 300 letters are the most.")
TOO_MANY_WORDS = N_("This table holds too many words. Shorten them, or leave them out: the numbers are enough.")
CAME_BROKEN = N_("The table did not arrive whole. Choose the file again.")
TWICE = N_("This stands in line %(line)s already.")


@dataclass(frozen=True)
class Line:
    """That a theme, by its key, belongs to a criterion: its number as it is printed, and its words."""

    theme: str
    number: str
    words: str | None = None


@dataclass(frozen=True)
class Fault:
    """A line that is not understood: where it stands in the file, from 1 on, and why: a sentence of the catalogue."""

    line: int
    why: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Understood:
    """What a table says. It is stored as a whole, or not at all: not while there are faults."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """True if all of it is understood."""
        return not self.faults

    @property
    def lost(self) -> bool:
        """True if a theme is not known: then it helps to read which there are."""
        return any(fault.why in (UNKNOWN, NO_THEME) for fault in self.faults)


def understood(rows: Sequence[Sequence[str]], themes: Mapping[str, str]) -> Understood:
    """Read a table; `themes` gives for each name of a theme, as `folded`, its key.

    A line with neither number nor words says nothing. RuleBroken where no header or no line at all is found.
    """
    columns, first = _columns(rows)
    lines: dict[Line, int] = {}
    faults = []
    for place, cells in _said(rows, columns, first):
        fault = _fault(place, cells, themes)
        if fault is None:
            line = Line(themes[folded(cells["theme"])], cells["number"], cells["words"] or None)
            fault = _twice(place, line, lines)
        faults += [fault] if fault else []
    if not lines and not faults:
        raise RuleBroken(NO_LINE, field="file")
    return Understood(tuple(lines), tuple(faults))


def _twice(place: int, line: Line, lines: dict[Line, int]) -> Fault | None:
    """Keep a line that is new; a fault where its theme has that number already, with whatever words."""
    for known, before in lines.items():
        if (known.theme, known.number) == (line.theme, line.number):
            return Fault(place, TWICE, {"line": before})
    lines[line] = place
    return None


def folded(name: str) -> str:
    """Return a name as it is compared: letters and digits alone, none of them a capital."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def in_order(number: str) -> tuple[list[tuple[int, str]], str]:
    """Return what a criterion is sorted by: 2.10 comes after 2.9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[A-Za-z]+", number)], number


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Return in which column each thing stands, and after how many rows the table begins."""
    for place, row in enumerate(rows):
        if any(row):
            names = [folded(cell) for cell in row]
            found = {
                name: next((n for n, cell in enumerate(names) if cell in known), -1) for name, known in HEADERS.items()
            }
            if found["theme"] >= 0 and found["number"] >= 0:
                return found, place + 1
            break
    raise RuleBroken(NO_HEADER, field="file")


def _said(
    rows: Sequence[Sequence[str]], columns: Mapping[str, int], first: int
) -> Iterator[tuple[int, dict[str, str]]]:
    for place, row in enumerate(rows[first:], first + 1):
        cells = {name: row[n] if 0 <= n < len(row) else "" for name, n in columns.items()}
        if cells["number"] or cells["words"]:
            yield place, cells


def _fault(place: int, cells: Mapping[str, str], themes: Mapping[str, str]) -> Fault | None:
    if not cells["number"]:
        return Fault(place, WORDS_ALONE)
    if not cells["theme"]:
        return Fault(place, NO_THEME)
    if folded(cells["theme"]) not in themes:
        return Fault(place, UNKNOWN, {"theme": cells["theme"][:60]})
    if not NUMBER.fullmatch(cells["number"]):
        return Fault(place, NO_NUMBER, {"number": cells["number"][:60]})
    return Fault(place, LONG_WORDS) if len(cells["words"]) > LONGEST_WORDS else None
