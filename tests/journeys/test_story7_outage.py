"""Story 7: the network was down on Thursday. The ward met on paper, and nothing of it was lost or counted twice."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.people import Nurse, Rep
from tests.journeys.stories import DRYER, MEND, the_agenda_goes_out
from tests.journeys.ward import FIRST_MEETING, AlderWard

FRIDAY = FIRST_MEETING + timedelta(days=1)
FRUIT, LATER = "More fruit, please", "Sent on Friday, when it was over"
TOM = "Tom (nurse)"


def prints_the_pack(who: Nurse | Rep, forms: int) -> list[str]:
    """Print the outage pack, and return the numbers on its forms."""
    who.starts()
    who.follows("Print the outage pack for today")
    who.presses("Take new numbers and show the pack", {"How many new paper forms?": str(forms)})
    blanks = who.page.all("section", cls="wv-blank")
    return [blank.one("strong", cls="wv-head-words").text for blank in blanks]


def types_in(who: Nurse | Rep, number: str, words: str, handed_in: date) -> None:
    who.starts()
    who.follows("Type in a paper form")
    who.presses("Type it in", typed(number, words, handed_in))


def typed(number: str, words: str, handed_in: date) -> dict[str, object]:
    which = {"Number of the form": number, "When was it handed in?": handed_in, "The words on the paper": words}
    return {**which, "What is it about?": "Food", "What is it?": "Idea"}


def down_on_thursday(alder: AlderWard) -> tuple[Rep, Nurse, list[str]]:
    """The agenda is out with the dryer on it, the pack is printed, and then the network is down until Friday."""
    rep, tom, somebody = alder.rep(), alder.nurse("Tom"), alder.somebody()
    somebody.adds_to_the_meeting(DRYER)
    the_agenda_goes_out(rep)
    alder.it_is(FIRST_MEETING, 8, 30)
    numbers = prints_the_pack(tom, 2)
    tom.reads(DRYER, "The meeting on paper", "Something for our meeting")
    alder.it_is(FRIDAY, 9)
    return rep, tom, numbers


def test_what_was_handed_in_on_paper_is_there_once_with_its_day(alder: AlderWard) -> None:
    rep, tom, (first, _second) = down_on_thursday(alder)
    types_in(tom, first, FRUIT, FIRST_MEETING)
    tom.reads(FRUIT, "received on paper on Thursday 5 March, typed in on Friday 6 March by staff")
    tom.reads("A patient handed this in on paper on Thursday 5 March. Tom (nurse) typed it in.")
    rep.starts()
    rep.follows("Type in a paper form")
    already = "This form was typed in on Friday 6 March already."
    rep.is_refused("Type it in", typed(first, "more  fruit please", FIRST_MEETING), already)
    rep.follows("See what stands there")
    rep.reads(FRUIT)
    assert alder.verified().whole


def test_a_whole_meeting_on_paper_is_written_up_with_its_day(alder: AlderWard) -> None:
    """What was promised on Thursday keeps the day that was promised, even where that has passed by Friday."""
    rep, _tom, _numbers = down_on_thursday(alder)
    rep.starts()
    rep.follows("Was it held on paper? Write it up.")
    rep.reads("The day of this meeting is over.")
    rep.presses("Open the meeting")
    rep.counts_who_is_here({"Patients": 8, "Patients on the ward today": 14})
    promise = {"promise": MEND, "due": FIRST_MEETING}
    rep.writes_the_answer(DRYER, "Yes", TOM, words="It will be mended", **promise)
    rep.closes_the_meeting()
    rep.follows("Read the minutes")
    rep.reads("Minutes, Thursday 5 March", "Written up on Friday 6 March, from paper.", MEND)
    rep.looks_at_the_promise(MEND)
    rep.reads("First date: Thursday 5 March", "The day has passed")
    rep.does_not_read("new owner since")
    assert alder.verified().whole


def test_an_agenda_that_goes_out_late_holds_nothing_that_came_after_its_day(alder: AlderWard) -> None:
    rep, somebody = alder.rep(), alder.somebody()
    somebody.adds_to_the_meeting(DRYER)
    alder.it_is(FRIDAY, 9)
    somebody.adds_to_the_meeting(LATER)
    rep.looks_at_the_meetings()
    rep.follows("Prepare the agenda", near="Thursday 5 March")
    rep.presses("Let it go out")
    rep.starts()
    rep.follows("Was it held on paper? Write it up.")
    rep.presses("Open the meeting")
    outline = rep.page.one("nav", id="outline").text
    assert "Laundry" in outline or DRYER in outline
    assert LATER not in rep.text
    rep.looks_at_the_meetings()
    rep.follows("Prepare the agenda", near="Thursday 12 March")
    rep.reads(LATER)


def test_a_meeting_that_is_opened_on_its_day_says_nothing_of_paper(alder: AlderWard) -> None:
    rep = alder.rep()
    rep.publishes_the_agenda()
    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    rep.closes_the_meeting()
    rep.does_not_read("from paper")
