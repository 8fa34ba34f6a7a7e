"""A vote on paper: what a count must add up to, when two counts agree, and whom the ward has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.reps.rules import CountedFor, Entry, Lot, Stage, Standing, Totals
from wardvoice.reps.rules import votes as rules

PATIENTS, ADVOCATE = CountedFor
KESTREL, HERON, OAK = (UUID(int=n) for n in (1, 2, 3))
TODAY = date(2026, 3, 2)
GOOD = Totals(13, 12, 1, {KESTREL: 5, HERON: 3})
OTHER = replace(GOOD, votes={KESTREL: 4, HERON: 4})
TIE = replace(GOOD, votes={KESTREL: 4, HERON: 4})


def vote(*entries: tuple[int, CountedFor, Totals], lots: Sequence[Lot] = (), **more: Any) -> Standing:
    return Standing(TODAY, (KESTREL, HERON), [Entry(*one) for one in entries], lots, **more)


def both(n: int, mine: Totals, theirs: Totals | None = None) -> list[tuple[int, CountedFor, Totals]]:
    return [(n, PATIENTS, mine), (n, ADVOCATE, theirs or mine)]


# --- how far it is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "stage"),
    [
        (vote(), Stage.OPEN),
        (vote((1, PATIENTS, GOOD)), Stage.COUNTING),
        (vote((1, ADVOCATE, GOOD)), Stage.COUNTING),
        (vote(*both(1, GOOD)), Stage.CHOSEN),
        (vote(*both(1, GOOD, OTHER)), Stage.DIFFERENT),
        (vote(*both(1, GOOD, OTHER), (2, ADVOCATE, GOOD)), Stage.COUNTING),
        (vote(*both(1, GOOD, OTHER), *both(2, GOOD)), Stage.CHOSEN),
        (vote(*both(1, TIE)), Stage.TIED),
        (vote(*both(1, replace(GOOD, votes={KESTREL: 0, HERON: 0}))), Stage.TIED),
        (vote(*both(1, TIE), held_again=True), Stage.AGAIN),
        (vote(called_off=True), Stage.CALLED_OFF),
    ],
)
def test_how_far_a_vote_is_follows_from_its_counts(standing: Standing, stage: Stage) -> None:
    assert standing.stage() is stage


@pytest.mark.parametrize(
    "change", [{"patients": 14}, {"given_out": 11}, {"spoiled": 2}, {"votes": {KESTREL: 5, HERON: 2}}]
)
def test_two_counts_agree_only_in_every_number(change: dict[str, Any]) -> None:
    standing = vote(*both(1, GOOD, replace(GOOD, **change)))
    assert standing.counted() is None
    assert standing.differing() == (GOOD, replace(GOOD, **change))
    assert vote(*both(1, GOOD)).counted() == GOOD


def test_what_one_has_counted_is_no_round_before_the_other_has() -> None:
    """Nothing that a page shows side by side can hold a count that only one side has entered."""
    standing = vote(*both(1, GOOD, OTHER), (2, PATIENTS, TIE))
    assert standing.rounds() == [(GOOD, OTHER)]
    assert standing.differing() == (GOOD, OTHER)
    assert (standing.round_now(), standing.has_counted(PATIENTS), standing.has_counted(ADVOCATE)) == (2, True, False)


# --- whom the ward has chosen ---------------------------------------------------------------------------------------


def test_the_most_votes_choose() -> None:
    assert vote(*both(1, GOOD)).chosen() == KESTREL
    assert not vote(*both(1, GOOD)).by_lot()
    assert vote((1, PATIENTS, GOOD)).chosen() is None


def test_a_lot_decides_a_tie_once_both_say_the_same() -> None:
    tied = vote(*both(1, TIE))
    assert (tied.chosen(), sorted(tied.best())) == (None, [KESTREL, HERON])
    mine, theirs = Lot(1, PATIENTS, HERON), Lot(1, ADVOCATE, KESTREL)
    assert vote(*both(1, TIE), lots=[mine]).chosen() is None
    assert vote(*both(1, TIE), lots=[mine, theirs]).stage() is Stage.TIED
    agreed = vote(*both(1, TIE), lots=[mine, Lot(2, ADVOCATE, HERON), theirs])
    assert (agreed.chosen(), agreed.stage(), agreed.by_lot()) == (HERON, Stage.CHOSEN, True)


def test_a_lot_falls_only_on_somebody_who_is_equal() -> None:
    equal = replace(TIE, votes={KESTREL: 4, HERON: 4, OAK: 1})
    three = Standing(
        TODAY,
        (KESTREL, HERON, OAK),
        [Entry(*one) for one in both(1, equal)],
    )
    rules.check_lot(three, HERON)
    with pytest.raises(RuleBroken, match="most votes"):
        rules.check_lot(three, OAK)
    with pytest.raises(Stale, match="no tie"):
        rules.check_lot(vote(*both(1, GOOD)), KESTREL)


votes = st.integers(0, 20)


@given(st.lists(st.tuples(votes, votes, votes), max_size=6), st.booleans())
def test_nobody_is_chosen_unless_both_sides_counted_the_same(rounds: list[tuple[int, int, int]], last: bool) -> None:
    """Whatever is entered in whatever rounds: a choice needs an agreed round, and then has the most votes of it."""
    entries = []
    for n, (mine, theirs, spoiled) in enumerate(rounds, start=1):
        pair = (Totals(60, 60, spoiled, {KESTREL: of_one, HERON: 1}) for of_one in (mine, theirs))
        entries += both(n, *pair)
        if mine == theirs:
            break
    entries = entries if last else entries[:-1]
    standing = vote(*entries)
    counted = standing.counted()
    if standing.chosen() is not None:
        assert counted is not None
        assert counted.votes[standing.chosen()] == max(counted.votes.values())
    assert (counted is not None) == (last and bool(rounds) and any(mine == theirs for mine, theirs, _ in rounds))


# --- what makes sense -------------------------------------------------------------------------------------------------


def refused(totals: Totals) -> RuleBroken:
    with pytest.raises(RuleBroken) as no:
        rules.check_totals(totals, (KESTREL, HERON))
    return no.value


def test_a_count_adds_up() -> None:
    rules.check_totals(GOOD, (KESTREL, HERON))
    rules.check_totals(replace(GOOD, given_out=9), (KESTREL, HERON))
    rules.check_totals(replace(GOOD, given_out=13), (KESTREL, HERON))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"given_out": 14}, "more papers than patients"),
        ({"given_out": 8}, "You counted 9 papers. Only 8 were given out."),
        ({"spoiled": 5}, "You counted 13 papers. Only 12 were given out."),
        ({"spoiled": 0, "votes": {KESTREL: 0, HERON: 0}}, "No paper came back"),
    ],
)
def test_a_count_that_cannot_be_is_refused_beside_the_papers(change: dict[str, Any], sentence: str) -> None:
    no = refused(replace(GOOD, **change))
    assert sentence in str(no)
    assert no.field == "given_out"


@pytest.mark.parametrize("change", [{"spoiled": -1}, {"votes": {KESTREL: -1, HERON: 3}}, {"patients": -1}])
def test_nothing_is_less_than_nothing(change: dict[str, Any]) -> None:
    assert "from 0 up" in str(refused(replace(GOOD, **change)))


@pytest.mark.parametrize("names", [{KESTREL: 5}, {KESTREL: 5, OAK: 3}, {KESTREL: 3, HERON: 1, OAK: 1}])
def test_votes_are_for_those_on_the_paper_and_for_nobody_else(names: dict[UUID, int]) -> None:
    with pytest.raises(Stale, match="Who stands has changed"):
        rules.check_totals(replace(GOOD, votes=names), (KESTREL, HERON))


def test_nobody_counts_twice_before_the_day_or_without_two_names() -> None:
    rules.check_turn(vote(), PATIENTS, TODAY)
    rules.check_turn(vote((1, ADVOCATE, GOOD)), PATIENTS, TODAY)
    rules.check_turn(vote(*both(1, GOOD, OTHER)), PATIENTS, TODAY)
    for over in (vote((1, PATIENTS, GOOD)), vote(*both(1, GOOD)), vote(*both(1, TIE)), vote(called_off=True)):
        with pytest.raises(Stale, match="written down already"):
            rules.check_turn(over, PATIENTS, TODAY)
    with pytest.raises(RuleBroken, match="not voted yet"):
        rules.check_turn(vote(), PATIENTS, TODAY - timedelta(days=1))
    with pytest.raises(RuleBroken, match="two or more"):
        rules.check_turn(Standing(TODAY, (KESTREL,)), PATIENTS, TODAY)


def test_who_stands_is_settled_once_somebody_counts() -> None:
    rules.check_open(vote())
    for later in (vote((1, PATIENTS, GOOD)), vote(*both(1, GOOD, OTHER)), vote(called_off=True)):
        with pytest.raises(Stale, match="Who stands cannot change"):
            rules.check_open(later)


def test_a_paper_holds_twelve_names() -> None:
    rules.check_room(Standing(TODAY, [UUID(int=n) for n in range(11)]))
    with pytest.raises(RuleBroken, match="12 names"):
        rules.check_room(Standing(TODAY, [UUID(int=n) for n in range(12)]))


@pytest.mark.parametrize(("days", "good"), [(-15, False), (-14, True), (0, True), (28, True), (29, False)])
def test_a_vote_is_near_in_time(days: int, good: bool) -> None:
    day = TODAY + timedelta(days=days)
    if good:
        rules.check_day(day, TODAY)
        return
    with pytest.raises(RuleBroken) as no:
        rules.check_day(day, TODAY)
    assert no.value.field == "held_on"


def test_nobody_calls_off_a_vote_that_is_counted_or_half_counted() -> None:
    rules.check_calling_off(vote(), TODAY)
    half, differing = vote((1, PATIENTS, GOOD)), vote(*both(1, GOOD, OTHER))
    for later in (half, differing, vote(*both(1, GOOD)), vote(*both(1, TIE)), vote(called_off=True)):
        with pytest.raises(Stale, match="cannot be called off"):
            rules.check_calling_off(later, TODAY)


def test_a_vote_whose_papers_cannot_be_there_any_more_is_called_off_though_it_was_half_counted() -> None:
    half, differing, counted = vote((1, PATIENTS, GOOD)), vote(*both(1, GOOD, OTHER)), vote(*both(1, GOOD))
    last = half.held_on + rules.LONGEST_AFTER
    for stuck in (half, differing):
        assert not rules.can_be_called_off(stuck, last)
        assert rules.can_be_called_off(stuck, last + timedelta(days=1))
    assert not rules.can_be_called_off(counted, last + timedelta(days=100))


@pytest.mark.parametrize(
    ("stood", "today", "own", "good"),
    [(-2, -1, False, True), (-2, 0, False, False), (-2, 1, True, True), (0, 1, False, True)],
)
def test_after_people_have_voted_nobody_else_takes_a_name_off_the_paper(
    stood: int, today: int, own: bool, good: bool
) -> None:
    day = vote().held_on
    assert rules.can_be_taken_off(vote(), day + timedelta(stood), day + timedelta(today), own=own) is good
