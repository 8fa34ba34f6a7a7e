"""A served ward, and whoever sits down at one of its browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page

from tests.agenda.conftest import house
from tests.agenda.house import House
from tests.browser.serving import serving
from tests.pages import PageClient

__all__ = ["Sit", "everything_shown", "house", "sit", "sitting_down"]

Sit = Callable[..., Page]
MOST_TURNS = 50
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


def everything_shown(page: Page) -> str:
    """Return a page, its address, and what is typed in it, once it has come to rest: a guard may be leading it home."""
    for _ in range(MOST_TURNS):
        with suppress(Error):
            return str(page.evaluate(SHOWN))
    raise AssertionError("the page never comes to rest")
