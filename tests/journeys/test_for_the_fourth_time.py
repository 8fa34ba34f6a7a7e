"""The same is asked four times: the third time it stands first, the fourth somebody owes a written, dated answer."""

from __future__ import annotations

from datetime import date

from tests.journeys.people import Rep, answering
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, THIRD_MEETING, AlderWard

TIMES = (
    "The dryer is broken",
    "The dryer is broken again",
    "Still the dryer is broken",
    "The dryer is broken once more",
)
FOURTH_MEETING, DUE, TOO_LATE = date(2026, 3, 26), date(2026, 3, 30), date(2026, 3, 31)
FRUIT = "More fresh fruit"
VAGUE = answering("Yes", "Tom (nurse)", words="We are looking into it", nothing_to_do=True)


def asked_again(alder: AlderWard, rep: Rep, words: str) -> None:
    """Somebody asks, and the rep, who prepares the agenda, links it to all that was asked before."""
    alder.somebody().adds_to_the_meeting(words)
    rep.prepares_the_agenda()
    rep.places(words)
    while rep.can(f"Time and more: {words}"):
        rep.opens_the_row(words)
        if not rep.can("Asked again: link them"):
            return
        rep.presses("Asked again: link them")


def met(alder: AlderWard, rep: Rep, words: str, day: date) -> None:
    """The agenda goes out, and in the meeting somebody says that they are looking into it."""
    rep.publishes_the_agenda()
    alder.it_is(day)
    rep.opens_the_meeting()
    rep.turns_to(words)
    rep.presses("Write the answer down", VAGUE)
    rep.closes_the_meeting()


def three_times(alder: AlderWard) -> Rep:
    """Three weeks long: asked, "we are looking into it", and asked again."""
    alder.nurse("Tom")
    rep = alder.rep()
    for words, day in zip(TIMES[:2], (FIRST_MEETING, SECOND_MEETING), strict=True):
        asked_again(alder, rep, words)
        met(alder, rep, words, day)
    alder.somebody().adds_to_the_meeting(FRUIT, topic="Food", kind="Idea")
    rep.prepares_the_agenda()
    rep.places(FRUIT)
    asked_again(alder, rep, TIMES[2])
    return rep


def test_the_third_time_it_goes_to_the_top_of_the_agenda(alder: AlderWard) -> None:
    rep, reader = three_times(alder), alder.somebody()
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads_in_order("raised 3 times", TIMES[2], FRUIT)


def test_the_fourth_time_a_yes_without_a_date_is_refused_and_the_manager_owes_a_written_one(alder: AlderWard) -> None:
    rep, manager, lead = three_times(alder), alder.manager(), alder.lead()
    rep.publishes_the_agenda()
    alder.it_is(THIRD_MEETING)
    rep.opens_the_meeting()
    for words in (TIMES[2], FRUIT):
        rep.turns_to(words)
        rep.presses("Write the answer down", VAGUE)
    rep.closes_the_meeting()
    alder.it_is(date(2026, 3, 23))
    asked_again(alder, rep, TIMES[3])
    manager.starts()
    manager.reads("raised 4 times", "The ward manager owes a written answer by Monday 30 March.")

    rep.publishes_the_agenda()
    alder.it_is(FOURTH_MEETING)
    rep.opens_the_meeting()
    rep.turns_to(TIMES[3])
    rep.is_refused("Write the answer down", VAGUE, "This was asked 4 times. Say by which day it will be so.")
    rep.lets_it_wait(TIMES[3], "Who can decide this is not here")
    rep.closes_the_meeting()

    alder.it_is(DUE)
    manager.starts()
    manager.reads("The ward manager owes a written answer by Monday 30 March.")
    alder.it_is(TOO_LATE)
    lead.starts()
    lead.reads("The written answer due by Monday 30 March is late. The service lead owes it now.")
    lead.follows("Problem · Laundry")
    lead.follows("Answer it")
    lead.is_refused(
        "Store the answer",
        {"What is your answer?": "Yes", "In plain words": "We are looking into it"},
        "This was asked 4 times. Say by which day it will be so.",
    )
    lead.presses("Store the answer", {"For a yes: by which day will it be so?": date(2026, 4, 3)})
    lead.does_not_read("The service lead owes it now.")
    assert alder.verified().whole
