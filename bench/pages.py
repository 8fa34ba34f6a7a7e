"""Server time: each page in turn with the floor's page of the same size, and one item sent beside one row stored."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from bench.rows import Ratio
from bench.visitor import Visitor, enter
from bench.walk import found_on
from bench.writes import last_step, sends

WARM_UP = 5
PREPARE = r"/meetings/[0-9a-f-]{36}/prepare"
WARD = r"/evidence/[0-9a-f-]{36}\?[^\"]+"
MEASURE = r"/evidence/[0-9a-f-]{36}/measure/7\?[^\"]+"
PAGES: tuple[tuple[str, str, tuple[str, ...], float], ...] = (
    ("board", "terminal", ("/board",), 2.0),
    ("agenda", "terminal", ("/agenda",), 2.0),
    ("action list", "terminal", ("/actions",), 2.0),
    ("start page of a terminal", "terminal", ("/",), 4.0),
    ("start page of a rep", "rep", ("/",), 4.0),
    ("start page of a nurse", "nurse", ("/",), 4.0),
    ("start page of a manager", "manager", ("/",), 4.0),
    ("preparing an agenda", "rep", ("/meetings", PREPARE), 4.0),
    ("all wards side by side", "lead", ("/evidence",), 4.0),
    ("how a ward is doing", "lead", ("/evidence", WARD), 4.0),
    ("one figure, with its chart and list", "lead", ("/evidence", WARD, MEASURE), 4.0),
)
"""What, who reads, the address or the links that lead to it, and how many times the floor it may take."""


def beside_the_floor(ours: int, floor: int, times: int) -> list[Ratio]:
    return [_page(ours, floor, times, *page) for page in PAGES]


def _page(ours: int, floor: int, times: int, what: str, who: str, way: tuple[str, ...], most: float) -> Ratio:
    visitor, other = enter(ours, who), Visitor(floor)
    address = found_on(visitor, way)
    size = len(visitor.get(address)[1].encode())
    return in_turn(
        f"{what} ({size / 1000:.0f} kB)",
        most,
        lambda: visitor.get(address)[0],
        lambda: other.get(f"/?bytes={size}")[0],
        times,
    )


def sending(ours: int, floor: int, times: int) -> Ratio:
    visitor, other = enter(ours, "terminal"), Visitor(floor)
    step = last_step(visitor)
    return in_turn(
        "send an item (stored, history written)",
        3.0,
        lambda: sends(visitor, step),
        lambda: other.post("/", {"words": "The dryer is broken"})[0],
        times,
    )


def in_turn(
    what: str,
    most: float,
    ours: Callable[[], float],
    other: Callable[[], float],
    times: int,
    sizes: tuple[int, int] | None = None,
) -> Ratio:
    """Measure both in turn, so that a noisy machine is noisy for both."""
    pairs = [(ours(), other()) for _ in range(WARM_UP + times)][WARM_UP:]
    return Ratio(what, median(one for one, _ in pairs), median(second for _, second in pairs), most, sizes)
