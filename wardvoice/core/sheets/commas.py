"""CSV as spreadsheets write it: in three code pages, with one of three signs between cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from wardvoice.core.sheets.limits import MOST_COLUMNS, MOST_ROWS, UNREADABLE, clean, refused

BETWEEN_CELLS = (",", ";", "\t")
SAYS_WHICH = "sep="
"""How the first line may begin that Excel alone writes and reads: the next sign is the one between cells."""
LOOKED_AT = 50
"""Lines of which the sign between cells is guessed."""


def read_csv(data: bytes) -> list[list[str]]:
    """Return the rows, each cell as text, one more than are allowed at the most."""
    text = _text(data)
    try:
        rows = zip(_rows(text, _between(text)), range(MOST_ROWS + 1), strict=False)
        return [[clean(cell) for cell in row[:MOST_COLUMNS]] for row, _ in rows]
    except csv.Error:
        raise refused(UNREADABLE) from None


def _rows(text: str, between: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    if _says_which(text):
        next(rows)  # a spreadsheet shows the lines without it, and counts them so
    yield from rows


def _between(text: str) -> str:
    """Return the sign that cuts the most lines into equally many cells; prose has commas, and not so evenly."""
    return text[len(SAYS_WHICH)] if _says_which(text) else max(BETWEEN_CELLS, key=lambda sign: _evenly(text, sign))


def _evenly(text: str, between: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(_rows(text, between), range(LOOKED_AT), strict=False):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return (0, 0)
    width, lines = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return lines, width


def _says_which(text: str) -> bool:
    first = text[: len(SAYS_WHICH) + 2].lower()
    return first.startswith(SAYS_WHICH) and first[len(SAYS_WHICH) : -1] in BETWEEN_CELLS and first[-1] in "\r\n"


def _text(data: bytes) -> str:
    """Return the text of a file; spreadsheets still write CSV in the old code page of Western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise refused(UNREADABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
