"""Tables to take along, as CSV and as JSON with the same rows: for spreadsheets that do nothing but show them.

**CSV** is that of RFC 4180 (commas, CRLF, quotes where they are needed), in UTF-8 with a byte order mark: without it
Excel reads the file in the machine's old code page, and every "–" and "é" comes out as two wrong letters.

A spreadsheet takes a cell for a formula if it begins with = + - @, a tab or a carriage return, and a formula can fetch
or send what stands in other cells. So such text gets an apostrophe before it (OWASP, CSV Injection), and not only at
its beginning: where a country writes ; between cells, a line break or ; inside of a text begins a new cell. Numbers
are numbers and stay as they are. The JSON has each text untouched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

BEGINS_A_FORMULA = re.compile("(^|[;\t\r\n])(?=[\\s\"'\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠])|^(?=[\t\r\n])")
BYTE_ORDER_MARK = "\ufeff"
Text = Any  # a str, or a lazy sentence of the catalogue


@dataclass(frozen=True)
class Column:
    """One column of a table: its name in the file, what it means, and in which unit its values are told."""

    name: str
    meaning: Text
    unit: Text = ""


@dataclass(frozen=True)
class Table:
    """A table to take along: `name` is that of its file, each row holds a value for each column."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]


def as_csv(table: Table, **_about: Any) -> bytes:
    """Return the table for a spreadsheet: its rows alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_json(table: Table, **about: Any) -> bytes:
    """Return the table for a program: its rows, and a dictionary that tells what each column means."""
    rows = [dict(zip(table.names, map(plain, row), strict=True)) for row in table.rows]
    return json_bytes({**about, "rows": rows, "dictionary": dictionary_of(table)})


def dictionary_of(table: Table) -> dict[str, dict[str, str]]:
    """Return what each column of a table means."""
    return {column.name: {"meaning": str(column.meaning), "unit": str(column.unit)} for column in table.columns}


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Return a value as readable JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return BEGINS_A_FORMULA.sub(r"\1'", text)


def _cell(value: Any) -> Any:
    told = plain(value)
    if isinstance(told, str):
        return harmless(told)
    return str(told).lower() if isinstance(told, bool) else told


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; whatever is neither number nor nothing is text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)
