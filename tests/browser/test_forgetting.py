"""Whoever sits down next finds nothing of the one before: not by Back, Forward, Reload, a second tab, or a look into
what the browser keeps. Chromium has its back-forward cache on, as people have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error

from tests.browser.guards import Guard, Guarded
from tests.browser.serving import serving
from tests.browser.sitting import everything_shown
from tests.journeys.conftest import alder
from tests.journeys.people import PIN
from tests.journeys.stories import said_done
from tests.journeys.ward import AlderWard

__all__ = ["alder"]

NEEDLE = "the night light shines in my eyes"
OWN = (NEEDLE, "You are Kestrel")
KEPT = """async () => ({
  local: {...localStorage}, session: {...sessionStorage},
  indexed: (await indexedDB.databases()).map(one => one.name), caches: await caches.keys(),
})"""


class Screen:
    """The ward terminal, and all that its browser has shown."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context, self.home, self.window = context, home, context.new_page()
        self.met: list[str] = []
        self.five: list[str] = []
        self.window.goto(home)

    def goes(self, words: str) -> None:
        """Press a link or a button, and come to the next page."""
        with self.window.expect_navigation():
            self.window.locator(f'main :is(a, button):has-text("{words}")').locator("visible=true").first.click()
        self.met.append(self.window.url)

    def chooses(self, *words: str) -> None:
        for one in words:
            self.window.locator(f'label:has-text("{one}")').first.click()

    def writes(self, words: str) -> None:
        self.window.locator("textarea").first.fill(words)

    def presses_finish(self) -> None:
        with self.window.expect_navigation():
            self.window.get_by_role("button", name="Finish", exact=True).click()

    def is_left_alone(self) -> None:
        """Let the page end by itself: by its script, or by the line that stands on it for browsers without any."""
        line = self.window.locator("meta[http-equiv=refresh]")
        if line.count():
            _seconds, _, address = str(line.get_attribute("content")).partition("; url=")
            self.window.goto(f"{self.home}{address}")
        else:
            with self.window.expect_navigation(url="**/"):
                self.window.clock.fast_forward(181_000)

    def what_is_found(self) -> str:
        """Return all that the next person can see by Back, Forward, Reload and a second tab."""
        window, hasty = self.window, {"wait_until": "commit", "timeout": 3000}
        ways = [window.go_back] * 5 + [window.go_forward] * 2 + [window.reload]
        found = [everything_shown(window), *(self._after(way, **hasty) for way in ways)]
        second = self.context.new_page()
        for address in dict.fromkeys(self.met):
            second.goto(address)
            found.append(everything_shown(second))
        return "\n".join(found)

    def _after(self, way: Callable[..., Any], **hasty: Any) -> str:
        """Return what is seen after a step: one out of the back-forward cache never tells that it has come, and
        Chromium asks before it sends a form again."""
        with suppress(Error):
            way(**hasty)
        return everything_shown(self.window)


Stands = Callable[..., Screen]


@pytest.fixture
def stands(alder: AlderWard, browser: Browser) -> Iterator[Stands]:
    """Return a function that stands somebody in front of the ward terminal, with these guards alone."""
    said_done(alder)
    with ExitStack() as opened:

        def stand(guards: Any = Guard, *, scripts: bool = True) -> Screen:
            home = opened.enter_context(serving(Guarded(alder.app, guards)))
            context = opened.enter_context(browser.new_context(java_script_enabled=scripts, locale="en-GB"))
            return Screen(_enrolled(alder, context, home), home)

        yield stand


@pytest.fixture
def keeps(
    alder: AlderWard, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Stands]:
    """As `stands`, at a browser with a profile on the disk, which outlives it."""
    said_done(alder)
    with ExitStack() as opened:

        def stand(guards: Any = Guard, *, home: str = "", more: tuple[str, ...] = ()) -> Screen:
            home = home or opened.enter_context(serving(Guarded(alder.app, guards)))
            how = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *more]}
            context = browser_type.launch_persistent_context(tmp_path / "profile", **how)
            return Screen(_enrolled(alder, opened.enter_context(context), home), home)

        yield stand


def _enrolled(alder: AlderWard, context: BrowserContext, home: str) -> BrowserContext:
    kept = alder.somebody().browser.http.get_cookie("wv-screen")
    assert kept is not None
    context.add_cookies([{"name": "wv-screen", "value": kept.value, "url": home, "httpOnly": True}])
    return context


# --- visits ----------------------------------------------------------------------------------------------------------


def with_a_name_until_finish(screen: Screen) -> None:
    """Kestrel looks at their things, begins to change an item, and presses Finish."""
    _begins_a_note(screen)
    screen.presses_finish()


def with_a_name_until_it_ends(screen: Screen) -> None:
    """Kestrel looks at their things, begins to change an item, and walks away."""
    screen.window.clock.install()
    screen.window.goto(screen.home)
    _begins_a_note(screen)
    screen.is_left_alone()


def without_a_name_until_finish(screen: Screen) -> None:
    """Somebody writes, goes back once to look at their words, and presses Finish without sending."""
    _begins_an_item(screen)
    screen.goes("Back")
    screen.presses_finish()


def until_it_is_sent(screen: Screen) -> None:
    """Somebody sends an item, reads the receipt, and walks away."""
    _begins_an_item(screen)
    screen.chooses("As “a patient”")
    screen.goes("Send to the meeting")
    with screen.window.expect_navigation():
        screen.window.get_by_role("link", name="Home").click()


def with_five_words_until_finish(screen: Screen) -> None:
    """Somebody sends an item, copies five words, comes back with them at once, and presses Finish."""
    _begins_an_item(screen)
    screen.chooses("As “a patient”", "Give me five words")
    screen.goes("Send to the meeting")
    screen.five = screen.window.locator("[data-words] li").all_inner_texts()
    with screen.window.expect_navigation():
        screen.window.get_by_role("link", name="Home").click()
    screen.goes("My things")
    screen.goes("With five words")
    screen.goes("Show how it stands")
    screen.presses_finish()


def _begins_a_note(screen: Screen) -> None:
    screen.goes("My things")
    screen.goes("With my ward name")
    screen.window.get_by_label("Your ward name").fill("Kestrel")
    screen.window.locator("input[name=pin]").fill(PIN)
    screen.goes("Go on")
    screen.goes("Problem")
    screen.goes("Add something")
    screen.writes(NEEDLE)


def _begins_an_item(screen: Screen) -> None:
    screen.goes("Add to the meeting")
    screen.chooses("In words")
    screen.goes("Go on")
    screen.chooses("Rooms")
    screen.goes("Go on")
    screen.chooses("Problem")
    screen.writes(NEEDLE)
    screen.goes("Go on")


WITH_A_NAME = [with_a_name_until_finish, with_a_name_until_it_ends]
VISITS = [*WITH_A_NAME, without_a_name_until_finish, until_it_is_sent]


def own_words(found: str) -> list[str]:
    """Return what was found of the person; what everybody on the ward may read is no find."""
    return [one for one in OWN if one in found]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("visit", VISITS)
def test_the_next_person_finds_nothing(stands: Stands, visit: Callable[[Screen], None], scripts: bool) -> None:
    screen = stands(scripts=scripts)
    visit(screen)
    assert own_words(screen.what_is_found()) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_after_finish_nobody_finds_the_five_words_nor_what_they_open(stands: Stands, scripts: bool) -> None:
    screen = stands(scripts=scripts)
    with_five_words_until_finish(screen)
    found = screen.what_is_found()
    assert len(screen.five) == 5
    assert [word for word in screen.five if f">{word}<" in found] == []
    assert own_words(found) == []
    assert {one["name"] for one in screen.context.cookies()} <= {"wv", "wv-screen"}


def test_typed_words_are_gone_after_finish(stands: Stands) -> None:
    screen = stands()
    screen.goes("My things")
    screen.goes("With five words")
    screen.window.get_by_label("Your five words").fill("zebra crystal academy tulip guitar")
    screen.goes("Look for an answer")
    screen.presses_finish()
    assert "crystal" not in screen.what_is_found()


@pytest.mark.parametrize("visit", WITH_A_NAME)
def test_without_the_guards_this_look_finds_the_last_person(stands: Stands, visit: Callable[[Screen], None]) -> None:
    """Whoever has no name types on a page that answers a POST, and Chromium keeps none of those."""
    screen = stands(guards=())
    visit(screen)
    assert own_words(screen.what_is_found()) != []


@pytest.mark.parametrize("visit", VISITS)
def test_the_browser_keeps_nothing_and_no_address_tells(stands: Stands, visit: Callable[[Screen], None]) -> None:
    screen = stands()
    visit(screen)
    assert screen.window.evaluate(KEPT) == {"local": {}, "session": {}, "indexed": [], "caches": []}
    cookies = {one["name"] for one in screen.context.cookies()}
    assert cookies <= {"wv", "wv-screen"}
    told = " ".join(screen.met)
    assert [one for one in ("Kestrel", "night", "light", PIN) if one in told] == []


def in_profile(profile: Path) -> list[str]:
    """Return which files of a browser's profile hold the person's words, in either of the ways it writes letters."""
    sought = [one.encode(code) for one in (NEEDLE, "Kestrel") for code in ("utf-8", "utf-16-le")]
    files = [file for file in profile.rglob("*") if file.is_file() and not file.is_symlink()]
    return [file.name for file in files if any(one in file.read_bytes() for one in sought)]


def offered_in_boxes(profile: Path) -> list[str]:
    """Return what this browser, once it is closed, would offer to whoever types in a box."""
    with closing(connect(profile / "Default" / "Web Data")) as kept:
        return [str(value) for (value,) in kept.execute("SELECT value FROM autofill")]


def left_in_profile(keeps: Stands, visit: Callable[[Screen], None], profile: Path) -> list[str]:
    """Return what is left of a visit on the disk, in the boxes, and in the windows that open again."""
    screen = keeps()
    visit(screen)
    screen.context.close()
    left = [*in_profile(profile), *offered_in_boxes(profile)]
    again = keeps(home=screen.home, more=("--restore-last-session",))
    shown = own_words("\n".join(everything_shown(window) for window in again.context.pages))
    again.context.close()
    return [*left, *shown]


@pytest.mark.parametrize("visit", VISITS)
def test_nothing_is_left_on_the_disk_and_a_restored_window_shows_nothing(
    keeps: Stands, visit: Callable[[Screen], None], tmp_path: Path
) -> None:
    assert left_in_profile(keeps, visit, tmp_path / "profile") == []


def test_without_the_guards_the_disk_holds_the_words(keeps: Stands, tmp_path: Path) -> None:
    screen = keeps(guards=())
    with_a_name_until_finish(screen)
    screen.context.close()
    assert in_profile(tmp_path / "profile") != []


def test_only_autocomplete_keeps_the_ward_name_out_of_the_boxes(keeps: Stands, tmp_path: Path) -> None:
    screen = keeps(guards=set(Guard) - {Guard.NO_AUTOCOMPLETE})
    with_a_name_until_finish(screen)
    screen.context.close()
    assert offered_in_boxes(tmp_path / "profile") == ["Kestrel"]
