"""`python3 dev.py bench`: what each page costs beside the floor, or how it grows; `--write` puts it into docs/."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.growth import MEASURE, WARD, Grown, found_by, measure_growth
from bench.serving import served, settings_in
from bench.visitor import Visitor
from wardvoice.demo.hospital import ensure

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
WARM_UP = 20


@dataclass(frozen=True)
class Measured:
    """A page's median beside the floor's, from the same run, in seconds."""

    what: str
    ours: float
    floor: float
    most: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    def row(self) -> str:
        verdict = "reached" if self.ratio <= self.most else "**missed**"
        return (
            f"| {self.what} | {self.ours * 1000:.1f} ms | {self.floor * 1000:.1f} ms | "
            f"{self.ratio:.2f} × | ≤ {self.most:g} × | {verdict} |"
        )


PAGES = (
    ("board", "terminal", "/board", 2.0),
    ("agenda", "terminal", "/agenda", 2.0),
    ("action list", "terminal", "/actions", 2.0),
    ("start page of a terminal", "terminal", "/", 4.0),
    ("start page of a nurse", "nurse", "/", 4.0),
    ("start page of a manager", "manager", "/", 4.0),
    ("all wards side by side", "lead", "/evidence", 4.0),
    ("how a ward is doing", "lead", WARD, 4.0),
    ("one figure, with its chart and list", "lead", MEASURE, 4.0),
)


def side_by_side(what: str, most: float, ours: Callable[[], float], floor: Callable[[], float], times: int) -> Measured:
    """Measure both in turn, so that a noisy machine is noisy for both."""
    pairs = [(ours(), floor()) for _ in range(WARM_UP + times)][WARM_UP:]
    return Measured(what, median(one for one, _ in pairs), median(other for _, other in pairs), most)


def measure_pages(ours: int, floor: int, times: int) -> list[Measured]:
    found = []
    for what, who, wanted, most in PAGES:
        visitor, other = enter(ours, who), Visitor(floor)
        address = found_by(visitor, wanted)
        size = len(visitor.get(address)[1].encode())
        found.append(
            side_by_side(
                f"{what} ({size // 1000} kB)",
                most,
                lambda visitor=visitor, address=address: visitor.get(address)[0],  # type: ignore[misc]
                lambda other=other, size=size: other.get(f"/?bytes={size}")[0],  # type: ignore[misc]
                times,
            )
        )
    return found


def measure_sending(ours: int, floor: int, times: int) -> Measured:
    visitor, other = enter(ours, "terminal"), Visitor(floor)
    return side_by_side(
        "send an item (stored, history written)",
        3.0,
        lambda: send(visitor),
        lambda: other.post("/", {"words": "The dryer is broken"})[0],
        times,
    )


def send(visitor: Visitor) -> float:
    """Walk the pages of a new item; return the seconds of the last step, which stores it."""
    address = "/agenda/items/new"
    took, page = visitor.get(address)
    while "data-receipt" not in page:
        took, page = visitor.fill_in(page, address)
    return took


def enter(port: int, who: str) -> Visitor:
    """Come in through the demo's doorway."""
    visitor = Visitor(port)
    _, page = visitor.get("/demo")
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    visitor.post("/demo/enter", {"as": who, "csrf": token})
    return visitor


def report(size: str, rows: list[Measured], times: int) -> str:
    return "\n".join(
        [
            f"Demo hospital `{size}`, {times} times each in turn with the floor, medians; {machine()}.",
            "",
            "| what | WardVoice | floor | ratio | to reach | |",
            "|---|--:|--:|--:|--:|---|",
            *(row.row() for row in rows),
        ]
    )


def report_growth(rows: list[Grown], times: int) -> str:
    return "\n".join(
        [
            f"Each page {times} times in turn in both demo hospitals, medians; {machine()}. To reach: ≤ 1.3 ×.",
            "",
            "| what | small | large | ratio | |",
            "|---|--:|--:|--:|---|",
            *(row.row() for row in rows),
        ]
    )


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; {busy()}"


def busy() -> str:
    """Return how busy the machine was: all of its work waits in the same line, ours and the floor's alike."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} cores"
    return f"{os.cpu_count()} cores under a load average of {os.getloadavg()[0]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--size", choices=("small", "large"), default="small")
    parser.add_argument("--growth", action="store_true", help="measure `large` against `small` instead of the floor")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        text = (growth if wanted.growth else against_the_floor)(Path(name), wanted)
    print(text)
    if wanted.write:
        write("growth" if wanted.growth else wanted.size, text)


def against_the_floor(folder: Path, wanted: argparse.Namespace) -> str:
    ensure(settings_in(folder), size=wanted.size)
    with served("wardvoice", folder) as ours, served("floor", folder) as floor:
        rows = [*measure_pages(ours, floor, wanted.times), measure_sending(ours, floor, wanted.times)]
    return report(wanted.size, rows, wanted.times)


def growth(folder: Path, wanted: argparse.Namespace) -> str:
    for size in ("small", "large"):
        (folder / size).mkdir()
        ensure(settings_in(folder / size), size=size)
    with served("wardvoice", folder / "small") as small, served("wardvoice", folder / "large") as large:
        return report_growth(measure_growth(enter, small, large, wanted.times), wanted.times)


def write(mark: str, text: str) -> None:
    """Put a finished run between its marks in docs/performance.md."""
    head, begin, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- bench {mark} -->\n")
    _, end, tail = rest.partition("<!-- end -->")
    PAGE.write_text(f"{head}{begin}{text}\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
