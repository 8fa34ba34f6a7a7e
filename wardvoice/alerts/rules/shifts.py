"""The two shifts of a ward: all that stays of an alert's time once it is closed (P13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

DAY_BEGINS, NIGHT_BEGINS = time(7, 30), time(19, 30)


class ShiftName(StrEnum):
    """Which of the two."""

    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True)
class Shift:
    """One shift, by the day on which it began: the night of the 2nd goes on until the morning of the 3rd."""

    day: date
    name: ShiftName


def shift_of(local: datetime) -> Shift:
    """Return the shift of a local time: the day's from 07:30 to 19:30, the night's from then to 07:30."""
    if local.time() < DAY_BEGINS:
        return Shift(local.date() - timedelta(days=1), ShiftName.NIGHT)
    return Shift(local.date(), ShiftName.DAY if local.time() < NIGHT_BEGINS else ShiftName.NIGHT)
