"""Tables to take along: what is written is read back the same, and no spreadsheet finds a formula in it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wardvoice.core.actor import Role
from wardvoice.core.tables import BYTE_ORDER_MARK, Column, Table, as_csv, as_json, harmless
from wardvoice.evidence.words.tables import dictionary

STARTS = "=+-@\t\r＝＋－＠"
NASTY = some.lists(some.sampled_from([*STARTS, *"\",;\n'ab1 |\u200b", "HYPERLINK(", "cmd"]), max_size=9).map("".join)
BLANK = " \r\n\t\u200b"
CELLS = some.one_of(NASTY, some.text(max_size=20), some.integers(), some.floats(allow_nan=False), some.none())
COLUMNS = (Column("one", "The first."), Column("two", "The second.", "days"))


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text)) or text in ("inf", "-inf")


@given(some.lists(some.tuples(CELLS, CELLS), max_size=4))
def test_no_cell_begins_a_formula(rows: list[tuple[Any, Any]]) -> None:
    for row in read(as_csv(Table("t", COLUMNS, rows))):
        assert not [cell for cell in row if is_formula(cell) and not is_number(cell)]


@given(some.lists(some.tuples(NASTY, NASTY), max_size=4), some.sampled_from(";\t"))
def test_no_text_begins_one_where_a_country_writes_another_sign_between_cells(
    rows: list[tuple[str, str]], between: str
) -> None:
    """The file is cut in the wrong places then, and what is left of the quotes may come first."""
    for row in read(as_csv(Table("t", COLUMNS, rows)), between):
        assert not [cell for cell in row if cell.strip(BLANK)[:1] in tuple("=+-@＝＋－＠")]


def is_formula(cell: str) -> bool:
    return cell.strip(BLANK)[:1] in tuple(STARTS) or cell[:1] in tuple("\t\r")


@given(some.lists(some.tuples(NASTY, some.integers()), max_size=4))
def test_what_is_written_is_read_back(rows: list[tuple[str, int]]) -> None:
    back = read(as_csv(Table("t", COLUMNS, rows)))
    assert back[0] == ["one", "two"]
    assert [(one, int(two)) for one, two in back[1:]] == [(harmless(one), two) for one, two in rows]
    assert [one.replace("'", "") for one, _ in back[1:]] == [one.replace("'", "") for one, _ in rows]
    told = json.loads(as_json(Table("t", COLUMNS, rows)))
    assert [(row["one"], row["two"]) for row in told["rows"]] == rows


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1632 960 001",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        '=HYPERLINK("http://x","y")',
        "tea;=1",
        "a\n-b",
    ],
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert "'" in harmless(text)
    assert harmless(text).replace("'", "") == text


@pytest.mark.parametrize("text", ["", "Tea at 7", "12", "a=b", "x - y", "me@here", "'twas", "“No”", "7 of 9"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_stay_numbers_and_all_else_is_told_as_a_program_reads_it() -> None:
    moment = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    row = (-3, 0.5, None, True, date(2026, 3, 2), moment, Role.REP, "-3")
    columns = [Column(f"c{n}", "") for n in range(len(row))]
    told = read(as_csv(Table("t", columns, [row])))[1]
    assert told == ["-3", "0.5", "", "true", "2026-03-02", "2026-03-02T09:05:00+00:00", "rep", "'-3"]
    assert list(json.loads(as_json(Table("t", columns, [row])))["rows"][0].values()) == [
        *(-3, 0.5, None, True),
        *("2026-03-02", "2026-03-02T09:05:00+00:00", "rep", "-3"),
    ]


def test_the_file_is_what_spreadsheets_read() -> None:
    data = as_csv(Table("t", COLUMNS, [("a “b”, c", 1), ('say "no"', 2), ("two\nlines", 3)])).decode()
    assert data == BYTE_ORDER_MARK + 'one,two\r\n"a “b”, c",1\r\n"say ""no""",2\r\n"two\nlines",3\r\n'


def test_the_dictionary_tells_what_each_column_of_each_table_means() -> None:
    tables = [Table("first", COLUMNS, []), Table("second", COLUMNS[:1], [])]
    assert dictionary(tables).rows == [
        ("first", "one", "The first.", ""),
        ("first", "two", "The second.", "days"),
        ("second", "one", "The first.", ""),
    ]
    assert json.loads(as_json(tables[0]))["dictionary"]["two"] == {"meaning": "The second.", "unit": "days"}
