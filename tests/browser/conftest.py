"""A real Chromium, a real server and axe, for tests that see what a person sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, Playwright, expect

from dev import find_browser
from tests.browser.serving import serving
from tests.browser.walk import Shelf, Walk, walk_everywhere
from tests.conftest import SetClock
from tests.demo.made import settings_in
from tests.made_for_all import made_for_all
from tests.needs import missing
from tests.served import served
from wardvoice.app import create_app

HERE = Path(__file__).resolve().parent
AXE = HERE / "vendor" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """async rules => {
  const found = await axe.run({runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap(fault => fault.nodes.map(
    node => `${fault.id} (${fault.impact}): ${fault.help}: ${node.target} ${node.html.slice(0, 120)}`));
}"""

# Playwright gives a page five seconds to become what is expected; a busy machine may need more to draw one.
expect.set_options(timeout=30_000)

# Without these Chromium asks its maker's hosts for this and that.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """Drive the browser of this machine, with the back-forward cache on, as people have it.

    Playwright switches that cache off, and a test that "Back" shows nobody else's page then passes falsely.
    """
    program = find_browser() or playwright.chromium.executable_path
    if not Path(program).exists():
        missing("no Chromium, Chrome or Edge on this machine")
    as_root = os.name != "nt" and os.geteuid() == 0
    return browser_type_launch_args | {
        "executable_path": program,
        "args": [*QUIET, *(["--no-sandbox"] if as_root else [])],
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


@pytest.fixture
def live_server() -> Iterator[Callable[[Flask], str]]:
    """Return a function that serves an app until the test ends, and returns its address.

    For a server that several tests share, use `serving(app)` in a fixture of wider scope.
    """
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(serving(app))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a function that checks a page: one line for each fault, an empty list when there is none."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(source)
        return [str(fault) for fault in page.evaluate(FAULTS, AXE_RULES)]

    return check


@pytest.fixture(scope="session")
def walked(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The demo hospital, gone through once by everybody; the pages are kept for every process of this run."""
    folder = tmp_path_factory.mktemp("walk") / "demo"
    shutil.copytree(made_once, folder)
    with served(create_app(settings_in(folder), SetClock())) as app:
        noted = made_for_all(tmp_path_factory, "walk", lambda into: walk_everywhere(app).note(into))
        yield Walk.noted(app, noted)


@pytest.fixture
def shelf(walked: Walk) -> Iterator[Shelf]:
    """What shows the walked pages to a browser."""
    made = Shelf(walked.app)
    with serving(made) as made.address:
        yield made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that `-m "not browser"` needs no care from authors."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
