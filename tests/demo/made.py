"""The small hospital, made once for all tests of a run, as on Monday 2 March 2026."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.made_for_all import made_for_all
from wardvoice.config import Settings
from wardvoice.demo import hospital

TODAY = date(2026, 3, 2)


def settings_in(folder: Path) -> Settings:
    """Settings of a demo hospital in a folder of a test."""
    return replace(Settings(instance=folder, trusted_hosts=("localhost", "127.0.0.1")), is_demo=True)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small hospital that nobody has changed since it was made; each process reads its own copy."""
    made = made_for_all(tmp_path_factory, "demo", lambda folder: hospital.create(settings_in(folder), "small", TODAY))
    return shutil.copytree(made, tmp_path_factory.mktemp("demo") / "made")
