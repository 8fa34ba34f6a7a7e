"""Each long run leaves a line in docs/reliability.md; a test says with `record_property("seen", "...")` what it saw.

The page has a table for each group of modules, which its mark names, and one for all others.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.postgres import a_cluster
from wardvoice.core.clock import Clock
from wardvoice.storage.migrate import migrate

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
TABLE = re.compile(r"(<!-- soak(?: of (?P<modules>[\w ]+))? -->\n)(?P<rows>.*?)(<!-- end -->\n)", re.DOTALL)
HEAD = ("| run | seen | | took | load | day |", "|---|---|---|--:|--:|---|")

seen_now: dict[str, str] = {}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database that keeps what it has answered; none means the file in the folder."""
    if request.param == "sqlite":
        yield ""
        return
    with a_cluster() as cluster:
        made = cluster.new_database()
        migrate(made)
        yield made


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and "soak" in report.nodeid:
        name = report.nodeid.rpartition("/")[2]
        seen = dict(report.user_properties).get("seen", "")
        load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "?"
        day = Clock(ZoneInfo("UTC")).now().date().isoformat()
        seen_now[name] = f"| `{name}` | {seen} | {report.outcome} | {report.duration:.0f} s | {load} | {day} |"


def pytest_sessionfinish() -> None:
    if seen_now:
        page = PAGE.read_text(encoding="utf-8")
        named = {module for table in TABLE.finditer(page) for module in _modules(table)}

        def renewed(table: re.Match[str]) -> str:
            mine = _modules(table)
            new = {name: row for name, row in seen_now.items() if (_module(name) in (mine or named)) is bool(mine)}
            rows = dict(sorted({**dict(_known(table["rows"])), **new}.items()))
            return table[1] + "".join(f"{line}\n" for line in (*HEAD, *rows.values())) + table[4]

        PAGE.write_text(TABLE.sub(renewed, page), encoding="utf-8")


def _modules(table: re.Match[str]) -> list[str]:
    return (table["modules"] or "").split()


def _module(name: str) -> str:
    return name.partition(".py::")[0].removeprefix("test_")


def _known(rows: str) -> Iterator[tuple[str, str]]:
    for line in rows.splitlines():
        if named := re.match(r"\| `([^`]+)` \|", line):
            yield named[1], line
