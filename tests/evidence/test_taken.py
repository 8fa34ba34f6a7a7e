"""Figures and lists as files: the numbers of the page, for whoever may take them along, and never at the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from tests.house.hospital import PERSONS, Hospital, Visitor
from wardvoice.evidence.queries import figures_of
from wardvoice.evidence.rules.periods import Period, quarter_of

COLUMNS = ["measure", "numerator", "denominator", "value", "how_counted"]
TAKES = ("rep", "peer", "Tom", "manager", "lead", "advocate", "listener", "admin")
QUARTER = "from=2026-01-01&to=2026-03-31"


@pytest.fixture
def nurse(hospital: Hospital) -> Visitor:
    return Visitor(hospital, *PERSONS["Tom"])


def address(hospital: Hospital, rest: str, asked: str = QUARTER) -> str:
    return f"/evidence/{hospital.alder.ward.id}{rest}?{asked}"


def rows_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def figures(hospital: Hospital, period: Period) -> Any:
    alder = hospital.alder
    found = figures_of(alder.session, alder.ward.id, period, alder.clock)
    alder.session.commit()  # an open transaction would keep the pages from writing
    return found


def test_the_table_has_these_columns_and_the_numbers_of_the_page(hospital: Hospital, nurse: Visitor) -> None:
    header, *rows = rows_of(nurse.ask("GET", address(hospital, ".csv")))
    assert header == COLUMNS
    counted = figures(hospital, quarter_of(hospital.alder.clock.today))
    assert {row[0] for row in rows} == set(counted)
    for key, numerator, denominator, value, how in rows:
        one = counted[key]
        assert (numerator, denominator) == tuple("" if n is None else str(n) for n in (one.numerator, one.denominator))
        assert value == "" if one.value is None else float(value) == one.value
        assert how
    assert [row[0] for row in rows][-1].startswith("class-")
    assert rows[0][0] == "1"


def test_the_json_holds_the_same_rows_and_tells_what_they_mean(hospital: Hospital, nurse: Visitor) -> None:
    told = json.loads(nurse.ask("GET", address(hospital, ".json")).get_data())
    rows = rows_of(nurse.ask("GET", address(hospital, ".csv")))[1:]
    assert [row["measure"] for row in told["rows"]] == [row[0] for row in rows]
    assert list(told["dictionary"]) == COLUMNS
    assert all(column["meaning"] for column in told["dictionary"].values())
    assert (told["ward"], told["from"], told["to"]) == ("Alder", "2026-01-01", "2026-03-31")


def test_the_list_behind_a_figure_can_be_taken_along(hospital: Hospital, nurse: Visitor) -> None:
    answer = nurse.ask("GET", address(hospital, "/measure/12.csv"))
    rows = rows_of(answer)
    figure = figures(hospital, quarter_of(hospital.alder.clock.today))["12"]
    assert rows[0] == ["day", "what", "more", "counts"]
    assert len(rows) - 1 == figure.denominator > 0
    assert sum(row[3] == "true" for row in rows[1:]) == figure.numerator
    text = answer.get_data(as_text=True)
    for item in hospital.alder.items.values():
        assert not item.words or item.words not in text
    assert nurse.ask("GET", address(hospital, "/measure/99.csv")).status_code == 404
    assert json.loads(nurse.ask("GET", address(hospital, "/measure/12.json")).get_data())["measure"] == "12"


def test_the_dictionary_names_every_column(hospital: Hospital, nurse: Visitor) -> None:
    rows = rows_of(nurse.ask("GET", "/evidence/dictionary.csv"))
    assert {row[1] for row in rows if row[0] == "figures"} == set(COLUMNS)
    told = json.loads(nurse.ask("GET", "/evidence/dictionary.json").get_data())
    assert [[one["file"], one["column"]] for one in told["rows"]] == [row[:2] for row in rows[1:]]


@pytest.mark.parametrize("rest", [".csv", ".json", "/measure/7.csv", "/measure/7.json"])
def test_the_answer_is_a_file_that_nobody_keeps_or_guesses_at(hospital: Hospital, nurse: Visitor, rest: str) -> None:
    answer = nurse.ask("GET", address(hospital, rest))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == ("text/csv" if rest.endswith("csv") else "application/json")
    name = r'attachment; filename="evidence(-7)?-alder-2026-01-01-2026-03-31\.(csv|json)"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])


def test_days_that_make_no_period_are_mended_on_a_page(hospital: Hospital, nurse: Visitor) -> None:
    answer = nurse.ask("GET", address(hospital, ".csv", "from=2026-03-01&to=2026-02-01"))
    assert answer.status_code == 422
    assert "The last day lies before the first one." in answer.get_data(as_text=True)


def test_who_may_take_it_along(hospital: Hospital) -> None:
    found = {who: somebody.ask("GET", address(hospital, ".csv")).status_code for who, somebody in everybody(hospital)}
    assert {who for who, status in found.items() if status == 200} >= set(TAKES)
    assert found["terminal"] == found["Kestrel"] == 403
    assert found["unknown"] == 303


def test_the_page_at_a_terminal_offers_no_file(hospital: Hospital) -> None:
    for who in ("terminal", "Kestrel", "Tom"):
        shown = Visitor(hospital, *PERSONS[who]).ask("GET", address(hospital, "")).get_data(as_text=True)
        assert (".csv" in shown) == (who == "Tom")


def test_another_wards_figures_are_not_there_for_staff_of_one(hospital: Hospital, nurse: Visitor) -> None:
    for rest in (".csv", "/measure/7.json"):
        assert nurse.ask("GET", f"/evidence/{hospital.birch.ward.id}{rest}?{QUARTER}").status_code == 404


def test_all_wards_stand_in_one_table_by_name_for_whoever_compares_them(hospital: Hospital) -> None:
    found = {who: somebody.ask("GET", f"/evidence.csv?{QUARTER}") for who, somebody in everybody(hospital)}
    header, *rows = rows_of(found["listener"])
    assert header == ["ward", *COLUMNS]
    assert list(dict.fromkeys(row[0] for row in rows)) == ["Alder", "Birch"]
    alone = rows_of(Visitor(hospital, *PERSONS["listener"]).ask("GET", address(hospital, ".csv")))
    assert [row[1:] for row in rows if row[0] == "Alder"] == alone[1:]
    assert {found[who].status_code for who in ("terminal", "Kestrel", "rep", "Tom")} == {403}
    assert json.loads(Visitor(hospital, *PERSONS["lead"]).ask("GET", "/evidence.json").get_data())["rows"]


def everybody(hospital: Hospital) -> list[tuple[str, Visitor]]:
    return list(hospital.everybody().items())
