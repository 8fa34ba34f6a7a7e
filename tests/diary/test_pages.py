"""The page of one's own mail and calendar: reached by links, shown once, refused to whoever has no diary."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from wardvoice.core.actor import Actor, Role
from wardvoice.diary.models import Diary
from wardvoice.storage.history import HistoryRow
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind, token_hash

PAGE = "/my-account/diary"
FORMS = (f"{PAGE}/mail", f"{PAGE}/mail/stop", f"{PAGE}/calendar", f"{PAGE}/calendar/stop")


@pytest.fixture
def ward(backstage: Session, clock: SetClock) -> Ward:
    return a.a_ward(backstage, clock=clock)


@pytest.fixture
def tom(backstage: Session, ward: Ward) -> Actor:
    return a.a_staff_actor(ward)


def browser_of(app: Flask, actor: Actor, ward: Ward) -> PageClient:
    assert actor.id is not None
    return PageClient(app).sign_in_as(Kind.ACCOUNT, actor.id, ward.id)


def diaries(session: Session) -> list[tuple[str, str, str | None]]:
    """What is stored; the pages can write again afterwards."""
    with Session(session.get_bind()) as looks:
        return [(one.mail_to, one.mornings, one.calendar_hash) for one in looks.query(Diary)]


def events_told(session: Session) -> int:
    with Session(session.get_bind()) as looks:
        return looks.query(HistoryRow).count()


def test_from_ones_account_to_a_mail_and_back(app: Flask, backstage: Session, ward: Ward, tom: Actor) -> None:
    browser = browser_of(app, tom, ward)
    browser.get("/my-account")
    browser.follow("Mail and calendar")
    before = events_told(backstage)
    browser.submit("Send me the mail", mail_to=" tom@hospital.example ", mornings=["0", "4"])
    assert "Stored." in browser.page.text
    assert "No mail server is set up here yet, so no mail comes." in browser.page.text
    assert diaries(backstage) == [("tom@hospital.example", "04", None)]
    ticked = [box["value"] for box in browser.page.all("input", name="mornings") if "checked" in box.attrs]
    assert ticked == ["0", "4"]
    browser.submit("Stop the mail")
    assert diaries(backstage) == [("", "", None)]
    assert "tom@hospital.example" not in browser.page.text
    assert events_told(backstage) == before, "where mail goes is told to no history"


@pytest.mark.parametrize(
    ("typed", "box", "told"),
    [
        ({"mail_to": "", "mornings": ["0"]}, "mail_to", "Type your e-mail address"),
        ({"mail_to": "tom", "mornings": ["0"]}, "mail_to", "Write an address like"),
        ({"mail_to": "tom@h.example", "mornings": []}, "mornings", "Tick at least one morning"),
        ({"mail_to": "tom@h.example", "mornings": ["9"]}, "mornings", "Choose one of the answers shown."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_box_and_nothing_typed_is_lost(
    app: Flask, backstage: Session, ward: Ward, tom: Actor, typed: dict[str, object], box: str, told: str
) -> None:
    browser = browser_of(app, tom, ward)
    browser.get(PAGE)
    browser.post(f"{PAGE}/mail", typed, status=422)
    assert told in browser.page.text
    assert [link for link in browser.page.all("a") if link.get("href", "").startswith(f"#{box}")]
    assert browser.page.one("input", name="mail_to").get("value", "") == typed["mail_to"]
    assert diaries(backstage) == []


def test_the_address_of_a_calendar_is_shown_once_and_kept_as_a_hash(
    app: Flask, backstage: Session, ward: Ward, tom: Actor
) -> None:
    browser = browser_of(app, tom, ward)
    browser.get(PAGE)
    browser.submit("Make an address")
    address = browser.page.one("p", class_="wv-address").text
    token = address.removeprefix("http://localhost/calendar/").removesuffix(".ics")
    assert len(token) == 43, "256 bits"
    assert diaries(backstage) == [("", "", token_hash(token))]
    assert browser.http.get(address).status_code == 200
    browser.get(PAGE)
    assert token not in browser.page.text
    assert "Your calendar has had an address since Monday 2 March." in browser.page.text
    browser.submit("Make a new address; the old one ends")
    assert browser.page.one("p", class_="wv-address").text != address
    assert browser.http.get(address).status_code == 404
    browser.get(PAGE)
    browser.submit("Close the calendar")
    assert diaries(backstage) == [("", "", None)]


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.LISTENER])
def test_who_has_a_diary(app: Flask, ward: Ward, role: Role) -> None:
    browser_of(app, a.a_staff_actor(ward, role), ward).get(PAGE)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN, Role.DUTY])
def test_who_has_none(app: Flask, backstage: Session, ward: Ward, role: Role) -> None:
    browser = browser_of(app, a.a_staff_actor(ward, role), ward)
    browser.get("/my-account")
    assert "Mail and calendar" not in browser.page.text
    browser.get(PAGE, status=403)
    for form in FORMS:
        browser.post(form, status=403)
    assert diaries(backstage) == []


def test_no_screen_of_the_ward_has_one(app: Flask, backstage: Session, ward: Ward) -> None:
    a.a_screen(ward, token_hash=token_hash("terminal"))
    browser = PageClient(app).at_screen("terminal")
    browser.get(PAGE, status=403)
    for form in FORMS:
        browser.post(form, status=403)
    assert diaries(backstage) == []
