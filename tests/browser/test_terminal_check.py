"""The self-check of a screen in a real Chromium: it says what is as it should be, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import serving
from wardvoice.wards.checklist import CHECKS


def verdicts(page: Page) -> dict[str, bool]:
    """Each question, and whether it was answered well."""
    rows = page.locator("[data-check]")
    expect(page.locator("[data-check] > span:not([hidden])")).to_have_count(len(CHECKS))
    return {str(row.get_attribute("data-check")): row.locator("[data-good]").is_visible() for row in rows.all()}


def test_an_ordinary_window_lacks_what_a_kiosk_has(
    app: Flask, browser: Browser, axe: Callable[[Page], list[str]]
) -> None:
    with serving(app) as address:
        context = browser.new_context(
            base_url=address,
            locale="pl-PL",
            viewport={"width": 800, "height": 600},
            screen={"width": 1920, "height": 1080},
        )
        page = context.new_page()
        page.goto("/terminal/check")
        found = verdicts(page)
        assert {name for name, good in found.items() if good} >= {"secure", "cookies", "storage", "headers"}
        assert {name for name, good in found.items() if not good} >= {"language", "full", "large"}
        assert axe(page) == []
        page.evaluate("localStorage.setItem('left', 'behind')")
        page.reload()
        assert not verdicts(page)["storage"]


def test_a_full_screen_in_our_language_is_told_so(app: Flask, browser: Browser) -> None:
    size = {"width": 1366, "height": 768}
    with serving(app) as address:
        page = browser.new_context(base_url=address, locale="en-GB", viewport=size, screen=size).new_page()
        page.goto("/terminal/check")
        found = verdicts(page)
        assert [found[name] for name in ("language", "full", "large", "headers")] == [True] * 4
