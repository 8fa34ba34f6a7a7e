"""Visit after visit in Chromium, with all guards, with none, and with each alone: does Back show the last person?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import browser_type_launch_args
from tests.browser.guards import Guard
from tests.browser.test_forgetting import (
    VISITS,
    Screen,
    Stands,
    alder,
    own_words,
    stands,
    with_a_name_until_finish,
)

__all__ = ["alder", "browser_type_launch_args", "stands"]

REPEATS, FEWER = 20, 10
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def found_in(stands: Stands, visit: Callable[[Screen], None], repeats: int, **how: Any) -> int:
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
def test_all_guards(
    stands: Stands, visit: Callable[[Screen], None], scripts: bool, record_property: Callable[..., None]
) -> None:
    found = found_in(stands, visit, REPEATS, scripts=scripts)
    record_property("seen", f"found after {found} of {REPEATS} visits")
    assert found == 0


@SCRIPTS
def test_no_guard(stands: Stands, scripts: bool, record_property: Callable[..., None]) -> None:
    found = found_in(stands, with_a_name_until_finish, FEWER, guards=(), scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found > 0


@SCRIPTS
@pytest.mark.parametrize("guard", Guard)
def test_one_guard_alone(stands: Stands, guard: Guard, scripts: bool, record_property: Callable[..., None]) -> None:
    """Only the script is enough by itself; a new cookie drops a kept page only where no-store stands on it, too."""
    found = found_in(stands, with_a_name_until_finish, FEWER, guards=(guard,), scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found == 0 or (guard, scripts) != (Guard.SCRIPT, True)


@SCRIPTS
@pytest.mark.parametrize("guard", Guard)
def test_all_guards_but_one(stands: Stands, guard: Guard, scripts: bool, record_property: Callable[..., None]) -> None:
    """With scripts any one of them may fail; without scripts no-store and the new cookie need each other."""
    found = found_in(stands, with_a_name_until_finish, FEWER, guards=set(Guard) - {guard}, scripts=scripts)
    record_property("seen", f"found after {found} of {FEWER} visits")
    assert found == 0 or (not scripts and guard in (Guard.NO_STORE, Guard.NEW_COOKIE))
