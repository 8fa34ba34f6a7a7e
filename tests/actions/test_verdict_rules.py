"""Who decides whether it happened: the raiser, two patients, or the room (rules.md, The life of an action)."""

from __future__ import annotations

from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.actions.rules import Question, Reply, Source, Verdict, Voice, let_off_verdict, verdict

YES, PARTLY, NO, CANNOT_TELL = Reply.YES, Reply.PARTLY, Reply.NO, Reply.CANNOT_TELL
CONFIRM, REOPEN = Verdict.CONFIRM, Verdict.REOPEN
_people = count()


def raiser(reply: Reply, voice: str = "raiser", *, counts: bool = True) -> Voice:
    return Voice(Source.RAISER, reply, voice, counts=counts)


def patient(reply: Reply, voice: str | None = None, *, counts: bool = True) -> Voice:
    return Voice(Source.PATIENTS, reply, voice or f"patient {next(_people)}", counts=counts)


def room(yes: int = 0, partly: int = 0, no: int = 0) -> Voice:
    return Voice(Source.ROOM, yes=yes, partly=partly, no=no)


def decided(
    *replies: Voice, confirmed: bool = False, early: bool = True, question: Question = Question.HAPPENED
) -> Verdict | None:
    return verdict(replies, confirmed=confirmed, in_first_days=early, question=question)


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        # the raiser
        ([raiser(YES)], CONFIRM),
        ([raiser(NO)], REOPEN),
        ([raiser(PARTLY)], REOPEN),
        ([raiser(CANNOT_TELL)], None),
        ([raiser(YES), raiser(NO)], REOPEN),
        ([raiser(NO), raiser(YES)], CONFIRM),
        ([raiser(NO), raiser(CANNOT_TELL)], REOPEN),
        ([raiser(YES), raiser(CANNOT_TELL)], CONFIRM),
        # of several raisers one no or partly outweighs any yes
        ([raiser(YES, "a"), raiser(YES, "b")], CONFIRM),
        ([raiser(YES, "a"), raiser(YES, "b"), raiser(NO, "c")], REOPEN),
        ([raiser(PARTLY, "a"), raiser(YES, "b")], REOPEN),
        ([raiser(CANNOT_TELL, "a"), raiser(YES, "b")], CONFIRM),
        ([raiser(NO, "a"), raiser(YES, "b"), raiser(YES, "a")], CONFIRM),
        # the raiser against everybody else
        ([raiser(NO), patient(YES), patient(YES)], REOPEN),
        ([patient(YES), patient(YES), patient(YES), raiser(NO)], REOPEN),
        ([patient(NO), patient(NO), raiser(YES)], CONFIRM),
        ([raiser(YES), room(no=9)], CONFIRM),
        ([raiser(PARTLY), room(yes=9)], REOPEN),
        ([raiser(CANNOT_TELL), patient(YES), patient(YES)], CONFIRM),
        ([raiser(CANNOT_TELL), room(yes=3)], CONFIRM),
        # patients
        ([patient(YES)], None),
        ([patient(NO)], None),
        ([patient(YES), patient(YES)], CONFIRM),
        ([patient(NO), patient(NO)], REOPEN),
        ([patient(NO), patient(PARTLY)], REOPEN),
        ([patient(PARTLY), patient(PARTLY)], REOPEN),
        ([patient(YES), patient(NO)], None),
        ([patient(YES), patient(YES), patient(NO)], CONFIRM),
        ([patient(YES), patient(YES), patient(NO), patient(NO)], REOPEN),
        ([patient(CANNOT_TELL), patient(CANNOT_TELL)], None),
        ([patient(YES), patient(CANNOT_TELL)], None),
        ([patient(YES, "x"), patient(YES, "x")], None),
        ([patient(NO, "x"), patient(NO, "x")], None),
        ([patient(NO, "x"), patient(NO, "y"), patient(YES, "y")], None),
        ([patient(NO, "x"), patient(YES, "y"), patient(YES, "x")], CONFIRM),
        # who does not count
        ([patient(YES, counts=False), patient(YES)], None),
        ([patient(NO, counts=False), patient(NO)], None),
        ([patient(YES, counts=False), patient(YES, counts=False), patient(YES, counts=False)], None),
        ([raiser(NO, counts=False), patient(YES), patient(YES)], CONFIRM),
        # the room
        ([room(yes=1)], None),
        ([room(yes=2)], None),
        ([room(no=2)], None),
        ([room(yes=3)], CONFIRM),
        ([room(no=3)], REOPEN),
        ([room(partly=3)], REOPEN),
        ([room(yes=2, no=1)], CONFIRM),
        ([room(yes=1, partly=1, no=1)], REOPEN),
        ([room(yes=2, partly=1, no=1)], None),
        ([room(yes=5, no=5)], None),
        ([room(yes=5, partly=3, no=2)], None),
        ([room()], None),
        ([room(yes=9), room(no=9)], REOPEN),
        ([room(no=9), room(yes=9)], CONFIRM),
        ([room(yes=9), room(yes=1)], None),
        # patients and the room
        ([patient(NO), patient(NO), room(yes=9)], REOPEN),
        ([patient(YES), patient(YES), room(no=9)], CONFIRM),
        ([patient(NO), room(yes=3)], CONFIRM),
        ([patient(YES), room(no=3)], REOPEN),
        # nobody
        ([], None),
    ],
)
def test_whoever_answers_decides_as_the_rules_count(replies: list[Voice], expected: Verdict | None) -> None:
    assert decided(*replies) is expected


@pytest.mark.parametrize(
    ("replies", "early", "expected"),
    [
        ([patient(NO), patient(NO)], True, REOPEN),
        ([patient(NO), patient(NO)], False, None),
        ([patient(YES), patient(YES), patient(NO), patient(PARTLY)], True, REOPEN),
        ([patient(YES), patient(YES), patient(NO), patient(PARTLY)], False, CONFIRM),
        ([raiser(NO)], False, REOPEN),
        ([raiser(PARTLY), patient(YES), patient(YES)], False, REOPEN),
        ([room(no=9)], True, None),
        ([room(no=9)], False, None),
        ([raiser(YES), patient(NO), patient(NO)], True, CONFIRM),
    ],
)
def test_what_was_confirmed_is_undone_by_the_raiser_or_by_two_patients_within_14_days(
    replies: list[Voice], early: bool, expected: Verdict | None
) -> None:
    assert decided(*replies, confirmed=True, early=early) is expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([patient(NO), patient(NO)], REOPEN),
        ([patient(NO)], None),
        ([raiser(NO)], REOPEN),
        ([raiser(PARTLY)], REOPEN),
        ([raiser(YES), patient(NO), patient(NO)], CONFIRM),
        ([room(no=2, yes=1)], REOPEN),
        ([room(no=2)], None),
        ([room(yes=3)], CONFIRM),
        ([patient(YES), patient(YES)], CONFIRM),
    ],
)
def test_still_fixed_is_counted_in_the_same_way_without_the_14_days(
    replies: list[Voice], expected: Verdict | None
) -> None:
    assert decided(*replies, confirmed=True, early=False, question=Question.STILL_FIXED) is expected


SOURCES = {Source.RAISER: raiser, Source.PATIENTS: patient}


@pytest.mark.parametrize("source", SOURCES)
def test_one_person_saying_the_same_again_and_again_is_one_voice(source: Source) -> None:
    for reply, often in product(Reply, (2, 5)):
        assert decided(*[SOURCES[source](reply, "x")] * often) is decided(SOURCES[source](reply, "x"))


REPLIES = st.builds(Voice, st.just(Source.PATIENTS), st.sampled_from(Reply), st.sampled_from("abc"))
ROOMS = st.builds(Voice, st.just(Source.ROOM), yes=st.integers(0, 9), partly=st.integers(0, 9), no=st.integers(0, 9))


@given(st.lists(REPLIES | ROOMS), st.sampled_from([PARTLY, NO]), st.booleans(), st.booleans())
def test_the_raisers_no_outweighs_whatever_others_say(
    others: list[Voice], word: Reply, confirmed: bool, early: bool
) -> None:
    assert decided(*others, raiser(word), confirmed=confirmed, early=early) is REOPEN


@given(st.lists(REPLIES | ROOMS), st.booleans(), st.booleans())
def test_replies_that_do_not_count_change_nothing(others: list[Voice], confirmed: bool, early: bool) -> None:
    new_names = [patient(reply, f"new {n}", counts=False) for n, reply in enumerate(list(Reply) * 2)]
    with_them = decided(*others, *new_names, confirmed=confirmed, early=early)
    assert with_them is decided(*others, confirmed=confirmed, early=early)


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_fewer_than_three_hands_decide_nothing(yes: int, partly: int, no: int) -> None:
    if yes + partly + no < 3:
        assert decided(room(yes, partly, no)) is None


@pytest.mark.parametrize(
    ("hands_for", "hands_against", "expected"),
    [
        *((3, 0, True), (3, 2, True), (9, 8, True)),
        *((3, 3, None), (0, 0, None), (1, 0, None), (2, 0, None), (2, 1, None), (1, 1, None)),
        *((2, 3, False), (0, 3, False), (3, 4, False)),
    ],
)
def test_the_room_lets_an_owner_off_with_three_hands_and_more_for_than_against(
    hands_for: int, hands_against: int, expected: bool | None
) -> None:
    assert let_off_verdict(hands_for, hands_against) is expected
