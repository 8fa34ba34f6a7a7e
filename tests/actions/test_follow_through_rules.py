"""How a promise is classed: the first line of the table in rules.md that fits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.actions.rules import (
    LIFE,
    UNFINISHED,
    ActionFacts,
    ActionState,
    Class,
    Question,
    asks_still_fixed,
    follow_through,
    is_late,
    is_overdue,
    open_question,
)

TODAY = date(2027, 3, 10)
S = ActionState


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def facts(
    state: ActionState,
    *,
    first: int = 7,
    due: int | None = None,
    done: int | None = None,
    confirmed: int | None = None,
    reopened: bool = False,
    meeting_days: int = 0,
) -> ActionFacts:
    """Days count from today."""
    return ActionFacts(
        state=state,
        first_date=day(first),
        due=day(first if due is None else due),
        done_on=None if done is None else day(done),
        confirmed_on=None if confirmed is None else day(confirmed),
        reopened=reopened,
        meeting_days=meeting_days,
    )


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (facts(S.CONFIRMED, first=-3, done=-3), Class.KEPT_ON_TIME),
        (facts(S.CONFIRMED, first=-3, done=-9), Class.KEPT_ON_TIME),
        (facts(S.CONFIRMED, first=-3, done=-2), Class.KEPT_LATE),
        (facts(S.CONFIRMED, first=-3, due=5, done=-2), Class.KEPT_LATE),
        (facts(S.CONFIRMED, first=-3, done=-3, reopened=True), Class.KEPT_ON_TIME),
        (facts(S.LET_OFF, first=-30), Class.AGREED_NOT_TO),
        (facts(S.CANNOT_SAID, first=-30), Class.ASKED_TO_BE_LET_OFF),
        (facts(S.CANNOT_SAID, first=-30, reopened=True), Class.ASKED_TO_BE_LET_OFF),
        (facts(S.DONE_SAID, done=0), Class.WAITING_FOR_PATIENTS),
        (facts(S.DONE_SAID, done=-13, meeting_days=9), Class.WAITING_FOR_PATIENTS),
        (facts(S.DONE_SAID, done=-14, meeting_days=2), Class.STAFF_SAY_DONE),
        (facts(S.DONE_SAID, done=-14, meeting_days=1), Class.WAITING_FOR_PATIENTS),
        (facts(S.DONE_SAID, done=-200, meeting_days=1), Class.WAITING_FOR_PATIENTS),
        (facts(S.DONE_SAID, done=-200, meeting_days=3), Class.STAFF_SAY_DONE),
        (facts(S.OPEN, first=7, reopened=True), Class.DISPUTED),
        (facts(S.OPEN, first=-7, reopened=True), Class.DISPUTED),
        (facts(S.OPEN, first=-1), Class.NOT_KEPT),
        (facts(S.OPEN, first=-9, due=-1), Class.NOT_KEPT),
        (facts(S.OPEN, first=-1, due=0), Class.MOVED),
        (facts(S.OPEN, first=-9, due=9), Class.MOVED),
        (facts(S.OPEN, first=0), Class.ON_THE_WAY),
        (facts(S.OPEN, first=7), Class.ON_THE_WAY),
        (facts(S.OPEN, first=7, due=9), Class.ON_THE_WAY),
        (facts(S.OPEN, first=7, due=-1), Class.NOT_KEPT),
    ],
)
def test_a_promise_is_classed_by_the_first_line_that_fits(promise: ActionFacts, expected: Class) -> None:
    assert follow_through(promise, TODAY) is expected


def test_every_class_can_be_reached() -> None:
    seen = {
        follow_through(facts(state, first=first, due=due, done=-20, reopened=reopened, meeting_days=days), TODAY)
        for state, first, due, reopened, days in product(S, (-9, 9), (-5, 12), (True, False), (0, 2))
    }
    late = follow_through(facts(S.CONFIRMED, first=-21, done=-20), TODAY)
    assert seen | {late} == set(Class)


@given(
    st.sampled_from(S),
    *[st.integers(-400, 400)] * 3,
    st.booleans(),
    st.integers(0, 9),
)
def test_every_promise_is_in_exactly_one_class(
    state: ActionState, first: int, due: int, done: int, reopened: bool, meeting_days: int
) -> None:
    promise = facts(state, first=first, due=due, done=done, reopened=reopened, meeting_days=meeting_days)
    assert follow_through(promise, TODAY) in Class


@given(st.integers(-400, 400), st.integers(-400, 400), st.integers(-400, 400))
def test_moving_the_date_never_makes_a_kept_promise_punctual(first: int, due: int, done: int) -> None:
    moved = facts(S.CONFIRMED, first=first, due=due, done=done)
    assert follow_through(moved, TODAY) is follow_through(facts(S.CONFIRMED, first=first, done=done), TODAY)


@pytest.mark.parametrize(
    ("promise", "overdue"),
    [
        (facts(S.OPEN, first=-1), True),
        (facts(S.OPEN, first=0), False),
        (facts(S.OPEN, first=-9, due=1), False),
        (facts(S.DONE_SAID, first=-9, done=-1), False),
        (facts(S.CANNOT_SAID, first=-9), False),
        (facts(S.CONFIRMED, first=-9, done=-1), False),
    ],
)
def test_only_what_is_open_after_its_current_date_is_overdue(promise: ActionFacts, overdue: bool) -> None:
    assert is_overdue(promise, TODAY) is overdue


def test_late_looks_at_the_first_date_alone() -> None:
    assert is_late(facts(S.DONE_SAID, first=-5, due=3, done=-4))
    assert not is_late(facts(S.DONE_SAID, first=-5, due=3, done=-5))
    assert not is_late(facts(S.OPEN, first=-5))


@pytest.mark.parametrize(("weeks", "asked"), [(0, False), (5, False), (6, True), (40, True)])
def test_after_six_weeks_patients_are_asked_whether_it_is_still_fixed(weeks: int, asked: bool) -> None:
    promise = facts(S.CONFIRMED, first=-300, done=-300, confirmed=-7 * weeks)
    assert asks_still_fixed(promise, TODAY) is asked
    assert open_question(promise, TODAY) is (Question.STILL_FIXED if asked else Question.HAPPENED)


def test_six_weeks_are_not_up_a_day_before() -> None:
    assert not asks_still_fixed(facts(S.CONFIRMED, confirmed=-41), TODAY)
    assert not asks_still_fixed(facts(S.DONE_SAID, done=-99), TODAY)


@pytest.mark.parametrize("state", [S.OPEN, S.CANNOT_SAID, S.LET_OFF])
def test_patients_are_asked_nothing_while_staff_do_not_say_done(state: ActionState) -> None:
    assert open_question(facts(state, first=-9), TODAY) is None


def test_the_question_stays_open_after_staff_say_done() -> None:
    assert open_question(facts(S.DONE_SAID, done=-300, meeting_days=40), TODAY) is Question.HAPPENED


def test_no_verb_of_staff_leads_to_confirmed() -> None:
    for state, verbs in LIFE.moves.items():
        for verb, after in verbs.items():
            assert (after is S.CONFIRMED) == (verb == "confirm"), (state, verb)


def test_what_is_settled_is_not_unfinished() -> None:
    assert set(S) - UNFINISHED == {S.CONFIRMED, S.LET_OFF}
