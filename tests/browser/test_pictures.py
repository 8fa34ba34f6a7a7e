"""Four pictures in a real browser: by finger without scripts, by keys alone, and none left to read over a shoulder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from tests import builders
from tests.agenda.house import House
from tests.browser.serving import serving
from tests.browser.sitting import leaves
from tests.conftest import SetClock

MINE = ("cat", "cake", "cat", "boat")
LEAST_TARGET = 56  # px, look.md

Sit = Callable[..., Page]


@pytest.fixture
def sit(app: Flask, clock: SetClock, browser: Browser) -> Iterator[Sit]:
    """Return a function that opens the page where a patient at the terminal comes in with pictures."""
    house = House(app, clock)
    builders.a_ward_name(house.ward, "Kestrel", pin=" ".join(MINE), clock=clock)
    screen = house.nobody().http.get_cookie("wv-screen")
    assert screen is not None
    with serving(app) as address:

        def sit_down(**options: object) -> Page:
            page = browser.new_context(base_url=address, **options).new_page()  # type: ignore[arg-type]
            page.context.add_cookies([{"name": "wv-screen", "value": screen.value, "url": address}])
            page.goto("/my-name")
            page.get_by_label("Your ward name").fill("Kestrel")
            leaves(page, "Use four pictures instead")
            return page

        yield sit_down
    house.close()


def row(page: Page, n: int) -> Locator:
    return page.get_by_role("group", name=f"Picture {n} of 4")


@pytest.mark.parametrize("scripts", [True, False])
def test_four_taps_and_one_more_come_in(sit: Sit, scripts: bool) -> None:
    page = sit(java_script_enabled=scripts, has_touch=True)
    for n, picture in enumerate(MINE, start=1):
        expect(row(page, n).get_by_role("radio", name=picture, exact=True)).to_be_visible()
        row(page, n).get_by_role("radio", name=picture, exact=True).tap()
    page.get_by_role("button", name="Go on").tap()
    expect(page.locator("header")).to_contain_text("You are Kestrel")


def test_keys_alone_come_in_and_a_row_stays_open_while_they_move_in_it(sit: Sit) -> None:
    page = sit()
    page.get_by_label("Your ward name").focus()
    for picture in MINE:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(40):
            if page.locator(":focus").get_attribute("value") == picture:
                break
            page.keyboard.press("ArrowRight")
        expect(page.locator(":focus + label")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Go on")
    page.keyboard.press("Enter")
    expect(page.locator("header")).to_contain_text("You are Kestrel")


def test_a_chosen_picture_turns_into_a_dot_and_can_be_chosen_again(sit: Sit) -> None:
    page = sit(has_touch=True)
    row(page, 1).get_by_role("radio", name="dog").tap()
    chosen = page.locator(".wv-pictures__row").first.locator(".wv-picture:has(:checked)")
    expect(chosen).to_have_css("opacity", "0")
    expect(page.locator(".wv-pictures__row >> visible=true")).to_have_count(2)
    page.locator(".wv-pictures__again label").first.tap()
    row(page, 1).get_by_role("radio", name="cat").tap()
    expect(page.locator("#pictures_1-cat")).to_be_checked()


def test_one_row_is_open_and_its_pictures_are_large_enough(sit: Sit, axe: Callable[[Page], list[str]]) -> None:
    page = sit()
    labels = page.locator(".wv-picture label >> visible=true")
    assert labels.count() == 32
    sizes = [box for label in labels.all() if (box := label.bounding_box())]
    assert min(min(box["width"], box["height"]) for box in sizes) >= LEAST_TARGET
    assert axe(page) == []
