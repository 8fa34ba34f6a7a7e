"""The hospital's clock: UTC within, the ward's own day and part of day outside."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from wardvoice.core.clock import Clock, PartOfDay, part_of_day

LONDON = ZoneInfo("Europe/London")


def test_a_summer_night_belongs_to_the_day_on_the_wall() -> None:
    clock = Clock(LONDON, lambda: datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert clock.day_of(clock.now()) == date(2026, 7, 2)


def test_a_wall_clock_time_becomes_utc() -> None:
    assert Clock(LONDON).moment(date(2026, 7, 2), 10, 30) == datetime(2026, 7, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(5, PartOfDay.NIGHT), (6, PartOfDay.MORNING), (11, PartOfDay.MORNING), (12, PartOfDay.AFTERNOON),
     (16, PartOfDay.AFTERNOON), (17, PartOfDay.EVENING), (21, PartOfDay.EVENING), (22, PartOfDay.NIGHT)],
)  # fmt: skip
def test_the_parts_of_a_day_have_fixed_ends(hour: int, part: PartOfDay) -> None:
    assert part_of_day(datetime(2026, 3, 3, hour, 59, tzinfo=LONDON)) is part
