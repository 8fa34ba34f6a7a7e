"""Who is in post, and who does the rep's work while nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from wardvoice.core.actor import Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.rules import Chosen
from wardvoice.people.rules.terms import Post, check_term, check_votes, in_post, over_on, stands_in, usual_end

START = date(2026, 3, 2)
TODAY = date(2026, 3, 30)


@dataclass
class ATerm:
    starts_on: date = START
    ends_on: date = date(2026, 6, 1)
    ended_on: date | None = None


def test_a_term_lasts_three_months_unless_another_end_is_agreed() -> None:
    assert usual_end(START) == date(2026, 6, 1)
    assert usual_end(START).weekday() == START.weekday()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ],
)
def test_a_rep_is_in_post_from_the_first_day_until_the_day_before_the_end(day: date, expected: bool) -> None:
    assert in_post(ATerm(), day) is expected


def test_a_term_that_was_ended_is_over_on_that_very_day() -> None:
    ended = ATerm(ended_on=TODAY)
    assert over_on(ended) == TODAY
    assert not in_post(ended, TODAY)
    assert in_post(ended, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    "ends_on",
    [START, START - timedelta(days=1), TODAY, START + timedelta(days=367)],
    ids=["none", "back", "over", "long"],
)
def test_a_term_that_makes_no_sense_is_refused_beside_its_end(ends_on: date) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_term(starts_on=START, ends_on=ends_on, today=TODAY)
    assert refused.value.field == "ends_on"


def test_a_term_of_up_to_a_year_is_good() -> None:
    check_term(starts_on=START, ends_on=START + timedelta(days=366), today=TODAY)


@pytest.mark.parametrize(
    ("votes_for", "votes_cast", "field"),
    [
        (None, None, "votes_cast"),
        (3, 0, "votes_cast"),
        (None, 9, "votes_for"),
        (0, 9, "votes_for"),
        (10, 9, "votes_for"),
    ],
)
def test_a_vote_needs_totals_that_add_up(votes_for: int | None, votes_cast: int | None, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_votes(Chosen.VOTE, votes_for, votes_cast)
    assert refused.value.field == field


def test_nobody_counts_votes_where_nobody_voted() -> None:
    check_votes(Chosen.AGREED, None, None)
    check_votes(Chosen.ONLY_ONE, None, None)
    check_votes(Chosen.VOTE, 9, 9)


# --- standing in -----------------------------------------------------------------------------------------------------

EMPTY = Post(filled=False, empty_since=START)
EMPTY_WITH_PEER = Post(filled=False, empty_since=START, has_peer=True)
FILLED = Post(filled=True, empty_since=START, has_peer=True)
IN_TIME, TOO_LATE = START + timedelta(days=27), START + timedelta(days=28)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_stands_in_while_a_rep_is_in_post(role: Role) -> None:
    assert not stands_in({role}, FILLED, IN_TIME)


def test_a_peer_supporter_stands_in_first_and_without_end() -> None:
    assert stands_in({Role.PATIENT, Role.PEER}, EMPTY_WITH_PEER, TOO_LATE)


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.LISTENER])
def test_advocate_and_listener_stand_in_where_there_is_no_peer_supporter(role: Role) -> None:
    assert stands_in({role}, EMPTY, TOO_LATE)
    assert not stands_in({role}, EMPTY_WITH_PEER, TOO_LATE)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER])
def test_ward_staff_stand_in_for_28_days_and_not_a_day_longer(role: Role) -> None:
    assert stands_in({role}, EMPTY, START)
    assert stands_in({role}, EMPTY, IN_TIME)
    assert not stands_in({role}, EMPTY, TOO_LATE)
    assert EMPTY.staff_until() == TOO_LATE


@pytest.mark.parametrize("role", [Role.PATIENT, Role.LEAD, Role.ADMIN, Role.REVIEWER])
def test_nobody_else_ever_stands_in(role: Role) -> None:
    assert not stands_in({role}, EMPTY, START)
