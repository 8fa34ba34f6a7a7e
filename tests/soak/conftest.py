"""Each long run leaves a line in docs/reliability.md; a test says with `record_property("seen", "...")` what it saw."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from wardvoice.core.clock import Clock

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- soak -->\n", "<!-- end -->"

seen_now: dict[str, str] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and "soak" in report.nodeid:
        name = report.nodeid.rpartition("/")[2]
        seen = dict(report.user_properties).get("seen", "")
        load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "?"
        day = Clock(ZoneInfo("UTC")).now().date().isoformat()
        seen_now[name] = f"| `{name}` | {seen} | {report.outcome} | {report.duration:.0f} s | {load} | {day} |"


def pytest_sessionfinish() -> None:
    if seen_now:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        table, _, tail = rest.partition(END)
        rows = dict(sorted({**dict(_known(table)), **seen_now}.items()))
        lines = ["| run | seen | | took | load | day |", "|---|---|---|--:|--:|---|", *rows.values()]
        PAGE.write_text(head + BEGIN + "\n".join(lines) + "\n" + END + tail, encoding="utf-8")


def _known(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        if named := re.match(r"\| `([^`]+)` \|", line):
            yield named[1], line
