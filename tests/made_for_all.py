"""What takes minutes to make is made once for all processes of a run: one of them makes it, the others wait for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

import pytest

LONGEST = 900  # seconds until whoever makes it is given up


def made_for_all(places: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder of this name, which `make` has filled, here or in another process of this run.

    It is for reading: what a test changes there, it would change for others.
    """
    base = places.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / f"made {name}"
    with one_after_the_other(shared / f"turn of {name}"):
        if not folder.exists():
            begun = places.mktemp(name)
            make(begun)
            begun.rename(folder)
    return folder


@contextmanager
def one_after_the_other(turn: Path) -> Iterator[None]:
    """Let one process in at a time: a database that is locked keeps the next one waiting, on every system."""
    with closing(connect(turn, timeout=LONGEST, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
