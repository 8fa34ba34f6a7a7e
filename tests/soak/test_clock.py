"""Two ticks at once, again and again, and the clock put back an hour at every time of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.concerns.conftest import THE_CLOCK, Room, room
from tests.conftest import PEPPER, SetClock, set_up
from tests.test_ticking import meets_weekly, on_postgresql
from wardvoice.concerns import commands
from wardvoice.concerns.models import Concern
from wardvoice.meetings.models import Meeting
from wardvoice.proof.verify import verify
from wardvoice.storage.anchors import LogAnchor
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.tick import tick

__all__ = ["on_postgresql", "room"]

PAIRS, WARDS = 50, 3
STEP, SCENARIO = timedelta(minutes=30), 72
HOUR = timedelta(hours=1)
LONGEST = timedelta(hours=13)
"""Twelve hours of the night, and the one that is passed twice."""
Seen = Callable[[str, object], None]


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """The two databases of a hospital."""
    if request.param == "postgresql":
        yield request.getfixturevalue("on_postgresql")
        return
    settings = set_up(tmp_path)
    main = prepare(create_engine(settings.database_url))
    with Session(main) as session:
        meets_weekly(builders.a_ward(session))
    yield main, open_apart(settings.concerns_database_url)
    main.dispose()


def test_two_ticks_at_once_fifty_times(both: tuple[Engine, Engine], clock: SetClock, record_property: Seen) -> None:
    main, apart = both
    with Session(main) as session:
        for number in range(WARDS):
            meets_weekly(builders.a_ward(session, f"Ward {number}"))
    went: list[bool] = []
    with ThreadPoolExecutor(2) as hands:
        for _ in range(PAIRS):
            clock.go_on(hours=7)
            went += hands.map(lambda _: tick(main, apart, clock, PEPPER), range(2))
    with Session(main) as session:
        meetings = session.execute(select(Meeting.ward_id, Meeting.day)).all()
        assert len(meetings) == len(set(meetings)) > 0
        anchors = session.scalar(select(func.count()).select_from(LogAnchor)) or 0
        assert anchors <= PAIRS
        assert verify(session).whole
    assert went.count(True) >= PAIRS
    told = f"{PAIRS} pairs over {PAIRS * 7 // 24} days, {went.count(True)} ticks went through, {len(meetings)} meetings"
    record_property("seen", f"{told}, none twice; verify whole")


def test_the_clock_put_back_an_hour_at_every_time_of_the_day(
    room: Room, clock: SetClock, record_property: Seen
) -> None:
    """Once at each half hour: somebody writes every half hour, the day before and the day after, too."""
    waits: list[timedelta] = []
    day, released = date(2026, 3, 3), 0
    for half_hour in range(48):
        clock.go_to(day, 0, 5)
        sent: list[timedelta] = []
        for step in range(SCENARIO):
            room.does(THE_CLOCK, commands.release_due, None)
            count = room.session.scalar(select(func.count()).select_from(Concern)) or 0
            if count > released:
                past = clock.local(clock.now())
                assert (past.hour, past.minute // 30) in {(7, 0), (13, 0), (19, 0)}
                waits += [step * STEP - one for one in sent[: count - released]]
                sent, released = sent[count - released :], count
            if step < SCENARIO - 24 - 2:
                room.sends(f"{half_hour} {step}")
                sent.append(step * STEP)
            clock.go_on(minutes=30)
            if step == half_hour:
                clock.moment_told -= HOUR
        assert sent == []
        day += timedelta(days=3)
    assert max(waits) <= LONGEST
    told = f"48 times, {len(waits)} concerns, each out once and at a set time"
    record_property("seen", f"{told}; the longest waited {max(waits) / HOUR:.1f} h")
