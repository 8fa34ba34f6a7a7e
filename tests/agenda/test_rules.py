"""The life of an item as plain rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.agenda import rules
from wardvoice.agenda.rules import (
    LIFE,
    Acceptance,
    AcceptedBy,
    Answer,
    CarriedBecause,
    EntryState,
    HidingFacts,
    ItemKind,
    ItemState,
    OutcomeFacts,
    ShownAs,
)
from wardvoice.core.errors import Refused, RuleBroken, Stale

TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_words_are_kept_without_the_blanks_at_their_ends() -> None:
    assert rules.clean_words("  The food is\n cold. ", needed=True) == "The food is\n cold."
    assert rules.clean_words(None, needed=False) is None


@pytest.mark.parametrize("text", [None, "", "  \n "])
def test_an_item_in_words_needs_words(text: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.clean_words(text, needed=True)
    assert refused.value.field == "words"


def test_twenty_thousand_characters_are_too_long_and_the_sentence_counts_them() -> None:
    with pytest.raises(RuleBroken, match="20000"):
        rules.clean_words("x" * 20_000, needed=True)


def test_only_a_signed_in_ward_name_is_shown_by_name() -> None:
    rules.shown_as_makes_sense(ShownAs.REP, by_ward_name=False)
    rules.shown_as_makes_sense(ShownAs.NAME, by_ward_name=True)
    with pytest.raises(RuleBroken):
        rules.shown_as_makes_sense(ShownAs.NAME, by_ward_name=False)


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("published", [True, False])
def test_an_author_changes_an_item_only_until_the_agenda_is_out(state: ItemState, published: bool) -> None:
    open_states = (ItemState.RECEIVED, ItemState.PLACED, ItemState.PUT_OFF)
    if state in open_states and not published:
        rules.may_still_change(state, published)
    else:
        with pytest.raises(Refused):
            rules.may_still_change(state, published)


@pytest.mark.parametrize(
    ("words", "facts", "field"),
    [
        (Answer.NO, {"words": " "}, "words"),
        (Answer.NO, {"words": "no money"}, "review_on"),
        (Answer.NO, {"words": "no money", "review_on": TODAY}, "review_on"),
        (Answer.NO, {"words": "no money", "review_on": TODAY + timedelta(days=400)}, "review_on"),
        (Answer.PASSED_TO, {}, "passed_to"),
        (Answer.PASSED_TO, {"passed_to": "Estates"}, "check_on"),
        (Answer.PASSED_TO, {"passed_to": "Estates", "check_on": TODAY - timedelta(days=1)}, "check_on"),
    ],
)
def test_half_an_answer_is_refused_beside_its_box(words: Answer, facts: dict[str, object], field: str) -> None:
    given = {"words": None, "review_on": None, "passed_to": None, "check_on": None, **facts}
    with pytest.raises(RuleBroken) as refused:
        rules.answer_makes_sense(words, today=TODAY, **given)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_whole_answer_is_taken() -> None:
    nothing = {"review_on": None, "passed_to": None, "check_on": None, "today": TODAY}
    rules.answer_makes_sense(Answer.YES, None, **nothing)  # type: ignore[arg-type]
    rules.answer_makes_sense(Answer.NO, "no money", **{**nothing, "review_on": TOMORROW})  # type: ignore[arg-type]


def test_another_reason_for_carrying_over_is_said_in_words() -> None:
    rules.carrying_makes_sense(CarriedBecause.NO_TIME, None)
    with pytest.raises(RuleBroken):
        rules.carrying_makes_sense(CarriedBecause.OTHER, "")


def test_put_off_not_held_and_carried_all_count_as_carried_over() -> None:
    assert rules.times_carried_over(EntryState) == 3


def test_a_no_holds_until_its_review_day_has_passed_and_is_offered_on_that_day() -> None:
    no = [OutcomeFacts(Answer.NO, review_on=TODAY)]
    assert rules.is_answered(no, TODAY)
    assert not rules.is_answered(no, TOMORROW)
    assert rules.answer_due_again(Answer.NO, TODAY, None, TODAY)
    assert not rules.answer_due_again(Answer.YES, None, None, TODAY)
    assert not rules.answer_due_again(Answer.PASSED_TO, None, TOMORROW, TODAY)


def test_only_the_last_answer_counts_and_no_answer_is_none() -> None:
    assert not rules.is_answered([OutcomeFacts(None)], TODAY)
    assert rules.is_answered([OutcomeFacts(Answer.NO, review_on=date(2026, 1, 1)), OutcomeFacts(Answer.YES)], TODAY)


# --- do you accept this? ---


def raiser(yes: int, voice: str | None = None) -> Acceptance:
    return Acceptance(AcceptedBy.RAISER, yes, 1 - yes, voice)


def room(yes: int, no: int) -> Acceptance:
    return Acceptance(AcceptedBy.ROOM, yes, no)


@pytest.mark.parametrize(
    ("replies", "verdict"),
    [
        ([], None),
        ([room(0, 0)], None),
        ([room(3, 3)], True),
        ([room(2, 3)], False),
        ([room(2, 3), room(4, 3)], True),
        ([room(9, 0), raiser(0)], False),
        ([raiser(0, "a"), raiser(1, "a")], True),
        ([raiser(1, "a"), raiser(0, "b")], False),
        ([raiser(1, "a"), raiser(0, "b"), raiser(1, "b"), room(0, 9)], True),
    ],
)
def test_the_last_word_of_each_raiser_decides_else_the_rooms_last_count(
    replies: list[Acceptance], verdict: bool | None
) -> None:
    assert rules.accepted(replies) is verdict


@pytest.mark.parametrize("hands", [(-1, 2, 0), (0, 0, 0), (201, 0, 0)])
def test_hands_that_nobody_could_raise_are_refused(hands: tuple[int, int, int]) -> None:
    with pytest.raises(RuleBroken):
        rules.hands_make_sense(*hands)


def test_a_correction_comes_within_two_days() -> None:
    rules.correction_in_time(TODAY, TODAY + timedelta(days=2))
    with pytest.raises(RuleBroken):
        rules.correction_in_time(TODAY, TODAY + timedelta(days=3))


# --- hidden words ---


@given(danger=st.booleans(), agreed=st.booleans(), ended=st.booleans(), hours=st.integers(0, 72))
def test_words_are_hidden_by_two_or_for_a_day_by_one_in_danger(
    danger: bool, agreed: bool, ended: bool, hours: int
) -> None:
    then = NOON + timedelta(hours=hours)
    facts = HidingFacts(danger, NOON, NOON if agreed else None, NOON if ended else None)
    assert rules.hides(facts, then) is (not ended and (agreed or (danger and hours < 24)))
    assert rules.danger_is_over(facts, then) is (danger and not agreed and not ended and hours >= 24)


def test_one_request_at_a_time_and_nobody_hides_alone_twice() -> None:
    asked, over = HidingFacts(False, NOON, None, None), HidingFacts(True, NOON, None, NOON)
    rules.may_hide([over], danger=True, alone_before=False)
    rules.may_hide([over], danger=False, alone_before=True)
    with pytest.raises(RuleBroken):
        rules.may_hide([asked], danger=False, alone_before=False)
    with pytest.raises(RuleBroken) as refused:
        rules.may_hide([over], danger=True, alone_before=True)
    assert refused.value.field == "danger"


# --- merging and linking ---


PROBLEM, THANKS, RECEIVED = ItemKind.PROBLEM, ItemKind.THANKS, ItemState.RECEIVED


def test_items_that_wait_can_become_one() -> None:
    for state in (RECEIVED, ItemState.PLACED, ItemState.PUT_OFF, ItemState.CARRIED_OVER):
        rules.may_merge(PROBLEM, ItemKind.IDEA, state, same=False, leads_others=False, same_mark=True)
    rules.may_merge(THANKS, ItemKind.KEEP, RECEIVED, same=False, leads_others=False, same_mark=True)


@pytest.mark.parametrize(
    ("into_kind", "into_state", "facts"),
    [
        (PROBLEM, RECEIVED, {"same": True}),
        (PROBLEM, RECEIVED, {"leads_others": True}),
        (PROBLEM, ItemState.ANSWERED, {}),
        (PROBLEM, ItemState.MERGED, {}),
        (PROBLEM, ItemState.WITHDRAWN, {}),
        (THANKS, RECEIVED, {}),
        (PROBLEM, RECEIVED, {"same_mark": False}),
    ],
)
def test_no_circles_no_chains_no_burying_and_good_things_apart(
    into_kind: ItemKind, into_state: ItemState, facts: dict[str, bool]
) -> None:
    with pytest.raises(RuleBroken):
        asked = {"same": False, "leads_others": False, "same_mark": True, **facts}
        rules.may_merge(PROBLEM, into_kind, into_state, **asked)


def test_an_item_is_linked_only_to_an_earlier_one() -> None:
    rules.may_link(TODAY, TODAY, same=False, linked_back=False)
    for facts in ({"same": True, "linked_back": False}, {"same": False, "linked_back": True}):
        with pytest.raises(RuleBroken):
            rules.may_link(TODAY, TODAY, **facts)
    with pytest.raises(RuleBroken):
        rules.may_link(TODAY, TOMORROW, same=False, linked_back=False)


def test_what_was_asked_three_times_starts_above_what_was_carried_over() -> None:
    assert [rules.first_rank(3, 0), rules.first_rank(2, 1), rules.first_rank(1, 0)] == [0, 1, 2]


def test_an_answered_item_comes_back_only_on_its_day() -> None:
    rules.may_place_again(due_again=True)
    with pytest.raises(Stale):
        rules.may_place_again(due_again=False)


def test_a_withdrawn_item_is_never_touched_again_and_an_answered_one_never_merged() -> None:
    assert not LIFE.moves.get(ItemState.WITHDRAWN)
    assert not LIFE.allows(ItemState.ANSWERED, "merge")
    assert ItemState.ANSWERED not in rules.MERGEABLE
