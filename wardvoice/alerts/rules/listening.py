"""Whether somebody is there to hear: nothing is promised without a proven receiver (C12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wardvoice.alerts.rules.shifts import shift_of

STILL_THERE = timedelta(seconds=60)
TICKING = timedelta(minutes=3)
"""So long after the last tick it counts as still ticking: one that comes each minute may be late, or missed once."""
UNTAKEN = timedelta(minutes=10)
COMMAND_TEST_AT = time(9, 0)
TEST_TAKES = timedelta(minutes=15)
AGAIN_EVERY = 15
"""In minutes: a command that failed its test is tried so often until it works."""


class Missing(StrEnum):
    """What may be missing: the screen itself, somebody who heard it in this shift, the way to the duty list.

    That way is a command of the hospital's, and a tick each minute that runs it.
    """

    STATION = "station"
    TEST = "test"
    COMMAND = "command"
    TICK = "tick"


@dataclass(frozen=True)
class Proof:
    """What is known of the receivers. All moments are local times.

    `heard_at`: when the station screen last said that it can sound; `tested_at`: when a person last heard its alarm;
    `tested_on`, `worked`: the last time the hospital's command ran, and whether it did what it should;
    `ticked_at`: when a tick last looked whom the command is to be run for.
    """

    heard_at: datetime | None = None
    tested_at: datetime | None = None
    tested_on: date | None = None
    worked: bool = False
    ticked_at: datetime | None = None


def missing(proof: Proof, now: datetime) -> list[Missing]:
    """Return what keeps a ward's alerts from reaching somebody, as far as it is known."""
    there = proof.heard_at is not None and now - proof.heard_at <= STILL_THERE
    tested = proof.tested_at is not None and shift_of(proof.tested_at) == shift_of(now)
    known = {
        Missing.STATION: there,
        Missing.TEST: tested,
        Missing.COMMAND: command_is_proven(proof, now),
        Missing.TICK: still_ticks(proof, now),
    }
    return [what for what, is_there in known.items() if not is_there]


def promise(proof: Proof, now: datetime, *, about_staff: bool) -> bool:
    """Return whether a page may say that an alert reaches somebody.

    The ward's needs both, the screen in the office and the way to the duty list; one about staff the duty list alone.
    """
    lacks = set(missing(proof, now))
    return lacks.isdisjoint((Missing.COMMAND, Missing.TICK)) if about_staff else not lacks


def command_is_proven(proof: Proof, now: datetime) -> bool:
    """Return whether the command worked today, or yesterday as long as today's test is not due."""
    if proof.tested_on is None or not proof.worked:
        return False
    due = datetime.combine(now.date(), COMMAND_TEST_AT, now.tzinfo) + TEST_TAKES
    return proof.tested_on == now.date() or (proof.tested_on == now.date() - timedelta(days=1) and now < due)


def still_ticks(proof: Proof, now: datetime) -> bool:
    """Return whether a tick came lately; one in the future, seen by a clock that was set back, says nothing."""
    if proof.ticked_at is None:
        return False
    return abs(now.timestamp() - proof.ticked_at.timestamp()) <= TICKING.total_seconds()


def must_try_command(proof: Proof, now: datetime) -> bool:
    """Return whether the command is to be tested now: each day from 9, at once if there is no proof, then in turns."""
    if proof.tested_on == now.date():
        return not proof.worked and now.minute % AGAIN_EVERY == 0
    return now.time() >= COMMAND_TEST_AT or not command_is_proven(proof, now)


def due_for_duty(raised_at: datetime, taken_at: datetime | None, now: datetime, *, about_staff: bool) -> bool:
    """Return whether the duty list has an alert: at once where it is about staff, else after 10 minutes untaken."""
    return taken_at is None and (about_staff or now - raised_at >= UNTAKEN)
