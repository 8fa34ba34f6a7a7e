"""Beginnings that many stories share, each played through pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests import builders as a
from tests.journeys.people import Nurse, Patient, Rep
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard
from wardvoice.web.sessions import token_hash

DRYER = "The dryer is broken"
MEND = "Mend the dryer"
LAMP = "The lamp flickers"
FRIDAY = date(2026, 3, 6)
NEXT_FRIDAY = date(2026, 3, 13)
DONE_ON = date(2026, 3, 10)
OTHERS = ("Sparrow", "Oak", "Birch", "Tern")


@dataclass
class Promised:
    """Kestrel asked for the dryer; Tom the nurse promised on Thursday 5 March to mend it by Friday 13 March."""

    kestrel: Patient
    rep: Rep
    tom: Nurse


def a_meeting_with(alder: AlderWard, *items: tuple[str, str]) -> Rep:
    """Somebody asked for these (words, topic); the rep has read them, the agenda is out, and the meeting is open."""

    def play() -> None:
        alder.nurse("Tom")
        rep, somebody = alder.rep(), alder.somebody()
        for words, topic in items:
            somebody.adds_to_the_meeting(words, topic=topic)
        the_agenda_goes_out(rep)
        alder.it_is(FIRST_MEETING)
        rep.opens_the_meeting()

    alder.remembered(("a meeting with", *items), play)
    rep = alder.rep()
    rep.goes_to_the_room()
    return rep


def the_agenda_goes_out(rep: Rep) -> None:
    """The rep reads everything that waits and lets the agenda go out."""
    rep.prepares_the_agenda()
    while rep.can("I have read this"):
        rep.presses("I have read this")
    rep.presses("Let it go out")


def oak_asked_for_two_things(alder: AlderWard) -> tuple[Patient, Rep, Nurse]:
    """Oak asked for two things under the ward name; one is promised, the other waits for the next meeting."""
    oak, rep = alder.patient("Oak"), alder.rep()
    tom = alder.nurse("Tom")
    for words, topic in ((DRYER, "Laundry"), (LAMP, "Rooms")):
        oak.adds_to_the_meeting(words, topic=topic, shown="With my ward name")
    the_agenda_goes_out(rep)
    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", promise=MEND, due=SECOND_MEETING)
    rep.lets_it_wait(LAMP, "There is no time")
    rep.closes_the_meeting()
    alder.it_is(FRIDAY, 9)
    return oak, rep, tom


def a_promise(alder: AlderWard) -> Promised:
    """The loop up to a promise, and the meeting is over. Sparrow, Oak, Birch and Tern have ward names, too."""

    def play() -> None:
        story = Promised(alder.patient("Kestrel"), alder.rep(), alder.nurse("Tom"))
        for word in OTHERS:
            alder.patient(word)
        story.kestrel.adds_to_the_meeting(DRYER, shown="With my ward name")
        the_agenda_goes_out(story.rep)
        alder.it_is(FIRST_MEETING)
        story.rep.opens_the_meeting()
        promise = {"promise": MEND, "due": NEXT_FRIDAY}
        story.rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", words="It will be mended", **promise)
        story.rep.closes_the_meeting()

    alder.remembered(("a promise",), play)
    return Promised(alder.patient("Kestrel"), alder.rep(), alder.nurse("Tom"))


def said_done(alder: AlderWard) -> Promised:
    """Tom says on Tuesday 10 March that he mended the dryer."""

    def play() -> None:
        story = a_promise(alder)
        alder.it_is(DONE_ON)
        story.tom.says_done("The estates team mended it", MEND)

    alder.remembered(("said done",), play)
    return Promised(alder.patient("Kestrel"), alder.rep(), alder.nurse("Tom"))


def the_next_meeting(alder: AlderWard, rep: Rep, day: date) -> None:
    """The next agenda goes out, and the meeting begins."""
    the_agenda_goes_out(rep)
    alder.it_is(day)
    rep.opens_the_meeting()


def at_birch(alder: AlderWard) -> Patient:
    """Somebody at the terminal of the ward next door."""
    with alder.opened() as session:
        birch = a.a_ward(session, "Birch", clock=alder.clock)
        a.a_screen(birch, token_hash=token_hash("birch's terminal"), place="the hall", clock=alder.clock)
    alder.is_untouched = False
    return Patient(alder, token="birch's terminal")
