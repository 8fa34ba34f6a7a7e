"""The wheel holds the whole house: templates, static files, words and the steps of both schemas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a freshly built wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as opened:
        return set(opened.namelist())


def test_every_file_of_the_house_is_in_it_and_nothing_else(inside: set[str]) -> None:
    ours = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "wardvoice").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    found = {name for name in inside if not name.startswith("wardvoice-")}
    assert found == ours
    for needed in ("templates/base.html", "storage/migrations/env.py", "storage/apart_migrations/env.py"):
        assert f"wardvoice/{needed}" in found


def test_it_brings_the_command_and_the_licence(inside: set[str]) -> None:
    described = {name.partition("/")[2] for name in inside if name.startswith("wardvoice-")}
    assert {"entry_points.txt", "licenses/LICENSE", "METADATA"} <= described
