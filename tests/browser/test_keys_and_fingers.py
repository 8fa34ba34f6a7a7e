"""One visit to the terminal by keys alone, one by a switch, one by a finger: to ask, to answer, to leave no trace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sitting import sitting_down
from tests.journeys.conftest import alder
from tests.journeys.people import PIN
from tests.journeys.stories import MEND, said_done
from tests.journeys.ward import AlderWard

__all__ = ["alder"]

MOST_TABS = 60
IN_FOCUS = """() => {
  const e = document.activeElement;
  const said = e.labels?.length ? e.labels[0].innerText : e.getAttribute("aria-label") || e.innerText;
  return (said || "").trim().split("\\n")[0];
}"""
SEEN = """() => {
  const e = document.activeElement, look = getComputedStyle(e);
  const label = e.labels?.[0] ? getComputedStyle(e.labels[0]) : look;
  return [look, label].some(s => s.outlineStyle !== "none" || s.boxShadow !== "none");
}"""


class Keys:
    """Somebody who has nothing but Tab, the arrows, Enter, the space bar and letters."""

    def __init__(self, window: Page) -> None:
        self.window, self.board = window, window.keyboard

    def reaches(self, words: str) -> None:
        """Press Tab until something that says this has the focus, and see that it shows."""
        met = []
        for _ in range(MOST_TABS):
            self.board.press("Tab")
            met.append(self.window.evaluate(IN_FOCUS))
            if met[-1].startswith(words):
                assert self.window.evaluate(SEEN), f"nothing shows that {words!r} has the focus"
                return
        raise AssertionError(f"Tab never comes to {words!r}, only to {met}")

    def presses(self, words: str) -> None:
        """Go to another page by a link or a button."""
        self.reaches(words)
        with self.window.expect_navigation():
            self.board.press("Enter")

    def types(self, label: str, words: str) -> None:
        self.reaches(label)
        self.board.type(words)

    def chooses(self, first: str, wanted: str) -> None:
        """Come to the first of a few choices, and go on by the arrow to the one that is wanted."""
        self.reaches(first)
        self.board.press("Space")
        for _ in range(30):
            if self.window.evaluate(IN_FOCUS).startswith(wanted):
                return
            self.board.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {wanted!r}")


class Finger:
    """Somebody who can tap, and has no keys."""

    def __init__(self, window: Page) -> None:
        self.window = window

    def taps(self, words: str, *, leaves: bool = False) -> None:
        """Tap what says this; `leaves` waits for the next page."""
        said = re.compile(rf"^\s*{re.escape(words)}")
        box = self.window.locator("a:visible, button:visible, label:visible").filter(has_text=said).first
        size = box.bounding_box()
        assert size is not None, words
        assert size["height"] >= 56, f"{words!r} is {size['height']} px high"
        if not leaves:
            box.tap()
            return
        with self.window.expect_navigation():
            box.tap()


class Switch(Keys):
    """Somebody who has one button that goes on to the next thing, and one that takes it."""

    def takes(self, *words: str) -> None:
        for one in words:
            self.reaches(one)
            self.board.press("Space")


@pytest.fixture
def terminal(alder: AlderWard, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that stands somebody in front of the ward terminal."""
    usual: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}, "locale": "en-GB"}
    with sitting_down(alder.app, browser) as sit:
        yield lambda **options: sit(alder.somebody().browser, "/", **usual, **options)


def test_by_keys_alone(alder: AlderWard, terminal: Callable[..., Page]) -> None:
    said_done(alder)
    keys = Keys(terminal())
    keys.presses("Add to the meeting")
    keys.chooses("In words", "In words")
    keys.presses("Go on")
    keys.chooses("Food", "Laundry")
    keys.presses("Go on")
    keys.chooses("Problem", "Idea")
    keys.types("Your words", "A line to dry things in the garden")
    keys.presses("Go on")
    keys.chooses("As “a patient”", "As “a patient”")
    keys.presses("Send to the meeting")
    expect(keys.window.locator("main[data-receipt]")).to_contain_text("A line to dry things in the garden")
    keys.presses("Home")
    keys.presses("My things")
    keys.presses("With my ward name")
    keys.types("Your ward name", "Kestrel")
    keys.types("Your PIN", PIN)
    keys.presses("Go on")
    keys.presses(f"Did it happen? {MEND}")
    keys.presses("Yes")
    expect(keys.window.locator("main")).to_contain_text("Patients say yes")
    keys.board.press("Tab")
    assert keys.window.evaluate(IN_FOCUS) == "Skip to the page"
    keys.board.press("Tab")
    assert keys.window.evaluate(IN_FOCUS) == "Finish"
    with keys.window.expect_navigation():
        keys.board.press("Enter")
    expect(keys.window.locator("body")).not_to_contain_text("Kestrel")


def test_by_a_switch_that_only_goes_on_and_takes(alder: AlderWard, terminal: Callable[..., Page]) -> None:
    said_done(alder)
    switch = Switch(terminal())
    switch.presses("Add to the meeting")
    for choices in (["With pictures"], ["Money", "Food"], ["Problem", "Sad"]):
        switch.takes(*choices)
        switch.presses("Go on")
    switch.takes("As “a patient”")
    switch.presses("Send to the meeting")
    expect(switch.window.locator("main[data-receipt]")).to_contain_text("Food")
    switch.presses("Home")
    switch.presses("What happened to what we asked")
    expect(switch.window.locator("main")).to_contain_text(MEND)
    switch.presses("Finish")
    assert switch.window.url.endswith("/")


def test_by_a_finger_alone(alder: AlderWard, terminal: Callable[..., Page]) -> None:
    finger = Finger(terminal(has_touch=True))
    finger.taps("Add to the meeting", leaves=True)
    finger.taps("With pictures")
    finger.taps("Go on", leaves=True)
    finger.taps("Food")
    finger.taps("Go on", leaves=True)
    finger.taps("Problem")
    finger.taps("Sad")
    finger.taps("Go on", leaves=True)
    finger.taps("As “a patient”")
    finger.taps("Send to the meeting", leaves=True)
    expect(finger.window.locator("main[data-receipt]")).to_contain_text("Food")
    finger.taps("Finish", leaves=True)
    assert finger.window.url.endswith("/")
