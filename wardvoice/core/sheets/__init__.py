"""A file with a table, as a browser or a person brought it: CSV, or a spreadsheet (.xlsx), read as lines of text.

The file is not trusted. What kind it is follows from its first bytes: its name and what the browser calls it say
nothing. The libraries for this do much more, and are seldom renewed.
"""

from __future__ import annotations

from wardvoice.core.sheets.commas import read_csv
from wardvoice.core.sheets.limits import MOST_BYTES, MOST_ROWS, NO_FILE, TOO_BIG, TOO_LONG, TOO_OLD, refused
from wardvoice.core.sheets.workbook import Line, Sheet, read_xlsx

__all__ = ["MOST_BYTES", "Line", "Sheet", "rows_of", "sheets_of"]

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def sheets_of(data: bytes) -> list[Sheet]:
    """Return every sheet; of one that is hidden the name alone. RuleBroken with a sentence that says why not."""
    sheets = read_xlsx(data) if _is_xlsx(data) else [_of_csv(data)]
    if sum(len(sheet.lines) for sheet in sheets) > MOST_ROWS:
        raise refused(TOO_LONG, most=MOST_ROWS)
    return sheets


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet, each in its place; RuleBroken, for the box `file`, that says why not."""
    (sheet,) = read_xlsx(data, only_first=True) if _is_xlsx(data) else [_of_csv(data)]
    rows: list[list[str]] = []
    for line in sheet.lines:
        rows += [[] for _ in range(line.number - 1 - len(rows))]
        rows.append(line.cells)
    return rows


def _is_xlsx(data: bytes) -> bool:
    if not data.strip():
        raise refused(NO_FILE)
    if len(data) > MOST_BYTES:
        raise refused(TOO_BIG)
    if data.startswith(OLD_EXCEL):
        raise refused(TOO_OLD)
    return data.startswith(ZIP)


def _of_csv(data: bytes) -> Sheet:
    rows = read_csv(data)
    if len(rows) > MOST_ROWS:
        raise refused(TOO_LONG, most=MOST_ROWS)
    return Sheet("", lines=[Line(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)])
