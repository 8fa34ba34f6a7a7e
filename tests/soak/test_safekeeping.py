"""The small hospital through every direction, and a large one: how long it takes, how large it is, how much memory."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPException
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import create_engine, inspect

from tests.demo.made import settings_in
from tests.faults.load import PATIENCE
from tests.faults.terminal import Terminal
from tests.postgres import Cluster
from tests.safekeeping.conftest import FILES, PUBLIC, House, Opens, house, lived, no_tables, opens, shelf
from tests.safekeeping.reading import told
from wardvoice.demo import hospital
from wardvoice.storage.in_use import is_in_use

__all__ = ["house", "lived", "no_tables", "opens", "shelf"]

TRIES = 20

Records = Callable[[str, object], None]


def standing(size: str) -> Path | None:
    """The folder of a large hospital that was made before, if WARDVOICE_LARGE names one."""
    named = os.environ.get("WARDVOICE_LARGE") if size == "large" else None
    return Path(named) if named else None


def fill(house: House, size: str) -> None:
    """Put a hospital of this size into an empty installation."""
    if (ready := standing(size)) is None:
        hospital.create(settings_in(house.folder), size)
        return
    for name in (*FILES, "pepper"):
        shutil.copy(ready / name, house.folder / name)


def timed(house: House, *words: object) -> float:
    began = monotonic()
    done = house.run(*words)
    assert done.exit_code == 0, done.output
    return monotonic() - began


@pytest.mark.parametrize("size", ["small", "large"])
def test_a_hospital_goes_from_one_place_to_the_next(
    size: str, opens: Opens, postgres_cluster: Cluster, tmp_path: Path, record_property: Records
) -> None:
    """SQLite, restored to SQLite, moved to PostgreSQL, from there restored to SQLite: each time the same."""
    first = opens("first")
    fill(first, size)
    before = told(first)
    shelf, second = tmp_path / "shelf", tmp_path / "second"
    shelf.mkdir(), second.mkdir()
    backed_up = timed(first, "backup", shelf)
    taken = next(shelf.iterdir()).stat().st_size
    there = opens("there")
    shutil.copy(first.settings.pepper_file, there.settings.pepper_file)
    restored = timed(there, "restore", shelf)
    assert told(there) == before
    urls = postgres_cluster.new_database(), postgres_cluster.new_database()
    moved = timed(there, "move-to", urls[0], "--private", urls[1])
    on = opens("on", database_url=urls[0], concerns_database_url=urls[1])
    assert told(on) == before
    backed_up_there = timed(on, "backup", second)
    back = opens("back")
    shutil.copy(first.settings.pepper_file, back.settings.pepper_file)
    timed(back, "restore", second)
    assert told(back) == before
    for url in urls:
        postgres_cluster.drop(url)
    rows = sum(one.rows for one in before.values())
    record_property(
        "seen",
        f"{rows:,} rows, the same after each way; backup {backed_up:.0f} s ({taken / 1e6:.1f} MB), restore"
        f" {restored:.0f} s, move to PostgreSQL {moved:.0f} s, backup from there {backed_up_there:.0f} s",
    )


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """Serve an installation as a hospital does, until it is killed; give the port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    words = [sys.executable, "-m", "wardvoice.cli", "serve", f"--port={port}"]
    facts = {"WARDVOICE_INSTANCE": str(folder), "PATH": os.environ["PATH"]}
    with subprocess.Popen(words, env=facts, stdout=subprocess.DEVNULL, start_new_session=True) as server:
        try:
            while health(port) != 200:
                assert server.poll() is None
            yield port
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def health(port: int) -> int:
    try:
        return Terminal(port).get("/health").status
    except (OSError, HTTPException):
        return 0


def tables(url: str) -> list[str]:
    engine = create_engine(url)
    found = inspect(engine).get_table_names()
    engine.dispose()
    return found


def test_nothing_is_restored_or_moved_over_a_running_system(
    house: House, shelf: Path, no_tables: tuple[str, str], record_property: Records
) -> None:
    timed(house, "backup", shelf)
    with running(house.folder) as port:
        for _ in range(TRIES):
            for words in (("restore", shelf), ("move-to", no_tables[0], "--private", no_tables[1])):
                refused = house.run(*words)
                assert (refused.exit_code, "Stop it first" in str(refused.exception)) == (1, True), refused.output
                assert health(port) == 200
    until = monotonic() + PATIENCE
    while is_in_use(house.settings.database_url):
        assert monotonic() < until, "killed, it leaves no mark behind"
    assert [tables(url) for url in no_tables] == [[], []]
    timed(house, "move-to", no_tables[0], "--private", no_tables[1])
    record_property("seen", f"{TRIES} × each refused, /health 200 after each; with the server killed it moved")


def test_memory_stays_flat(tmp_path: Path, record_property: Records) -> None:
    """The highest memory of a backup of the large hospital, in a process of its own, beside one of the small."""
    most = []
    for size in ("small", "large"):
        folder = standing(size) or tmp_path / size
        if not folder.exists():
            folder.mkdir()
            hospital.create(settings_in(folder), size)
        (tmp_path / f"shelf {size}").mkdir()
        facts = {"WARDVOICE_BACKUP_KEY": PUBLIC, "WARDVOICE_INSTANCE": str(folder)}
        words = [sys.executable, "-c", MEASURED, str(tmp_path / f"shelf {size}")]
        done = subprocess.run(words, env=facts, capture_output=True, check=True, text=True)
        most.append(int(done.stdout.split()[-1]) / 1024)
    assert most[1] < most[0] + 100
    record_property("seen", f"most memory: small hospital {most[0]:.0f} MiB, large {most[1]:.0f} MiB")


MEASURED = """
import re, sys
from wardvoice.cli import wardvoice
wardvoice(["backup", sys.argv[1]], standalone_mode=False)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
