"""The private measures on the ward's page, and the complaints summary: who reads what, on screen, paper and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import create_engine, delete
from sqlalchemy.orm import Session

from tests import builders as a
from tests.concerns.house import Hospital
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from wardvoice.alerts.models import QuarterAlerts
from wardvoice.concerns.commands import count_quarters
from wardvoice.concerns.models import Concern, QuarterCount, QuarterTheme
from wardvoice.concerns.rules import Recipient, State, Theme
from wardvoice.config import Settings
from wardvoice.core.actor import CLOCK, Role
from wardvoice.core.clock import PartOfDay
from wardvoice.pulse.models import Pulse
from wardvoice.storage.apart import open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import prepare

IN_MAY, COUNTED = date(2026, 5, 6), date(2026, 7, 15)
OFF_WARD, ON_WARD = ("Ines", "Wren", "Lea", "Rae"), ("Ada", "Tom")
READERS = ("Ines", "Wren")
PERIOD = "?from=2026-04-01&to=2026-06-30"


@pytest.fixture
def hospital(app: Flask, settings: Settings, clock: SetClock, quick_sealing: None) -> Iterator[Hospital]:
    engine, apart = prepare(create_engine(settings.database_url)), open_apart(settings.concerns_database_url)
    with Session(engine, expire_on_commit=False) as session, Session(apart, expire_on_commit=False) as private:
        yield Hospital(app, session, private, clock)
    engine.dispose()


def were_sent(hospital: Hospital, number: int, ward: UUID | None = None, **facts: object) -> None:
    told = {"recipient": Recipient.ADVOCATE, "about_staff": False, "theme": Theme.LEAVE, "acknowledged_on": IN_MAY}
    rows = {"ward_id": ward or hospital.ward.id, "part": PartOfDay.MORNING, "state": State.SEEN} | told | facts
    hospital.apart.add_all(Concern(name=uuid4().hex, released_on=IN_MAY, **rows) for _ in range(number))
    hospital.apart.commit()


def is_counted(hospital: Hospital) -> None:
    hospital.clock.go_to(COUNTED)
    for ward in (hospital.ward, hospital.birch):
        work = ApartWork(hospital.apart, replace(CLOCK, ward_id=ward.id), hospital.clock, PEPPER)
        count_quarters(work, bank_holidays="england-and-wales")
        work.commit()


def address(hospital: Hospital, end: str = "", before: str = "") -> str:
    return f"{before}/evidence/{hospital.ward.id}{end}{PERIOD}"


def private_part(hospital: Hospital, name: str) -> str:
    page = hospital.browser(name).get(address(hospital))
    return page.one("section", **{"aria-labelledby": "private"}).text


def test_the_ward_reads_its_part_and_nothing_of_what_may_be_about_staff(hospital: Hospital) -> None:
    were_sent(hospital, 6)
    were_sent(hospital, 7, about_staff=True, complaint_passed_on=IN_MAY)
    hospital.apart.add(Pulse(ward_id=hospital.ward.id, year=2026, quarter=2, yes=11, no=12))
    hospital.apart.commit()
    is_counted(hospital)
    for name in ON_WARD:
        told = private_part(hospital, name)
        assert "April to June 2026" in told
        assert "To the advocate" in told
        assert "fewer than 5" in told
        assert "Leave" in told
        assert "23" in told, "answers to the question"
        assert "About staff" not in told
        assert "Complaints" not in told
    assert "About staff, or not sure" in private_part(hospital, "Lea")


def test_what_is_about_staff_changes_no_byte_that_the_ward_gets(hospital: Hospital) -> None:
    """The same quarter, counted without and with eighteen more that are, or may be, about staff."""
    were_sent(hospital, 6)
    is_counted(hospital)
    browsers = {name: hospital.browser(name) for name in ON_WARD}
    before = all_that_they_get(hospital, browsers)
    were_sent(hospital, 9, about_staff=True, complaint_passed_on=IN_MAY, theme=Theme.STAFF_CONDUCT)
    were_sent(hospital, 9, about_staff=None, recipient=Recipient.BOTH, theme=None)
    for table in (QuarterCount, QuarterTheme, QuarterAlerts):
        hospital.apart.execute(delete(table))
    is_counted(hospital)
    assert all_that_they_get(hospital, browsers) == before
    were_sent(hospital, 1)
    for table in (QuarterCount, QuarterTheme, QuarterAlerts):
        hospital.apart.execute(delete(table))
    is_counted(hospital)
    assert all_that_they_get(hospital, browsers) != before, "the search finds nothing at all"


def all_that_they_get(hospital: Hospital, browsers: dict[str, PageClient]) -> list[tuple[int, bytes]]:
    found = []
    for browser in browsers.values():
        for end in ("", "/private.csv", "/private.json"):
            answer = browser.http.get(address(hospital, end))
            found.append((answer.status_code, answer.data))
    assert {status for status, _data in found} == {200}
    return found


def test_before_a_quarter_is_counted_nothing_of_it_stands_anywhere(hospital: Hospital) -> None:
    were_sent(hospital, 60)
    hospital.clock.go_to(COUNTED)
    assert "No quarter of this time is counted yet." in private_part(hospital, "Lea")


def test_own_dates_show_quarters_all_the_same(hospital: Hospital) -> None:
    were_sent(hospital, 6)
    is_counted(hospital)
    page = hospital.browser("Ada").get(f"/evidence/{hospital.ward.id}?from=2026-05-05&to=2026-05-07")
    private = page.one("section", **{"aria-labelledby": "private"})
    heads = {head.text for head in private.all("th", scope="col")}
    assert heads <= {
        "What is counted",
        "July to September 2025",
        "October to December 2025",
        "January to March 2026",
        "April to June 2026",
        "2025",
    }


# --- complaints ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OFF_WARD)
def test_the_summary_is_read_off_the_ward(hospital: Hospital, name: str) -> None:
    were_sent(hospital, 7, complaint_passed_on=IN_MAY)
    were_sent(hospital, 6)
    were_sent(hospital, 9, recipient=Recipient.MANAGER)
    is_counted(hospital)
    a.a_membership(hospital.accounts["Rae"], Role.REVIEWER, hospital.ward, clock=hospital.clock)  # the first has ended
    hospital.session.commit()
    page = hospital.browser(name).get(address(hospital, "/complaints"))
    rows = [row for row in page.all("tr") if row.text.startswith("Passed to the complaints team")]
    told = [row.all("td")[3].text for row in rows]
    assert told == ([] if name in READERS else ["7"]), "some of them may have been kept from a reader"
    assert "Leave" in page.one("main").text
    assert "Ombudsman" in page.one("main").text
    paper = hospital.browser(name).get(address(hospital, "/complaints", "/print"))
    assert [one.text for one in paper.all("td")] == [one.text for one in page.all("td")]


@pytest.mark.parametrize("name", [*ON_WARD, "Finn", "Wes"])
@pytest.mark.parametrize("end", ["/complaints", "/complaints.csv", "/complaints.json", "print"])
def test_nobody_of_the_ward_reads_it(hospital: Hospital, name: str, end: str) -> None:
    is_counted(hospital)
    before, after = ("/print", "/complaints") if end == "print" else ("", end)
    status = hospital.browser(name).http.get(address(hospital, after, before)).status_code
    assert status in ({200} if name == "Finn" else {403, 404}), "Finn is the advocate of another ward"


def test_someone_who_works_there_as_well_reads_nothing_off_the_ward(hospital: Hospital) -> None:
    a.a_membership(hospital.accounts["Lea"], Role.STAFF, hospital.ward)
    hospital.session.commit()
    is_counted(hospital)
    lea = hospital.browser("Lea")
    assert lea.http.get(address(hospital, "/complaints")).status_code == 404
    assert "About staff" not in private_part(hospital, "Lea")


def test_few_complaints_are_not_told(hospital: Hospital) -> None:
    were_sent(hospital, 4, complaint_passed_on=IN_MAY)
    were_sent(hospital, 9)
    is_counted(hospital)
    page = hospital.browser("Lea").get(address(hospital, "/complaints"))
    row = next(row for row in page.all("tr") if row.text.startswith("Passed to the complaints team"))
    assert row.all("td")[3].text == "too few to tell"


def test_a_file_holds_the_words_of_the_page_and_no_number_behind_them(hospital: Hospital) -> None:
    were_sent(hospital, 3, complaint_passed_on=IN_MAY)
    were_sent(hospital, 8)
    is_counted(hospital)
    lea = hospital.browser("Lea")
    for end in ("complaints", "private"):
        text = lea.http.get(address(hospital, f"/{end}.csv")).data.decode("utf-8-sig")
        told = [row["told"] for row in csv.DictReader(text.splitlines())]
        where = "/complaints" if end == "complaints" else ""
        page = lea.get(address(hospital, where))
        cells = [cell.text for table in page.all("div", cls="wv-private") for cell in table.all("td")]
        assert sorted(told) == sorted(cells)
        rows = json.loads(lea.http.get(address(hospital, f"/{end}.json")).text)["rows"]
        assert [row["told"] for row in rows] == told
        assert "3" not in told


# --- whoever reads what is sent in private themselves (P42) ----------------------------------------------------------


OTHER_PARTS = {
    "listener of another ward": (Role.LISTENER, "birch"),
    "advocate of another ward": (Role.ADVOCATE, "birch"),
    "lead of all wards": (Role.LEAD, None),
    "reviewer of this ward": (Role.REVIEWER, "ward"),
    "reviewer of all wards": (Role.REVIEWER, None),
}
EVERYWHERE = [
    *(("", end) for end in ("", "/private.csv", "/private.json")),
    *(("", f"/complaints{end}") for end in ("", ".csv", ".json")),
    *(("/print", end) for end in ("", "/complaints")),
]


@pytest.mark.parametrize("other", OTHER_PARTS)
@pytest.mark.parametrize("looks_at", ["ward", "birch"])
def test_an_advocate_reads_no_count_of_their_inbox_wherever_they_look(
    hospital: Hospital, other: str, looks_at: str
) -> None:
    """Else somebody whom a writer left out finds one more here than in the inbox, once they look at another ward."""
    role, where = OTHER_PARTS[other]
    were_sent(hospital, 57, about_staff=True)
    were_sent(hospital, 61, about_staff=True, recipient=Recipient.BOTH)
    were_sent(hospital, 73, about_staff=True, recipient=Recipient.LISTENER)
    is_counted(hospital)
    a.a_membership(hospital.accounts["Ines"], role, getattr(hospital, where) if where else None, clock=hospital.clock)
    hospital.session.commit()
    ines = hospital.browser("Ines", getattr(hospital, looks_at))
    for before, end in EVERYWHERE:
        answer = ines.http.get(address(hospital, end, before))
        assert answer.status_code == 200, (before, end)
        assert cells(answer.text, 73), "what comes to other inboxes alone she reads"
        assert not cells(answer.text, 57, 61), (before, end)


def cells(text: str, *numbers: int) -> list[str]:
    """Where one of these stands by itself, in a cell of a page, of a CSV or of a JSON."""
    return re.findall(rf'[>,"]\s*(?:{"|".join(map(str, numbers))})\s*[<\r\n"]', text)
