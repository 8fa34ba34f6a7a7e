"""A run chart in a real Chromium: on every width, in every look, on paper, and as a screen reader reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.agenda.house import House
from tests.browser.serving import serving
from tests.browser.sitting import house
from tests.browser.walk import Seen, Shelf
from tests.evidence.charted import page_of
from tests.pages import PageClient

__all__ = ["house"]

DOC = Path(__file__).resolve().parents[2] / "docs" / "charts.md"
Open = Callable[..., Page]

DARK_BEHIND = """() => {
  const lum = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(part => {
      const c = part / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const picture of document.querySelectorAll(".wv-chart__picture")) {
    const behind = lum(getComputedStyle(picture).backgroundColor);
    const parts = ["text", ...["mark", "line", "mean", "limit"].map(name => ".wv-chart__" + name)];
    for (const part of picture.querySelectorAll(parts)) {
      const style = getComputedStyle(part);
      const isLine = part.tagName === "line" || part.matches(".wv-chart__mark--gap");
      const here = lum(isLine ? style.stroke : style.fill);
      const contrast = (Math.max(here, behind) + 0.05) / (Math.min(here, behind) + 0.05);
      if (contrast < (part.tagName === "text" ? 7 : 3)) found.push(`${part.getAttribute("class")} ${contrast}`);
    }
  }
  return found;
}"""
OVERLAPS = """() => [...document.querySelectorAll(".wv-chart__picture")].flatMap(picture => {
  const boxes = [...picture.querySelectorAll("text")].filter(text => text.getBoundingClientRect().width)
    .map(text => [text.textContent, text.getBoundingClientRect(), text.closest("g") || text]);
  const around = picture.getBoundingClientRect();
  const isOut = box => box.left < around.left || box.right > around.right || box.bottom > around.bottom;
  const out = boxes.filter(([, box]) => isOut(box));
  const pairs = boxes.flatMap(([one, a, mine], place) => boxes.slice(place + 1).filter(([, b, other]) =>
    mine !== other && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
  ).map(([other]) => `${one} on ${other}`));
  return [...out.map(([words]) => `${words} sticks out`), ...pairs];
})"""
LAST_IS_NAMED = """() => [...document.querySelectorAll(".wv-chart__picture")].every(picture =>
  [...picture.querySelectorAll(".wv-chart__month")].at(-1).getBoundingClientRect().width > 0)"""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"
LARGER = """times => {
  const root = document.documentElement;
  root.style.fontSize = times * parseFloat(getComputedStyle(root).fontSize) + "px";
}"""


@pytest.fixture
def opened(house: House, browser: Browser) -> Iterator[Open]:
    """Return a function that opens the charts on a page of the house, as a visitor gets it."""
    house.session.commit()
    shelf = Shelf(house.app)
    contexts = []

    def opens(visitor: PageClient, size: tuple[int, int] = (1366, 768), **how: Any) -> Page:
        looks = {name: how.pop(name) for name in ("direction", "contrast") if name in how}
        markup = page_of(house.app, visitor, **looks)
        headers = {name: text for name, text in visitor.answer.headers.items() if name != "Content-Length"}
        shelf.held_up = Seen("somebody", "evidence.ward", "/board", 200, headers, markup)
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **how))
        page = contexts[-1].new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
        page.goto(shelf.address + "/board")
        return page

    with serving(shelf) as shelf.address:
        yield opens
        for context in contexts:
            context.close()


@pytest.mark.parametrize("contrast", ["", "dark", "light"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_keeps_anybody_from_a_chart(
    house: House, opened: Open, axe: Callable[[Page], list[str]], direction: str, contrast: str
) -> None:
    page = opened(house.nobody(), direction=direction, contrast=contrast)
    assert page.locator("svg[role=img] + table").count() == 4
    assert axe(page) == []
    assert page.evaluate(DARK_BEHIND) == []
    assert page.faults == []  # type: ignore[attr-defined]


def test_nothing_keeps_staff_from_a_chart(house: House, opened: Open, axe: Callable[[Page], list[str]]) -> None:
    page = opened(house.nurse)
    assert axe(page) == []
    assert page.evaluate(DARK_BEHIND) == []


def test_a_high_contrast_mode_of_the_system_shows_every_mark(house: House, opened: Open) -> None:
    assert opened(house.nurse, forced_colors="active").evaluate(DARK_BEHIND) == []


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("width", [320, 390, 640, 820, 1366, 1920])
def test_labels_never_stand_on_each_other(house: House, opened: Open, width: int, times: int) -> None:
    page = opened(house.nobody(), (width, 900))
    if times > 1 and width >= 640:
        page.evaluate(LARGER, times)
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(LAST_IS_NAMED)
    assert page.evaluate(WIDE) == 0


def test_letters_on_a_phone_are_as_large_as_on_a_wall(house: House, opened: Open) -> None:
    for size in ((390, 844), (1920, 1080)):
        number = opened(house.nobody(), size).locator(".wv-chart__number").first
        assert number.evaluate("number => parseFloat(getComputedStyle(number).fontSize)") >= 22
        assert number.evaluate("number => number.getBoundingClientRect().height") >= 22


def test_time_runs_from_the_left_where_reading_runs_from_the_right(house: House, opened: Open) -> None:
    places = [
        opened(house.nobody(), direction=direction).evaluate(
            """() => [...document.querySelectorAll(".wv-chart__picture")[0].querySelectorAll(".wv-chart__mark")]
              .map(mark => Math.round(mark.getBoundingClientRect().left))"""
        )
        for direction in ("ltr", "rtl")
    ]
    assert places[0] == places[1]
    assert len(places[0]) == 24


def test_on_paper_a_chart_is_black_and_whole_and_so_is_its_table(house: House, opened: Open) -> None:
    page = opened(house.nurse)
    page.emulate_media(media="print")
    assert page.evaluate(DARK_BEHIND) == []
    assert page.evaluate(OVERLAPS) == []
    fills = page.locator(".wv-chart__mark").evaluate_all(
        "marks => [...new Set(marks.map(m => getComputedStyle(m).fill))]"
    )
    assert fills == ["rgb(0, 0, 0)"]
    assert page.locator("table:visible").count() == 4


# --- as it is read ----------------------------------------------------------------------------------------------------

CELLS = ("columnheader", "rowheader", "cell", "gridcell")
READ_WHOLE = ("image", "heading", "StaticText", "caption", "Caption", *CELLS)


def reading(page: Page) -> list[str]:
    """Return what the accessibility tree of Chromium holds of the first chart, in its order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    lines, row = [], list[str]()
    for role, name in _spoken(nodes[0], {node["nodeId"]: node for node in nodes}):
        if role in CELLS:
            row.append(name or "blank")
            continue
        if row:
            lines.append("row: " + " | ".join(row))
            row = []
        if name and role in ("heading", "image", "table", "StaticText"):
            lines.append(f"{role}: {name}".replace("StaticText", "text"))
    charts = [place for place, line in enumerate(lines) if line.startswith("heading: ")]
    return lines[charts[1] : charts[2]]


def _spoken(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    role, name = (node.get(what, {}).get("value", "").strip() for what in ("role", "name"))
    if not node.get("ignored"):
        yield role, name
    for child in () if role in READ_WHOLE else node.get("childIds", ()):
        yield from _spoken(by_id[child], by_id)


def test_it_is_read_as_docs_charts_md_says(house: House, opened: Open) -> None:
    said = "\n".join(reading(opened(house.nobody())))
    assert said in DOC.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [390, 1366])
def test_on_a_phone_the_table_is_still_a_table(house: House, opened: Open, width: int) -> None:
    lines = reading(opened(house.nobody(), (width, 900)))
    rows = [line for line in lines if line.startswith("row: ")]
    assert len(rows) == 25
    assert rows[0] == "row: Month | Kept | Promised | Result | What stands out"
    assert rows[1] == "row: Dec 2024 | 5 | 9 | 56% | blank"
