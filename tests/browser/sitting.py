"""A served ward, and whoever sits down at one of its browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Locator, Page

from tests.agenda.conftest import house
from tests.agenda.house import House
from tests.browser.serving import serving
from tests.pages import PageClient

__all__ = ["Sit", "everything_shown", "goes_on", "house", "leaves", "sit", "sitting_down", "stand_still"]

Sit = Callable[..., Page]
MOST_TURNS = 50
A_WHILE = 20
"""Seconds in which surely every machine stops a clock, and in which no page covers anything yet."""
SHOWN = """() => [
  location.href, document.documentElement.outerHTML,
  ...[...document.querySelectorAll("input, textarea")].map(box => box.value),
].join("\\n")"""


@pytest.fixture
def sit(house: House, browser: Browser) -> Iterator[Sit]:
    """Return a function that opens a page in a browser with the cookies of somebody of the house."""
    with sitting_down(house.app, browser) as sit_down:
        yield sit_down


@contextmanager
def sitting_down(app: Flask, browser: Browser) -> Iterator[Sit]:
    """Serve an app, and give a function that opens a page of it in a browser with somebody's cookies."""
    with serving(app) as address, ExitStack() as opened:

        def sit_down(client: PageClient, path: str, **options: object) -> Page:
            context = opened.enter_context(browser.new_context(base_url=address, **options))  # type: ignore[arg-type]
            kept = [client.http.get_cookie(name) for name in ("wv", "wv-screen")]
            context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in kept if one])
            page = context.new_page()
            page.goto(path)
            return page

        yield sit_down


def leaves(page: Page, by: Locator | str) -> None:
    """Press what leads to another page, a button of this name or something else, and wait until that page is there.

    A click waits for what begins at once; a script may send words first, and then the next step would be taken on the
    page before.
    """
    pressed = page.get_by_role("button", name=by) if isinstance(by, str) else by
    with page.expect_navigation():
        pressed.click()


def goes_on(page: Page) -> None:
    """Press the first button of a page, and wait for the page it leads to."""
    leaves(page, page.locator("main button[type=submit]").first)


def stand_still(page: Page) -> None:
    """Let time pass on a browser's clock only as a test lets it pass: on a busy machine seconds go by between steps."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + A_WHILE)


def everything_shown(page: Page) -> str:
    """Return a page, its address, and what is typed in it, once it has come to rest: a guard may be leading it home."""
    for _ in range(MOST_TURNS):
        with suppress(Error):
            return str(page.evaluate(SHOWN))
    raise AssertionError("the page never comes to rest")
