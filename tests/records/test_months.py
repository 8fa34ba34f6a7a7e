"""For how long what was sent in private is kept: the trust's number, and a shorter one only after the notice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.records.keeping import in_force
from wardvoice.records.queries import concern_months
from wardvoice.records.rules import TOLD_BEFORE, USUAL, months_that_hold

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("agreed", "today", "months"),
    [
        ([], DAY, USUAL.concern_months),
        ([(DAY, 12)], DAY, 36),
        ([(DAY, 12)], DAY + TOLD_BEFORE - timedelta(days=1), 36),
        ([(DAY, 12)], DAY + TOLD_BEFORE, 12),
        ([(DAY, 60)], DAY, 60),
        ([(DAY, 60), (date(2026, 6, 1), 24)], date(2026, 6, 28), 60),
        ([(DAY, 60), (date(2026, 6, 1), 24)], date(2026, 6, 29), 24),
        ([(DAY, 60), (date(2026, 6, 1), 24), (date(2026, 6, 2), 12)], date(2026, 6, 28), 60),
    ],
)
def test_a_shorter_number_holds_after_the_notice_alone(
    agreed: list[tuple[date, int]], today: date, months: int
) -> None:
    assert months_that_hold(today, agreed) == months


def test_it_is_asked_of_the_schedules(session: Session, clock: SetClock) -> None:
    assert concern_months(session, clock.today) == 36
    in_force(session, clock, concern_months=48)
    assert concern_months(session, clock.today) == 48
