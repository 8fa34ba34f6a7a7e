"""Every page that a link leads to, every mistake and every refusal can be used by everybody.

axe finds nothing to complain of, nothing runs wide on a narrow screen or with larger letters, and fingers meet what
they reach for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.walk import EVERYBODY, SCREENS, Seen, Shelf, Walk

FILES = ("figures", "list", "wards", "dictionary", "private", "complaints", "months", "topics", "all_topics")
NOT_PAGES = {
    "web.static",
    "web.health",
    "diary.calendar",  # a file for calendar programs
    "wards.here",  # the sign of life that a screen gives by itself
    "minutes.outline",  # the piece that keeps a second browser in step
    "alerts.now",  # the piece that tells the station screen who calls
    "alerts.told",  # and the one that tells whoever called
    "agenda.correct",  # within two days of an answer that one gave
    "board.arriving",  # where the five words of somebody who moves lead
    "board.along",  # where the five words of somebody who left lead
    "signon.back",  # where the hospital's sign-in leads back, tests/signon
    "signon.link",  # reached from a knock at the hospital’s sign-in, which the demo has not
    *(f"evidence.take_{what}_{way}" for what in FILES for way in ("csv", "json")),
    "evidence.example_of_criteria",
    *("records.take_about_me_csv", "records.take_about_me_json"),
    *("actions.take_actions", "board.take_board", "board.take_agenda", "minutes.take_minutes"),
    *("meetings.take_meetings", "meetings.take_rounds", "meetings.take_standing", "meetings.take_ground_rules"),
    *("questions.take_questions", "reps.take_terms", "reps.take_vote", "council.take_council", "council.take_themes"),
    *("people.take_accounts", "people.take_covers", "wards.take_screens", "evidence.take_visits"),
    *("evidence.take_edition", "records.take_schedule", "records.take_told", "records.take_of_ward"),
    *("signon.take_groups", "signon.take_linked"),
    "reports.print_pack",  # a pack whose numbers were taken, tests/browser/test_paper
}

AT_A_DESK, ON_THE_WALL, IN_THE_HAND = (1366, 768), (1920, 1080), (390, 844)
NARROW, HALF = (320, 640), (640, 640)
"""A page that is 320 px wide, and one in which letters twice as large leave as much room as 320 px do."""

WIDTH = "document.documentElement.scrollWidth"
LARGER = """() => {
  const root = document.documentElement;
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px";
}"""

SMALL_TEXT = """least => [...document.querySelectorAll("body *")].filter(element =>
  [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) &&
  element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < least
).map(element => element.outerHTML.slice(0, 120))"""

LOW_TARGETS = """least => {
  const isTarget = element => element.checkVisibility({visibilityProperty: true}) && element.type !== "hidden";

  // A link among the words of a sentence is as high as its line.
  const isInSentence = element => {
    const around = element.closest("p, li, dd, td, h2, h3, legend, label");
    const beside = around && around.textContent.replace(element.textContent, "").trim();
    return element.tagName === "A" && beside && getComputedStyle(element).display === "inline";
  };

  // A finger that lands as far above or below the middle as the least height allows still meets the target.
  const isLow = element => {
    element.scrollIntoView({block: "center", behavior: "instant"});
    const box = element.getClientRects()[0], [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const label = element.labels?.[0], reach = least / 2 - 1;
    return ![y - reach, y + reach].every(at => {
      const met = document.elementFromPoint(x, at);
      return met && (element.contains(met) || label?.contains(met));
    });
  };
  const targets = [...document.querySelectorAll("main :is(a, button, summary, select, input, textarea)")];
  return targets.filter(isTarget).filter(element => !isInSentence(element)).filter(isLow)
    .map(element => element.outerHTML.slice(0, 120));
}"""

Axe = Callable[[Page], list[str]]


def test_no_link_leads_nowhere(walked: Walk) -> None:
    assert walked.dead_ends == []


def test_the_walk_has_been_everywhere(walked: Walk) -> None:
    """Pages that are met only under special conditions are named here, so that none is left out by chance."""
    to_read = {rule.endpoint for rule in walked.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert to_read - {seen.endpoint for seen in walked.kept} == NOT_PAGES
    assert Counter(seen.status for seen in walked.kept).keys() >= {200, 403, 404, 405, 422}


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_can_be_used(page: Page, axe: Axe, shelf: Shelf, walked: Walk, who: str) -> None:
    pages = [seen for seen in walked.kept if seen.who == who]
    assert [f"{seen}: {fault}" for seen in shelf.show(page, pages) for fault in faults(page, axe, seen)] == []


def faults(page: Page, axe: Axe, seen: Seen) -> Iterator[str]:
    """Look at a page in every width, and tell what keeps somebody from using it."""
    at_screen = seen.who in SCREENS
    _widen(page, ON_THE_WALL if at_screen else AT_A_DESK)
    yield from axe(page)
    if not at_screen:
        yield from _low(page, 24)
    elif is_touched(seen):
        yield from _small(page, 22)
        yield from _low(page, 56)
        _widen(page, IN_THE_HAND)
        yield from _small(page, 22)
        yield from _low(page, 56)
    _widen(page, NARROW)
    yield from _wide(page, NARROW)
    _widen(page, HALF)
    page.evaluate(LARGER)
    yield from _wide(page, HALF)


def is_touched(seen: Seen) -> bool:
    """Return whether fingers use a page: not the big screen on the wall, and not the twin of a sheet of paper."""
    return seen.who != "board" and "/print/" not in seen.address


def _widen(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _small(page: Page, least: int) -> Iterator[str]:
    return (f"letters under {least} px: {what}" for what in page.evaluate(SMALL_TEXT, least))


def _low(page: Page, least: int) -> Iterator[str]:
    return (f"less than {least} px high: {what}" for what in page.evaluate(LOW_TARGETS, least))


def _wide(page: Page, size: tuple[int, int]) -> Iterator[str]:
    width = page.evaluate(WIDTH)
    return (f"{one} px wide on {size[0]}" for one in [width] if one > size[0])
