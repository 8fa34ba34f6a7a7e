"""Nobody touches the terminal: words are covered, somebody is asked for, the visit ends, whatever the clock did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from urllib.parse import urlsplit

import pytest
from flask import request, request_finished
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from tests import builders
from tests.agenda.house import House
from tests.browser.sitting import Sit, goes_on, house, sit, stand_still
from wardvoice.agenda.models import Item
from wardvoice.core.actor import Actor
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import SessionRow

__all__ = ["house", "sit"]

NEEDLE = "My room-mate snores"
LONGEST = 30  # seconds until words are given up
Writes = Callable[..., Page]


@pytest.fixture
def kestrel(house: House) -> Actor:
    return house.patient("Kestrel")


@pytest.fixture
def item(house: House, kestrel: Actor) -> Item:
    return builders.an_item(house.ward, "the dryer", actor=kestrel, clock=house.clock)


@pytest.fixture
def page(house: House, sit: Sit, kestrel: Actor, item: Item) -> Page:
    """Kestrel, who has written a few words, in a browser whose clock the test moves."""
    return writes(sit(house.signed_in(kestrel), "/"), f"/agenda/items/{item.id}/note")


def writes(page: Page, address: str) -> Page:
    stand_still(page)
    page.goto(address)
    page.get_by_role("textbox").fill(NEEDLE)
    return page


def covered(page: Page) -> None:
    expect(page.locator("#wv-covered")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert not page.get_by_text("the dryer").first.is_visible()


@contextmanager
def kept(house: House) -> Iterator[None]:
    """Go on when the server has taken words that wait: a page that was left tells its browser nothing any more."""
    taken = Event()

    def note(_app: object, **_more: object) -> None:
        if request.path == "/drafts":
            taken.set()

    with request_finished.connected_to(note, house.app):
        yield
        assert taken.wait(LONGEST)


def sessions(house: House) -> list[SessionRow]:
    return list(house.fresh().scalars(select(SessionRow)))


def test_after_45_seconds_the_words_are_covered_and_one_press_shows_them(page: Page) -> None:
    page.clock.fast_forward(44_000)
    expect(page.get_by_role("textbox")).to_be_visible()
    page.clock.fast_forward(2_000)
    covered(page)
    expect(page.get_by_role("button", name="Show my words")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_have_value(NEEDLE)


@pytest.mark.parametrize("touch", ["key", "tap", "scroll"])
def test_every_touch_puts_it_off(page: Page, touch: str) -> None:
    for _ in range(4):
        page.clock.fast_forward(40_000)
        {
            "key": lambda: page.keyboard.press("Shift"),
            "tap": lambda: page.mouse.click(5, 400),
            "scroll": lambda: page.evaluate("window.dispatchEvent(new Event('scroll'))"),
        }[touch]()
    expect(page.get_by_role("textbox")).to_be_visible()


def test_touching_a_covered_page_shows_nothing(page: Page) -> None:
    page.clock.fast_forward(46_000)
    for key in ("Escape", "Escape", "a", "Tab"):
        page.keyboard.press(key)
        covered(page)
    page.mouse.click(5, 5)
    covered(page)


def test_after_two_minutes_somebody_is_asked_for_and_the_seconds_count_down(page: Page) -> None:
    page.clock.fast_forward(121_000)
    warned = page.get_by_role("alertdialog", name="Are you still here?")
    expect(warned).to_be_visible()
    expect(page.get_by_role("button", name="I am still here")).to_be_focused()
    left = page.locator("[data-seconds-left]")
    expect(left).to_have_text("59")
    page.clock.fast_forward(30_000)
    expect(left).to_have_text("29")
    expect(warned).to_have_accessible_description("If not, this page ends soon, and we clear this screen.")


@pytest.mark.parametrize("key", [True, False], ids=["by a key", "by a tap"])
def test_whoever_is_still_there_stays_any_number_of_times(page: Page, house: House, key: bool) -> None:
    for _ in range(3):
        page.clock.fast_forward(170_000)
        expect(page.get_by_role("alertdialog")).to_be_visible()
        with page.expect_response("**/stay"):
            page.keyboard.press("x") if key else page.get_by_role("button", name="I am still here").click()
        expect(page.get_by_role("alertdialog")).to_have_count(0)
        covered(page)
    page.get_by_role("button", name="Show my words").click()
    expect(page.get_by_role("textbox")).to_have_value(NEEDLE)
    assert len(sessions(house)) == 1


def test_after_three_minutes_the_visit_is_over_and_the_start_page_is_there(page: Page, house: House) -> None:
    page.clock.fast_forward(181_000)
    expect(page.locator("h1")).to_have_text(house.ward.name)
    assert urlsplit(page.url).path == "/"
    expect(page.locator("body")).not_to_contain_text("Kestrel")
    assert sessions(house) == []


def test_a_machine_that_slept_shows_nothing_when_it_wakes(page: Page, house: House) -> None:
    """The clock jumps at once over every limit; the first touch afterwards does not count as staying."""
    now = page.evaluate("Date.now()") / 1000
    page.clock.set_system_time(now + 8 * 3600)
    page.keyboard.press("a")
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.locator("h1")).to_have_text(house.ward.name)
    assert sessions(house) == []


def test_words_are_cleared_though_no_server_answers_and_the_start_page_follows(page: Page, house: House) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/ended", refuse)
    with page.expect_event("requestfailed"):
        page.clock.fast_forward(181_000)
    expect(page.locator("#wv-over")).to_contain_text("We cleared this screen.")
    assert NEEDLE not in page.content()
    page.unroute("**/ended", refuse)
    page.clock.fast_forward(6_000)
    expect(page.locator("h1")).to_have_text(house.ward.name)
    assert sessions(house) == []


@pytest.fixture
def second(page: Page) -> Page:
    """A second tab of the same visit, which nobody touches."""
    tab = page.context.new_page()
    tab.goto("/board")
    return tab


def test_a_touch_in_one_tab_counts_in_the_other(page: Page, second: Page, house: House) -> None:
    for _ in range(3):
        second.clock.fast_forward(121_000)
        expect(second.get_by_role("alertdialog")).to_be_visible()
        page.keyboard.press("x")
        expect(second.get_by_role("alertdialog")).to_have_count(0)
        expect(second.locator("#wv-covered")).to_be_visible()
    assert len(sessions(house)) == 1


@pytest.mark.parametrize("way", ["Finish", "idle"])
def test_what_is_over_in_one_tab_is_over_in_the_other(page: Page, second: Page, house: House, way: str) -> None:
    expect(second.locator("body")).to_contain_text("Kestrel")
    if way == "Finish":
        page.get_by_role("button", name="Finish").click()
    else:
        page.clock.fast_forward(181_000)
    for tab in (page, second):
        expect(tab.locator("h1")).to_have_text(house.ward.name)
        expect(tab.locator("body")).not_to_contain_text("Kestrel")
    assert sessions(house) == []


def test_words_in_a_tab_that_is_left_wait_though_another_one_finishes(
    page: Page, second: Page, house: House, sit: Sit, kestrel: Actor
) -> None:
    with page.expect_response("**/drafts"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    second.get_by_role("button", name="Finish").click()
    expect(page.locator("h1")).to_have_text(house.ward.name)
    back = sit(house.signed_in(kestrel), "/")
    back.get_by_role("button", name="Go on writing").click()
    expect(back.get_by_role("textbox")).to_have_value(NEEDLE)


def test_a_page_whose_visit_ended_elsewhere_ends_with_the_next_touch(page: Page, house: House) -> None:
    page.context.request.get(urlsplit(page.url)._replace(path="/ended").geturl())
    page.clock.fast_forward(30_000)
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text(house.ward.name)


def test_the_words_wait_under_the_name_and_are_offered_again(
    page: Page, house: House, sit: Sit, kestrel: Actor
) -> None:
    page.clock.fast_forward(181_000)
    expect(page.locator("h1")).to_have_text(house.ward.name)
    back = sit(house.signed_in(kestrel), "/")
    back.get_by_role("button", name="Go on writing").click()
    expect(back.get_by_role("textbox")).to_have_value(NEEDLE)


@pytest.mark.parametrize("way", ["Finish", "Home"])
def test_words_that_are_left_behind_wait_too(page: Page, house: House, sit: Sit, kestrel: Actor, way: str) -> None:
    with kept(house):
        page.get_by_role("button" if way == "Finish" else "link", name=way, exact=True).click()
    expect(page.locator("h1")).to_have_text(house.ward.name)
    back = sit(house.signed_in(kestrel), "/")
    back.get_by_role("button", name="Go on writing").click()
    expect(back.get_by_role("textbox")).to_have_value(NEEDLE)


def test_words_of_somebody_without_a_name_never_leave_the_page(house: House, sit: Sit) -> None:
    page = sit(house.nobody(), "/agenda/items/new")
    stand_still(page)
    for value in ("words", "sleep"):
        page.locator(f"input[value={value}]").check()
        goes_on(page)
    expect(page.locator("main")).to_contain_text("when this page ends, they are gone")
    page.get_by_role("textbox").fill(NEEDLE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    page.clock.fast_forward(181_000)
    expect(page.locator("h1")).to_have_text(house.ward.name)
    assert NEEDLE.split(maxsplit=1)[0] not in "".join(sent)


def test_the_meeting_laptop_asks_after_29_minutes_and_covers_nothing(house: House, sit: Sit) -> None:
    page = sit(house.nobody(ScreenKind.LAPTOP), "/")
    stand_still(page)
    page.goto("/agenda")
    page.clock.fast_forward(1_700_000)
    expect(page.locator("h1")).to_be_visible()
    page.clock.fast_forward(45_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()


def test_a_covered_page_and_the_question_are_accessible(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.clock.fast_forward(46_000)
    covered(page)
    heights = page.locator("#wv-covered button").evaluate_all("all => all.map(b => b.getBoundingClientRect().height)")
    assert min(heights) >= 72, "big enough for a shaking hand"
    page.clock.resume()  # axe lets time pass itself
    assert axe(page) == []
    page.clock.fast_forward(80_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    assert axe(page) == []
