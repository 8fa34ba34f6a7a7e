"""Visit after visit in Chromium, with all guards, with none, and with each alone: does Back show the last person?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import browser_type_launch_args
from tests.browser.guards import Guard
from tests.browser.test_forgetting import (
    VISITS,
    WITH_A_NAME,
    Screen,
    Stands,
    alder,
    keeps,
    left_in_profile,
    own_words,
    stands,
)

__all__ = ["alder", "browser_type_launch_args", "keeps", "stands"]

REPEATS, FEWER = 20, 10
Visit = Callable[[Screen], None]
Tells = Callable[..., None]
UNTIL = pytest.mark.parametrize("visit", WITH_A_NAME)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def found_in(stands: Stands, visit: Visit, repeats: int, **how: Any) -> int:
    """Return after how many visits the next person found something of the last."""
    found = 0
    for _ in range(repeats):
        screen = stands(**how)
        visit(screen)
        found += bool(own_words(screen.what_is_found()))
        screen.context.close()
    return found


@SCRIPTS
@pytest.mark.parametrize("visit", VISITS)
def test_all_guards(stands: Stands, visit: Visit, scripts: bool, record_property: Tells) -> None:
    found = found_in(stands, visit, REPEATS, scripts=scripts)
    record_property("seen", f"found after {found} of {REPEATS} visits")
    assert found == 0


@pytest.mark.parametrize("visit", VISITS)
def test_a_profile_on_the_disk(keeps: Stands, visit: Visit, tmp_path: Path, record_property: Tells) -> None:
    """One browser for all visits, as on the ward: its files, what it offers in boxes, the windows that it restores."""
    found = sum(bool(left_in_profile(keeps, visit, tmp_path / "profile")) for _ in range(REPEATS))
    record_property("seen", f"found after {found} of {REPEATS} visits")
    assert found == 0


@SCRIPTS
@UNTIL
def test_no_guard(stands: Stands, visit: Visit, scripts: bool, record_property: Tells) -> None:
    found = found_in(stands, visit, FEWER, guards=(), scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found > 0


@SCRIPTS
@UNTIL
@pytest.mark.parametrize("guard", Guard)
def test_one_guard_alone(stands: Stands, guard: Guard, visit: Visit, scripts: bool, record_property: Tells) -> None:
    """Where scripts run the script is enough by itself; what else was seen to hold alone stands in docs/terminal.md."""
    found = found_in(stands, visit, FEWER, guards=(guard,), scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found == 0 or (guard, scripts) != (Guard.SCRIPT, True)


@SCRIPTS
@UNTIL
@pytest.mark.parametrize("guard", Guard)
def test_all_guards_but_one(stands: Stands, guard: Guard, visit: Visit, scripts: bool, record_property: Tells) -> None:
    """With scripts any one of them may fail; without scripts everything hangs on no-store."""
    found = found_in(stands, visit, FEWER, guards=set(Guard) - {guard}, scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found == 0 or (not scripts and guard is Guard.NO_STORE)
