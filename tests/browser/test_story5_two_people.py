"""Story 5. "Birch" writes about a room-mate, is called away mid-sentence; "Tern" sits down 90 seconds later."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect
from sqlalchemy import select

from tests.agenda.house import PIN, House
from tests.browser.sitting import Sit, everything_shown, goes_on, house, sit, stand_still
from wardvoice.config import Settings
from wardvoice.people.models import Draft
from wardvoice.web.sessions import SessionRow

__all__ = ["house", "sit"]

SENTENCE = "At night my room-mate snores and I"
GONE, WAITS = "when this page ends, they are gone", "wait for 7 days under your ward name"


class Terminal:
    """The one screen in the corridor, and the time that passes for it and for the server alike."""

    def __init__(self, house: House, page: Page) -> None:
        self.house, self.page = house, page
        stand_still(page)

    def seconds_pass(self, seconds: int) -> None:
        self.house.clock.go_on(seconds=seconds)
        self.page.clock.fast_forward(seconds * 1000)

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def somebody_says_who_they_are(self, word: str) -> None:
        self.page.goto("/my-name")
        self.page.get_by_role("textbox", name="Your ward name").fill(word)
        self.page.get_by_role("textbox", name="Your PIN").fill(PIN)
        self.press("Go on")
        expect(self.page.locator("header")).to_contain_text(f"You are {word}")

    def somebody_writes(self) -> None:
        self.page.goto("/agenda/items/new")
        for value in ("words", "sleep", "problem"):
            self.page.locator(f"input[value={value}]").check()
            if value != "problem":
                goes_on(self.page)
        self.page.get_by_role("textbox").press_sequentially(SENTENCE)

    def reads(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def shows_the_start_page_of_nobody(self) -> None:
        expect(self.page.locator("h1")).to_have_text(self.house.ward.name)
        self.shows_nothing_of_it()

    def shows_nothing_of_it(self) -> None:
        shown = everything_shown(self.page)
        assert "snores" not in shown
        assert "Birch" not in shown


@pytest.fixture
def terminal(house: House, sit: Sit) -> Iterator[Terminal]:
    for word in ("Birch", "Tern"):
        house.name_with_pin(word)
    return Terminal(house, sit(house.nobody(), "/"))  # type: ignore[return-value]


@pytest.mark.parametrize("word", ["Birch", ""], ids=["with a ward name", "without a name"])
def test_tern_finds_nothing_and_birch_finds_the_sentence(
    terminal: Terminal,
    house: House,
    settings: Settings,
    word: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    if word:
        terminal.somebody_says_who_they_are(word)
    terminal.somebody_writes()
    terminal.reads(WAITS if word else GONE)

    terminal.seconds_pass(44)
    expect(terminal.page.get_by_role("textbox")).to_be_visible()
    terminal.seconds_pass(2)
    expect(terminal.page.get_by_role("button", name="Show my words")).to_be_visible()
    expect(terminal.page.get_by_role("textbox")).to_have_count(0)

    terminal.seconds_pass(44)
    terminal.press("Finish")
    terminal.shows_the_start_page_of_nobody()
    assert house.fresh().scalars(select(SessionRow)).all() == []
    for step in ("back", "back", "back", "forward", "reload"):
        with suppress(Error):  # a page from the back-forward cache sends no event that this waits for
            {"back": terminal.page.go_back, "forward": terminal.page.go_forward, "reload": terminal.page.reload}[step](
                wait_until="commit", timeout=2000
            )
        terminal.shows_nothing_of_it()

    terminal.somebody_says_who_they_are("Tern")
    terminal.page.goto("/agenda/items/new")
    expect(terminal.page.get_by_role("button", name="Go on writing")).to_have_count(0)
    terminal.press("Finish")
    terminal.shows_the_start_page_of_nobody()

    terminal.somebody_says_who_they_are("Birch")
    if word:
        terminal.press("Go on writing")
        expect(terminal.page.get_by_role("textbox")).to_have_value(SENTENCE)
    else:
        expect(terminal.page.get_by_role("button", name="Go on writing")).to_have_count(0)
        assert house.fresh().scalars(select(Draft)).all() == []
        assert not [path for path in settings.instance.iterdir() if b"snores" in path.read_bytes()]
    said = [record for record in caplog.records if record.name.startswith("wardvoice")]
    assert said == []
    assert "snores" not in "".join((caplog.text, *capfd.readouterr()))
