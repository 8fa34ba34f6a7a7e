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

ROOT = Path(__file__).resolve().parents[2]
LOOKED_AT = [
    "tests/concerns",
    "tests/storage/test_sealing.py",
    "tests/storage/test_apart.py",
    "tests/web/test_safety.py",
]


def run(mutant: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", *LOOKED_AT]
    environment = os.environ | {"WARDVOICE_MUTANT": mutant}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_some_test_misses_the_guard(mutant: str, record_property: Callable[[str, object], None]) -> None:
    told = run(mutant).stdout
    caught = re.search(r"^(?:FAILED|ERROR) (\S+)", told, re.MULTILINE)
    assert caught, f"{mutant} survived:\n{told[-2000:]}"
    record_property("seen", f"{MUTANTS[mutant].__doc__} Caught by `{caught[1].partition('::')[2]}`")
