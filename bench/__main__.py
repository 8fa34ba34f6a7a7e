"""`python3 dev.py bench`: every line of what speed has to reach, on either database; `--write` puts it into docs/.

The hospitals are made once, in the folder of `--hospitals`, and taken again next time: making `large` takes minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.browser import in_a_browser
from bench.crowd import crowd
from bench.databases import KINDS, Database, items_in
from bench.floor import fill_floor, stored_in_floor
from bench.growth import grown, house
from bench.pages import beside_the_floor, sending
from bench.rows import Line, Ratio, table, verdict
from bench.serving import Served, served
from bench.writes import together

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
HOSPITALS = ROOT / "instance" / "bench"
PARTS = ("floor", "writes", "browser", "growth", "start", "crowd")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WORKERS = 2
MOST_SECONDS, MOST_MB = 2.0, 150
MB = 1_000_000
COUNTED = Line(
    "SQL statements of a page",
    "counted by tests/house/test_statements.py",
    "≤ 8, board, agenda and list ≤ 5; as many for 1,000 rows as for 10",
    good=True,
)


@dataclass(frozen=True)
class Report:
    """What was found on one database."""

    database: str
    lines: list[Line]
    floor: list[Ratio]
    growth: list[Ratio]


def main() -> None:
    wanted = _parser().parse_args()
    kinds = [wanted.database] if wanted.database in KINDS else list(KINDS)
    reports = []
    for kind in kinds:
        with KINDS[kind](wanted.hospitals) as database:
            reports.append(measure(database, wanted))
    parts = {"lines": lines_table(reports)} | {
        name: text for name, text in (("floor", floor_tables(reports)), ("growth", growth_tables(reports))) if text
    }
    print("\n\n".join(parts.values()))
    if wanted.write:
        for mark, text in parts.items():
            write(mark, text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--hospitals", type=Path, default=HOSPITALS, help="where both are kept from run to run")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--times", type=int, default=40, help="so often a page is asked for beside the floor")
    parser.add_argument("--growth-times", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=60, help="so long the crowd comes")
    parser.add_argument("--write", action="store_true")
    return parser


def measure(database: Database, wanted: argparse.Namespace) -> Report:
    """Measure the parts that are wanted; what writes comes last, and into copies."""
    fill_floor(database.floor)
    report = Report(database.name, [COUNTED], [], [])
    if "growth" in wanted.only:
        _growth(database, report, wanted.growth_times)
    if "start" in wanted.only:
        report.lines.append(_start(database))
    with database.copied(database.small) as copy:
        if "floor" in wanted.only:
            with served("wardvoice", copy) as ours, served("floor", copy, database.floor) as floor:
                report.floor.extend(beside_the_floor(ours.port, floor.port, wanted.times))
                report.floor.append(sending(ours.port, floor.port, wanted.times))
            report.lines.extend(_ratios(report.floor))
        with (
            served("wardvoice", copy, workers=WORKERS) as ours,
            served("floor", copy, database.floor, WORKERS) as floor,
        ):
            if "browser" in wanted.only:
                report.lines.extend(in_a_browser(ours.port, floor.port, copy.instance))
            if "writes" in wanted.only:
                counts = lambda: (items_in(copy), stored_in_floor(database.floor))  # noqa: E731
                report.lines.append(together(ours.port, floor.port, counts))
    if "crowd" in wanted.only:
        report.lines.append(_crowd(database, wanted.seconds))
    return report


def _growth(database: Database, report: Report, times: int) -> None:
    app = house(database.small)
    with served("wardvoice", database.small) as small, served("wardvoice", database.large) as large:
        rows, pages, in_all = grown(app, small.port, large.port, times)
        report.lines.append(_memory(large))
    report.growth.extend(sorted(rows, key=lambda row: -row.ratio))
    missed = sum(not row.good for row in rows)
    found = f"{len(rows) - missed} of {len(rows)} within, on {pages} of {in_all} addresses with pages"
    report.lines.append(Line("growth from `small` to `large`", found, "≤ 1.3 ×, evidence ≤ 2 ×", not missed))


def _memory(large: Served) -> Line:
    most = max(large.resident()) / MB
    return Line("memory of a process, `large`, after the walk", f"{most:.0f} MB", f"≤ {MOST_MB} MB", most <= MOST_MB)


def _start(database: Database) -> Line:
    took = []
    for _ in range(3):
        with served("wardvoice", database.large, workers=WORKERS) as large:
            took.append(large.ready_after)
    found = f"{median(took):.2f} s"
    return Line("start on an existing database, `large`", found, f"≤ {MOST_SECONDS:g} s", median(took) <= MOST_SECONDS)


def _ratios(rows: Sequence[Ratio]) -> Iterator[Line]:
    for row in rows:
        yield Line(row.what.partition(" (")[0], f"{row.ratio:.2f} ×", f"≤ {row.most:g} × the floor", row.good)


def _crowd(database: Database, seconds: float) -> Line:
    with database.copied(database.large) as copy:
        before = items_in(copy)
        with served("wardvoice", copy, workers=WORKERS) as ours:
            line, sent = crowd(ours.port, seconds)
        lost = before + sent - items_in(copy)
    return Line(line.what, f"{line.found}, {lost} lost", line.to_reach, line.good and not lost)


# --- the tables ------------------------------------------------------------------------------------------------------


def lines_table(reports: Sequence[Report]) -> str:
    names = [name for name, _ in sorted(_order(reports).items(), key=lambda one: one[1])]
    heads = "| what | to reach |" + "".join(f" {NAMES[one.database]} | |" for one in reports)
    rows = []
    for name in names:
        found = [next((line for line in one.lines if line.what == name), None) for one in reports]
        to_reach = next(line.to_reach for line in found if line)
        cells = (f" {line.found} | {verdict(good=line.good)} |" if line else " | |" for line in found)
        rows.append(f"| {name} | {to_reach} |" + "".join(cells))
    return f"{machine()}\n\n{table(heads, *rows)}"


def _order(reports: Sequence[Report]) -> dict[str, int]:
    found: dict[str, int] = {}
    for report in reports:
        for line in report.lines:
            found.setdefault(line.what, len(found))
    return found


def floor_tables(reports: Sequence[Report]) -> str:
    heads = "| what | WardVoice | floor | ratio | to reach | |"
    return "\n\n".join(
        f"{NAMES[one.database]}:\n\n{table(heads, *(row.row() for row in one.floor))}" for one in reports if one.floor
    )


def growth_tables(reports: Sequence[Report]) -> str:
    heads = "| page | large | small | ratio | to reach | |"
    return "\n\n".join(
        f"{NAMES[one.database]}:\n\n{table(heads, *(row.row() for row in one.growth))}" for one in reports if one.growth
    )


def machine() -> str:
    """Return what the run was made on, and how busy that was: all work waits in one line, ours and the floor's."""
    load = f" under a load average of {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; {os.cpu_count()} cores{load}."
    )


def write(mark: str, text: str) -> None:
    """Put a finished run between its marks in docs/performance.md."""
    head, begin, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- bench {mark} -->\n")
    _, end, tail = rest.partition("<!-- end -->")
    PAGE.write_text(f"{head}{begin}{text}\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
