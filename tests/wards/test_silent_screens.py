"""A screen that has been silent by day is shown to the manager; its calls do not tell whether anybody used it (N6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import SetClock
from tests.people.house import BOARD, LAPTOP, TERMINAL, House
from wardvoice.core.actor import Role
from wardvoice.storage.history import HistoryRow
from wardvoice.wards import rules
from wardvoice.wards.models import Screen
from wardvoice.web.sessions import SessionRow


def at(clock: str, day: int = 2) -> datetime:
    return datetime(2026, 3, day, *map(int, clock.split(":")), tzinfo=UTC)


# --- the rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_call", "now", "silent"),
    [
        (at("10:00"), at("10:59"), False),
        (at("10:00"), at("11:00"), True),
        (at("20:00", 1), at("07:59"), False),  # at night nobody is told
        (at("20:00", 1), at("08:59"), False),  # it may be switched on at 8
        (at("20:00", 1), at("09:00"), True),
        (at("19:15"), at("20:30"), False),
        (at("19:00"), at("20:30"), True),
        (at("18:00"), at("23:00"), True),
        (None, at("12:00"), False),
    ],
)
def test_a_screen_is_silent_after_an_hour_of_the_day(last_call: datetime | None, now: datetime, silent: bool) -> None:
    assert rules.is_silent(last_call, now) is silent


def test_of_a_call_only_the_quarter_of_an_hour_is_kept() -> None:
    assert {rules.quarter_of(at("10:15") + timedelta(seconds=s)) for s in range(0, 900, 7)} == {at("10:15")}


# --- calling in ------------------------------------------------------------------------------------------------------


def last_seen(house: House, token: str = TERMINAL) -> datetime | None:
    return house.ask(select(Screen).where(Screen.id == house.screens[token].id))[0].last_seen


@pytest.mark.parametrize("token", [TERMINAL, BOARD])
def test_a_screen_calls_in_by_itself(house: House, clock: SetClock, token: str) -> None:
    clock.go_on(minutes=7)
    somebody = house.at(token)
    somebody.http.get("/here", headers={"HX-Request": "true"})
    assert last_seen(house, token) == at("10:30")


def test_without_scripts_the_start_page_calls_in_and_comes_back(house: House) -> None:
    somebody = house.at()
    answer = somebody.http.get("/here")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert last_seen(house) == at("10:30")
    start = somebody.http.get("/").get_data(as_text=True)
    assert '<meta http-equiv="refresh" content="901; url=/here">' in start


def test_using_the_screen_is_no_call(house: House) -> None:
    somebody = house.at()
    for address in ("/", "/cards", "/my-name", "/cards/use"):
        somebody.get(address)
    somebody.submit("Go on", code="ABCDEFGH", status=422)
    assert last_seen(house) is None


def test_a_call_is_no_act_and_keeps_nobody_signed_in(house: House, clock: SetClock) -> None:
    somebody = house.patient()
    before = (house.ask(select(SessionRow.expires)), house.ask(select(func.count()).select_from(HistoryRow)))
    clock.go_on(minutes=10)
    somebody.http.get("/here", headers={"HX-Request": "true"})
    assert last_seen(house) == at("10:30")
    assert (house.ask(select(SessionRow.expires)), house.ask(select(func.count()).select_from(HistoryRow))) == before


def test_an_own_computer_and_an_unknown_browser_call_for_nobody(house: House) -> None:
    house.staff(Role.STAFF).http.get("/here")
    house.anybody().http.get("/here")
    assert [last_seen(house, token) for token in house.screens] == [None, None, None]


def test_every_page_of_a_terminal_knows_where_to_call_and_no_other(house: House) -> None:
    for token, calls in ((TERMINAL, True), (LAPTOP, False)):
        page = house.at(token).http.get("/cards").get_data(as_text=True)
        assert ('data-here="/here"' in page) is calls


# --- telling ---------------------------------------------------------------------------------------------------------


def called(house: House, token: str, moment: datetime) -> None:
    house.screens[token].last_seen = moment
    house.session.commit()


def test_the_manager_reads_which_screen_is_silent_and_what_to_do(house: House, clock: SetClock) -> None:
    called(house, TERMINAL, at("10:30"))
    clock.go_on(minutes=60)
    manager = house.staff(Role.MANAGER)
    manager.get("/admin/screens")
    assert "the corridor: nothing heard since Monday 2 March, 10:30" in manager.page.text
    assert "Is it switched on, and is the network connected?" in manager.page.text
    assert [row for row in manager.page.all("tr") if "silent since Monday 2 March, 10:30" in row.text]


def test_a_screen_that_calls_a_laptop_and_one_taken_back_are_not_silent(house: House, clock: SetClock) -> None:
    called(house, TERMINAL, at("10:30"))
    called(house, LAPTOP, at("08:00"))
    clock.go_on(minutes=59)
    manager = house.staff(Role.MANAGER)
    manager.get("/admin/screens")
    assert "silent" not in manager.page.text
    clock.go_on(minutes=1)
    house.screens[TERMINAL].revoked_on = clock.day_of(clock.now())
    house.session.commit()
    manager.get("/admin/screens")
    assert "silent" not in manager.page.text
