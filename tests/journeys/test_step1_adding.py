"""Step 1 of the loop: a patient adds an item, and is told what happens next and when."""

from __future__ import annotations

import pytest

from tests.journeys.ward import AlderWard

KINDS = ["Problem", "Idea", "Question", "Thanks", "Keep this", "Challenge to a rule"]


def test_anybody_at_the_terminal_adds_something_without_signing_in(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.adds_to_the_meeting("The dryer is broken", topic="Laundry")
    somebody.reads("We have it", "The dryer is broken", "Problem · Laundry", "As “a patient”")


def test_the_receipt_says_what_happens_next_and_when(alder: AlderWard) -> None:
    alder.rep("Linnet")
    somebody = alder.somebody()
    somebody.adds_to_the_meeting("The dryer is broken")
    somebody.reads_in_order(
        "What happens next",
        "The rep, peer supporters, staff and the advocate can read it now. Other patients cannot yet.",
        "The rep puts it on the agenda.",
        "The agenda comes out by Wednesday 4 March.",
        "We talk about it at the meeting: Thursday 5 March at 10:30, in the day room.",
    )


def test_send_comes_on_the_fourth_page_at_the_latest(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.starts()
    somebody.follows("Add to the meeting")
    somebody.reads("1 of 4")
    somebody.presses("Go on", {"How do you want to say it?": "In words"})
    somebody.reads("2 of 4")
    somebody.presses("Go on", {"What is it about?": "Food"})
    somebody.reads("3 of 4")
    somebody.presses("Go on", {"What is it?": "Idea", "Your words": "More fruit, please"})
    somebody.reads("4 of 4", "This is what you send", "More fruit, please")
    assert somebody.can("Send to the meeting", "Back")


def test_whoever_goes_back_finds_every_word_again(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.says("More fruit, please", topic="Food")
    somebody.presses("Back")
    assert somebody.page.one("textarea").raw.strip() == "More fruit, please"
    somebody.presses("Back")
    somebody.presses("Go on")
    somebody.presses("Go on")
    somebody.sends_it()
    somebody.reads("We have it", "More fruit, please", "Problem · Food")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_brought(alder: AlderWard, kind: str) -> None:
    somebody = alder.somebody()
    somebody.adds_to_the_meeting("The garden at night", topic="Rules", kind=kind)
    somebody.reads("We have it", f"{kind} · Rules")


def test_a_patient_who_reads_nothing_adds_something_in_pictures(alder: AlderWard) -> None:
    sparrow = alder.patient("Sparrow")
    sparrow.shows_in_pictures("Food", "Sad")
    sparrow.reads("This is what you send", "Problem · Food", "Sad")
    sparrow.sends_it()
    assert sparrow.has_a_receipt
    sparrow.reads("We have it", "Problem · Food", "Sad")
    sparrow.looks_at_my_things()
    sparrow.reads("Problem · Food", "Asked in pictures, without words.")


def test_a_patient_is_shown_by_ward_name_after_saying_who_they_are(alder: AlderWard) -> None:
    rep, kestrel = alder.rep(), alder.patient("Kestrel")
    somebody = alder.somebody()
    somebody.says("The dryer is broken")
    somebody.presses("Send to the meeting", {"How should we show it?": "With my ward name"})
    somebody.reads("Who are you?", "Everything you wrote is still here.")
    somebody.presses("Send to the meeting", {"Your ward name": "Kestrel", "Your PIN": "270841"})
    assert somebody.has_a_receipt
    somebody.reads("With my ward name", "You are Kestrel")
    kestrel.looks_at_my_things()
    kestrel.reads("The dryer is broken")
    rep.publishes_the_agenda()
    alder.somebody().looks_at_the_agenda()


def test_how_somebody_appears_is_what_everybody_reads(alder: AlderWard) -> None:
    rep, kestrel, reader = alder.rep(), alder.patient("Kestrel"), alder.somebody()
    kestrel.adds_to_the_meeting("The kettle is slow", topic="Food", shown="With my ward name")
    kestrel.adds_to_the_meeting("The lamp flickers", topic="Rooms", shown="As “a patient”")
    kestrel.adds_to_the_meeting("The phone is too loud", topic="Phone", shown="Through the rep")
    rep.prepares_the_agenda()
    for words in ("The kettle is slow", "The lamp flickers", "The phone is too loud"):
        rep.reads_what_waits(words)
    rep.publishes_the_agenda()
    for title, byline in {
        "Problem · Food": "Kestrel, Monday 2 March",
        "Problem · Rooms": "A patient, Monday 2 March",
        "Problem · Phone": "Through the rep, Monday 2 March",
    }.items():
        reader.looks_at_the_agenda()
        reader.follows(title)
        reader.reads(byline)
        assert ("Kestrel" in reader.main.text) == byline.startswith("Kestrel")


@pytest.mark.parametrize("pen", ["rep", "peer", "nurse", "advocate"])
def test_others_write_it_down_and_it_says_so(alder: AlderWard, pen: str) -> None:
    writer = {"rep": alder.rep, "peer": alder.peer, "nurse": alder.nurse, "advocate": alder.advocate}[pen]()
    writer.writes_down_for_a_patient("My shoes were lost", topic="Something else")
    writer.reads("My shoes were lost")
    who = {"rep": "the rep", "peer": "a peer supporter", "nurse": "staff", "advocate": "the advocate"}[pen]
    writer.reads(f"A patient, written down by {who}")


def test_what_staff_write_down_is_counted_apart(alder: AlderWard) -> None:
    rep, nurse, reader = alder.rep(), alder.nurse(), alder.somebody()
    reader.adds_to_the_meeting("The dryer is broken")
    nurse.writes_down_for_a_patient("My shoes were lost", topic="Something else")
    rep.publishes_the_agenda()
    reader.looks_at_the_board()
    reader.reads("1 asked", "Staff wrote down 1 more for a patient")


def test_whoever_sends_the_same_form_twice_has_sent_it_once(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.says("The dryer is broken")
    fourth = somebody.page
    somebody.sends_it()
    before = alder.rows()
    somebody.browser.page = fourth
    somebody.sends_it()
    assert somebody.has_a_receipt
    assert alder.rows() == before


def test_somebody_who_answers_nothing_is_told_what_to_choose(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.starts()
    somebody.follows("Add to the meeting")
    somebody.is_refused("Go on", {}, "There is a problem", "Choose one of the two.")
    somebody.presses("Go on", {"How do you want to say it?": "In words"})
    somebody.is_refused("Go on", {}, "Choose a picture.")
    somebody.presses("Go on", {"What is it about?": "Food"})
    somebody.is_refused("Go on", {"Your words": "  "}, "Choose what it is.", "Write a few words first.")
