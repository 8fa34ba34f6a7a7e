"""Somebody asks for two things at once: the rep makes two of it, each gets its answer, and the words stay whole."""

from __future__ import annotations

from tests.journeys.people import Rep
from tests.journeys.stories import DONE_ON, NEXT_FRIDAY
from tests.journeys.ward import FIRST_MEETING, AlderWard

WORDS = "The shower is cold and the radiator bangs at night"
SHOWER, RADIATOR = "the cold shower", "the radiator that bangs"
FIX = "Mend the boiler"


def made_two(alder: AlderWard, parts: tuple[str, str] = (SHOWER, RADIATOR)) -> Rep:
    """The rep reads it while preparing the agenda, and makes two of it."""
    rep = alder.rep()
    rep.prepares_the_agenda()
    rep.follows("Put off, link or split")
    rep.follows("It asks for two things: split it")
    rep.reads(WORDS)
    rep.presses("Make two of it", {"What is the first part?": parts[0], "What is the second part?": parts[1]})
    rep.reads("They are two now. Both keep the whole words.")
    return rep


def test_each_part_gets_its_own_answer_and_its_raiser_says_whether_it_happened(alder: AlderWard) -> None:
    kestrel, tom, reader = alder.patient("Kestrel"), alder.nurse("Tom"), alder.somebody()
    kestrel.adds_to_the_meeting(WORDS, topic="Rooms")
    rep = made_two(alder)
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads_in_order(WORDS, f"This part: {SHOWER}", WORDS, f"This part: {RADIATOR}")
    kestrel.looks_at_my_things()
    kestrel.reads("Your words became two things. Each gets its own answer.", SHOWER, RADIATOR)

    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    promise = {"promise": FIX, "due": NEXT_FRIDAY}
    rep.writes_the_answer(SHOWER, "Yes", "Tom (nurse)", words="The boiler is old", **promise)
    rep.turns_to(RADIATOR)
    rep.reads(WORDS, f"This part: {RADIATOR}")
    rep.lets_it_wait(RADIATOR, "Who can decide this is not here")
    rep.closes_the_meeting()

    alder.it_is(DONE_ON)
    tom.says_done("The boiler works", FIX)
    kestrel.says_it_happened("Yes", FIX)
    reader.looks_at_the_board()
    reader.reads(f"This part: {SHOWER}", f"This part: {RADIATOR}")
    assert alder.verified().whole


def test_the_rep_thinks_better_of_it_and_it_can_be_split_anew(alder: AlderWard) -> None:
    kestrel = alder.patient("Kestrel")
    kestrel.adds_to_the_meeting(WORDS, topic="Rooms")
    rep = made_two(alder)
    rep.follows("Problem · Rooms")
    rep.reads("The other part of the same words:")
    rep.presses("Make both parts one again")
    rep.reads("They are one again.", WORDS)
    rep.does_not_read("This part:")
    kestrel.looks_at_my_things()
    kestrel.does_not_read("Your words became two things.")
    made_two(alder, ("warm water", "quiet nights"))
    kestrel.looks_at_my_things()
    kestrel.reads("warm water", "quiet nights")
    assert alder.verified().whole


def test_a_part_left_empty_keeps_what_was_typed(alder: AlderWard) -> None:
    alder.patient("Kestrel").adds_to_the_meeting(WORDS, topic="Rooms")
    rep = alder.rep()
    rep.prepares_the_agenda()
    rep.follows("Put off, link or split")
    rep.follows("It asks for two things: split it")
    rep.is_refused("Make two of it", {"What is the first part?": SHOWER}, "Say what the second part is.")
    rep.presses("Make two of it", {"What is the second part?": RADIATOR})
    rep.reads(f"This part: {SHOWER}")


def test_staff_in_the_reps_place_prepare_and_never_split(alder: AlderWard) -> None:
    alder.somebody().adds_to_the_meeting(WORDS, topic="Rooms")
    tom, advocate = alder.nurse("Tom"), alder.advocate()
    alder.rep()
    advocate.starts()
    advocate.follows("Reps")
    advocate.presses("End it today: Linnet as Rep")
    tom.prepares_the_agenda()
    tom.follows("Put off or link")
    assert tom.cannot("It asks for two things: split it", "Put off, link or split")
