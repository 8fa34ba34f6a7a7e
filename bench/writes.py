"""Eight people send at once: how many items a second are stored, beside the floor's rows, and whether one is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_urlsafe
from statistics import median

from bench.rows import Line
from bench.visitor import Form, Visitor, enter

SUBMITTERS, ROUNDS, SECONDS = 8, 3, 4
LEAST = 0.6
NEW = "/agenda/items/new"
NO_WORDS = "none"
"""Whoever wants five words waits for the slow derivation of a key: that is measured apart."""


@dataclass(frozen=True)
class Step:
    """The last step of a new item, which stores it: where it is sent, and everything but its key."""

    address: str
    fields: dict[str, str]

    def anew(self) -> dict[str, str]:
        return self.fields | {"once": token_urlsafe(32), "way_back": NO_WORDS}


def last_step(visitor: Visitor) -> Step:
    """Send one item page by page, and return its last step."""
    _, page = visitor.get(NEW)
    while True:
        form = Form(page)
        step = Step(form.action or NEW, {name: value for name, value in form.fields.items() if name != "_went"})
        _, page = visitor.post(step.address, step.fields)
        if "data-receipt" in page:
            return step


def sends(visitor: Visitor, step: Step) -> float:
    """Send another item with a key of its own; return the seconds until the receipt was here."""
    took, page = visitor.post(step.address, step.anew())
    if "data-receipt" not in page:
        raise RuntimeError("an item was not taken")
    return took


def together(ours: int, floor: int, stored: Callable[[], tuple[int, int]]) -> Line:
    """Measure both in turn; `stored` counts the items and the floor's rows that the databases hold."""
    visitors = [enter(ours, "terminal") for _ in range(SUBMITTERS)]
    steps = [last_step(visitor) for visitor in visitors]
    others = [Visitor(floor) for _ in range(SUBMITTERS)]
    before = stored()
    items = [lambda v=visitor, s=step: sends(v, s) for visitor, step in zip(visitors, steps, strict=True)]  # type: ignore[misc]
    rows = [lambda v=visitor: v.post("/", {"words": "The dryer is broken"}) for visitor in others]  # type: ignore[misc]
    rounds = [(_round(items), _round(rows)) for _ in range(ROUNDS)]
    after = stored()
    return _line(rounds, after[0] - before[0])


def _line(rounds: Sequence[tuple[_Round, _Round]], stored: int) -> Line:
    sent, refused = sum(one.done for one, _ in rounds), sum(one.refused for one, _ in rounds)
    ours, floor = median(one.rate for one, _ in rounds), median(other.rate for _, other in rounds)
    found = f"{ours:.0f} a second beside {floor:.0f}: {ours / floor:.0%}; {stored - sent:+d} stored, {refused} refused"
    good = ours / floor >= LEAST and stored == sent and not refused
    return Line("writes: 8 submitters at once", found, f"≥ {LEAST:.0%} of the floor, none lost, none refused", good)


@dataclass(frozen=True)
class _Round:
    done: int
    refused: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.done / self.seconds


def _round(acts: Sequence[Callable[[], object]]) -> _Round:
    until, began = time.monotonic() + SECONDS, time.monotonic()
    with ThreadPoolExecutor(len(acts)) as pool:
        counts = list(pool.map(lambda act: _again_and_again(act, until), acts))
    return _Round(sum(done for done, _ in counts), sum(refused for _, refused in counts), time.monotonic() - began)


def _again_and_again(act: Callable[[], object], until: float) -> tuple[int, int]:
    done = refused = 0
    while time.monotonic() < until:
        try:
            act()
            done += 1
        except RuntimeError:
            refused += 1
    return done, refused
