"""An advocate's duties, covers, and the conduct text, on pages."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import PASSWORD, House
from wardvoice.core.actor import Role
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account, Cover, DutyTaken
from wardvoice.people.rules import Duty
from wardvoice.web.sessions import Kind


@pytest.fixture
def joan(house: House) -> Account:
    return house.account("Joan", Role.ADVOCATE)


@pytest.fixture
def at_joans(house: House, joan: Account) -> PageClient:
    return house.anybody().sign_in_as(Kind.ACCOUNT, joan.id, house.ward.id)


def taken(house: House) -> list[tuple[Duty, bool, bool]]:
    rows = house.ask(select(DutyTaken).order_by(DutyTaken.duty))
    return [(row.duty, row.ward_id is not None, row.until is None) for row in rows]


# --- duties ----------------------------------------------------------------------------------------------------------


def test_an_advocate_reads_what_a_duty_means_takes_it_and_leaves_it(house: House, at_joans: PageClient) -> None:
    at_joans.get("/my-account")
    at_joans.follow("Your duties")
    assert "Nobody sees who typed them in." in at_joans.page.text
    at_joans.submit("Take it on for Alder: I read what patients send to me in private")
    assert "You have taken this on. Thank you." in at_joans.page.text
    assert "You do this: Alder, since Monday 2 March" in at_joans.page.text
    assert "You have no key yet, so you are not offered." in at_joans.page.text
    assert taken(house) == [(Duty.READ, True, True)]
    at_joans.submit("Leave it: I read what patients send to me in private, Alder")
    assert "You do this" not in at_joans.page.text
    assert taken(house) == [(Duty.READ, True, False)]


@pytest.mark.usefixtures("quick_sealing")
def test_with_a_key_nothing_is_missing(at_joans: PageClient, joan: Account) -> None:
    a.a_duty(joan)
    a.a_reader_key(joan)
    at_joans.get("/my-duties")
    assert "You do this: all wards" in at_joans.page.text
    assert "You have no key yet" not in at_joans.page.text


def test_all_my_wards_is_offered_to_whoever_has_several(house: House, at_joans: PageClient, joan: Account) -> None:
    all_wards = "Take it on for all my wards: I type in what patients write on paper"
    at_joans.get("/my-duties")
    assert all_wards not in [button.get("aria-label") for button in at_joans.page.all("button")]
    a.a_membership(joan, Role.ADVOCATE, a.a_ward(house.session, "Birch"))
    at_joans.get("/my-duties")
    at_joans.submit(all_wards)
    assert taken(house) == [(Duty.PAPER, False, True)]


@pytest.mark.parametrize("sent", [{"duty": "spy", "where": "here"}, {"duty": "read"}, {"where": "here"}, {}])
def test_a_duty_that_does_not_exist_is_not_taken(house: House, at_joans: PageClient, sent: dict[str, str]) -> None:
    at_joans.get("/my-duties")
    at_joans.post("/my-duties", sent, status=422)
    assert "Choose one of your duties." in at_joans.page.text
    assert taken(house) == []


def test_a_second_click_takes_nothing_twice(house: House, at_joans: PageClient) -> None:
    at_joans.post("/my-duties", {"duty": "read", "where": "here"})
    at_joans.post("/my-duties", {"duty": "read", "where": "here"}, status=422)
    assert "You have taken this on already." in at_joans.page.text
    assert taken(house) == [(Duty.READ, True, True)]


def test_the_duty_of_somebody_else_is_not_there_to_leave(house: House, at_joans: PageClient) -> None:
    maya = house.account("Maya", Role.ADVOCATE)
    held = a.a_duty(maya, house.ward)
    at_joans.post(f"/my-duties/{held.id}/end", status=404)
    assert taken(house) == [(Duty.READ, True, True)]


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LISTENER, Role.ADMIN])
def test_nobody_else_has_duties(house: House, role: Role) -> None:
    somebody = house.staff(role)
    somebody.get("/my-duties", status=403)
    somebody.post("/my-duties", {"duty": "read", "where": "here"}, status=403)


# --- covers ----------------------------------------------------------------------------------------------------------


def covers(house: House) -> list[tuple[str, bool, bool]]:
    rows = house.ask(select(Cover).order_by(Cover.role))
    return [(row.role.value, row.ward_id is not None, row.until is None) for row in rows]


def test_an_admin_names_an_advocates_cover_and_ends_it(house: House, joan: Account) -> None:
    maya = house.account("Maya", Role.ADVOCATE)
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get("/admin/covers")
    assert admin.page.text.count("Nobody covers yet.") == 3
    admin.submit("Name the cover", kind="advocate", account=str(maya.id), where="here")
    assert "Maya, nurse: Alder, since Monday 2 March" in admin.page.text
    assert covers(house) == [("advocate", True, True)]
    admin.submit("End it today: Maya, Alder")
    assert covers(house) == [("advocate", True, False)]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose somebody who is an advocate, too."),
        ({"kind": ""}, "Choose for whom."),
        ({"account": ""}, "Choose a person."),
        ({"account": "nobody"}, "Choose one of the answers shown."),
        ({"where": "nowhere"}, "Choose one of the answers shown."),
    ],
)
def test_what_makes_no_cover_is_said_and_kept(house: House, joan: Account, sent: dict[str, str], sentence: str) -> None:
    femi = house.account("Femi", Role.LEAD)
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get("/admin/covers")
    whole = {"kind": "advocate", "account": str(femi.id), "where": "here", **sent}
    admin.post("/admin/covers", whole, status=422)
    assert sentence in admin.page.text
    assert covers(house) == []
    if not sent:
        chosen = [option.text for option in admin.page.all("option") if "selected" in option.attrs]
        assert chosen == ["Femi, nurse"]


def test_a_manager_sees_and_names_the_managers_cover_alone(house: House, joan: Account) -> None:
    femi = house.account("Femi", Role.LEAD)
    priya = house.staff(Role.MANAGER, name="Priya")
    house.account("Mo", Role.MANAGER)
    priya.get("/admin/covers")
    assert [box["value"] for box in priya.page.all("input", name="kind")] == ["manager"]
    assert "Advocates" not in priya.page.one("main").text
    priya.submit("Name the cover", account=str(femi.id), kind="manager")
    assert covers(house) == [("manager", True, True)]
    priya.post("/admin/covers", {"kind": "advocate", "account": str(joan.id), "where": "here"}, status=422)
    priya.post("/admin/covers", {"kind": "manager", "account": str(femi.id), "where": "all"}, status=403)
    assert covers(house) == [("manager", True, True)]


def test_a_cover_of_another_ward_is_not_there(house: House, joan: Account) -> None:
    birch = a.a_ward(house.session, "Birch")
    cover = Cover(id=uuid4(), ward_id=birch.id, role="advocate", account_id=joan.id, since=date(2026, 3, 2))
    cover_id = cover.id
    with Session(house.session.get_bind()) as session:
        session.add(cover)
        session.commit()
    admin = house.staff(Role.ADMIN, name="Wes")
    admin.get("/admin/covers")
    assert admin.page.text.count("Nobody covers yet.") == 3
    admin.post(f"/admin/covers/{cover_id}/end", status=404)
    assert covers(house) == [("advocate", True, True)]


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADVOCATE, Role.LISTENER])
def test_nobody_else_names_covers(house: House, role: Role) -> None:
    somebody = house.staff(role)
    somebody.get("/admin/covers", status=403)
    somebody.post("/admin/covers", {}, status=403)


# --- the conduct text ------------------------------------------------------------------------------------------------


def test_whoever_signs_in_for_the_first_time_is_led_to_the_conduct_text(house: House, clock: SetClock) -> None:
    tom = house.account("Tom", Role.STAFF, password=PASSWORD)
    browser = house.anybody()
    for days, address in ((0, "/"), (364, "/"), (1, "/conduct")):
        clock.go_on(days=days)
        browser = house.anybody()
        browser.get("/sign-in")
        browser.submit("Sign in", username="tom", password=PASSWORD)
        assert browser.address == address
    assert "I will not try to find out who wrote something." in browser.page.text
    browser.submit("I accept this")
    assert browser.address == "/"
    (accepted,) = house.ask(select(Account.conduct_accepted_on).where(Account.id == tom.id))
    assert accepted == clock.today
    browser.get("/conduct")
    assert "You accepted this on Tuesday 2 March" in browser.page.text
    assert not browser.page.all("button", text="I accept this")


def test_whoever_has_no_ward_accepts_it_too_and_then_chooses_one(house: House) -> None:
    a.an_account(house.session, "Bea", username="bea", password_hash=hash_password(PASSWORD))
    browser = house.anybody()
    browser.get("/sign-in")
    browser.submit("Sign in", username="bea", password=PASSWORD)
    assert browser.address == "/conduct"
    browser.submit("I accept this")
    assert browser.address == "/ward"


def test_the_text_is_accepted_by_staff_alone_and_leads_nowhere_else(house: House) -> None:
    house.at().get("/conduct", status=403)
    somebody = house.staff(Role.STAFF)
    somebody.get("/conduct?to=https://example.org/")
    somebody.submit("I accept this")
    assert somebody.address == "/"
