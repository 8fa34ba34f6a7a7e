"""Each row of each table that figures are counted from, changed by hand in each column that is read."""

from __future__ import annotations

from collections.abc import Callable

from tests.evidence.test_tampering_with_figures import found_every_change, in_wrong_hands

ALL = 10_000


def test_every_change_of_every_row_is_found(record_property: Callable[[str, object], None]) -> None:
    with in_wrong_hands() as life:
        made = found_every_change(life, ALL)
    record_property("seen", f"{made} changes of one column of one row, each found by verify")
    assert made > 500
