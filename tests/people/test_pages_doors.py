"""Staff come in with a password, at their own computer only; everybody can finish."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from tests import builders as a
from tests.conftest import SetClock
from tests.people.house import BOARD, LAPTOP, PASSWORD, TERMINAL, House
from wardvoice.core.actor import Role
from wardvoice.people.models import Account, Try
from wardvoice.web.sessions import SessionRow


def sessions(house: House) -> int:
    return len(house.ask(select(SessionRow.token_hash)))


def test_a_nurse_signs_in_and_out(house: House) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username=" TOM ", password=PASSWORD)
    assert tom.address == "/"
    assert "Alder" in tom.page.text
    assert sessions(house) == 1
    tom.submit("Sign out")
    assert tom.address == "/sign-in"
    assert sessions(house) == 0


@pytest.mark.parametrize(
    ("username", "password"), [("tom", "another password"), ("nobody", PASSWORD), ("tom", PASSWORD + " ")]
)
def test_a_wrong_password_and_an_unknown_name_read_the_same(house: House, username: str, password: str) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username=username, password=password, status=422)
    assert "The username or the password is not right." in tom.page.text
    assert tom.page.one("input", name="username")["value"] == username
    assert password not in tom.answer.get_data(as_text=True)
    assert sessions(house) == 0


def test_empty_boxes_are_named(house: House) -> None:
    somebody = house.anybody()
    somebody.get("/sign-in")
    somebody.submit("Sign in", status=422)
    assert "Type your username." in somebody.page.text
    assert "Type your password." in somebody.page.text


@pytest.mark.parametrize("ended", ["closed_on", "ends_on"])
def test_an_account_that_has_ended_reads_like_a_wrong_password(house: House, ended: str, clock: SetClock) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    house.session.execute(update(Account).values(**{ended: clock.today}))
    house.session.commit()
    clock.go_on(days=1)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD, status=422)
    assert "is not right" in tom.page.text


@pytest.mark.parametrize("token", [TERMINAL, LAPTOP, BOARD])
def test_staff_cannot_sign_in_at_a_screen_of_the_ward(house: House, token: str) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    tom = house.at(token)
    tom.get("/sign-in", status=403)
    assert "Staff sign in at their own computer." in tom.page.text
    own = house.anybody()
    own.get("/sign-in")
    tom.post("/sign-in", {"username": "tom", "password": PASSWORD}, status=403)
    assert sessions(house) == 0


def test_after_five_wrong_passwords_even_the_right_one_waits(house: House, clock: SetClock) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    for _ in range(5):
        tom.submit("Sign in", username="tom", password="wrong password", status=422)
    tom.submit("Sign in", username="tom", password=PASSWORD, status=429)
    assert "wait until 10:31" in tom.page.text
    clock.go_on(minutes=1)
    tom.submit("Sign in", username="tom", password=PASSWORD)
    assert tom.address == "/"


def test_a_try_leaves_neither_the_username_nor_the_password(house: House) -> None:
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="somebody.else", password="my secret words", status=422)
    kept = str(house.ask(select(Try.who + Try.place)))
    assert "somebody" not in kept
    assert "secret" not in kept


def test_whoever_is_signed_in_is_sent_to_the_start_page(house: House) -> None:
    tom = house.staff(Role.STAFF)
    tom.get("/sign-in")
    assert tom.address == "/"


def test_an_unknown_browser_is_led_to_the_sign_in_page(house: House) -> None:
    somebody = house.anybody()
    for address in ("/cards", "/not-this-week", "/admin/people", "/admin/screens", "/ward", "/my-name"):
        somebody.get(address)
        assert somebody.address == "/sign-in"


def test_finish_ends_the_session_and_lets_the_browser_forget(house: House) -> None:
    kestrel = house.patient()
    kestrel.get("/my-name")
    before = kestrel.http.get_cookie("wv")
    kestrel.submit("Finish", follow=False, status=303)
    assert kestrel.answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert kestrel.http.get_cookie("wv") != before
    assert sessions(house) == 0
    kestrel.get("/my-name")
    assert "What is your ward name?" in kestrel.page.text


# --- wards -----------------------------------------------------------------------------------------------------------


def test_a_manager_of_two_wards_looks_at_the_other_one(house: House) -> None:
    account = house.account("Mo", Role.MANAGER, password=PASSWORD)
    a.a_membership(account, Role.STAFF, a.a_ward(house.session, "Birch"))
    mo = house.anybody()
    mo.get("/sign-in")
    mo.submit("Sign in", username="mo", password=PASSWORD)
    mo.get("/ward")
    mo.submit("Birch")
    mo.get("/cards")
    assert "Birch" in mo.page.one("header").text
    mo.get("/admin/screens", status=403)


def test_nobody_looks_at_a_ward_without_a_part_there(house: House) -> None:
    tom = house.staff(Role.STAFF)
    birch = a.a_ward(house.session, "Birch")
    tom.get("/ward")
    assert "Birch" not in tom.page.text
    tom.post("/ward", {"ward": str(birch.id)}, status=404)
    tom.post("/ward", {"ward": "rubbish"}, status=404)


def test_whoever_has_no_ward_yet_is_told_what_to_do(house: House) -> None:
    house.account("Tom", password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD)
    assert tom.address == "/ward"
    assert "You have no ward yet." in tom.page.text
    tom.get("/cards", status=403)


# --- one's own account -----------------------------------------------------------------------------------------------


def test_everybody_changes_the_own_password(house: House) -> None:
    house.account("Tom", Role.LISTENER, password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD)
    tom.get("/my-account")
    new = "window pencil river"
    tom.submit("Change my password", current=PASSWORD, password=new, again=new)
    assert "Your password is changed." in tom.page.text
    again = house.anybody()
    again.get("/sign-in")
    again.submit("Sign in", username="tom", password=PASSWORD, status=422)
    again.submit("Sign in", username="tom", password=new)
    assert again.address != "/sign-in"


@pytest.mark.parametrize(
    ("current", "password", "again", "sentence"),
    [
        ("not this one", "window pencil river", "window pencil river", "This is not your password."),
        (PASSWORD, "short", "short", "at least 12 characters"),
        (PASSWORD, "window pencil river", "window pencil rivers", "not the same"),
        (PASSWORD, "", "", "Type a new password."),
    ],
)
def test_a_new_password_that_does_not_fit_is_refused(
    house: House, current: str, password: str, again: str, sentence: str
) -> None:
    house.account("Tom", Role.STAFF, password=PASSWORD)
    tom = house.anybody()
    tom.get("/sign-in")
    tom.submit("Sign in", username="tom", password=PASSWORD)
    tom.get("/my-account")
    tom.submit("Change my password", current=current, password=password, again=again, status=422)
    assert sentence in tom.page.text
    assert "window" not in tom.answer.get_data(as_text=True)
