"""Every table that somebody may take along holds the rows of the page, for whoever may keep a file, and no formula."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from tests.house.hospital import PERSONS, Hospital, Visitor
from tests.markup import read

TABLES = {
    "/actions.csv?show=all": "/actions?show=all",
    "/meetings.csv": "/meetings",
    "/board.csv": "/board",
    "/admin/people.csv": "/admin/people",
    "/admin/screens.csv": "/admin/screens",
}
BY_ADMIN = {"/admin/people.csv", "/admin/screens.csv"}
TAKES = ("rep", "Tom", "manager", "advocate")
KEEPS_NONE = ("terminal", "Kestrel", "board", "station", "reviewer")


def rows_of(answer: Any) -> list[list[str]]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z]+-\d{4}-\d\d-\d\d\.csv"', answer.headers["Content-Disposition"])
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def page_of(visitor: Visitor, address: str) -> str:
    """Return the words of all pages of a list."""
    said, number = "", 1
    while True:
        answer = visitor.ask("GET", f"{address}{'&' if '?' in address else '?'}page={number}")
        said += " ".join(read(answer.get_data(as_text=True)).text.split()) + " "
        if 'rel="next"' not in answer.get_data(as_text=True):
            return said
        number += 1


@pytest.mark.parametrize("who", TAKES)
def test_whoever_may_keep_a_file_takes_the_rows_of_the_page(hospital: Hospital, who: str) -> None:
    visitor = Visitor(hospital, *PERSONS[who])
    for table, page in TABLES.items():
        if table in BY_ADMIN:
            continue
        header, *rows = rows_of(visitor.ask("GET", table))
        said = page_of(visitor, page)
        assert rows, table
        assert f'href="{table}' in visitor.ask("GET", page).get_data(as_text=True).replace("&amp;", "&").replace(
            "/board.csv?show=all", "/board.csv"
        )
        for row in rows:
            assert len(row) == len(header)
            for cell in row:
                assert is_said(cell, said), (table, cell)


def test_the_admin_takes_accounts_and_screens_as_the_page_shows_them(hospital: Hospital) -> None:
    visitor = Visitor(hospital, *PERSONS["admin"])
    for table in BY_ADMIN:
        _header, *rows = rows_of(visitor.ask("GET", table))
        said = page_of(visitor, TABLES[table])
        assert rows
        for row in rows:
            assert [cell for cell in row if not is_said(cell.partition(";")[0], said)] == []


def is_said(cell: str, said: str) -> bool:
    """Days and numbers stand as words on the page; all else stands there as it is."""
    return not re.search("[a-z]", cell) or " ".join(cell.replace("'", "").split()) in said.replace("'", "")


@pytest.mark.parametrize("who", KEEPS_NONE)
def test_no_screen_that_passers_by_use_and_no_reviewer_takes_a_table(hospital: Hospital, who: str) -> None:
    visitor = Visitor(hospital, *PERSONS[who])
    for table, page in TABLES.items():
        assert visitor.ask("GET", table).status_code == 403
        assert ".csv" not in visitor.ask("GET", page).get_data(as_text=True)


def test_staff_take_no_table_of_an_admins(hospital: Hospital) -> None:
    nurse = Visitor(hospital, *PERSONS["Tom"])
    assert {nurse.ask("GET", table).status_code for table in BY_ADMIN} == {403}
