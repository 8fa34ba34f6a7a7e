"""What WardVoice stands on is locked, explained, and names no place it was fetched from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
DEV = PROJECT["dependency-groups"]["dev"]
RUN_LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DEV_LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
EXPLAINED = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()


def name_of(requirement: str) -> str:
    return re.match(r"[a-z0-9-]+", requirement)[0]


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+==\S+)", lock, re.MULTILINE))


def test_every_dependency_is_locked():
    assert {name_of(each) for each in RUN} <= {name_of(each) for each in locked(RUN_LOCK)}
    assert {name_of(each) for each in DEV} <= {name_of(each) for each in locked(DEV_LOCK)}


def test_developing_uses_the_very_versions_that_run():
    assert locked(RUN_LOCK) <= locked(DEV_LOCK)


@pytest.mark.parametrize("requirement", RUN + DEV, ids=name_of)
def test_every_dependency_is_explained(requirement):
    assert re.search(rf"(?<![a-z0-9-]){name_of(requirement)}(?![a-z0-9-])", EXPLAINED)


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=["run", "dev"])
def test_locks_name_no_address(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)
