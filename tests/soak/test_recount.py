"""Every figure counted twice: of five hundred random histories, and of every ward of a large hospital."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.demo.made import settings_in
from tests.evidence.comparing import compare_a_life, differences
from tests.evidence.lines import lines_of
from tests.evidence.lives import ANY_ACT, a_life
from tests.evidence.recount import Ward as Told
from wardvoice.demo import hospital
from wardvoice.evidence.rules.periods import before, quarter_of, year_of
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

HISTORIES = 500
Tells = Callable[[str, object], None]


@dataclass
class Seen:
    histories: int = 0
    lines: int = 0
    compared: int = 0
    keys: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)


def test_five_hundred_histories_are_counted_twice(record_property: Tells) -> None:
    """Each follows from its number: whichever differs can be lived again."""
    seen = Seen()
    for number in range(HISTORIES):
        luck = Random(number)
        acts = [(luck.choice(ANY_ACT), luck.randrange(2**16)) for _ in range(luck.randint(50, 80))]
        with a_life() as life:
            life.live(acts)
            told = list(lines_of(life.session, life.ward.id))
            compared, counted, keys = compare_a_life(life)
        seen.histories += 1
        seen.lines += len(told)
        seen.compared += compared
        seen.keys |= keys
        seen.counted |= counted
    record_property(
        "seen",
        f"{seen.histories} histories of {seen.lines:,} rows, {seen.compared:,} figures compared, none differs; "
        f"{len(seen.counted)} of {len(seen.keys)} figures had something to count in some of them",
    )
    assert seen.keys - seen.counted == set()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large hospital: that in the folder which WARDVOICE_LARGE names, with its schema up to date, or one made now."""
    named = os.environ.get("WARDVOICE_LARGE")
    if named:
        return Path(named)
    folder = tmp_path_factory.mktemp("large")
    hospital.create(settings_in(folder), "large", SetClock().today)
    return folder


def test_every_ward_of_a_large_hospital_is_counted_twice(large: Path, record_property: Tells) -> None:
    """The last four quarters and the last two years, on the day after the last meeting that was held."""
    engine = create_engine(f"sqlite:///{large / 'wardvoice.sqlite'}")
    clock, lines, compared, again, began = SetClock(), 0, 0, 0.0, monotonic()
    with Session(engine) as session:
        last = session.scalar(select(func.max(Meeting.day)).where(Meeting.state == MeetingState.CLOSED))
        assert last is not None
        clock.go_to(last + timedelta(days=1))
        quarters, years = [quarter_of(clock.today)], [year_of(clock.today)]
        quarters += [one := before(quarters[-1]), two := before(one), before(two)]
        years.append(before(years[0]))
        wards = session.scalars(select(Ward).where(Ward.kind == WardKind.WARD).order_by(Ward.name)).all()
        for ward in wards:
            told_from = monotonic()
            rows = list(lines_of(session, ward.id))
            told = Told(rows)
            again += monotonic() - told_from
            for period in (*quarters, *years):
                assert differences(session, ward.id, told, clock, period) == {}, (ward.name, period)
                compared += len(told.figures(clock.today, str(clock.zone), (period.first, period.last)))
            lines += len(rows)
            session.expire_all()
    engine.dispose()
    record_property(
        "seen",
        f"{len(wards)} wards, {lines:,} rows of history, {len(quarters)} quarters and {len(years)} years: "
        f"{compared:,} figures compared, none differs; {again:.0f} of {monotonic() - began:.0f} s to read and replay",
    )
    assert len(wards) >= 40
