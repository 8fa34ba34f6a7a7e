"""How long a ward has been without a rep."""

from __future__ import annotations

from datetime import date

from wardvoice.home.rules import stand_in_days

DAY = date(2026, 3, 2)


def test_the_first_day_without_a_rep_counts() -> None:
    assert stand_in_days(DAY, DAY) == 1
    assert stand_in_days(DAY, date(2026, 3, 29)) == 28
