"""The screen in the nurses' office in a real browser: it sounds, renews itself, and says when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.alerts.office import Office
from tests.browser.serving import serving
from tests.browser.sitting import goes_on, leaves, stand_still
from tests.conftest import SetClock

SOUNDS = "document.documentElement.dataset.sound"
COUNTED = """
  window.tones = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    window.tones.push(this.frequency.value);
    return start.apply(this, when);
  };
"""
Opens = Callable[..., Page]


@pytest.fixture
def office(app: Flask, clock: SetClock) -> Iterator[Office]:
    made = Office(app, clock)
    yield made
    made.close()


@pytest.fixture
def opens(office: Office, browser: Browser) -> Iterator[Opens]:
    """Return a function that opens the station screen in a browser."""
    opened = []
    with serving(office.app) as address:

        def go(**options: Any) -> Page:
            context = browser.new_context(base_url=address, **options)
            opened.append(context)
            context.add_cookies([{"name": "wv-screen", "value": "station", "url": address}])
            context.add_init_script(COUNTED)
            page = context.new_page()
            stand_still(page)
            page.goto("/station")
            return page

        yield go
        for context in opened:
            context.close()


def hears_the_alarm(office: Office, page: Page) -> None:
    """Somebody tests the alarm, and hears it; the way to the duty list works."""
    office.reaches_duty()
    page.get_by_role("button", name="Test the alarm").click()
    page.get_by_role("button", name="Yes, I heard it").click()
    expect(page.get_by_text("It listens, and its alarm is tested")).to_be_visible()


def test_before_anybody_touches_it_it_says_that_it_is_mute_and_proves_nothing(office: Office, opens: Opens) -> None:
    office.listens()
    office.clock.go_on(seconds=61)
    page = opens()
    if page.evaluate(SOUNDS) == "suspended":
        expect(page.get_by_text("The sound is off.")).to_be_visible()
        with page.expect_response("**/station/now?sounds=no"):
            page.clock.run_for(10_000)
        assert office.heard_at() < office.clock.now()
    page.get_by_role("button", name="Test the alarm").click()
    page.wait_for_function(f"{SOUNDS} === 'running'")
    expect(page.get_by_text("The sound is off.")).to_be_hidden()


def test_the_test_sounds_and_only_then_asks_whether_it_was_heard(office: Office, opens: Opens) -> None:
    page = opens()
    heard = page.get_by_role("button", name="Yes, I heard it")
    expect(heard).to_be_hidden()
    page.get_by_role("button", name="Test the alarm").click()
    expect(heard).to_be_visible()
    assert page.evaluate("window.tones") == [880, 660]


def test_a_new_call_shows_and_sounds_without_a_reload_until_somebody_goes(office: Office, opens: Opens) -> None:
    page = opens()
    hears_the_alarm(office, page)
    page.evaluate("window.sameDocument = true")
    office.calls()
    page.clock.run_for(10_000)
    expect(page.get_by_role("heading", name="A patient asks for somebody now")).to_be_visible()
    page.clock.run_for(5_000)
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate(SOUNDS) == "running"
    rang = page.evaluate("window.tones.length")
    assert rang >= 6
    page.get_by_role("button", name="I am going").click()
    expect(page.get_by_role("heading", name="Somebody is on the way")).to_be_visible()
    quiet = page.evaluate("window.tones.length")
    page.clock.run_for(10_000)
    assert page.evaluate("window.tones.length") == quiet
    assert page.evaluate("window.sameDocument") is True


def test_a_screen_that_can_sound_says_so_every_ten_seconds(office: Office, opens: Opens) -> None:
    page = opens()
    hears_the_alarm(office, page)
    office.clock.go_on(minutes=5)
    with page.expect_response("**/station/now?sounds=yes"):
        page.clock.run_for(10_000)
    assert office.heard_at() == office.clock.now()


def test_a_screen_that_reaches_nobody_says_so(office: Office, opens: Opens) -> None:
    page = opens()
    page.context.set_offline(True)
    page.clock.run_for(10_000)
    expect(page.get_by_text("This screen cannot reach WardVoice.")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(10_000)
    expect(page.get_by_text("This screen cannot reach WardVoice.")).to_be_hidden()


def test_without_scripts_it_says_that_it_cannot_sound_and_renews_itself(office: Office, opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    assert "This browser runs no scripts, so it cannot sound." in page.content()
    expect(page.get_by_role("button", name="Yes, I heard it")).to_be_hidden()
    assert page.locator("meta[http-equiv=refresh]").count() == 1


def test_the_writers_page_looks_again_by_itself_and_says_when_it_cannot(office: Office, browser: Browser) -> None:
    office.listens()
    writer = office.calls()
    with serving(office.app) as address:
        context = browser.new_context(base_url=address)
        kept = [writer.http.get_cookie(name) for name in ("wv", "wv-screen", "wv-told")]
        context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in kept if one])
        page = context.new_page()
        stand_still(page)
        page.goto("/")
        expect(page.get_by_text("Nobody has taken it yet.")).to_be_visible()
        nurse = office.nurse
        nurse.get("/alerts")
        nurse.submit("I am going")
        page.clock.run_for(5_000)
        expect(page.get_by_text("Somebody has taken it and is coming to this screen.")).to_be_visible()
        context.set_offline(True)
        page.clock.run_for(5_000)
        expect(page.get_by_text("We cannot look any more.")).to_be_visible()
        expect(page.get_by_text("is coming to this screen")).to_be_hidden()
        context.close()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_every_page_of_an_alert_can_be_used_by_everybody(
    office: Office, browser: Browser, axe: Callable[[Page], list[str]], size: tuple[int, int]
) -> None:
    """Nothing for axe to find, and nothing wider than the window, with somebody calling and with somebody there."""
    writer = office.writes()
    writer.submit("Yes")
    shown = [(office.station, "/station"), (office.nurse, "/alerts"), (office.manager, "/"), (writer, "/")]
    with serving(office.app) as address:
        for client, path in shown:
            context = browser.new_context(base_url=address, viewport={"width": size[0], "height": size[1]})
            kept = [client.http.get_cookie(name) for name in ("wv", "wv-screen", "wv-told")]
            context.add_cookies([{"name": one.key, "value": one.value, "url": address} for one in kept if one])
            page = context.new_page()
            page.goto(path)
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            context.close()


def test_the_question_can_be_answered_by_everybody(
    office: Office, browser: Browser, axe: Callable[[Page], list[str]]
) -> None:
    with serving(office.app) as address:
        context = browser.new_context(base_url=address)
        context.add_cookies([{"name": "wv-screen", "value": "terminal", "url": address}])
        page = context.new_page()
        page.goto("/agenda/items/new")
        for label in ("In words", "Laundry"):
            page.get_by_label(label).check()
            goes_on(page)
        page.get_by_label("Problem").check()
        page.get_by_label("Your words").fill("I want to die")
        goes_on(page)
        leaves(page, "Send to the meeting")
        expect(page.get_by_role("heading", name="This sounds serious.")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Yes", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="We have it")).to_be_visible()
        expect(page.get_by_text("No one will see this now.")).to_be_visible()
        expect(page.get_by_text("No one will see this now.")).to_be_in_viewport()
        assert [one.repeats for one in office.alerts()] == [0]
        context.close()
