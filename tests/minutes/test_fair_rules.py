"""When minutes are agreed, when they are late, and who speaks for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.minutes.rules import (
    DIFFERENTLY_DAYS,
    MINUTES_DAYS,
    Fair,
    Side,
    SpokeAs,
    days_late,
    is_open_to_memories,
    may_be_put_right,
    may_press,
    may_remember_differently,
    may_take_back,
    side_of,
    spoke_as,
)

MONDAY, TUESDAY = (datetime(2026, 3, n, 10, tzinfo=UTC) for n in (2, 3))
REP, NURSE = UUID(int=7), UUID(int=8)
NEITHER = Fair()
PATIENTS_ONLY = Fair(patients_at=MONDAY, patients_by=REP)
BOTH = Fair(MONDAY, REP, TUESDAY, NURSE)


def somebody(door: Door, *roles: Role) -> Actor:
    return Actor(door, UUID(int=1), UUID(int=2), "Kim", frozenset(roles))


def test_minutes_are_agreed_with_the_second_yes_and_wait_for_whoever_is_missing() -> None:
    assert (NEITHER.agreed_at, PATIENTS_ONLY.agreed_at, BOTH.agreed_at) == (None, None, TUESDAY)
    assert NEITHER.waits_for == [Side.PATIENTS, Side.STAFF]
    assert PATIENTS_ONLY.waits_for == [Side.STAFF]
    assert BOTH.waits_for == []


def test_each_side_says_yes_once_and_nobody_for_both() -> None:
    may_press(PATIENTS_ONLY, Side.STAFF, NURSE)
    with pytest.raises(RuleBroken, match="Your side has said yes already"):
        may_press(PATIENTS_ONLY, Side.PATIENTS, UUID(int=9))
    with pytest.raises(RuleBroken, match="Somebody else must say it"):
        may_press(PATIENTS_ONLY, Side.STAFF, REP)
    for side in Side:
        with pytest.raises(Stale):
            may_press(BOTH, side, UUID(int=9))


def test_a_yes_is_taken_back_until_the_other_side_has_said_it() -> None:
    may_take_back(PATIENTS_ONLY, Side.PATIENTS)
    for fair, side in ((PATIENTS_ONLY, Side.STAFF), (NEITHER, Side.PATIENTS), (BOTH, Side.PATIENTS)):
        with pytest.raises(Stale):
            may_take_back(fair, side)


def test_somebody_may_remember_it_differently_for_two_weeks_after_agreement() -> None:
    agreed = date(2026, 3, 2)
    last = agreed + timedelta(days=DIFFERENTLY_DAYS)
    assert is_open_to_memories(None, date(2030, 1, 1))
    assert is_open_to_memories(agreed, last)
    may_remember_differently(agreed, last)
    with pytest.raises(RuleBroken):
        may_remember_differently(agreed, last + timedelta(days=1))


def test_only_agreed_minutes_are_put_right() -> None:
    may_be_put_right(date(2026, 3, 2))
    with pytest.raises(RuleBroken):
        may_be_put_right(None)


@pytest.mark.parametrize(("agreed_after", "today_after", "late"), [(3, 30, 0), (5, 30, 2), (None, 3, 0), (None, 4, 1)])
def test_lateness_is_counted_from_the_meeting_to_the_second_yes(
    agreed_after: int | None, today_after: int, late: int
) -> None:
    met = date(2026, 3, 5)
    agreed = None if agreed_after is None else met + timedelta(days=agreed_after)
    assert days_late(met, agreed, met + timedelta(days=today_after)) == late
    assert MINUTES_DAYS == 3


@pytest.mark.parametrize(
    ("door", "roles", "side"),
    [
        (Door.LAPTOP, (Role.PATIENT, Role.REP), Side.PATIENTS),
        (Door.TERMINAL, (Role.PATIENT,), Side.PATIENTS),
        (Door.OWN_DEVICE, (Role.STAFF,), Side.STAFF),
        (Door.OWN_DEVICE, (Role.LEAD,), Side.STAFF),
        (Door.OWN_DEVICE, (Role.ADVOCATE,), Side.PATIENTS),
        (Door.OWN_DEVICE, (Role.ADVOCATE, Role.STAFF), Side.STAFF),
    ],
)
def test_whoever_works_there_never_speaks_for_the_patients(door: Door, roles: tuple[Role, ...], side: Side) -> None:
    assert side_of(somebody(door, *roles)) is side


def test_the_part_in_which_somebody_said_yes_is_the_first_that_fits() -> None:
    assert spoke_as(somebody(Door.LAPTOP, Role.PATIENT, Role.PEER, Role.REP)) is SpokeAs.REP
    assert spoke_as(somebody(Door.LAPTOP, Role.PATIENT, Role.PEER)) is SpokeAs.PEER
    assert spoke_as(somebody(Door.OWN_DEVICE, Role.ADVOCATE)) is SpokeAs.ADVOCATE
