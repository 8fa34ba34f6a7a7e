"""What a real browser fetches at a first visit, and how soon it shows the first words on a slow computer."""

from __future__ import annotations

import gzip
import re
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.floor import TEXT
from bench.rows import Line, milliseconds
from bench.visitor import Visitor, enter
from dev import find_browser

KB = 1000
MOST_KB, MOST_REQUESTS, MOST_LATER_KB, MOST_ZIPPED_KB = 75, 8, 30, 8
SLOWER, ROUNDS, MOST_LATER = 4, 9, 1.5
LATER = ("/board", "/agenda", "/actions", "/agenda/items/new")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def in_a_browser(ours: int, floor: int, floor_folder: Path) -> list[Line]:
    """Measure a terminal's first visit, its later pages, and the first paint on a slower processor."""
    visitor = enter(ours, "terminal")
    found = [_later(visitor)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        found.insert(0, _first_visit(browser, ours, visitor))
        found.append(_painting(browser, ours, floor, visitor, floor_folder))
        browser.close()
    return found


def _first_visit(browser: Browser, port: int, visitor: Visitor) -> Line:
    sizes: dict[str, float] = {}
    page = _fresh(browser, port, visitor)
    tool = page.context.new_cdp_session(page)
    tool.send("Network.enable")
    tool.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
    page.context.close()
    weight = sum(sizes.values()) / KB
    found = f"{weight:.1f} kB in {len(sizes)} requests"
    good = weight <= MOST_KB and len(sizes) <= MOST_REQUESTS
    return Line("first visit, browser cache empty", found, f"≤ {MOST_KB} kB in ≤ {MOST_REQUESTS} requests", good)


def _later(visitor: Visitor) -> Line:
    pages = [visitor.get(address)[1].encode() for address in LATER]
    plain = max(len(page) for page in pages) / KB
    zipped = max(len(gzip.compress(page)) for page in pages) / KB
    found = f"{plain:.1f} kB plain, {zipped:.1f} kB where a proxy compresses it"
    to_reach = f"≤ {MOST_LATER_KB} kB, ≤ {MOST_ZIPPED_KB} kB compressed"
    what = "later pages of a terminal (the heaviest of four)"
    return Line(what, found, to_reach, plain <= MOST_LATER_KB and zipped <= MOST_ZIPPED_KB)


def _painting(browser: Browser, ours: int, floor: int, visitor: Visitor, folder: Path) -> Line:
    page = _fresh(browser, ours, visitor)
    page.goto(f"http://127.0.0.1:{ours}/")
    words = [line for line in re.split(r"\n+", page.inner_text("body")) if line.strip()]
    page.context.close()
    (folder / TEXT).write_text(_unstyled(words), encoding="utf-8")
    pairs = [(_painted(browser, ours, "/", visitor), _painted(browser, floor, "/text", None)) for _ in range(ROUNDS)]
    styled, plain = median(one for one, _ in pairs), median(other for _, other in pairs)
    found = f"{milliseconds(styled)} beside {milliseconds(plain)}: {styled / plain:.2f} ×"
    what = f"first contentful paint, cache empty, processor {SLOWER} × slower"
    return Line(what, found, f"≤ {MOST_LATER} × a page of the same words without styles", styled / plain <= MOST_LATER)


def _unstyled(words: list[str]) -> str:
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in words)
    return f'<!doctype html><meta charset="utf-8"><title>Floor</title>{lines}'


def _painted(browser: Browser, port: int, address: str, visitor: Visitor | None) -> float:
    """Return the seconds until a browser with an empty cache shows the first words."""
    page = _fresh(browser, port, visitor)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"http://127.0.0.1:{port}{address}", wait_until="load")
    page.wait_for_function(f"() => {PAINTED}")
    took: float = page.evaluate(PAINTED) / 1000
    page.context.close()
    return took


def _fresh(browser: Browser, port: int, visitor: Visitor | None) -> Any:
    """Return an empty window whose browser is the ward's screen, and has fetched nothing yet."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    cookies = visitor.cookies if visitor else {}
    url = f"http://127.0.0.1:{port}"
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    return context.new_page()
