"""Every table that somebody may take along is the page's own: each value of its rows, no other, and no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pytest
from babel.dates import format_date

from tests.house.hospital import PERSONS, Hospital, Visitor
from tests.journeys.everything import TODAY
from tests.markup import Node, read

TAKES = ("rep", "peer", "laptop", "Tom", "manager", "lead", "advocate", "listener", "duty", "admin")
KEEPS_NONE = ("terminal", "Kestrel", "board", "station", "reviewer")
QUARTER = "from=2026-01-01&to=2026-03-31"
NOT_SAID = frozenset({"button", "summary", "script", "style"})
MOVED = "Times moved"
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


# --- the rows of a page ----------------------------------------------------------------------------------------------


def all_of(tag: str, cls: str = "", **attrs: str) -> Callable[[Node], list[Node]]:
    return lambda page: page.all(tag, cls=cls, **attrs)


def of_table(number: int = 0, cls: str = "nhsuk-table") -> Callable[[Node], list[Node]]:
    def rows(page: Node) -> list[Node]:
        tables = page.all("table", cls=cls)
        return tables[number].one("tbody").all("tr") if len(tables) > number else []

    return rows


def of_minutes(page: Node) -> list[Node]:
    main = page.one("main")
    heads = main.all("div", cls="nhsuk-summary-list__row")
    told = [one for one in main.all("li") if one.within("nav") is None]
    whole = [one for one in main.all("div", cls="wv-beside") if one.within("li") is None]
    return [*heads, *told, *whole]


def of_agenda(page: Node) -> list[Node]:
    return [*page.all("li", cls="wv-rows__row"), *page.all("li", cls="wv-agenda__line"), *standing(page)]


def standing(page: Node) -> list[Node]:
    return [one for one in page.one("main").all("li") if not one.classes]


def of_meetings(page: Node) -> list[Node]:
    return [*page.one("main").all("article", cls="wv-card"), *page.all("li", cls="wv-rows__row")]


def cards_of_terms(page: Node) -> list[Node]:
    return [one for one in page.all("li", cls="wv-card") if not one.all("a")]


@dataclass(frozen=True)
class Told:
    """A table: its page and file, where its rows stand, what the page says around their values, and who takes it.

    `key` is how many cells begin alike where a row of the page has several of the file.
    """

    page: str
    file: str
    rows: Callable[[Node], list[Node]]
    frame: tuple[str, ...] = ()
    who: tuple[str, ...] = TAKES
    key: int = 0


OF_A_CARD = (
    *("Brought from an old list. It is counted apart.", "A patient does a part:", "Why it takes this long:"),
    *("First date:", "What happens next:", "Whose job:", "Still missing:"),
)
TO_DO_WITH_A_MEETING = (
    *("Prepare the agenda", "Change the agenda", "See how the agenda stands", "Go to the meeting", "Call it off"),
    *("at", "in"),
)
ADMIN, OFFICE = ("admin",), ("manager", "advocate", "admin")
RECORDS = ("manager", "lead", "advocate", "admin")
TABLES = (
    Told("/actions?show=all", "/actions.csv?show=all", all_of("article", "wv-card"), OF_A_CARD),
    Told("/meetings", "/meetings.csv", of_meetings, TO_DO_WITH_A_MEETING),
    Told("/board", "/board.csv", all_of("article", "wv-line"), ("You asked", "We answered", "Promised", *OF_A_CARD,
         "Why it went there:"), key=14),
    Told("/agenda", "/agenda.csv", of_agenda, ("First date:", "Who can decide this:")),
    Told("/meetings/{closed}/minutes", "/meetings/{closed}/minutes.csv", of_minutes, OF_A_CARD, key=15),
    Told("/terms", "/terms.csv", cards_of_terms, ("From", "to", "I have shown this", "I have had this", "Not yet")),
    Told("/terms/votes/{counted}", "/terms/votes/{counted}.csv", of_table()),
    Told("/council", "/council.csv", all_of("li", "wv-card")),
    Told("/council", "/council-themes.csv", of_table()),
    Told("/records", "/records.csv", all_of("ul", "wv-list")),
    Told("/meetings/{planned}/outreach", "/meetings/{planned}/outreach.csv", all_of("li", "wv-card"),
         ("Put the numbers right",), ("rep", "peer", "Tom", "manager", "advocate")),
    Told("/meetings/{planned}/questions", "/meetings/{planned}/questions.csv", all_of("li", "wv-card"), (), ("rep",)),
    Told("/meetings/standing", "/meetings/standing.csv", all_of("li", "wv-card"), (), ("rep", "manager", "admin")),
    Told("/meetings/ground-rules", "/meetings/ground-rules.csv", all_of("li", "wv-card"), (),
         ("rep", "manager", "admin")),
    Told("/admin/people", "/admin/people.csv", of_table(), (), ADMIN),
    Told("/admin/covers", "/admin/covers.csv", lambda page: page.one("div", cls="wv-columns").all("form"), ("since",),
         ("manager", "admin")),
    Told("/admin/screens", "/admin/screens.csv", of_table(), (), ("manager", "admin")),
    Told("/admin/evidence/log", "/admin/evidence/log.csv", of_table(), (), OFFICE),
    Told("/admin/criteria/{edition}", "/admin/criteria/{edition}.csv", of_table(), (), ADMIN),
    Told("/admin/records", "/admin/records.csv", of_table(), (), RECORDS),
    Told("/admin/records", "/admin/records/told.csv", of_table(1), (), RECORDS),
    Told("/admin/sign-on", "/admin/sign-on.csv", lambda page: linked(page, "groups"), (), ADMIN),
    Told("/admin/sign-on", "/admin/sign-on/accounts.csv", lambda page: linked(page, "accounts"),
         ("since", "closed on"), ADMIN),
    Told("/evidence/{ward}?" + QUARTER, "/evidence/{ward}/topics.csv?" + QUARTER,
         lambda page: page.one("section", aria_labelledby="topics").all("li"), ("criterion", "criteria")),
    Told("/evidence/{ward}/measure/7?" + QUARTER, "/evidence/{ward}/measure/7/months.csv?" + QUARTER,
         of_table(cls="wv-chart__table")),
)  # fmt: skip
OF_EVIDENCE = {"figures", "list", "wards", "dictionary", "private", "complaints", "all_topics"}
"""Told by tests/evidence, which count them again."""
BY_THEMSELVES = {"records.take_about_me_csv", "evidence.example_of_criteria"}
"""What is kept about whoever asks, tests/records; and a table to be filled in."""


@pytest.fixture(scope="module")
def visitors(hospital: Hospital) -> dict[str, Visitor]:
    """Everybody who takes tables; a reviewer has read a page before them."""
    reviewer = Visitor(hospital, *PERSONS["reviewer"])
    assert reviewer.ask("GET", at("/evidence/{ward}?" + QUARTER, hospital)).status_code == 200
    return {who: Visitor(hospital, *PERSONS[who]) for who in TAKES}


def linked(page: Node, what: str) -> list[Node]:
    return [form for form in page.all("form") if re.search(rf"/sign-on/{what}/[^/]+/end$", form.get("action"))]


# --- what page and file say ------------------------------------------------------------------------------------------


def at(address: str, hospital: Hospital) -> str:
    ward = hospital.alder
    counted = next(vote for vote in votes(hospital) if vote != str(ward.vote.id))
    more = {name: str(ward.meetings[name].id) for name in ("planned", "open", "closed")}
    return address.format(counted=counted, edition=ward.edition.id, ward=ward.ward.id, **more)


def votes(hospital: Hospital) -> list[str]:
    page = Visitor(hospital, *PERSONS["manager"]).ask("GET", "/terms").get_data(as_text=True)
    return list(dict.fromkeys(re.findall(r'"/terms/votes/([0-9a-f-]{36})"', page)))


def file_rows(answer: Any) -> list[list[str]]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', answer.headers["Content-Disposition"])
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def pages_of(visitor: Visitor, address: str) -> Iterator[Node]:
    """Yield all pages of a list."""
    number = 1
    while True:
        answer = visitor.ask("GET", f"{address}{'&' if '?' in address else '?'}page={number}")
        assert answer.status_code == 200, address
        yield read(answer.get_data(as_text=True))
        if 'rel="next"' not in answer.get_data(as_text=True):
            return
        number += 1


def words_of(node: Node) -> str:
    """Return the words of a row, without what can be pressed."""
    said = []
    for part in node.inside:
        if isinstance(part, str):
            said.append(part)
        elif part.tag not in NOT_SAID:
            said.append(words_of(part) + ("" if part.tag in ("a", "bdi", "strong", "span", "b", "em") else " "))
    return " ".join("".join(said).split())


def values(row: list[str]) -> list[str]:
    """Return what each cell says, as a page writes it, the longest first."""
    found = [part for cell in row for part in cell.split("; ")]
    return sorted({" ".join(one.split()).rstrip(".") for one in found if one}, key=len, reverse=True)


def as_said(value: str, said: str) -> str:
    """Return a value as these words have it: a day is written out."""
    if not A_DAY.fullmatch(value):
        return value
    day = date.fromisoformat(value)
    ways = ("EEEE d MMMM y", "EEEE d MMMM") if day.year == TODAY.year else ("EEEE d MMMM y",)
    return next((told for way in ways if (told := format_date(day, way, "en_GB")) in said), value)


def moved_in_words(in_file: list[list[str]]) -> list[list[str]]:
    """Return the rows with how often a date was moved as a page says it: nothing of one that never was."""
    header, *rows = in_file
    if MOVED in header:
        for row in rows:
            times = row[header.index(MOVED)]
            row[header.index(MOVED)] = {"": "", "0": "", "1": "moved once"}.get(times, f"moved {times} times")
    return rows


def groups(rows: list[list[str]], key: int) -> list[list[str]]:
    """Return the rows of the file as the page has them: those that begin alike are one."""
    if not key:
        return rows
    together = groupby(rows, key=lambda row: row[:key])
    return [[*begins, *(cell for row in found for cell in row[key:])] for begins, found in together]


# --- the tests -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", TABLES, ids=lambda told: told.file)
def test_a_file_says_what_its_page_says(hospital: Hospital, visitors: dict[str, Visitor], told: Told) -> None:
    file, page = at(told.file, hospital), at(told.page, hospital)
    for who, visitor in visitors.items():
        answer = visitor.ask("GET", file)
        assert answer.status_code == (200 if who in told.who else 403), who
        if who in told.who:
            compare(told, file_rows(answer), [*pages_of(visitor, page)], file)


def compare(told: Told, in_file: list[list[str]], pages: list[Node], file: str) -> None:
    """Fail where the rows of a file are not those of its pages, or no link leads from these to the file."""
    header, rows = in_file[0], groups(moved_in_words(in_file), told.key)
    found = [words_of(row) for page in pages for row in told.rows(page)]
    assert len(rows) == len(found), (rows, found)
    leads = {link.get("href").partition("?")[0] for page in pages for link in page.all("a")}
    assert not found or file.partition("?")[0] in leads
    titles = " ".join(title.text for page in pages for title in page.all("h1", "h2", "h3", "th", "caption"))
    for row, shown in zip(rows, found, strict=True):
        wrong = differing(row, shown, titles, (*told.frame, *header))
        assert not wrong, (wrong, shown, row)


def differing(row: list[str], said: str, titles: str, frame: tuple[str, ...]) -> list[str]:
    """Return the values of the file that are not in the words of its row, and what of these is no value."""
    said, titles, frame = bare(said), bare(titles), tuple(map(bare, frame))
    left, wrong = said, []
    for value in values([*map(bare, row)]):
        told = as_said(value, said)
        if told not in said and told not in titles:
            wrong.append(f"only in the file: {value}")
        left = left.replace(told, " ")
    for words in sorted(frame, key=len, reverse=True):
        left = left.replace(words, " ")
    return [*wrong, f"only on the page: {left}"] if re.search(r"\w", left) else wrong


def bare(words: str) -> str:
    """Return words without apostrophes, which a file sets before what could be a formula."""
    return words.replace("'", "").replace("’", "")


@pytest.mark.parametrize("who", KEEPS_NONE)
def test_no_screen_that_passers_by_use_and_no_reviewer_takes_a_table_of_a_ward(hospital: Hospital, who: str) -> None:
    visitor = Visitor(hospital, *PERSONS[who])
    for told in TABLES:
        if who == "reviewer" and told.page.startswith("/evidence"):
            continue
        assert visitor.ask("GET", at(told.file, hospital)).status_code == 403, told.file
        assert ".csv" not in visitor.ask("GET", at(told.page, hospital)).get_data(as_text=True), told.page


def test_every_file_is_compared_with_its_page(hospital: Hospital) -> None:
    compared = {told.file.partition("?")[0] for told in TABLES}
    known = {re.sub(r"\{\w+\}|7(?=/)", "<>", one) for one in compared}
    for rule in hospital.rules("GET"):
        if rule.rule.endswith(".csv") and rule.endpoint not in BY_THEMSELVES:
            of_evidence = re.fullmatch(r"evidence\.take_(\w+)_csv", rule.endpoint)
            if not (of_evidence and of_evidence[1] in OF_EVIDENCE):
                assert re.sub(r"<[^>]+>", "<>", rule.rule) in known, rule.rule
