"""The plain summary: the same numbers as the page with all measures, as words and as shapes (E5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.house.conftest import hospital  # noqa: F401 - one hospital of two wards
from tests.house.hospital import PERSONS, Hospital, Visitor
from tests.markup import Node, read
from wardvoice.evidence.queries import figures_of
from wardvoice.evidence.rules.figures import Figure, count, ratio
from wardvoice.evidence.rules.periods import quarter_of
from wardvoice.evidence.words import summary
from wardvoice.evidence.words.summary import Row

KEYS = ("5", "7", "11", "11-staff", "8-once", "9-agendas", "12", "1")
ALONE = ("thanks", "keep-this")


@pytest.fixture
def said(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def all_alike(number: int, of: int) -> dict[str, Figure]:
    return {key: ratio(key, number, of) for key in KEYS} | {key: count(key, range(number)) for key in ALONE}


def shown(hospital: Hospital, who: str, address: str) -> Node:  # noqa: F811
    answer = Visitor(hospital, *PERSONS[who]).ask("GET", address.format(hospital.alder.ward.id))
    assert answer.status_code == 200
    return read(answer.get_data(as_text=True))


def shares(page: Node) -> list[str]:
    return [strong.text for strong in page.all("strong") if re.fullmatch(r"\d+ of \d+", strong.text)]


@pytest.mark.usefixtures("said")
def test_each_number_is_that_of_its_figure() -> None:
    figures = {key: ratio(key, n, n + 10) for n, key in enumerate(KEYS, 1)} | {
        key: count(key, range(n)) for n, key in enumerate(ALONE, 1)
    }
    rows = {(row.number, row.of) for card in summary.cards(figures) for row in card.rows}
    assert rows == {(figures[key].numerator, figures[key].denominator) for key in KEYS}
    assert summary.good(figures) == ["We said thank you 1 time.", "We said “keep this” 2 times."]
    assert summary.asked(figures) == f"We asked for {figures['12'].denominator} things."


@pytest.mark.usefixtures("said")
def test_what_has_nothing_to_count_is_left_out() -> None:
    assert summary.cards(all_alike(0, 0)) == []
    assert summary.good(all_alike(0, 0)) == []
    assert len(summary.cards(all_alike(0, 3))) == 6, "none of three is worth telling"


@pytest.mark.usefixtures("said")
def test_few_are_shapes_and_many_are_a_bar() -> None:
    assert Row("", 7, 30).has_dots
    assert not Row("", 7, 31).has_dots
    assert Row("", 10, 40).percent == 25
    assert Row("", 7, 9).told == "7 of 9"


def test_the_page_at_the_terminal_tells_the_numbers_of_the_ward(hospital: Hospital) -> None:  # noqa: F811
    page = shown(hospital, "terminal", "/evidence/{}/summary?from=2026-01-01&to=2026-03-31")
    alder = hospital.alder
    figures = figures_of(alder.session, alder.ward.id, quarter_of(alder.clock.today), alder.clock)
    alder.session.commit()  # an open transaction would keep the pages from writing
    assert shares(page) == [
        f"{figures[key].numerator} of {figures[key].denominator}" for key in KEYS if figures[key].denominator
    ]
    for dots in page.all("p", cls="wv-dots"):
        full = [one for one in dots.all("span") if one.get("class")]
        assert dots["aria-label"] == f"{len(full)} of {len(dots.all('span'))}"
        assert dots["role"] == "img"
    assert not [link for link in page.all("a") if link["href"].startswith("/print")]


def test_paper_tells_the_same_and_is_never_for_the_terminal(hospital: Hospital) -> None:  # noqa: F811
    at = "/print/evidence/{}/summary?from=2026-01-01&to=2026-03-31"
    paper, screen = shown(hospital, "Tom", at), shown(hospital, "Tom", at.removeprefix("/print"))
    assert shares(paper) == shares(screen) != []
    assert Visitor(hospital, *PERSONS["terminal"]).ask("GET", at.format(hospital.alder.ward.id)).status_code == 403


def test_the_ward_page_leads_to_it(hospital: Hospital) -> None:  # noqa: F811
    page = shown(hospital, "Kestrel", "/evidence/{}")
    assert [link for link in page.all("a") if "/summary?" in link["href"]]
