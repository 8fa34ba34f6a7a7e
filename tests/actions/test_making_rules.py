"""What makes sense when a promise is made, moved or reported on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wardvoice.actions.rules import (
    FAR_DAYS,
    LIFE,
    ActionState,
    Reply,
    ReportKind,
    hands_make_sense,
    is_far,
    missing_part_is_said,
    new_date_makes_sense,
    owner_makes_sense,
    promise_makes_sense,
    report_makes_sense,
    vague_part,
)
from wardvoice.core.errors import RuleBroken, Stale

TODAY = date(2027, 3, 10)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def promise(
    words: str | None = "Mend the dryer",
    *,
    due: date | None = day(7),  # noqa: B008
    far_because: str | None = None,
    sure: bool = False,
) -> str:
    return promise_makes_sense(words, due=due, far_because=far_because, today=TODAY, sure=sure)


@pytest.mark.parametrize(
    "words",
    [
        "Look into the dryer",
        "I will look in to it",
        "We are looking into this",
        "Monitor the noise",
        "keep monitoring it",
        "raise with estates",
        "Raise this with estates",
        "Keep an eye on it",
        "Consider a new menu",
        "Liaise with the kitchen",
        "Try to get a new toaster",
        "Do it asap",
    ],
)
def test_vague_words_are_asked_about_once_more(words: str) -> None:
    assert vague_part(words)
    with pytest.raises(RuleBroken) as refused:
        promise(words)
    assert refused.value.field == "words"
    assert refused.value.params["part"]
    assert promise(words, sure=True) == words


@pytest.mark.parametrize(
    "words", ["Mend the dryer", "Put up a new menu by the door", "Order 20 blankets", "Preview of films"]
)
def test_plain_words_are_taken_as_they_are(words: str) -> None:
    assert vague_part(words) is None
    assert promise(words) == words


@pytest.mark.parametrize("words", [None, "", "   ", "\n\t"])
def test_a_promise_says_something(words: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        promise(words, sure=True)
    assert refused.value.field == "words"


@pytest.mark.parametrize("due", [None, day(-1), day(732), date(1, 1, 1), date.max])
def test_the_first_date_is_a_real_coming_day(due: date | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        promise(due=due, far_because="It is far")
    assert refused.value.field == "due"


def test_today_is_a_good_date() -> None:
    assert promise(due=TODAY)


def test_more_than_28_days_need_a_reason() -> None:
    assert not is_far(day(FAR_DAYS), TODAY)
    assert promise(due=day(FAR_DAYS))
    for nothing in (None, "", "  "):
        with pytest.raises(RuleBroken) as refused:
            promise(due=day(FAR_DAYS + 1), far_because=nothing)
        assert refused.value.field == "far_because"
    assert promise(due=day(FAR_DAYS + 1), far_because="The part comes from abroad")


def test_an_owner_is_in_post_until_the_date() -> None:
    owner_makes_sense(in_post=True, post_ends_on=None, due=day(9))
    owner_makes_sense(in_post=True, post_ends_on=day(9), due=day(9))
    for in_post, ends in [(False, None), (False, day(99)), (True, day(8))]:
        with pytest.raises(RuleBroken) as refused:
            owner_makes_sense(in_post=in_post, post_ends_on=ends, due=day(9))
        assert refused.value.field == "owner"


@pytest.mark.parametrize(
    ("to", "because", "field"),
    [
        (None, "part on order", "to"),
        (day(-1), "part on order", "to"),
        (day(3), "part on order", "to"),
        (day(900), "part on order", "to"),
        (day(9), "", "because"),
        (day(9), "  ", "because"),
        (day(9), None, "because"),
    ],
)
def test_a_new_date_is_another_coming_day_with_a_reason(to: date | None, because: str | None, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        new_date_makes_sense(day(3), to, because, TODAY)
    assert refused.value.field == field


def test_a_date_may_also_come_nearer() -> None:
    new_date_makes_sense(day(9), day(2), "the part came early", TODAY)


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("words", [None, "", "  "])
def test_every_report_says_something(kind: ReportKind, words: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        report_makes_sense(kind, words)
    assert refused.value.field == "words"
    assert report_makes_sense(kind, " part on order ") == "part on order"


def test_partly_says_what_is_missing() -> None:
    for reply in set(Reply) - {Reply.PARTLY}:
        missing_part_is_said(reply, None)
    missing_part_is_said(Reply.PARTLY, "the lid")
    with pytest.raises(RuleBroken):
        missing_part_is_said(Reply.PARTLY, " ")


@pytest.mark.parametrize("count", [-1, 201, None])
def test_hands_are_counted_from_0_to_200(count: int | None) -> None:
    hands_make_sense(yes=0, no=200)
    with pytest.raises(RuleBroken) as refused:
        hands_make_sense(yes=1, no=count)
    assert refused.value.field == "no"


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (ActionState.OPEN, {"report", "move_date", "hand_over", "report_done", "report_cannot"}),
        (ActionState.DONE_SAID, {"confirm", "reopen", "hand_over"}),
        (ActionState.CANNOT_SAID, {"accept", "refuse", "hand_over"}),
        (ActionState.CONFIRMED, {"reopen"}),
        (ActionState.LET_OFF, set()),
    ],
)
def test_each_state_has_its_verbs_and_no_others(state: ActionState, verbs: set[str]) -> None:
    everything = {verb for moves in LIFE.moves.values() for verb in moves}
    for verb in everything:
        assert LIFE.allows(state, verb) == (verb in verbs)
        if verb not in verbs:
            with pytest.raises(Stale):
                LIFE.after(state, verb)
