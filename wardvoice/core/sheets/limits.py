"""How much a file with a table may hold, and the sentences with which one is refused."""

from __future__ import annotations

from wardvoice.core.errors import N_, RuleBroken

MOST_BYTES = 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 1_000, 30, 2_100
MOST_SHEETS = 20

NO_FILE = N_("Choose a file first.")
TOO_BIG = N_("This file is too big. 1 MB is the most.")
TOO_LONG = N_("This table is too long. %(most)s lines are the most.")
TOO_MUCH = N_("This table holds too much. Keep only the columns and lines that are needed.")
UNREADABLE = N_("This file could not be read. Send a spreadsheet (.xlsx) or a CSV file.")
TOO_OLD = N_(
    "This file is locked with a password, or of an old kind (.xls). Save it as .xlsx or CSV, without a password."
)


def refused(sentence: str, **params: object) -> RuleBroken:
    """Return the refusal of a file, for the box `file`."""
    return RuleBroken(sentence, field="file", **params)


def clean(text: str) -> str:
    """Return a cell as one line of signs that can be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:MOST_CELL]).split())
