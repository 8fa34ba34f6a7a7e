"""Accounts on pages: opened with a starting password, changed, given parts; only an admin comes here."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import PASSWORD, House
from wardvoice.core.actor import Role
from wardvoice.people.models import Account

NEW = {"name": "Ada", "job": "occupational therapist", "username": "ada", "role": "staff"}


@pytest.fixture
def admin(house: House) -> PageClient:
    return house.staff(Role.ADMIN, name="Anna")


def usernames(house: House) -> list[str]:
    return house.ask(select(Account.username))


def test_an_admin_opens_an_account_and_its_owner_signs_in(house: House, admin: PageClient) -> None:
    admin.get("/admin/people")
    admin.follow("Open an account")
    admin.submit("Open the account", ward=str(house.ward.id), **NEW)
    password = admin.page.one("code").text
    assert "data-receipt" in admin.page.one("main").attrs
    admin.follow("Go to the account")
    assert "Ward staff, Alder" in admin.page.text
    assert password not in admin.page.text
    ada = house.anybody()
    ada.get("/sign-in")
    ada.submit("Sign in", username="ada", password=password)
    assert ada.address == "/conduct"
    ada.submit("I accept this")
    assert ada.address == "/"


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.ADVOCATE, Role.LISTENER])
def test_nobody_else_opens_these_pages(house: House, role: Role) -> None:
    account = house.account("Ada")
    somebody = house.staff(role)
    for address in ("/admin/people", "/admin/people/new", f"/admin/people/{account.id}"):
        somebody.get(address, status=403)
    somebody.get("/cards")
    for address in ("/admin/people/new", f"/admin/people/{account.id}", f"/admin/people/{account.id}/password"):
        somebody.post(address, NEW, status=403)
    assert len(usernames(house)) == 2


def test_no_account_page_opens_on_a_terminal(house: House) -> None:
    house.at().get("/admin/people", status=403)
    house.patient(Role.REP).get("/admin/people", status=403)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Write the first name."),
        ({"job": ""}, "Write the job."),
        ({"username": "two words"}, "A username has 2 to 40 small letters"),
        ({"username": "anna"}, "There is an account with this username."),
        ({"role": "admin"}, "An admin or a duty lead looks after the whole hospital."),
        ({"ward": ""}, "Choose a ward, or all wards."),
        ({"ends_on": "2026-03-01"}, "Choose an end that has not passed"),
        ({"name": "x" * 20_000}, "This is too long."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    house: House, admin: PageClient, typed: dict[str, str], sentence: str
) -> None:
    admin.get("/admin/people/new")
    sent = {**NEW, "ward": str(house.ward.id), **typed}
    admin.submit("Open the account", status=422, **sent)
    assert sentence in admin.page.text
    assert admin.page.one("input", name="username").get("value") == sent["username"]
    assert len(usernames(house)) == 1


def test_a_part_that_makes_no_sense_is_no_choice(house: House, admin: PageClient) -> None:
    admin.get("/admin/people/new")
    sent = {**NEW, "once": "k"}
    for odd in (
        {"role": "rep", "ward": "all"},
        {"role": "staff", "ward": "rubbish"},
        {"role": "staff", "ward": str(uuid4())},
    ):
        admin.post("/admin/people/new", {**sent, **odd}, status=422)
        assert "Choose one of the answers shown." in admin.page.text
    assert len(usernames(house)) == 1


def test_a_form_sent_twice_opens_one_account(house: House, admin: PageClient) -> None:
    admin.get("/admin/people/new")
    sent = {**NEW, "ward": "all", "once": "the same key"}
    admin.post("/admin/people/new", sent)
    admin.post("/admin/people/new", sent)
    assert "We have this already" in admin.page.text
    assert len(usernames(house)) == 2


def test_a_name_with_a_script_in_it_is_only_words(house: House, admin: PageClient) -> None:
    admin.get("/admin/people/new")
    admin.submit("Open the account", ward="all", **{**NEW, "name": "<script>alert(1)</script>"})
    admin.get("/admin/people")
    assert "<script>alert(1)</script>" in admin.page.text
    assert "<script>alert" not in admin.answer.get_data(as_text=True)


def test_the_list_tells_who_is_what_and_whether_the_account_works(
    house: House, admin: PageClient, clock: SetClock
) -> None:
    house.account("Tom", Role.STAFF, Role.MANAGER)
    a.an_account(house.session, "Zoe", ends_on=clock.today + timedelta(days=3), username="zoe")
    admin.get("/admin/people")
    rows = {row.all("a")[0].text: row.text for row in admin.page.all("tr") if row.all("a")}
    assert "Ward staff, Alder" in rows["Tom"]
    assert "Ward manager, Alder" in rows["Tom"]
    assert "none yet" in rows["Zoe"]
    assert "in use until Thursday 5 March" in rows["Zoe"]
    assert "Hospital admin, all wards" in rows["Anna"]
    assert "3 accounts" in admin.page.one("caption").text


def test_many_accounts_come_in_pages_of_25(house: House, admin: PageClient) -> None:
    for number in range(26):
        a.an_account(house.session, f"Person {number:02}", username=f"p{number}")
    admin.get("/admin/people")
    assert len(admin.page.one("tbody").all("tr")) == 25
    admin.follow("Next page")
    assert len(admin.page.one("tbody").all("tr")) == 2


def test_an_admin_sets_the_last_day_of_a_post(house: House, admin: PageClient, clock: SetClock) -> None:
    account = house.account("Tom", Role.STAFF, password=PASSWORD)
    admin.get(f"/admin/people/{account.id}")
    admin.submit("Save", name="Thomas", ends_on="5/3/2026")
    assert "in use until Thursday 5 March" in admin.page.text
    assert "Thomas, nurse" in admin.page.one("h1").text
    clock.go_on(days=4)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD, status=422)


def test_a_stale_form_shows_the_fresh_state(house: House, admin: PageClient) -> None:
    account = house.account("Tom", Role.STAFF)
    admin.get(f"/admin/people/{account.id}")
    address = f"/admin/people/{account.id}"
    admin.post(address, {"name": "Tim", "job": "nurse", "version": "1"})
    admin.post(address, {"name": "Tam", "job": "nurse", "version": "1"}, status=409)
    assert "This has changed since you opened the page." in admin.page.text
    assert "Tim" in admin.page.one("h1").text


def test_an_admin_makes_a_new_password_for_somebody_who_forgot_theirs(house: House, admin: PageClient) -> None:
    account = house.account("Tom", Role.STAFF, password=PASSWORD)
    admin.get(f"/admin/people/{account.id}")
    admin.submit("Make a new password")
    password = admin.page.one("code").text
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD, status=422)
    tom.submit("Sign in", username="tom", password=password)
    assert tom.address == "/"


def test_parts_are_added_and_ended(house: House, admin: PageClient) -> None:
    account = house.account("Tom", Role.STAFF)
    admin.get(f"/admin/people/{account.id}")
    admin.follow("Add a part")
    admin.submit("Add it", role="listener", ward="all")
    assert "Independent listener, all wards" in admin.page.text
    admin.follow("Add a part")
    admin.submit("Add it", role="listener", ward="all", status=422)
    assert "This person is that already." in admin.page.text
    admin.get(f"/admin/people/{account.id}")
    admin.submit("End it today: Ward staff, Alder")
    assert "This part is over." in admin.page.text
    assert "Ward staff" not in admin.page.one("main").text


def test_an_admin_cannot_end_the_own_part(house: House) -> None:
    account = house.account("Anna", Role.ADMIN, password=PASSWORD)
    anna = house.anybody()
    anna.get("/sign-in")
    anna.submit("Sign in", username="anna", password=PASSWORD)
    anna.get(f"/admin/people/{account.id}")
    anna.submit("End it today: Hospital admin, all wards", status=403)
    assert "You cannot end your own part as admin." in anna.page.text


def test_an_account_that_does_not_exist_is_not_found(admin: PageClient) -> None:
    admin.get(f"/admin/people/{uuid4()}", status=404)
    admin.get("/admin/people/rubbish", status=404)
