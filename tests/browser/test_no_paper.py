"""A ward terminal prints nothing of anybody: whatever is sent to a printer there holds one plain sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import builders
from tests.agenda.house import House
from tests.browser.sitting import Sit, house, sit
from wardvoice.wards.rules import ScreenKind

__all__ = ["house", "sit"]

SENTENCE = "This screen prints nothing. Ask staff if you want it on paper."
WORDS = "The dryer eats my socks"


def on_paper(page: Page) -> str:
    """Return what a printer would be given to read."""
    page.emulate_media(media="print")
    return page.locator("body").inner_text().strip()


@pytest.mark.parametrize("asked", [False, True], ids=["in use", "asked whether somebody is there"])
def test_a_terminal_page_on_paper_is_one_plain_sentence(house: House, sit: Sit, asked: bool) -> None:
    kestrel = house.patient("Kestrel")
    item = builders.an_item(house.ward, WORDS, actor=kestrel, clock=house.clock)
    page = sit(house.signed_in(kestrel), "/")
    page.clock.install()
    page.goto(f"/agenda/items/{item.id}")
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("html[data-contrast=dark]")).to_have_count(1)
    expect(page.get_by_text(WORDS).first).to_be_visible()
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
    if asked:
        page.clock.fast_forward(121_000)
        expect(page.get_by_role("alertdialog")).to_be_visible()
    assert on_paper(page) == SENTENCE


def test_the_meeting_laptop_still_prints_its_pages(house: House, sit: Sit) -> None:
    builders.an_item(house.ward, WORDS, actor=house.patient("Kestrel"), clock=house.clock)
    page = sit(house.nobody(ScreenKind.LAPTOP), "/board")
    assert "You asked – we answered" in on_paper(page)
    assert SENTENCE not in page.content()
