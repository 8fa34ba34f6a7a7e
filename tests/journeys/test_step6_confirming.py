"""Step 6 of the loop: patients say whether it happened, and nobody who promised it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.stories import MEND, OTHERS, said_done, the_next_meeting
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, THIRD_MEETING, AlderWard

DONE, NOT_DONE, ASKED = "Done. Patients say yes.", "Patients say: not done", "Did it happen?"


def the_board_says(alder: AlderWard, words: str) -> None:
    reader = alder.somebody()
    reader.looks_at_the_promise(MEND)
    reader.reads(words)


def test_the_raisers_yes_confirms(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("Yes", MEND)
    story.kestrel.reads("We have your answer", "You said: Yes. We do not show your ward name.", DONE)
    the_board_says(alder, "Patients confirmed: it happened.")


def test_the_raisers_no_reopens(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("No", MEND)
    the_board_says(alder, NOT_DONE)
    story.tom.starts()
    story.tom.reads_in_order("My promises", MEND, NOT_DONE)


def test_partly_says_what_is_missing_and_keeps_it_open(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.looks_at_the_promise(MEND)
    story.kestrel.follows("Partly")
    story.kestrel.is_refused("Send: partly", {}, "Say what is still missing.")
    story.kestrel.presses("Send: partly", {"What is still missing?": "It does not get hot"})
    story.kestrel.reads("You said: Partly.")
    story.tom.starts()
    story.tom.reads(NOT_DONE, "Still missing: It does not get hot")


def test_cannot_tell_decides_nothing(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("I cannot tell", MEND)
    the_board_says(alder, ASKED)


def test_two_other_patients_confirm_together_and_one_alone_does_not(alder: AlderWard) -> None:
    said_done(alder)
    sparrow, oak = alder.patient("Sparrow"), alder.patient("Oak")
    sparrow.says_it_happened("Yes", MEND)
    the_board_says(alder, ASKED)
    oak.says_it_happened("Yes", MEND)
    the_board_says(alder, DONE)


def test_two_other_patients_reopen_together(alder: AlderWard) -> None:
    said_done(alder)
    sparrow, oak = alder.patient("Sparrow"), alder.patient("Oak")
    sparrow.says_it_happened("No", MEND)
    the_board_says(alder, ASKED)
    oak.says_it_happened("Partly", MEND, missing="It does not get hot")
    the_board_says(alder, NOT_DONE)


def test_one_patient_saying_it_twice_is_one(alder: AlderWard) -> None:
    said_done(alder)
    sparrow = alder.patient("Sparrow")
    sparrow.says_it_happened("Yes", MEND)
    sparrow.looks_at_the_promise(MEND)
    sparrow.reads("You said: Yes. You can change it.")
    sparrow.says_it_happened("Yes", MEND)
    the_board_says(alder, ASKED)


def test_the_raiser_outweighs_the_others_also_afterwards(alder: AlderWard) -> None:
    story = said_done(alder)
    sparrow, oak = alder.patient("Sparrow"), alder.patient("Oak")
    sparrow.says_it_happened("Yes", MEND)
    oak.says_it_happened("Yes", MEND)
    the_board_says(alder, DONE)
    story.kestrel.says_it_happened("No", MEND)
    the_board_says(alder, NOT_DONE)


def test_two_patients_reopen_what_others_confirmed_within_14_days(alder: AlderWard) -> None:
    said_done(alder)
    names = [alder.patient(word) for word in OTHERS]
    for one in names[:2]:
        one.says_it_happened("Yes", MEND)
    the_board_says(alder, DONE)
    for one in names[2:]:
        one.says_it_happened("No", MEND)
    the_board_says(alder, NOT_DONE)


@pytest.mark.parametrize(
    ("hands", "told"),
    [
        ({"yes": 3}, DONE),
        ({"yes": 4, "no": 2}, DONE),
        ({"yes": 1, "no": 2}, NOT_DONE),
        ({"yes": 2, "partly": 1, "no": 2}, NOT_DONE),
        ({"yes": 2, "no": 2}, ASKED),
        ({"yes": 2}, ASKED),
    ],
)
def test_the_room_decides_by_hands(alder: AlderWard, hands: dict[str, int], told: str) -> None:
    story = said_done(alder)
    the_next_meeting(alder, story.rep, SECOND_MEETING)
    story.rep.counts_replies(MEND, **hands, missing="It does not get hot" if "partly" in hands else "")
    story.rep.reads("The hands are written down.")
    the_board_says(alder, told)


def test_a_reopened_promise_is_done_and_asked_again(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("No", MEND)
    alder.it_is(date(2026, 3, 16))
    story.tom.says_done("Now with the right part", MEND)
    the_board_says(alder, ASKED)
    story.kestrel.says_it_happened("Yes", MEND)
    the_board_says(alder, "Done late. Patients say yes.")


def test_staff_say_done_after_14_days_and_two_meeting_days_and_the_question_stays_open(alder: AlderWard) -> None:
    story, reader = said_done(alder), alder.somebody()
    alder.it_is(date(2026, 3, 23))
    the_board_says(alder, ASKED)
    alder.it_is(date(2026, 3, 24))
    assert alder.clock.today - date(2026, 3, 10) == timedelta(days=14)
    assert SECOND_MEETING < THIRD_MEETING < alder.clock.today
    the_board_says(alder, "Staff say done")
    reader.looks_at_the_board()
    reader.reads("0 done, patients say yes", "1 staff say done")
    story.kestrel.says_it_happened("Yes", MEND)
    the_board_says(alder, DONE)


def test_after_six_weeks_patients_are_asked_whether_it_is_still_fixed(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("Yes", MEND)
    story.kestrel.reads("On Tuesday 21 April we ask if it is still fixed.")
    alder.it_is(date(2026, 4, 20))
    story.kestrel.looks_at_my_things()
    story.kestrel.does_not_read("Is it still fixed?")
    alder.it_is(date(2026, 4, 21))
    story.kestrel.looks_at_my_things()
    story.kestrel.reads("Your answer is wanted", "Is it still fixed?")
    story.kestrel.says_it_happened("No", MEND)
    the_board_says(alder, NOT_DONE)


def test_still_fixed_stays_confirmed(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("Yes", MEND)
    alder.it_is(date(2026, 4, 22))
    story.kestrel.says_it_happened("Yes", MEND)
    the_board_says(alder, DONE)
    the_board_says(alder, "Who asked for it answered “Is it still fixed?”: yes.")


def test_whoever_is_not_signed_in_is_asked_for_a_ward_name(alder: AlderWard) -> None:
    said_done(alder)
    somebody = alder.somebody()
    somebody.looks_at_the_promise(MEND)
    somebody.reads(ASKED, "Answer with your ward name")
    assert somebody.cannot("Yes", "No")
    assert alder.clock.today > FIRST_MEETING
