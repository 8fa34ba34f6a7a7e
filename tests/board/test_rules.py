"""How the board counts, and the one word for where an item stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.board.rules import (
    AskedFacts,
    Headline,
    PromiseFacts,
    Stage,
    headline,
    headline_starts,
    is_due_this_shift,
    stage,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("received", Stage.RECEIVED),
        ("placed", Stage.ON_AGENDA),
        ("put-off", Stage.PUT_OFF),
        ("carried-over", Stage.CARRIED_OVER),
        ("withdrawn", Stage.WITHDRAWN),
        ("merged", Stage.MERGED),
    ],
)
def test_an_item_without_an_answer_stands_where_its_state_says(state: str, expected: Stage) -> None:
    assert stage(state, answer=None, holds=False, promises=0, unfinished=0) is expected


def test_an_answer_with_a_promise_still_to_keep_is_promised() -> None:
    assert stage("answered", answer="yes", holds=True, promises=2, unfinished=1) is Stage.PROMISED


def test_when_every_promise_is_settled_the_item_is_closed() -> None:
    assert stage("answered", answer="partly", holds=True, promises=2, unfinished=0) is Stage.CLOSED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", Stage.ANSWERED),
        ("partly", Stage.ANSWERED),
        ("no", Stage.SAID_NO),
        ("passed-to", Stage.PASSED_ON),
    ],
)
def test_an_answer_without_a_promise_says_which_answer_it_was(answer: str, expected: Stage) -> None:
    assert stage("answered", answer=answer, holds=True, promises=0, unfinished=0) is expected


def test_a_no_whose_review_day_passed_waits_for_an_answer_again() -> None:
    assert stage("answered", answer="no", holds=False, promises=0, unfinished=0) is Stage.UNANSWERED_AGAIN


def test_an_empty_board_has_only_zeros() -> None:
    assert headline([], []) == Headline()


def test_good_things_stand_beside_the_figures_and_enter_none() -> None:
    counted = headline(
        [
            AskedFacts("problem", answered=True),
            AskedFacts("idea"),
            AskedFacts("thanks", good=True, answered=True),
            AskedFacts("keep-this", good=True),
            AskedFacts("keep-this", good=True),
        ],
        [],
    )
    assert (counted.asked, counted.answered, counted.thanks, counted.keep) == (2, 1, 1, 2)


def test_what_staff_wrote_down_is_counted_apart() -> None:
    items = [AskedFacts("problem", by_staff=True, answered=True), AskedFacts("problem", by_staff=True)]
    counted = headline([*items, AskedFacts("question")], [])
    assert (counted.asked, counted.answered) == (1, 0)
    assert (counted.by_staff, counted.by_staff_answered) == (2, 1)


def test_confirmed_and_staff_say_done_are_never_added_up() -> None:
    kept = [PromiseFacts(confirmed=True), PromiseFacts(staff_say_done=True), PromiseFacts(moved=True)]
    counted = headline([], [*kept, PromiseFacts(counts=False, confirmed=True, moved=True)])
    assert (counted.confirmed, counted.staff_say_done, counted.moved) == (1, 1, 1)


facts = st.builds(
    AskedFacts, st.sampled_from(["problem", "thanks"]), by_staff=st.booleans(), answered=st.booleans()
).map(lambda f: AskedFacts(f.kind, f.kind == "thanks", f.by_staff, f.answered))


@given(st.lists(facts))
def test_never_more_answered_than_asked_and_everything_is_counted_once(items: list[AskedFacts]) -> None:
    counted = headline(items, [])
    assert 0 <= counted.answered <= counted.asked
    assert counted.by_staff_answered <= counted.by_staff
    assert counted.asked + counted.by_staff + counted.thanks + counted.keep == len(items)


def test_twelve_weeks_are_eighty_four_days_with_today() -> None:
    assert (TODAY - headline_starts(TODAY)).days + 1 == 84


@pytest.mark.parametrize(
    ("due", "expected"),
    [(date(2026, 2, 1), True), (TODAY, True), (date(2026, 3, 5), True), (date(2026, 3, 6), False)],
)
def test_the_handover_sheet_holds_what_is_overdue_or_due_within_three_days(due: date, *, expected: bool) -> None:
    assert is_due_this_shift(due, TODAY) is expected
