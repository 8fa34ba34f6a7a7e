"""A screen calls in at each full quarter of an hour by its clock, whatever is done at it."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from playwright.sync_api import Browser, Page

from tests.agenda.house import House
from tests.browser.serving import serving
from tests.conftest import SetClock


def calls(page: Page, *, minutes: int) -> int:
    """How often this page calls while so many minutes pass on its clock."""
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url) if request.url.endswith("/here") else None)
    page.clock.run_for(minutes * 60 * 1000)
    page.wait_for_function("document.readyState === 'complete'")
    return len(heard)


def test_a_page_calls_at_the_quarters_of_the_clock_and_not_when_it_is_opened(
    app: Flask, clock: SetClock, browser: Browser
) -> None:
    house = House(app, clock)
    cookie = house.nobody().http.get_cookie("wv-screen")
    assert cookie is not None
    with serving(app) as address:
        page = browser.new_context(base_url=address).new_page()
        page.context.add_cookies([{"name": "wv-screen", "value": cookie.value, "url": address}])
        page.clock.install(time=datetime(2026, 3, 2, 10, 31))
        page.goto("/board")
        assert calls(page, minutes=13) == 0
        with page.expect_response("**/here") as answer:
            page.clock.run_for(2 * 60 * 1000)
        assert answer.value.status == 204
        page.goto("/meetings")
        assert calls(page, minutes=10) == 0
    house.close()
