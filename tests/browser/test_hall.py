"""The hall in a real browser: nobody finds another's page, every part is accessible, and nothing runs wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.serving import serving
from tests.browser.sitting import everything_shown, leaves
from tests.pages import PageClient
from tests.web.conftest import little_house, loader
from tests.web.little_house import KESTREL, NURSE, SCREENS, TERMINAL, WARD
from wardvoice.web.sessions import Kind

__all__ = ["little_house", "loader"]

NEEDLE = "the needle in the page"
GUIDES = ["parts", "form", "start"]
LOOKS = ["", ".dark", ".light"]


@pytest.fixture
def address(little_house: Flask) -> Iterator[str]:
    with serving(little_house) as served:
        yield served


@pytest.fixture
def sit_down(little_house: Flask, address: str, context: BrowserContext) -> Callable[..., Page]:
    """Return a function that opens a page as the nurse, as Kestrel, or as somebody at the terminal."""

    def sit(who: str, path: str, **options: str) -> Page:
        kept = dict(options)
        if who == "nurse":
            kept["wv"] = _cookie(PageClient(little_house).sign_in_as(Kind.ACCOUNT, NURSE, WARD.id))
        else:
            kept["wv-screen"] = TERMINAL
        if who == "kestrel":
            screen = SCREENS[TERMINAL].id
            kept["wv"] = _cookie(PageClient(little_house).sign_in_as(Kind.WARD_NAME, KESTREL, WARD.id, screen))
        context.add_cookies(
            [{"name": name, "value": value, "url": address, "httpOnly": True} for name, value in kept.items()]
        )
        page = context.new_page()
        page.goto(address + path)
        return page

    return sit


def _cookie(browser: PageClient) -> str:
    kept = browser.http.get_cookie("wv")
    assert kept is not None
    return kept.value


def _keep(context: BrowserContext, address: str, kept: dict[str, str]) -> None:
    for name, value in kept.items():
        context.add_cookies([{"name": name, "value": value, "url": address, "httpOnly": True}])


def _complaints(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("part", GUIDES)
@pytest.mark.parametrize("who", ["nurse", "kestrel"])
def test_every_part_of_a_page_is_accessible(
    sit_down: Callable[..., Page], axe: Callable[[Page], list[str]], who: str, part: str
) -> None:
    assert axe(sit_down(who, f"/guide/{part}")) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_terminals_colours_reach_the_highest_contrast(sit_down: Callable[..., Page], look: str) -> None:
    from tests.browser.conftest import AXE

    for part in GUIDES:
        page = sit_down("kestrel", f"/guide/{part}", **({"wv-look": look} if look else {}))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({runOnly: ['color-contrast', 'color-contrast-enhanced', 'target-size']})")
        faults = [node["html"] + node["any"][0]["message"] for fault in found["violations"] for node in fault["nodes"]]
        assert faults == []


@pytest.mark.parametrize("part", GUIDES)
@pytest.mark.parametrize("who", ["nurse", "kestrel"])
@pytest.mark.parametrize(("width", "look"), [(320, ""), (640, "largest.")])
def test_nothing_runs_wide(sit_down: Callable[..., Page], who: str, part: str, width: int, look: str) -> None:
    page = sit_down(who, f"/guide/{part}", **({"wv-look": look} if look else {}))
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("part", GUIDES)
@pytest.mark.parametrize("width", [390, 1366])
def test_words_at_the_terminal_are_large_and_targets_high(sit_down: Callable[..., Page], part: str, width: int) -> None:
    page = sit_down("kestrel", f"/guide/{part}")
    page.set_viewport_size({"width": width, "height": 800})
    small = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(
             n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 22)
           .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
    low = page.evaluate(
        """[...document.querySelectorAll('button, select, input[type=text], input[type=date], a.wv-tool')].filter(
             e => e.checkVisibility() && e.getBoundingClientRect().height < 56).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_the_policy_and_the_console_stay_silent(sit_down: Callable[..., Page], address: str) -> None:
    page = sit_down("kestrel", "/guide/start")
    said = _complaints(page)
    for part in (*GUIDES, "parts"):
        page.goto(f"{address}/guide/{part}")
        page.wait_for_load_state("networkidle")
    assert said == []


def test_the_browser_asks_for_few_files_and_all_of_this_house(sit_down: Callable[..., Page], address: str) -> None:
    page = sit_down("kestrel", "/guide/form")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/every")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 8
    assert all(url.startswith(address) for url in asked)


def test_the_browser_keeps_nothing(sit_down: Callable[..., Page]) -> None:
    page = sit_down("kestrel", "/every")
    page.fill("textarea", NEEDLE)
    page.click("main button[type=submit]")
    page.wait_for_selector(".nhsuk-error-summary")
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
                        (await caches.keys()).length, document.cookie]"""
    )
    assert kept == [0, 0, 0, 0, ""]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("turn", range(3))
def test_after_finish_neither_back_nor_forward_shows_anything(
    sit_down: Callable[..., Page], little_house: Flask, address: str, browser: Any, scripts: bool, turn: int
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    cookie = _cookie(PageClient(little_house).sign_in_as(Kind.WARD_NAME, KESTREL, WARD.id, SCREENS[TERMINAL].id))
    kept = {"wv": cookie, "wv-screen": TERMINAL}
    context.add_cookies(
        [{"name": name, "value": value, "url": address, "httpOnly": True} for name, value in kept.items()]
    )
    page = context.new_page()
    page.goto(f"{address}/mine")
    page.goto(f"{address}/every")
    page.fill("textarea", NEEDLE)
    page.fill("[name=line]", NEEDLE)
    page.click("main button[type=submit]")
    page.wait_for_selector(".nhsuk-error-summary")
    leaves(page, "Finish")
    for step in ("back", "back", "forward", "back", "reload"):
        with suppress(Error):  # a page from the back-forward cache sends no event that this waits for
            {"back": page.go_back, "forward": page.go_forward, "reload": page.reload}[step](
                wait_until="commit", timeout=3000
            )
        seen = everything_shown(page)
        assert NEEDLE not in seen, step
        assert "Kestrel" not in seen, step
    context.close()


def test_htmx_swaps_the_piece_keeps_what_was_typed_and_goes_to_the_mistakes(sit_down: Callable[..., Page]) -> None:
    page = sit_down("kestrel", "/every")
    said = _complaints(page)
    page.evaluate("window.same = true")
    page.fill("textarea", NEEDLE)
    page.click("main button[type=submit]")
    page.wait_for_selector(".nhsuk-error-summary")
    assert page.evaluate("window.same"), "the page was not loaded anew"
    assert page.input_value("textarea") == NEEDLE
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.click(".nhsuk-error-summary a[href='#line']")
    expect(page.locator("#line")).to_be_focused()
    page.fill("#line", "Better")
    page.check("[name=kind][value=idea]")
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    expect(page.locator(".wv-said")).to_have_text("It is stored.")
    assert [text for text in said if "422" not in text] == []


def test_htmx_shows_a_refusal_as_the_page_it_is(sit_down: Callable[..., Page]) -> None:
    page = sit_down("kestrel", "/every")
    page.fill("#line", "missing")
    page.check("[name=kind][value=idea]")
    page.click("main button[type=submit]")
    page.wait_for_selector("text=There is nothing at this address.")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_have_count(1)


def test_a_second_click_sends_nothing(sit_down: Callable[..., Page]) -> None:
    page = sit_down("nurse", "/plain")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.fill("[name=words]", "x")
    page.evaluate("() => { const b = document.querySelector('main button'); b.click(); b.click(); }")
    page.wait_for_url("**/")
    assert sent.count("POST") == 1


def test_hands_are_counted_with_large_plus_and_minus(sit_down: Callable[..., Page]) -> None:
    page = sit_down("nurse", "/guide/parts")
    plus = page.get_by_role("button", name="For one more").first
    minus = page.get_by_role("button", name="For one fewer").first
    plus.click()
    plus.click()
    expect(page.locator("#Patients-1")).to_have_value("3")
    for _ in range(5):
        minus.click()
    expect(page.locator("#Patients-1")).to_have_value("0")
    assert (plus.bounding_box() or {})["height"] >= 44


def test_by_keyboard_finish_is_the_first_thing_after_the_skip_link(sit_down: Callable[..., Page]) -> None:
    page = sit_down("kestrel", "/guide/form")
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached == ["Skip to the page", "Finish", "Home"]


def test_a_page_without_scripts_ends_itself_and_says_when(address: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    _keep(context, address, {"wv-screen": TERMINAL})
    page = context.new_page()
    page.goto(f"{address}/every")
    assert "This page ends by itself after 20 minutes." in page.inner_text("body")
    context.close()
