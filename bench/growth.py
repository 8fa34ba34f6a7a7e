"""How pages grow from the small hospital to the large one: both are served at once and asked in turn."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from bench.pages import in_turn
from bench.rows import Ratio
from bench.visitor import Form, Visitor, enter
from bench.walk import READERS, START_PAGES, Found, walk
from wardvoice.app import create_app
from wardvoice.config import Settings

MOST, MOST_OF_THE_EVIDENCE = 1.3, 2.0
LEFT_OUT = ("web.", "demo.")


def house(settings: Settings) -> Flask:
    """Return the app, for the map of its addresses."""
    return create_app(settings)


def grown(app: Flask, small: int, large: int, times: int) -> tuple[list[Ratio], int, int]:
    """Measure every page that both hospitals have: the ratios, how many addresses that is, of how many with pages."""
    pairs = {who: (enter(small, who), enter(large, who)) for who in READERS}
    both = [pair for who in READERS for pair in _in_both(app, who, pairs[who])]
    rows = [_page(here, there, pairs[here.who], times) for here, there in both if _is_first(here, both)]
    return [*rows, _searching(small, large, times)], len({here.endpoint for here, _ in both}), len(_pages(app))


def _in_both(app: Flask, who: str, pair: tuple[Visitor, Visitor]) -> list[tuple[Found, Found]]:
    here, there = ({one.endpoint: one for one in walk(visitor, who, app.url_map)} for visitor in pair)
    return [(one, there[name]) for name, one in here.items() if name in there and not name.startswith(LEFT_OUT)]


def _is_first(found: Found, both: list[tuple[Found, Found]]) -> bool:
    """Return whether a page is measured for this reader: for the first who may open it; start pages for several."""
    first = next(here for here, _ in both if here.endpoint == found.endpoint)
    return first is found or (found.endpoint == "home.start" and found.who in START_PAGES)


def _page(here: Found, there: Found, pair: tuple[Visitor, Visitor], times: int) -> Ratio:
    sizes = (len(pair[0].get(here.address)[1].encode()), len(pair[1].get(there.address)[1].encode()))
    most = MOST_OF_THE_EVIDENCE if here.endpoint.startswith("evidence.") else MOST
    return in_turn(
        f"`{here.endpoint}` for {here.who}",
        most,
        lambda: pair[1].get(there.address)[0],
        lambda: pair[0].get(here.address)[0],
        times,
        sizes,
    )


def _pages(app: Flask) -> set[str]:
    rules = app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(LEFT_OUT)}


def _searching(small: int, large: int, times: int) -> Ratio:
    asks = [_search(enter(port, "terminal")) for port in (large, small)]
    return in_turn("what was asked before, while somebody writes", MOST, asks[0], asks[1], times)


def _search(visitor: Visitor) -> Callable[[], float]:
    """Return what asks once for the earlier items that read like a half-written sentence."""
    address = "/agenda/items/new"
    _, page = visitor.get(address)
    while "<textarea" not in page:
        _, page = visitor.fill_in(page, address)
    fields = {name: value for name, value in Form(page).fields.items() if name != "_went"}
    fields |= {"words": "The dryer on the ward is broken and the shower is cold in the"}
    return lambda: visitor.post("/agenda/items/alike", fields)[0]
