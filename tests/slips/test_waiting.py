"""After wrong words a ward waits, longer each time, and never for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.conftest import MONDAY
from wardvoice.core.errors import TooMuch
from wardvoice.slips.rules import share_of, wait_until
from wardvoice.slips.tries import Tries

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("processes", "share"), [(1, 5), (2, 2), (3, 2), (4, 2), (32, 2)])
def test_what_one_process_allows(processes: int, share: int) -> None:
    assert share_of(processes) == share


def test_the_waits_grow_and_end() -> None:
    wrong: list[datetime] = [MONDAY] * 5
    waits = []
    for _ in range(5):
        until = wait_until(wrong, 5, wrong[-1])
        assert until is not None
        assert wait_until(wrong, 5, until) is None, "it never ends in a lock"
        waits.append((until - wrong[-1]) // MINUTE)
        wrong.append(until)
    assert waits == [1, 2, 4, 5, 5]


def test_four_wrong_tries_cost_nothing_and_a_quarter_of_an_hour_forgets_all() -> None:
    assert wait_until([MONDAY] * 4, 5, MONDAY) is None
    assert wait_until([MONDAY] * 50, 5, MONDAY + 15 * MINUTE) is None


def test_a_ward_waits_and_another_does_not() -> None:
    tries, ward, other = Tries(1), uuid4(), uuid4()
    for _ in range(5):
        tries.begin(ward, MONDAY)
    with pytest.raises(TooMuch):
        tries.begin(ward, MONDAY)
    tries.begin(other, MONDAY)


def test_trying_on_during_a_wait_makes_nobody_wait_longer() -> None:
    tries, ward = Tries(1), uuid4()
    for _ in range(5):
        tries.begin(ward, MONDAY)
    for second in range(59):
        with pytest.raises(TooMuch):
            tries.begin(ward, MONDAY + timedelta(seconds=second))
    tries.begin(ward, MONDAY + MINUTE)


def test_a_clock_put_back_an_hour_makes_nobody_wait_an_hour() -> None:
    tries, ward = Tries(1), uuid4()
    for _ in range(5):
        tries.begin(ward, MONDAY)
    tries.begin(ward, MONDAY - timedelta(hours=1))


def test_right_words_are_not_counted() -> None:
    tries, ward = Tries(1), uuid4()
    for _ in range(30):
        tries.begin(ward, MONDAY)
        tries.forgive(ward)
    tries.begin(ward, MONDAY)
