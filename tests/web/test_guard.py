"""Who comes in where: unknown browsers, staff, terminals, and patients who have not said who they are."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.pages import PageClient
from tests.web.little_house import Loader
from wardvoice.core.policy import May
from wardvoice.web.guard import PUBLIC, required_by


@pytest.mark.parametrize("address", ["/", "/plain", "/mine", "/staff", "/list?page=2"])
def test_an_unknown_browser_is_shown_where_to_sign_in(stranger: PageClient, address: str) -> None:
    stranger.get(address, follow=False, status=303)
    assert stranger.answer.headers["Location"] == "/sign-in", "nothing of the address travels along"


def test_an_unknown_browser_that_sends_a_form_is_shown_where_to_sign_in(stranger: PageClient) -> None:
    stranger.get("/sign-in")
    stranger.post("/plain", {"words": "x"}, follow=False, status=303)
    assert stranger.answer.headers["Location"] == "/sign-in"


def test_htmx_takes_the_whole_browser_to_the_sign_in_page(stranger: PageClient) -> None:
    stranger.get("/every", htmx="every", status=401)
    assert stranger.answer.headers["HX-Redirect"] == "/sign-in"
    assert stranger.answer.get_data() == b""


def test_a_page_for_staff_is_refused_at_a_terminal(terminal: PageClient, kestrel: PageClient) -> None:
    for browser in (terminal, kestrel):
        browser.get("/staff", status=403)
        assert browser.page.one("html").classes == ["wv-terminal"]


def test_staff_open_their_pages(nurse: PageClient) -> None:
    assert nurse.get("/staff").one("h1").text == "Staff"


def test_a_patient_who_has_not_said_who_they_are_is_asked(terminal: PageClient) -> None:
    terminal.get("/mine", follow=False, status=303)
    assert terminal.answer.headers["Location"] == "/my-name?to=/mine"


def test_a_patient_who_has_said_so_comes_in(kestrel: PageClient) -> None:
    assert kestrel.get("/mine").one("h1").text == "Mine"


def test_staff_have_no_business_in_a_patients_things(nurse: PageClient) -> None:
    nurse.get("/mine", status=403)


def test_an_address_that_nobody_marked_is_closed_to_all(nurse: PageClient, kestrel: PageClient) -> None:
    nurse.get("/unmarked", status=403)
    kestrel.get("/unmarked", status=403)


def test_the_mark_can_be_read_from_the_address(little_house: Flask) -> None:
    with little_house.app_context():
        assert required_by("things.staff") is May.SEE_STAFF_PAGES
        assert required_by("things.unmarked") is None


def test_the_public_list_is_short() -> None:
    assert len(PUBLIC) <= 15


def test_identity_is_one_question_to_the_database_and_none_for_a_stranger(
    nurse: PageClient, stranger: PageClient, loader: Loader
) -> None:
    nurse.get("/")
    assert loader.asked == 1
    stranger.get("/sign-in")
    nurse.http.get("/health")
    nurse.http.get("/static/0/site.css")
    assert loader.asked == 1
