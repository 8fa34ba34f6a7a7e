"""How the minutes of a meeting are shared out, given and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, rules
from wardvoice.agenda.models import AgendaEntry
from wardvoice.core.actor import Actor
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.commands import open_meeting
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def line(ward: Ward, rep: Actor, do: Do, clock: SetClock) -> AgendaEntry:
    meeting = builders.a_meeting(ward, clock=clock)
    entry: AgendaEntry = do(rep, commands.place_item, meeting=meeting, item=builders.an_item(ward, clock=clock))
    return entry


def test_what_nobody_timed_shares_what_is_left_in_whole_minutes() -> None:
    assert rules.shares(60, [None] * 3) == [16, 16, 16]
    assert rules.shares(60, [20, None, None]) == [20, 15, 15]
    assert rules.shares(60, []) == []


def test_no_line_gets_less_than_two_minutes_and_the_meeting_is_then_too_long() -> None:
    parts = rules.shares(30, [25, None, None])
    assert parts == [25, 2, 2]
    assert rules.planned_minutes(parts) == 39


@given(st.integers(10, 240), st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=20))
def test_shares_never_make_a_meeting_too_long_that_could_fit(length: int, given: list[int | None]) -> None:
    parts = rules.shares(length, given)
    assert all(part == minutes for part, minutes in zip(parts, given, strict=True) if minutes is not None)
    least = rules.AROUND_MINUTES + sum(minutes or rules.LEAST_MINUTES for minutes in given)
    assert rules.planned_minutes(parts) <= max(length, least)


def test_the_rep_times_a_line_and_takes_the_time_back(do: Do, rep: Actor, line: AgendaEntry, told: Told) -> None:
    do(rep, commands.set_minutes, entry=line, minutes=7)
    assert line.minutes == 7
    do(rep, commands.set_minutes, entry=line, minutes=7)
    do(rep, commands.set_minutes, entry=line, minutes=None)
    assert line.minutes is None
    assert told(line) == [Happened.LINE_TIMED, Happened.LINE_TIMED]


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_a_line_takes_from_one_minute_to_four_hours(do: Do, rep: Actor, line: AgendaEntry, minutes: int) -> None:
    with pytest.raises(RuleBroken):
        do(rep, commands.set_minutes, entry=line, minutes=minutes)


def test_who_does_not_prepare_times_nothing(do: Do, nurse: Actor, kestrel: Actor, line: AgendaEntry) -> None:
    for actor in (nurse, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, commands.set_minutes, entry=line, minutes=5)


def test_an_older_page_and_a_line_that_left_are_not_timed(do: Do, rep: Actor, line: AgendaEntry) -> None:
    version = line.version
    do(rep, commands.set_minutes, entry=line, minutes=5, version=version)
    with pytest.raises(Stale):
        do(rep, commands.set_minutes, entry=line, minutes=9, version=version)
    do(rep, commands.take_off, entry=line)
    with pytest.raises(Stale):
        do(rep, commands.set_minutes, entry=line, minutes=9)


def test_nothing_is_timed_once_the_meeting_has_begun(ward: Ward, do: Do, rep: Actor, clock: SetClock) -> None:
    meeting = builders.a_meeting(ward, clock.today, clock=clock)
    line = do(rep, commands.place_item, meeting=meeting, item=builders.an_item(ward, clock=clock))
    do(rep, commands.publish, meeting=meeting)
    do(rep, commands.set_minutes, entry=line, minutes=5)
    do(rep, open_meeting, meeting=meeting)
    with pytest.raises(Stale):
        do(rep, commands.set_minutes, entry=line, minutes=9)
