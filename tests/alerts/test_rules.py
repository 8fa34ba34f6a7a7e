"""Shifts, the life of an alert, and when something may be promised: to the minute, all year round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LONDON
from wardvoice.alerts import rules
from wardvoice.alerts.rules import LIFE, AlertState, Missing, Proof, Shift, ShiftName
from wardvoice.core.errors import Stale

MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 1)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)
GOOD = Proof(heard_at=NOW, tested_at=NOW, tested_on=MONDAY, worked=True, ticked_at=NOW)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def at(hour: int, minute: int = 0, second: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "shift"),
    [
        (at(7, 29, 59), Shift(SUNDAY, ShiftName.NIGHT)),
        (at(7, 30), Shift(MONDAY, ShiftName.DAY)),
        (at(19, 29, 59), Shift(MONDAY, ShiftName.DAY)),
        (at(19, 30), Shift(MONDAY, ShiftName.NIGHT)),
        (at(0), Shift(SUNDAY, ShiftName.NIGHT)),
        (at(2, 10), Shift(SUNDAY, ShiftName.NIGHT)),
    ],
)
def test_a_shift_belongs_to_the_day_on_which_it_began(moment: datetime, shift: Shift) -> None:
    assert rules.shift_of(moment) == shift


@given(moments)
def test_a_shift_never_lasts_longer_than_half_a_day_and_the_hour_of_the_clocks(moment: datetime) -> None:
    here, later = moment.astimezone(LONDON), (moment + timedelta(hours=13)).astimezone(LONDON)
    assert rules.shift_of(here) != rules.shift_of(later)


# --- what may be promised --------------------------------------------------------------------------------------------


def test_with_all_of_them_everything_is_promised() -> None:
    assert rules.missing(GOOD, NOW) == []
    assert rules.promise(GOOD, NOW, about_staff=False)
    assert rules.promise(GOOD, NOW, about_staff=True)


def test_a_screen_counts_for_a_minute() -> None:
    assert rules.promise(GOOD, NOW + timedelta(seconds=60), about_staff=False)
    assert not rules.promise(GOOD, NOW + timedelta(seconds=61), about_staff=False)
    assert rules.missing(GOOD, NOW + timedelta(seconds=61)) == [Missing.STATION]


def test_a_test_counts_for_its_shift() -> None:
    tested = Proof(at(19, 30), at(19, 29), MONDAY, worked=True, ticked_at=at(19, 29))
    assert rules.missing(tested, at(19, 30)) == [Missing.TEST]


def test_alerts_about_staff_need_the_duty_list_alone() -> None:
    only_duty = Proof(tested_on=MONDAY, worked=True, ticked_at=NOW)
    assert rules.promise(only_duty, NOW, about_staff=True)
    assert not rules.promise(only_duty, NOW, about_staff=False)


@pytest.mark.parametrize(
    ("tested_on", "worked", "now", "proven"),
    [
        (MONDAY, True, at(23, 59), True),
        (MONDAY, False, at(10), False),
        (SUNDAY, True, at(0), True),
        (SUNDAY, True, at(9, 14, 59), True),
        (SUNDAY, True, at(9, 15), False),
        (SUNDAY, False, at(8), False),
        (SUNDAY - timedelta(days=1), True, at(8), False),
        (None, False, at(8), False),
    ],
)
def test_the_command_is_proven_until_the_next_days_test_is_due(
    tested_on: date | None, worked: bool, now: datetime, proven: bool
) -> None:
    assert rules.command_is_proven(Proof(tested_on=tested_on, worked=worked), now) is proven


@pytest.mark.parametrize(
    ("tested_on", "worked", "now", "due"),
    [
        (None, False, at(3), True),
        (SUNDAY, True, at(8, 59), False),
        (SUNDAY, True, at(9), True),
        (MONDAY, True, at(9, 1), False),
        (MONDAY, False, at(9, 15), True),
        (MONDAY, False, at(9, 16), False),
        (SUNDAY, False, at(3), True),
    ],
)
def test_the_command_is_tested_from_nine_at_once_without_proof_and_then_each_quarter(
    tested_on: date | None, worked: bool, now: datetime, due: bool
) -> None:
    assert rules.must_try_command(Proof(tested_on=tested_on, worked=worked), now) is due


def test_a_tick_counts_for_three_minutes_and_without_it_nobody_is_promised_anything() -> None:
    still, dead = NOW + timedelta(minutes=3), NOW + timedelta(minutes=3, seconds=1)
    assert rules.promise(GOOD, still, about_staff=True)
    assert not rules.promise(GOOD, dead, about_staff=True)
    assert not rules.promise(replace(GOOD, heard_at=dead), dead, about_staff=False)
    assert rules.missing(replace(GOOD, heard_at=dead), dead) == [Missing.TICK]
    assert rules.missing(replace(GOOD, ticked_at=None), NOW) == [Missing.TICK]


def test_a_tick_of_a_clock_that_was_set_back_proves_nothing_and_the_hour_of_summer_time_takes_none_away() -> None:
    assert not rules.still_ticks(replace(GOOD, ticked_at=NOW + timedelta(hours=1)), NOW)
    before = datetime(2026, 3, 29, 0, 59, 30, tzinfo=LONDON)
    assert rules.still_ticks(replace(GOOD, ticked_at=before), datetime(2026, 3, 29, 2, 0, 30, tzinfo=LONDON))
    again = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)
    assert not rules.still_ticks(replace(GOOD, ticked_at=again.replace(fold=0)), again)


SECONDS_AGO = st.integers(0, 200)


@given(moments, SECONDS_AGO, st.sampled_from([None, 1, 61, 10_000]), st.booleans(), SECONDS_AGO, st.booleans())
def test_nothing_is_ever_promised_without_a_receiver(
    moment: datetime, heard: int, tested: int | None, worked: bool, ticked: int, about_staff: bool
) -> None:
    now = moment.astimezone(LONDON)
    when = None if tested is None else now - timedelta(minutes=tested)
    ticked_at = (moment - timedelta(seconds=ticked)).astimezone(LONDON)
    proof = Proof(now - timedelta(seconds=heard), when, now.date() if worked else None, worked, ticked_at)
    promised = rules.promise(proof, now, about_staff=about_staff)
    assert not (promised and (not worked or ticked > 180))
    if not about_staff:
        assert not (promised and (heard > 60 or tested is None or tested > 13 * 60))


# --- the life --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "verb"), list(product(AlertState, ("repeat", "take", "call_anew", "close"))))
def test_every_move_is_one_of_the_table(state: AlertState, verb: str) -> None:
    allowed = {
        (AlertState.CALLING, "repeat"),
        (AlertState.CALLING, "take"),
        (AlertState.TAKEN, "repeat"),
        (AlertState.TAKEN, "call_anew"),
        (AlertState.TAKEN, "close"),
    }
    assert LIFE.allows(state, verb) is ((state, verb) in allowed)


def test_what_is_taken_is_not_taken_again_and_what_is_not_taken_is_not_closed() -> None:
    with pytest.raises(Stale):
        rules.may_take(NOW)
    with pytest.raises(Stale):
        rules.may_close(None)
    rules.may_take(None)
    rules.may_close(NOW)


def test_the_duty_list_has_it_after_ten_minutes_or_at_once() -> None:
    ten = NOW + timedelta(minutes=10)
    assert not rules.due_for_duty(NOW, None, ten - timedelta(seconds=1), about_staff=False)
    assert rules.due_for_duty(NOW, None, ten, about_staff=False)
    assert not rules.due_for_duty(NOW, NOW, ten, about_staff=False)
    assert rules.due_for_duty(NOW, None, NOW, about_staff=True)
    assert not rules.due_for_duty(NOW, NOW, NOW, about_staff=True)


def test_a_repeat_long_after_it_was_taken_calls_anew() -> None:
    assert not rules.calls_again(None, NOW)
    assert not rules.calls_again(NOW, NOW + timedelta(minutes=5))
    assert rules.calls_again(NOW, NOW + timedelta(minutes=5, seconds=1))


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (59, 0), (60, 1), (599, 9), (600, 10), (-5, 0)])
def test_minutes_are_full_ones(seconds: int, minutes: int) -> None:
    assert rules.minutes_until(NOW, NOW + timedelta(seconds=seconds)) == minutes
