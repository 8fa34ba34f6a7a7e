"""How pages grow from the small hospital to the large one: both are served at once and asked in turn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.visitor import Form, Visitor

MOST, MOST_OF_THE_EVIDENCE = 1.3, 2.0
ID = r"[0-9a-f-]{36}"
WARD, MEASURE = rf"/evidence/{ID}\?[^\"]+", rf"/evidence/{ID}/measure/7\?[^\"]+"
WARM_UP = 5
ADDRESSES = {
    "terminal": ("/", "/board", "/agenda", "/actions", "/meetings", "/agenda/items/new"),
    "rep": ("/", "/agenda", "/terms"),
    "nurse": ("/", "/agenda", "/print/outage"),
    "manager": ("/",),
    "lead": ("/", "/evidence"),
    "reviewer": ("/",),
}
FOUND = (
    ("rep", "/meetings", r"/meetings/[0-9a-f-]{36}/prepare", "preparing an agenda"),
    ("rep", "/meetings", r"/meetings/[0-9a-f-]{36}/room", "the meeting room"),
    ("terminal", "/board", r"/board/items/[0-9a-f-]{36}|/items/[0-9a-f-]{36}", "an item with its history"),
    ("terminal", "/actions", r"/actions/[0-9a-f-]{36}", "a promise with its history"),
    ("lead", "/evidence", WARD, "how a ward is doing"),
    ("lead", "/evidence", MEASURE, "one figure, with its chart and list"),
)
"""Pages whose address a page tells: who reads, where, what the link looks like."""


EVIDENCE = frozenset({"/evidence for lead", "how a ward is doing", "one figure, with its chart and list"})
"""Pages that may grow to twice as much (speed of the evidence)."""


@dataclass(frozen=True)
class Grown:
    """The medians of one page in both hospitals, in seconds."""

    what: str
    small: float
    large: float

    @property
    def ratio(self) -> float:
        return self.large / self.small

    def row(self) -> str:
        most = MOST_OF_THE_EVIDENCE if self.what in EVIDENCE else MOST
        verdict = "reached" if self.ratio <= most else "**missed**"
        return (
            f"| {self.what} | {self.small * 1000:.1f} ms | {self.large * 1000:.1f} ms | "
            f"{self.ratio:.2f} × | {verdict} |"
        )


def measure_growth(enter: Callable[[int, str], Visitor], small: int, large: int, times: int) -> list[Grown]:
    """Measure every page that both hospitals have, and the search that goes on while somebody writes."""
    found = []
    for who, addresses in ADDRESSES.items():
        pair = enter(small, who), enter(large, who)
        found += [in_turn(f"{address} for {who}", pair, (address, address), times) for address in addresses]
    for who, start, link, what in FOUND:
        pair = enter(small, who), enter(large, who)
        there = [first_link(visitor, start, link) for visitor in pair]
        if there[0] and there[1]:
            found.append(in_turn(what, pair, (there[0], there[1]), times))
    searches = [searching(enter(port, "terminal")) for port in (small, large)]
    return [*found, medians("what was asked before, while somebody writes", searches[0], searches[1], times)]


def in_turn(what: str, pair: tuple[Visitor, Visitor], addresses: tuple[str, str], times: int) -> Grown:
    """Measure one page in both."""
    return medians(
        what,
        lambda: pair[0].get(addresses[0])[0],
        lambda: pair[1].get(addresses[1])[0],
        times,
    )


def medians(what: str, small: Callable[[], float], large: Callable[[], float], times: int) -> Grown:
    pairs = [(small(), large()) for _ in range(WARM_UP + times)][WARM_UP:]
    return Grown(what, median(one for one, _ in pairs), median(other for _, other in pairs))


def first_link(visitor: Visitor, start: str, link: str) -> str | None:
    """Return the first address on a page that looks like this; of a figure, on the page of the first ward."""
    if link == MEASURE:
        start = first_link(visitor, start, WARD) or start
    found = re.search(f'href="({link})"', visitor.get(start)[1])
    return found[1].replace("&amp;", "&") if found else None


def found_by(visitor: Visitor, address: str) -> str:
    """Return an address, or the first one on the hospital's page that looks like it."""
    return (first_link(visitor, "/evidence", address) or "/evidence") if address in (WARD, MEASURE) else address


def searching(visitor: Visitor) -> Callable[[], float]:
    """Return what asks once for the earlier items that read like a half-written sentence."""
    address = "/agenda/items/new"
    _, page = visitor.get(address)
    while "<textarea" not in page:
        _, page = visitor.fill_in(page, address)
    fields = {name: value for name, value in Form(page).fields.items() if name != "_went"}
    fields |= {"words": "The dryer on the ward is broken and the shower is cold in the"}
    return lambda: visitor.post("/agenda/items/alike", fields)[0]
