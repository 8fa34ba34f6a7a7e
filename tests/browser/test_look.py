"""Larger text and stronger colours: at once, for the whole visit, with and without scripts, and gone at Finish."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.agenda.house import House
from tests.browser.sitting import Sit, goes_on, house, leaves, sit

__all__ = ["house", "sit"]


def looks(page: Page) -> tuple[str | None, str | None]:
    root = page.locator("html")
    return root.get_attribute("data-size"), root.get_attribute("data-contrast")


def letters(page: Page) -> float:
    size: float = page.locator("h1").evaluate("h1 => parseFloat(getComputedStyle(h1).fontSize)")
    return size


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_look_holds_for_the_visit_and_goes_at_finish(house: House, sit: Sit, scripts: bool) -> None:
    page = sit(house.nobody(), "/agenda", java_script_enabled=scripts)
    before = letters(page)
    page.get_by_role("button", name="Largest text").click()
    expect(page.locator("html[data-size=largest]")).to_have_count(1)
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("html[data-contrast=dark]")).to_have_count(1)
    expect(page.get_by_role("button", name="Dark page")).to_have_attribute("aria-pressed", "true")
    page.goto("/")
    assert looks(page) == ("largest", "dark")
    assert letters(page) > before
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("html[data-contrast='']")).to_have_count(1)
    leaves(page, "Finish")
    expect(page.locator("html[data-size='']")).to_have_count(1)
    assert looks(page) == ("", "")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_being_written_stays(house: House, sit: Sit, scripts: bool) -> None:
    page = sit(house.nobody(), "/agenda/items/new", java_script_enabled=scripts)
    for value in ("words", "sleep"):
        page.locator(f"input[value={value}]").check()
        goes_on(page)
    page.get_by_role("textbox").fill("My room-mate snores")
    page.get_by_role("button", name="Larger text").click()
    expect(page.locator("html[data-size=larger]")).to_have_count(1)
    expect(page.get_by_role("textbox")).to_have_value("My room-mate snores")
    if scripts:
        expect(page.get_by_role("button", name="Larger text")).to_be_focused()
    page.locator("input[value=problem]").check()
    goes_on(page)
    expect(page.locator("main")).to_contain_text("My room-mate snores")
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("html[data-size=larger][data-contrast=dark]")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("This is what you send")


def test_nothing_moves_for_whoever_wants_no_motion(house: House, sit: Sit) -> None:
    page = sit(house.nobody(), "/", reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(e => {
             const s = getComputedStyle(e);
             return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0;
           }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []
