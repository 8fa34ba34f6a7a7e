"""What a manager owes by rule, and how long a ward has been without a rep."""

from __future__ import annotations

from datetime import date

import pytest

from wardvoice.home.rules import stand_in_days, written_answer_due

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("times", "due"), [(1, None), (3, None), (4, date(2026, 3, 9)), (7, date(2026, 3, 9))])
def test_the_fourth_time_needs_a_written_answer_within_seven_days(times: int, due: date | None) -> None:
    assert written_answer_due(times, DAY) == due


def test_the_first_day_without_a_rep_counts() -> None:
    assert stand_in_days(DAY, DAY) == 1
    assert stand_in_days(DAY, date(2026, 3, 29)) == 28
