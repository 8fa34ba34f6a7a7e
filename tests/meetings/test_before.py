"""Before a meeting: whether its agenda is in time, the round on the ward, and the ground rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda.commands import call_off
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings import commands, queries, rules
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MOST_GROUND_RULES, NotHeldBecause, RoundFacts
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
BEGINS = datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


@pytest.fixture
def meeting(ward: Ward, clock: SetClock) -> Meeting:
    return builders.a_meeting(ward, clock=clock)


@pytest.fixture
def peer(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, Role.PEER, clock=clock)


# --- an agenda in time ---


@pytest.mark.parametrize(
    ("before", "hours", "late"),
    [
        (timedelta(hours=24), 24, False),
        (timedelta(hours=23, minutes=59), 23, True),
        (timedelta(hours=3, minutes=20), 3, True),
        (timedelta(minutes=59), 0, True),
        (timedelta(minutes=-5), 0, True),
    ],
)
def test_an_agenda_is_late_less_than_a_day_before(before: timedelta, hours: int, late: bool) -> None:
    assert rules.hours_before(BEGINS - before, BEGINS) == hours
    assert rules.agenda_was_late(BEGINS - before, BEGINS) is late


# --- the round ---


@given(st.lists(st.builds(RoundFacts, *[st.integers(0, 30)] * 4), max_size=8))
def test_rounds_of_several_people_add_up(rounds: list[RoundFacts]) -> None:
    whole = rules.added_up(rounds)
    assert whole.offered == sum(one.offered for one in rounds)
    assert whole.gave + whole.declined + whole.not_now == sum(one.gave + one.declined + one.not_now for one in rounds)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (RoundFacts(0), "offered"),
        (RoundFacts(3, 2, 1, 1), "offered"),
        (RoundFacts(201), "offered"),
        (RoundFacts(5, -1), "gave"),
        (RoundFacts(5, 0, 201), "declined"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(said: RoundFacts, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.round_makes_sense(said)
    assert refused.value.field == field


def test_rep_peer_staff_and_advocate_count_and_others_do_not(
    do: Do, meeting: Meeting, rep: Actor, peer: Actor, nurse: Actor, advocate: Actor, kestrel: Actor, somebody: Actor,
    session: Session, told: Told,
) -> None:  # fmt: skip
    for actor in (rep, peer, nurse, advocate):
        one = do(actor, commands.count_round, meeting=meeting, said=RoundFacts(3, 1, 1, 1))
    assert told(one) == [Happened.OUTREACH_COUNTED]
    rounds = queries.rounds(session, meeting)
    assert [one.counted_by for one in rounds] == [Role.REP, Role.PEER, Role.STAFF, Role.ADVOCATE]
    assert rules.added_up(one.facts for one in rounds) == RoundFacts(12, 4, 4, 4)
    for actor in (kestrel, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.count_round, meeting=meeting, said=RoundFacts(1))


def test_a_wrong_number_is_put_right_in_sight_and_only_once(
    do: Do, meeting: Meeting, rep: Actor, nurse: Actor, session: Session, told: Told
) -> None:
    wrong = do(nurse, commands.count_round, meeting=meeting, said=RoundFacts(90, 1))
    right = do(rep, commands.correct_round, wrong=wrong, said=RoundFacts(9, 1))
    assert told(right) == [Happened.OUTREACH_CORRECTED]
    rounds = queries.rounds(session, meeting)
    assert (rounds, queries.standing_rounds(rounds)) == ([wrong, right], [right])
    with pytest.raises(Stale):
        do(nurse, commands.correct_round, wrong=wrong, said=RoundFacts(8, 1))
    with pytest.raises(RuleBroken):
        do(nurse, commands.correct_round, wrong=right, said=RoundFacts(0))


def test_no_round_is_counted_for_a_meeting_that_is_over(do: Do, meeting: Meeting, rep: Actor) -> None:
    one = do(rep, commands.count_round, meeting=meeting, said=RoundFacts(2))
    do(rep, call_off, meeting=meeting, because=NotHeldBecause.INCIDENT)
    with pytest.raises(Stale):
        do(rep, commands.count_round, meeting=meeting, said=RoundFacts(2))
    with pytest.raises(Stale):
        do(rep, commands.correct_round, wrong=one, said=RoundFacts(3))


def test_another_wards_round_does_not_exist(do: Do, meeting: Meeting, rep: Actor, session: Session) -> None:
    birch = builders.a_ward(session, "Birch")
    theirs = builders.a_patient_actor(birch, Role.REP)
    one = do(rep, commands.count_round, meeting=meeting, said=RoundFacts(2))
    with pytest.raises(NotFound):
        do(theirs, commands.count_round, meeting=meeting, said=RoundFacts(2))
    with pytest.raises(NotFound):
        do(theirs, commands.correct_round, wrong=one, said=RoundFacts(3))
    with pytest.raises(NotFound):
        queries.outreach_round(session, birch.id, one.id)


# --- the ground rules ---


def test_rep_and_manager_keep_the_ground_rules(
    do: Do, rep: Actor, manager: Actor, nurse: Actor, kestrel: Actor, ward: Ward, session: Session, told: Told
) -> None:
    one, two = do(rep, commands.add_ground_rules, words=["One speaks at a time", "Nobody has to speak"])
    (three,) = do(manager, commands.add_ground_rules, words=["Phones are quiet"])
    assert queries.ground_rules(session, ward.id) == [one, two, three]
    do(manager, commands.remove_ground_rule, rule=one)
    assert queries.ground_rules(session, ward.id) == [two, three]
    assert told(one) == [Happened.GROUND_RULE_ADDED, Happened.GROUND_RULE_REMOVED]
    with pytest.raises(Stale):
        do(rep, commands.remove_ground_rule, rule=one)
    for actor in (nurse, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, commands.add_ground_rules, words=["Be quiet"])
        with pytest.raises(NotAllowed):
            do(actor, commands.remove_ground_rule, rule=two)


def test_a_ground_rule_needs_words_and_ten_are_enough(do: Do, rep: Actor) -> None:
    for words in (["  "], ["x" * 201], ["One rule"] * (MOST_GROUND_RULES + 1)):
        with pytest.raises(RuleBroken):
            do(rep, commands.add_ground_rules, words=words)
