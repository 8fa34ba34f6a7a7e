"""Whoever sits down next finds nothing of what was written in private, with scripts and without (P18, P24, P29)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.test_forgetting import KEPT, Screen
from tests.concerns.served import Served
from tests.concerns.test_pages_coming_back import ANSWER, is_answered
from tests.conftest import SetClock

NEEDLE = "the heron pushed me against the wall"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def served(app: Flask, clock: SetClock, quick_sealing: None) -> Iterator[Served]:
    made = Served(app, clock)
    made.session.commit()
    yield made
    made.session.close()
    made.main.dispose()


@pytest.fixture
def stands(served: Served, live_server: Callable[[Flask], str], browser: Browser) -> Iterator[Callable[[bool], Screen]]:
    """Return a function that stands somebody in front of the ward terminal, with scripts or without."""
    opened = []

    def stand(scripts: bool) -> Screen:
        home = live_server(served.app)
        context = browser.new_context(java_script_enabled=scripts, locale="en-GB")
        opened.append(context)
        context.add_cookies([{"name": "wv-screen", "value": "terminal", "url": home, "httpOnly": True}])
        return Screen(context, home)

    yield stand
    for context in opened:
        context.close()


def comes_to(screen: Screen, heading: str, button: str, *chosen: str) -> None:
    """Choose, press a button, and wait for the page it leads to; with scripts it may come without a new address."""
    screen.chooses(*chosen)
    screen.window.locator(f'main button:has-text("{button}")').locator("visible=true").first.click()
    screen.window.wait_for_selector(f'main h1:has-text("{heading}")')
    screen.met.append(screen.window.url)


def writes(screen: Screen) -> None:
    screen.goes("Tell someone in private")
    comes_to(screen, "Who shall get it?", "Go on", "Yes", "Someone hurt me")
    comes_to(screen, "What happened?", "Go on", "The advocate")
    screen.writes(NEEDLE)
    comes_to(screen, "Before you send", "Go on", "I was shouted at")


def sends(screen: Screen) -> str:
    writes(screen)
    comes_to(screen, "We have it", "Send to the advocate", "Give me five words")
    return " ".join(screen.window.locator("[data-words] li").all_inner_texts())


def is_there(page: Page) -> str:
    text: str = page.locator("body").inner_text()
    return text


@SCRIPTS
def test_back_after_finish_shows_neither_words_nor_the_receipt(stands: Callable[[bool], Screen], scripts: bool) -> None:
    screen = stands(scripts)
    words = sends(screen)
    assert len(words.split()) == 5
    screen.presses_finish()
    found = screen.what_is_found()
    assert [one for one in (NEEDLE, "We have it", "I was shouted at") if one in found] == []
    assert not all(word in found for word in words.split())


@SCRIPTS
def test_back_after_finish_shows_no_words_that_were_never_sent(stands: Callable[[bool], Screen], scripts: bool) -> None:
    screen = stands(scripts)
    writes(screen)
    screen.presses_finish()
    assert NEEDLE not in screen.what_is_found()


@SCRIPTS
def test_back_after_finish_shows_no_answer(served: Served, stands: Callable[[bool], Screen], scripts: bool) -> None:
    screen = stands(scripts)
    words = sends(screen)
    screen.presses_finish()
    is_answered(served)
    screen.window.goto(screen.home + "/answer")
    screen.window.locator("input[name=five]").fill(words)
    screen.goes("Look for an answer")
    screen.goes("Show it to me")
    assert ANSWER in is_there(screen.window)
    screen.presses_finish()
    found = screen.what_is_found()
    assert ANSWER not in found
    assert not all(word in found for word in words.split())


def test_reload_and_back_before_finish_store_nothing_twice(served: Served, stands: Callable[[bool], Screen]) -> None:
    screen = stands(False)
    sends(screen)
    screen.window.on("dialog", lambda dialog: dialog.accept())
    screen.window.reload()
    screen.window.wait_for_selector("[data-words]")
    assert len(served.waiting()) == 1


def test_a_hasty_double_click_stores_one(served: Served, stands: Callable[[bool], Screen]) -> None:
    screen = stands(True)
    writes(screen)
    screen.chooses("Give me five words")
    screen.window.locator('main button:has-text("Send to the advocate")').dblclick()
    screen.window.wait_for_selector('main h1:has-text("We have it")')
    assert len(served.waiting()) == 1


def test_the_browser_keeps_nothing(stands: Callable[[bool], Screen]) -> None:
    screen = stands(True)
    sends(screen)
    kept = screen.window.evaluate(KEPT)
    assert kept == {"local": {}, "session": {}, "indexed": [], "caches": []}


LOOKS = pytest.mark.parametrize("size", [(1920, 1080), (390, 844)], ids=["terminal", "narrow"])


@LOOKS
def test_every_page_of_a_writer_is_sound(
    stands: Callable[[bool], Screen], axe: Callable[[Page], list[str]], size: tuple[int, int]
) -> None:
    """No complaint of axe, and nothing that has to be scrolled sideways."""
    screen = stands(True)
    window, faults = screen.window, {}
    window.set_viewport_size({"width": size[0], "height": size[1]})

    def look(name: str) -> None:
        found = axe(window)
        if window.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append("it is wider than the screen")
        faults[name] = found

    look("start")
    screen.goes("Tell someone in private")
    look("about")
    comes_to(screen, "Who shall get it?", "Go on", "No", "Someone hurt me")
    look("who")
    comes_to(screen, "What happened?", "Go on", "The advocate")
    look("words")
    screen.writes("Yesterday Darren took " + "m" * 60)
    comes_to(screen, "Before you send", "Go on", "I was shouted at")
    look("send")
    comes_to(screen, "We have it", "Send to the advocate", "Give me five words")
    look("sent")
    assert {name: found for name, found in faults.items() if found} == {}
