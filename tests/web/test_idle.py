"""How long a page may stay alone: what it tells its scripts, what holds without them, and going on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import SetClock
from tests.pages import PageClient
from tests.web.little_house import LAPTOP, SCREENS
from wardvoice.config import Settings
from wardvoice.web.idle import SLACK
from wardvoice.web.sessions import SessionRow, round_up

Rows = Callable[[], list[SessionRow]]
LIMITS = ("data-cover", "data-warn", "data-end")


def limits(browser: PageClient) -> dict[str, str]:
    told = browser.page.one("html").attrs
    return {name: told[name] for name in LIMITS if name in told}


@pytest.fixture
def at_laptop(little_house: Flask) -> PageClient:
    """Somebody at the meeting laptop."""
    assert SCREENS[LAPTOP]
    return PageClient(little_house).at_screen(LAPTOP)


def test_a_terminal_covers_warns_and_ends(kestrel: PageClient) -> None:
    for address in ("/", "/every"):
        kestrel.get(address)
        assert limits(kestrel) == {"data-cover": "45", "data-warn": "120", "data-end": "180"}


def test_the_meeting_laptop_has_half_an_hour_and_covers_nothing(at_laptop: PageClient) -> None:
    at_laptop.get("/every")
    assert limits(at_laptop) == {"data-warn": "1740", "data-end": "1800"}


def test_times_are_settings(kestrel: PageClient, little_house: Flask) -> None:
    hall = little_house.extensions["hall"]
    spans = {"cover_terminal": timedelta(seconds=30), "idle_warning": timedelta(seconds=40)}
    settings = replace(hall.settings, idle_terminal=timedelta(minutes=5), **spans)
    little_house.extensions["hall"] = replace(hall, settings=settings)
    kestrel.get("/")
    assert limits(kestrel) == {"data-cover": "30", "data-warn": "260", "data-end": "300"}


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("COVER_TERMINAL", "19", "must be a number of seconds from 20 to 60"),
        ("COVER_TERMINAL", "61", "must be a number of seconds from 20 to 60"),
        ("IDLE_WARNING", "10", "must be a number of seconds from 30 to 60"),
        ("IDLE_TERMINAL", "6", "must be a number of minutes from 2 to 5"),
        ("IDLE_LAPTOP", "²", "must be a number of minutes from 10 to 60"),
    ],
)
def test_times_have_safe_limits(name: str, value: str, fault: str) -> None:
    with pytest.raises(Exception, match=f"WARDVOICE_{name} {fault}"):
        Settings.load({f"WARDVOICE_{name}": value})


def test_a_start_page_of_nobody_stays_for_ever(terminal: PageClient) -> None:
    terminal.get("/")
    assert limits(terminal) == {}
    assert "/ended" not in terminal.answer.get_data(as_text=True)


def test_a_start_page_that_somebody_made_larger_ends_too(terminal: PageClient) -> None:
    terminal.get("/")
    terminal.submit("Larger text")
    assert limits(terminal)["data-end"] == "180"
    terminal.get("/ended")
    assert terminal.page.one("html")["data-size"] == ""
    assert limits(terminal) == {}


def test_staff_pages_have_none_of_it(nurse: PageClient) -> None:
    nurse.get("/every")
    assert limits(nurse) == {}
    assert not nurse.page.all("dialog")


def test_whoever_stays_has_the_time_of_a_page_with_a_box(kestrel: PageClient, rows: Rows, clock: SetClock) -> None:
    kestrel.get("/")
    token = {"csrf": kestrel.csrf_token()}
    for _ in range(10):
        clock.go_on(minutes=3)
        kestrel.post("/stay", token, csrf=False, status=204)
        (row,) = rows()
        assert row.expires == round_up(clock.now() + timedelta(minutes=20) + SLACK)


def test_staying_stores_nothing_for_whoever_did_not_sign_in(terminal: PageClient, rows: Rows) -> None:
    terminal.get("/every")
    terminal.post("/stay", status=204)
    assert rows() == []


def test_a_page_whose_visit_is_over_cannot_stay(kestrel: PageClient, rows: Rows) -> None:
    kestrel.get("/")
    token = kestrel.csrf_token()
    kestrel.submit("Finish")
    kestrel.post("/stay", {"csrf": token}, csrf=False, status=403)
    assert rows() == []


def test_nobody_unknown_can_stay(stranger: PageClient) -> None:
    stranger.get("/sign-in")
    stranger.post("/stay", follow=False, status=303)


def test_finish_and_the_question_come_with_every_page_that_ends(kestrel: PageClient) -> None:
    kestrel.get("/every")
    covered, warned, over = kestrel.page.all("dialog")
    assert [button.text for button in covered.all("button")] == ["Show my words", "Finish"]
    assert covered.one("form")["action"] == "/finish"
    assert (warned["role"], [button.text for button in warned.all("button")]) == ("alertdialog", ["I am still here"])
    assert warned.one(cls="wv-idle__left")["aria-hidden"] == "true", "spoken once, not each second"
    assert not over.all("button")
