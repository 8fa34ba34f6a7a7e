"""The tools of this folder see what they are meant to see; otherwise every test built on them could pass falsely."""

from __future__ import annotations

from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import Error, Page

PAGE = '<!doctype html><html lang="en"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>'
REMEMBER = "<script>onpageshow = event => document.title = event.persisted ? 'from cache' : 'loaded'</script>"


@pytest.fixture
def little_app() -> Flask:
    app = Flask("little")
    app.add_url_rule("/", "home", lambda: PAGE.format(title="Home", body=REMEMBER + '<a href="/next">Next</a>'))
    app.add_url_rule("/next", "next", lambda: PAGE.format(title="Next", body="<input>"))
    return app


def test_axe_passes_a_good_page_and_names_the_fault_of_a_bad_one(page: Page, live_server, little_app, axe):
    address = live_server(little_app)
    page.goto(address)
    assert axe(page) == []
    page.goto(f"{address}/next")
    assert [fault.split()[0] for fault in axe(page)] == ["label"]


def test_the_back_forward_cache_is_on(page: Page, live_server, little_app):
    address = live_server(little_app)
    page.goto(address)
    page.goto(f"{address}/next")
    with suppress(Error):  # no load happens when a page comes from the cache, and Playwright waits for one
        page.go_back(wait_until="commit", timeout=2000)
    page.wait_for_function("document.title === 'from cache'")
