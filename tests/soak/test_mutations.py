"""Each guard of the private concerns taken away once: some test has to fail without it, and which is written down."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutants import MUTANTS
from tests.soak.conftest import PAGE

ROOT = Path(__file__).resolve().parents[2]
LOOKED_AT = [
    "tests/concerns",
    "tests/storage/test_sealing.py",
    "tests/storage/test_apart.py",
    "tests/web/test_safety.py",
]


CAUGHT = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


def who_misses(mutant: str) -> str:
    """Return the first test that fails without a guard, the one that failed last time tried first."""
    before = re.search(rf"\[{mutant}\]`.*Caught by `([^`\[]+)", PAGE.read_text(encoding="utf-8"))
    caught = CAUGHT.search(run(mutant, "-k", before[1])) if before else None
    told = "" if caught else run(mutant)
    caught = caught or CAUGHT.search(told)
    assert caught, f"{mutant} survived:\n{told[-2000:]}"
    return caught[1].partition("::")[2]


def run(mutant: str, *more: str) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", *LOOKED_AT, *more]
    environment = os.environ | {"WARDVOICE_MUTANT": mutant}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("mutant", MUTANTS)
def test_some_test_misses_the_guard(mutant: str, record_property: Callable[[str, object], None]) -> None:
    record_property("seen", f"{MUTANTS[mutant].__doc__} Caught by `{who_misses(mutant)}`")
