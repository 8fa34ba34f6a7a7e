"""Wards and screens on pages: the ward's words, and a browser that becomes a screen."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import BOARD, TERMINAL, House
from wardvoice.core.actor import Role
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import WardKind


@pytest.fixture
def manager(house: House) -> PageClient:
    return house.staff(Role.MANAGER, name="Mo")


def a_code(manager: PageClient, kind: str = "terminal", place: str = "the corridor by the kitchen") -> str:
    manager.get("/admin/screens")
    manager.submit("Make a code for it", kind=kind, place=place)
    return manager.page.one("code").text


# --- screens ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "words"), [("terminal", "Ward terminal"), ("laptop", "Meeting laptop")])
def test_a_browser_becomes_a_screen_with_the_code_of_the_manager(
    house: House, manager: PageClient, kind: str, words: str
) -> None:
    code = a_code(manager, kind)
    assert words in manager.page.text
    assert "until Monday 2 March, 11:30" in manager.page.text
    screen = house.anybody()
    screen.get("/enrol")
    screen.submit("Make it a screen", code=code.lower())
    assert screen.address == "/"
    screen.get("/my-name")
    assert "What is your ward name?" in screen.page.text
    manager.get("/admin/screens")
    row = next(row for row in manager.page.all("tr") if "by the kitchen" in row.text)
    assert "in use since Monday 2 March" in row.text
    assert code not in manager.page.text


def test_a_board_screen_has_nothing_to_sign_in_with(house: House, manager: PageClient) -> None:
    screen = house.anybody()
    screen.get("/enrol")
    screen.submit("Make it a screen", code=a_code(manager, "board"))
    screen.get("/cards")
    screen.get("/my-name", status=403)


def test_a_code_works_once_and_for_an_hour(house: House, manager: PageClient, clock: SetClock) -> None:
    code = a_code(manager)
    first, second, third = house.anybody(), house.anybody(), house.anybody()
    first.get("/enrol")
    first.submit("Make it a screen", code=code)
    second.get("/enrol")
    second.submit("Make it a screen", code=code, status=422)
    assert "A code works once, for an hour." in second.page.text
    assert second.page.one("input", name="code")["value"] == code
    late = a_code(manager)
    clock.go_on(hours=1)
    third.get("/enrol")
    third.submit("Make it a screen", code=late, status=422)
    third.get("/cards")
    assert third.address == "/sign-in"


@pytest.mark.parametrize("code", ["", "ABCD2345", "<b>", "x" * 20_000, "é\u202e🙂"])
def test_a_wrong_code_is_refused_with_a_sentence(house: House, manager: PageClient, code: str) -> None:
    a_code(manager)
    somebody = house.anybody()
    somebody.get("/enrol")
    somebody.submit("Make it a screen", code=code, status=422)
    assert "There is a problem" in somebody.page.text


def test_after_ten_wrong_codes_everybody_unknown_waits_and_what_was_typed_stays(
    house: House, manager: PageClient, clock: SetClock
) -> None:
    code, somebody = a_code(manager), house.anybody()
    for _ in range(10):
        somebody.get("/enrol")
        somebody.submit("Make it a screen", code="ABCD 2345", status=422)
    another = house.anybody()
    another.get("/enrol")
    another.submit("Make it a screen", code=code, status=429)
    assert "There were too many wrong codes. Please wait until 10:40, then try again." in another.page.text
    assert another.page.one("input", name="code")["value"] == code
    clock.go_on(minutes=10)
    another.submit("Make it a screen", code=code)
    assert another.address == "/"


def test_wrong_codes_of_unknown_browsers_do_not_pause_the_manager(house: House, manager: PageClient) -> None:
    somebody = house.anybody()
    for _ in range(10):
        somebody.get("/enrol")
        somebody.submit("Make it a screen", code="ABCD 2345", status=422)
    code = a_code(manager)
    manager.get("/enrol")
    manager.submit("Make it a screen", code=code)
    assert manager.address == "/"


def test_a_screen_that_is_taken_back_shows_nothing_any_more(house: House, manager: PageClient) -> None:
    screen = house.at(TERMINAL)
    screen.get("/cards")
    screen_id = house.screens[TERMINAL].id
    manager.get("/admin/screens")
    manager.post(f"/admin/screens/{screen_id}/revoke")
    assert "The screen is taken back." in manager.page.text
    assert "taken back on Monday 2 March" in manager.page.text
    screen.get("/cards")
    assert screen.address == "/sign-in"
    manager.post(f"/admin/screens/{screen_id}/revoke", status=409)


def test_a_code_that_ran_out_is_told_in_the_list(manager: PageClient, clock: SetClock) -> None:
    a_code(manager)
    manager.get("/admin/screens")
    assert "waits for its code until Monday 2 March, 11:30" in manager.page.text
    clock.go_on(minutes=20)
    manager.get("/admin/screens")
    clock.go_on(minutes=20)
    manager.get("/admin/screens")
    clock.go_on(minutes=20)
    manager.get("/admin/screens")
    assert "its code has run out" in manager.page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"place": "the hall"}, "Choose what kind of screen it is."),
        ({"kind": "board"}, "Write where the screen stands."),
    ],
)
def test_an_invitation_needs_a_kind_and_a_place(manager: PageClient, typed: dict[str, str], sentence: str) -> None:
    manager.get("/admin/screens")
    manager.submit("Make a code for it", status=422, **typed)
    assert sentence in manager.page.text


def test_an_invitation_sent_twice_makes_one_screen(house: House, manager: PageClient) -> None:
    manager.get("/admin/screens")
    sent = {"kind": "board", "place": "the hall", "once": "the same key"}
    manager.post("/admin/screens", sent)
    manager.post("/admin/screens", sent)
    assert "We have this already" in manager.page.text
    assert len(house.ask(select(Screen.id).where(Screen.place == "the hall"))) == 1


def test_a_ward_without_screens_says_what_to_do(house: House) -> None:
    birch = a.a_ward(house.session, "Birch")
    account = house.account("Bo")
    a.a_membership(account, Role.MANAGER, birch)
    bo = house.anybody().sign_in_as("account", account.id, birch.id)  # type: ignore[arg-type]
    bo.get("/admin/screens")
    assert "No screen belongs to this ward yet." in bo.page.text


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADVOCATE, Role.LISTENER])
def test_other_staff_open_neither_screens_nor_ward(house: House, role: Role) -> None:
    somebody = house.staff(role)
    for address in ("/admin/screens", "/admin/ward", "/admin/ward/beds", "/admin/wards/new"):
        somebody.get(address, status=403)
    somebody.get("/cards")
    somebody.post("/admin/screens", {"kind": "board", "place": "x"}, status=403)
    somebody.post("/admin/ward", {"name": "x"}, status=403)


@pytest.mark.parametrize("token", [TERMINAL, BOARD])
def test_no_page_of_the_manager_opens_at_a_screen_of_the_ward(house: House, token: str) -> None:
    for address in ("/admin/screens", "/admin/ward", "/admin/wards/new"):
        house.at(token).get(address, status=403)


def test_another_wards_screen_is_not_found(house: House, manager: PageClient) -> None:
    other = a.a_screen(a.a_ward(house.session, "Birch"))
    manager.get("/admin/screens")
    manager.post(f"/admin/screens/{other.id}/revoke", status=404)
    manager.post(f"/admin/screens/{uuid4()}/revoke", status=404)


# --- wards -----------------------------------------------------------------------------------------------------------


def test_the_manager_mends_the_wards_words(house: House, manager: PageClient) -> None:
    manager.get("/admin/ward")
    manager.submit("Save", name="Elder", place="the garden room", numbers="PALS: 0800 100\nIMHA: 0800 200")
    assert "The ward is changed." in manager.page.text
    terminal = house.at()
    terminal.get("/cards")
    assert "PALS: 0800 100 · IMHA: 0800 200" in terminal.page.text
    assert "Elder" in terminal.page.one("header").text


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "x" * 20_000])
def test_a_ward_needs_a_name_that_fits(manager: PageClient, name: str) -> None:
    manager.get("/admin/ward")
    manager.submit("Save", name=name, place="the garden", status=422)
    assert manager.page.one("input", name="place")["value"] == "the garden"


def test_a_stale_form_of_the_ward_is_refused(manager: PageClient) -> None:
    manager.get("/admin/ward")
    manager.post("/admin/ward", {"name": "Elder", "version": "1"})
    manager.post("/admin/ward", {"name": "Elm", "version": "1"}, status=409)
    assert "This has changed since you opened the page." in manager.page.text


def test_an_admin_opens_a_ward_and_looks_at_it(house: House) -> None:
    admin = house.staff(Role.ADMIN)
    admin.get("/admin/ward")
    admin.follow("Open another ward")
    for beds in ("", "0"):
        admin.submit("Open the ward", kind="ward", name="Elder", beds=beds, status=422)
    admin.submit("Open the ward", kind="ward", name="Elder", beds="12")
    assert admin.address == "/admin/screens"
    assert "Elder" in admin.page.one("header").text
    assert len(house.ask(select(Ward.id))) == 2


def test_an_admin_opens_one_council_without_beds(house: House) -> None:
    admin = house.staff(Role.ADMIN)
    admin.get("/admin/wards/new")
    opened = admin.http.post("/admin/wards/new", data=a_council(admin))
    assert (opened.status_code, opened.location) == (303, "/council")
    assert house.ask(select(Ward.beds).where(Ward.kind == WardKind.COUNCIL)) == [0]
    admin.get("/admin/wards/new")
    admin.submit("Open the ward", kind="council", name="Another one", status=422)


def a_council(admin: PageClient) -> dict[str, str]:
    return {"csrf": admin.csrf_token(), "kind": "council", "name": "Patients’ council"}
