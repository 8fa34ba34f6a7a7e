"""Themes and the criteria of the standards: taken in from a file that is checked first, whole or not at all (E7)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests import builders as a
from tests.checks import check_answer
from tests.conftest import SetClock
from tests.core.test_sheets import TWO_STRINGS, in_a_row, xlsx
from tests.pages import PageClient
from wardvoice.agenda.rules import Topic
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.evidence import commands
from wardvoice.evidence.models import Criterion, Edition
from wardvoice.evidence.queries import criteria as queries
from wardvoice.evidence.rules.criteria import Line
from wardvoice.evidence.words.criteria import ALL_THEMES
from wardvoice.proof.verify import verify
from wardvoice.storage.history import HOSPITAL, HistoryRow
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash

GOOD = b"theme,number,words\r\nfood,12.3,Meals are good\r\nBeing held or locked in,7.1,\r\n"
XLSX = (Path(__file__).parent / "files" / "criteria.xlsx").read_bytes()
LINES = [Line("food", "12.3", "Meals are good"), Line("sleep", "2.10"), Line("sleep", "2.9")]


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def take(work_as: Callable[[Actor], Work]) -> Callable[..., Edition]:
    def take(name: str = "7th edition", lines: list[Line] = LINES, actor: Actor = a.ADMIN) -> Edition:
        work = work_as(actor)
        edition = commands.take_edition(work, name=name, lines=lines)
        work.commit()
        return edition

    return take


def test_an_edition_is_taken_whole_and_stands_in_the_hospitals_history(
    session: Session, clock: SetClock, take: Callable[..., Edition]
) -> None:
    edition = take()
    assert queries.edition_in_use(session) == edition
    told = queries.criteria_of(session, edition.id)
    assert [(one.theme, one.number) for one in told] == [("food", "12.3"), ("sleep", "2.9"), ("sleep", "2.10")]
    row = session.scalars(select(HistoryRow).where(HistoryRow.what == Happened.CRITERIA_TAKEN)).one()
    assert row.chain == HOSPITAL
    assert verify(session).whole


def test_the_edition_before_is_over_and_can_still_be_read(
    session: Session, clock: SetClock, take: Callable[..., Edition]
) -> None:
    first = take("6th")
    clock.go_on(days=100)
    second = take("7th", [Line("food", "1")])
    assert (queries.edition_in_use(session), queries.older_editions(session)) == (second, [first])
    assert first.until == second.since == clock.today
    assert len(queries.criteria_of(session, first.id)) == 3
    assert [one.number for one in queries.numbers_by_theme(session)["food"]] == ["1"]
    assert "sleep" not in queries.numbers_by_theme(session)
    assert verify(session).whole


@pytest.mark.parametrize(("name", "lines", "field"), [(" ", LINES, "name"), ("7th", [], "file")])
def test_an_edition_has_a_name_and_says_something(
    take: Callable[..., Edition], name: str, lines: list[Line], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        take(name, lines)
    assert refusal.value.field == field


def test_nobody_but_an_admin_takes_one(session: Session, take: Callable[..., Edition]) -> None:
    ward = a.a_ward(session)
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(NotAllowed):
            take(actor=Actor(Door.OWN_DEVICE, ward.id, uuid4(), roles=frozenset({role})))
    assert session.scalars(select(Edition)).all() == []


# --- the pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(backstage: Session) -> Ward:
    return a.a_ward(backstage)


@pytest.fixture
def admin(app: Flask, backstage: Session, ward: Ward) -> PageClient:
    account = a.an_account(backstage, "Wes", job="hospital admin")
    a.a_membership(account, Role.ADMIN, None)
    return PageClient(app).sign_in_as(Kind.ACCOUNT, account.id, ward.id)


def send(browser: PageClient, file: bytes, name: str = "7th edition", called: str = "criteria.csv") -> TestResponse:
    """Choose a file and press the button, as a browser does."""
    browser.get("/admin/criteria")
    sent = FileStorage(io.BytesIO(file), called)
    boundary, data = encode_multipart({"csrf": browser.csrf_token(), "name": name, "file": sent})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = browser.http.post("/admin/criteria/check", data=data, content_type=kind)
    browser.page = check_answer(answer)
    browser.address = "/admin/criteria/check"
    return answer


@pytest.mark.parametrize(("file", "theme", "number"), [(GOOD, "restraint", "7.1"), (XLSX, "smoking", "7")])
def test_a_file_is_checked_and_then_taken(
    admin: PageClient, backstage: Session, file: bytes, theme: str, number: str
) -> None:
    answer = send(admin, file)
    assert answer.status_code == 200
    assert "Nothing is stored yet." in admin.page.text
    assert number in admin.page.text
    assert backstage.scalars(select(Edition)).all() == []
    backstage.rollback()
    admin.submit("Use this edition from today")
    assert "In use: 7th edition" in admin.page.text
    assert queries.edition_in_use(backstage) is not None
    assert [one.number for one in queries.numbers_by_theme(backstage)[theme]] == [number]


def test_what_is_not_understood_is_told_line_by_line_and_nothing_is_stored(
    admin: PageClient, backstage: Session
) -> None:
    answer = send(admin, b"theme,number\r\nfood,12.3\r\nfod,12.4\r\nsleep,45363\r\n")
    assert answer.status_code == 422
    rows = [[cell.text for cell in row.all("td")] for row in admin.page.all("tr")[1:]]
    assert rows == [
        ["3", "“fod” is no theme here."],
        ["4", "“45363” does not read like the number of a criterion, as 12.3 does."],
    ]
    assert not [button for button in admin.page.all("button") if "Use this edition" in button.text]
    assert backstage.scalars(select(Edition)).all() == []


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "Choose a file first."),
        (b"\x89PNG\r\n\x1a\n\0", "This file could not be read."),
        (b"\xd0\xcf\x11\xe0 old", "of an old kind (.xls)"),
        (xlsx(in_a_row('<c t="s"><v>-9</v></c>'), strings=TWO_STRINGS), "This file could not be read."),
        (xlsx(workbook='<?xml version="1.0" encoding="foo"?><a/>'), "This file could not be read."),
        (xlsx(workbook='<?xml version="1.0" encoding="hex"?><a/>'), "This file could not be read."),
        (b"a,b\r\n1,2\r\n", "The first line has to name the columns"),
        (b"theme,number\r\nfood,\r\n", "No line of this table has both a theme and a number."),
        (b"x" * 1_100_000, "This file is too big."),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_beside_its_box(admin: PageClient, file: bytes, sentence: str) -> None:
    answer = send(admin, file, called="criteria.xlsx")
    assert answer.status_code == 422
    assert sentence in admin.page.one("span", cls="nhsuk-error-message").text
    assert admin.page.one("input", name="name")["value"] == "7th edition", "what was typed is kept"


def test_a_form_without_a_name_or_a_file_is_mended(admin: PageClient) -> None:
    assert send(admin, GOOD, name="").status_code == 422
    assert "Write the name of the edition" in admin.page.text
    admin.get("/admin/criteria")
    admin.submit("Read the table", status=422, name="7th")
    assert "Choose a file first." in admin.page.text


def test_what_is_sent_as_checked_is_read_anew(admin: PageClient, backstage: Session) -> None:
    send(admin, GOOD)
    token = admin.csrf_token()
    for table, status in (("theme,number\nfood,=1+1\n", 422), ("rubbish", 422)):
        sent = {"csrf": token, "name": "7th", "table": table, "once": "x"}
        assert admin.http.post("/admin/criteria", data=sent).status_code == status
    assert backstage.scalars(select(Criterion)).all() == []


def test_a_table_that_the_button_could_not_send_back_is_refused_at_once(admin: PageClient) -> None:
    for words, lines in (("x" * 300, 900), ("é" * 300, 150)):
        table = "theme,number,words\n" + "".join(f"food,{n},{words}\n" for n in range(1, lines))
        assert send(admin, table.encode()).status_code == 422
        assert "This table holds too many words." in admin.page.one("span", cls="nhsuk-error-message").text
        assert admin.page.one("input", name="name")["value"] == "7th edition"


def test_what_loses_its_criteria_is_said_before_it_is_taken(admin: PageClient) -> None:
    send(admin, GOOD)
    (said,) = [line.text for line in admin.page.all("p") if "have no criterion in it" in line.text]
    named = said.removeprefix("These themes have no criterion in it: ").removesuffix(".").split("; ")
    assert len(named) == len(ALL_THEMES) - 2
    assert "Sleep" in named
    assert not {"Food", "Being held or locked in"} & set(named)
    send(admin, b"theme,number\r\n" + b"".join(f"{key},1\r\n".encode() for key in ALL_THEMES))
    assert "no criterion in it" not in admin.page.text


def test_where_a_theme_is_not_known_all_are_named(admin: PageClient) -> None:
    send(admin, b"theme,number\r\nfod,12.4\r\n")
    (said,) = [line.text for line in admin.page.all("p") if line.text.startswith("The themes are: ")]
    assert {str(words) for words in ALL_THEMES.values()} == set(said[len("The themes are: ") : -1].split("; "))
    send(admin, b"theme,number\r\nfood,=1+1\r\n")
    assert "The themes are:" not in admin.page.text


def test_words_without_a_number_are_told_as_not_understood(admin: PageClient) -> None:
    assert send(admin, b"theme,number,words\r\nfood,,Meals are good\r\nsleep,1,\r\n").status_code == 422
    assert "There are words but no number." in admin.page.text


def test_the_longest_table_that_is_read_can_be_taken(admin: PageClient, backstage: Session) -> None:
    table = "theme,number,words\n" + "".join(f"food,{n},{'é x' * 20}\n" for n in range(1, 1_000))
    assert send(admin, table.encode()).status_code == 200
    admin.submit("Use this edition from today")
    assert len(backstage.scalars(select(Criterion)).all()) == 999


@pytest.mark.parametrize(("name", "table"), [("7th", "x" * 200_001), ("x" * 121, GOOD.decode())])
def test_what_does_not_arrive_as_it_was_checked_is_refused_with_a_sentence(
    admin: PageClient, backstage: Session, name: str, table: str
) -> None:
    send(admin, GOOD)
    sent = {"csrf": admin.csrf_token(), "name": name, "table": table, "once": "x"}
    answer = admin.http.post("/admin/criteria", data=sent)
    assert answer.status_code == 422
    assert "The table did not arrive whole. Choose the file again." in answer.text
    assert backstage.scalars(select(Edition)).all() == []


def test_sent_twice_it_is_stored_once(admin: PageClient, backstage: Session) -> None:
    send(admin, GOOD)
    sent = {box["name"]: box["value"] for box in admin.page.one("form", action="/admin/criteria").all("input")}
    for _ in range(2):
        assert admin.http.post("/admin/criteria", data=sent).status_code in (200, 303)
    assert len(backstage.scalars(select(Edition)).all()) == 1


def test_editions_that_are_over_stay_readable(admin: PageClient) -> None:
    for name in ("6th edition", "7th edition"):
        send(admin, GOOD, name=name)
        admin.submit("Use this edition from today")
    admin.follow("6th edition")
    assert "12.3" in admin.page.text
    admin.get("/admin/criteria/00000000-0000-0000-0000-000000000404", status=404)


def test_the_example_holds_every_theme_and_can_be_filled_in_and_sent(admin: PageClient) -> None:
    text = admin.http.get("/admin/criteria/example.csv").get_data().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert {row[0] for row in rows} == set(ALL_THEMES)
    filled = io.StringIO()
    csv.writer(filled).writerows([header, *([row[0], "1.2", "", row[3]] for row in rows)])
    assert send(admin, filled.getvalue().encode()).status_code == 200
    assert f"{len(rows)} lines were read" in admin.page.text


# --- who may send a file ---------------------------------------------------------------------------------------------


def test_nobody_else_sends_a_file_and_no_other_address_takes_one(app: Flask, backstage: Session, ward: Ward) -> None:
    nurse = a.an_account(backstage, "Tom")
    a.a_membership(nurse, Role.STAFF, ward)
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("terminal"))
    for browser in (
        PageClient(app),
        PageClient(app).at_screen("terminal"),
        PageClient(app).sign_in_as(Kind.ACCOUNT, nurse.id, ward.id),
    ):
        browser.get("/")
        typed = {"csrf": browser.csrf_token(), "name": "7th", "file": (io.BytesIO(GOOD), "a.csv")}
        answer = browser.http.post("/admin/criteria/check", data=typed, content_type="multipart/form-data")
        assert answer.status_code == 415


def test_an_admin_at_a_ward_screen_sends_none(app: Flask, backstage: Session, ward: Ward, admin: PageClient) -> None:
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("terminal"))
    token = admin.at_screen("terminal").http.get("/admin/criteria")
    assert token.status_code in (303, 403)


def test_another_address_takes_no_file_from_an_admin_either(admin: PageClient) -> None:
    admin.get("/admin/criteria")
    typed = {"csrf": admin.csrf_token(), "file": (io.BytesIO(GOOD), "a.csv")}
    for at in ("/admin/criteria", "/admin/ward", "/admin/people/new"):
        assert admin.http.post(at, data=dict(typed), content_type="multipart/form-data").status_code == 415
        typed["file"] = (io.BytesIO(GOOD), "a.csv")


def test_a_file_without_the_token_of_the_page_is_refused(admin: PageClient) -> None:
    typed = {"csrf": "wrong", "name": "7th", "file": (io.BytesIO(GOOD), "a.csv")}
    answer = admin.http.post("/admin/criteria/check", data=typed, content_type="multipart/form-data")
    assert answer.status_code == 403


# --- beside the themes -----------------------------------------------------------------------------------------------


@pytest.fixture
def today(backstage: Session, ward: Ward, clock: SetClock) -> str:
    """The days of an address on which two things were asked about food and one about sleep; food has two criteria."""
    for words, topic in (("Supper", Topic.FOOD), ("Bread", Topic.FOOD), ("Doors", Topic.SLEEP)):
        a.an_item(ward, words=words, topic=topic, clock=clock)
    job = a.work(backstage, clock=clock)
    commands.take_edition(job, name="7th edition", lines=[Line("food", "12.3"), Line("food", "12.10")])
    job.commit()
    return f"from={clock.today.isoformat()}&to={clock.today.isoformat()}"


def test_a_topic_that_was_asked_about_shows_how_often_and_its_criteria(
    app: Flask, backstage: Session, ward: Ward, today: str
) -> None:
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("terminal"))
    browser = PageClient(app).at_screen("terminal")
    browser.get(f"/evidence/{ward.id}?{today}")
    section = browser.page.one("section", **{"aria-labelledby": "topics"})
    assert [line.text for line in section.all("li")] == ["Food criteria 12.3, 12.10 2", "Sleep 1"]
    assert section.text.count("Criteria of: 7th edition") == 1


@pytest.fixture
def lead(app: Flask, backstage: Session, ward: Ward) -> PageClient:
    account = a.an_account(backstage, "Ines", job="quality lead")
    a.a_membership(account, Role.LEAD, None)
    return PageClient(app).sign_in_as(Kind.ACCOUNT, account.id, ward.id)


def test_the_edition_is_named_beside_the_topics_of_all_wards_and_on_paper(
    lead: PageClient, ward: Ward, today: str
) -> None:
    lead.get(f"/evidence?{today}")
    assert lead.page.one("section", **{"aria-labelledby": "topics"}).text.count("Criteria of: 7th edition") == 1
    lead.get(f"/print/evidence/{ward.id}?{today}")
    assert lead.page.one("p", id="topics").text == "Food: 2 (criteria 12.3, 12.10) · Sleep: 1"
    assert lead.page.text.count("Criteria of: 7th edition") == 1


def test_where_no_topic_has_a_criterion_no_edition_is_named(
    lead: PageClient, ward: Ward, backstage: Session, clock: SetClock
) -> None:
    a.an_item(ward, words="Doors", topic=Topic.SLEEP, clock=clock)
    job = a.work(backstage, clock=clock)
    commands.take_edition(job, name="7th edition", lines=[Line("food", "12.3")])
    job.commit()
    for at in ("/print/evidence", "/evidence"):
        lead.get(f"{at}/{ward.id}?from={clock.today.isoformat()}&to={clock.today.isoformat()}")
        assert "Sleep" in lead.page.text
        assert "7th edition" not in lead.page.text
