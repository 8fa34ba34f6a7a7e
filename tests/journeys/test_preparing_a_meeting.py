"""A rep prepares the meeting: goes round, shares out the time, asks a question, and reads the script aloud."""

from __future__ import annotations

from tests.journeys.people import Patient, Rep
from tests.journeys.ward import FIRST_MEETING, AlderWard
from wardvoice.people.rules import TermRole

DRYER, FRUIT = "The dryer is broken", "More fruit, please"
FILM = "Shall we have a film on Friday?"


def goes_round(person: Rep, **said: str) -> None:
    """Write a round on the ward down, as numbers."""
    person.prepares_the_agenda()
    person.follows("Go round and ask everybody")
    questions = {
        "asked": "How many people did you ask?",
        "gave": "How many gave you something for the meeting?",
        "no": "How many said no?",
        "not_now": "How many said: not now?",
    }
    person.presses("Write my numbers down", {questions[name]: count for name, count in said.items()})


def asks_everybody(rep: Rep, question: str, decides: str, about: str = "") -> None:
    rep.prepares_the_agenda()
    rep.follows("Questions of the week")
    answers = {"What do you ask?": question, "What does the answer decide?": decides}
    rep.presses("Ask it", {**answers, **({"What is it about?": about} if about else {})})
    rep.reads("The question is written down.", question)


def says_at_the_terminal(patient: Patient, answer: str) -> None:
    patient.starts()
    patient.follows("One question for everybody: say what you think")
    patient.presses(f"{answer}: {FILM}")
    patient.reads(f"You said: {answer}. You can change it.")


def prepared(alder: AlderWard) -> Rep:
    """Two items are placed and timed, a round was made, and a question is asked; the agenda is not out yet."""
    kestrel = alder.patient("Kestrel")
    kestrel.adds_to_the_meeting(DRYER, topic="Laundry")
    kestrel.adds_to_the_meeting(FRUIT, topic="Food", kind="Idea")
    rep = alder.rep()
    rep.prepares_the_agenda()
    rep.places(DRYER)
    rep.places(FRUIT)
    rep.follows(f"Time and more: {DRYER}")
    rep.presses(f"Set the minutes of: {DRYER}", {"Minutes": "20"}, near=DRYER)
    rep.reads("20 min", "Planned: 60 of 60 minutes.")
    goes_round(rep, asked="6", gave="2", no="1", not_now="2")
    asks_everybody(rep, FILM, "We will do what you choose")
    return rep


def test_a_rep_prepares_the_meeting_and_those_outside_the_room_have_a_voice(alder: AlderWard) -> None:
    rep = prepared(alder)
    rep.publishes_the_agenda()
    sparrow, tern = alder.patient("Sparrow"), alder.patient("Tern")  # in seclusion, the screen is brought to the door
    says_at_the_terminal(sparrow, "For it")
    sparrow.does_not_read("From the ward")
    says_at_the_terminal(tern, "For it")
    says_at_the_terminal(tern, "Against it")

    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    rep.turns_to(FILM)
    rep.reads("Who is not here answers at the ward terminal.", "We see the numbers when our hands are counted.")
    rep.counts_hands(FILM, "We will do what you choose", {"For": "4", "Against": "1"}, {"For": "0"})
    rep.turns_to(FILM)
    rep.reads("Patients: 4 for, 1 against, 0 not sure.", "From the ward: 1 for, 1 against, 0 not sure.")
    rep.stops_early("The film begins")
    reader = alder.somebody()
    reader.starts()
    assert reader.cannot("One question for everybody: say what you think")
    reader.follows("The last meeting")
    reader.reads(
        "Before the meeting: 6 people were asked. 2 gave something, 1 said no, 2 said not now.",
        "From the ward: 1 for, 1 against, 0 not sure.",
    )


def test_the_script_is_read_from_the_laptop_and_printed(alder: AlderWard) -> None:
    rep = prepared(alder)
    rep.follows("Back to the agenda")
    rep.follows("The chair’s script")
    rep.reads_in_order(
        "Welcome to our meeting.",
        "We have 60 minutes.",
        "One person speaks at a time.",
        "First: what was promised",
        "Somebody asked:",
        DRYER,
        FRUIT,
        "I ask everybody:",
        FILM,
        "We will do what you choose.",
        "Thank you all. The meeting is over.",
    )
    rep.follows("Print the script")
    rep.reads("The chair’s script", "Thursday 5 March at 10:30", "10:35", "20 min")


def test_two_who_go_round_add_up_and_the_agenda_says_that_it_was_late(alder: AlderWard) -> None:
    rep, peer = alder.rep(), alder.rep("Puffin", TermRole.PEER)
    goes_round(rep, asked="6", gave="2", no="1", not_now="2")
    peer.looks_at_the_meetings()
    peer.follows("Thursday 5 March at 10:30, in the day room")
    peer.follows("Go round and ask everybody")
    peer.presses("Write my numbers down", {"How many people did you ask?": "3", "How many said no?": "1"})
    peer.reads("9 people were asked. 2 gave something, 2 said no, 2 said not now.")
    alder.it_is(FIRST_MEETING, hour=8)
    rep.prepares_the_agenda()
    rep.reads("This one is late by now, and says so.")
    rep.publishes_the_agenda()
    reader = alder.somebody()
    reader.looks_at_the_agenda()
    reader.reads("Published 2 hours before the meeting.")
