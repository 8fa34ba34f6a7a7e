"""Oak moves from Alder to Birch, and keeps the name Oak and what Oak asked for (B4)."""

from __future__ import annotations

from datetime import date

import pytest

from tests import builders as a
from tests.journeys.people import PIN, Nurse, Patient, Rep
from tests.journeys.stories import DRYER, LAMP, MEND, at_birch, oak_asked_for_two_things
from tests.journeys.ward import AlderWard
from wardvoice.wards.models import Ward

TO, ALONG, REP = "To which ward do you move?", "I take it along", "Hand it to the rep"


@pytest.fixture
def cast(alder: AlderWard) -> tuple[Patient, Rep, Nurse, Patient]:
    """Oak asked for two things; one is promised. Birch has a terminal, at which nobody stands yet."""
    return *oak_asked_for_two_things(alder), at_birch(alder)


def gets_words(oak: Patient, to: str = "Birch") -> str:
    oak.starts()
    oak.follows("I move to another ward here")
    oak.presses("Give me five words", {TO: to, LAMP: REP})
    five = " ".join(oak.main.one("ol", data_words="").text.split())
    oak.finishes()
    return five


def types(somebody: Patient, five: str) -> None:
    somebody.comes_back_with(five)
    somebody.reads("You move with your ward name")
    somebody.presses("Go on")


def names_at_birch(alder: AlderWard, *words: str, beds: int = 0) -> None:
    with alder.opened() as session:
        birch = session.query(Ward).filter_by(name="Birch").one()
        for word in words:
            a.a_ward_name(birch, word, clock=alder.clock)
        if beds:
            a.done(session, a.ADMIN, a.people.change_beds, alder.clock, ward=birch, beds=beds)
    alder.is_untouched = False


def test_the_name_and_what_oak_asked_go_along(alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]) -> None:
    oak, rep, tom, there = cast
    oak.starts()
    oak.follows("I move to another ward here")
    oak.reads("You can go on as Oak there, with the same PIN or pictures.", "Until then you are Oak here")
    oak.reads("People who work on both wards may see that Oak has moved.")
    oak.presses("Give me five words", {TO: "Birch", DRYER: ALONG, LAMP: REP})
    oak.reads("Take these words to Birch", "They work once, until Friday 3 April.")
    assert oak.has_a_receipt
    five = " ".join(oak.main.one("ol", data_words="").text.split())
    oak.finishes()
    oak.starts()
    oak.reads("You are Oak")
    oak.finishes()

    types(there, five)
    there.reads("Welcome to Birch", "You can go on with your ward name here.")
    there.presses("Go on", {"Your PIN": PIN})
    there.reads("You are Oak here now.", "What I asked on my old ward", DRYER)
    there.does_not_read(LAMP)

    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("A former patient, Monday 2 March")
    reader.does_not_read("Oak")
    rep.looks_at_what_was_asked_for(MEND)
    rep.does_not_read("has left the ward", "Oak")

    alder.it_is(date(2026, 3, 10))
    tom.says_done("The estates team mended it", MEND)
    there.word = "Oak"
    there.looks_at_my_things()
    there.follows(MEND)
    there.presses("No")
    there.reads("You said: No.", "Patients say: not done")
    assert alder.verified().whole

    again = alder.somebody()
    again.starts()
    again.follows("Sign in with my ward name")
    wrong = "The name or the PIN is not right. Please try again."
    again.is_refused("Go on", {"Your ward name": "Oak", "Your PIN": PIN}, wrong)


def test_words_that_are_used_open_nothing(alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]) -> None:
    oak, _rep, _tom, there = cast
    five = gets_words(oak)
    types(there, five)
    there.presses("Go on", {"Your PIN": PIN})
    there.finishes()
    there.starts()
    there.follows("My things", "With five words")
    there.is_refused("Look for an answer", {"Your five words": five}, "These words open nothing here.")


def test_a_wrong_pin_counts_as_it_does_at_sign_in(alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]) -> None:
    oak, _rep, _tom, there = cast
    types(there, gets_words(oak))
    for _ in range(5):
        there.is_refused("Go on", {"Your PIN": "111222"}, "The name or the PIN is not right.")
    there.is_refused("Go on", {"Your PIN": PIN}, "There were too many wrong tries.", status=429)
    oak.starts()
    oak.reads("You are Oak")


def test_at_another_ward_the_page_says_where_the_words_are_for(
    alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]
) -> None:
    oak, _rep, _tom, _there = cast
    five = gets_words(oak)
    here = alder.somebody()
    types(here, five)
    here.reads("These words are for Birch", "They are good until Friday 3 April.")
    here.browser.post("/my-name/arriving", {"pin": PIN}, status=404)
    oak.starts()
    oak.follows("I move to another ward here")
    oak.reads("You have five words for Birch.")
    oak.presses("I stay here after all")
    oak.reads("You stay here. The five words open nothing now.")


def test_where_every_bed_has_its_name_the_words_stay_good(
    alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]
) -> None:
    oak, _rep, _tom, there = cast
    five = gets_words(oak)
    names_at_birch(alder, "Heron", beds=1)
    types(there, five)
    there.is_refused("Go on", {"Your PIN": PIN}, "Your five words stay good")
    names_at_birch(alder, beds=2)
    there.presses("Go on", {"Your PIN": PIN})
    there.reads("You are Oak here now.")


def test_a_word_that_somebody_has_there_is_changed_for_another(
    alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]
) -> None:
    oak, _rep, _tom, there = cast
    five = gets_words(oak)
    names_at_birch(alder, "Oak")
    types(there, five)
    there.reads("Your word is not free on this ward.")
    there.is_refused("Go on", {"Your PIN": PIN}, "Choose one of the words.")
    word = there.main.all("input", type="radio", name="word")[0]["value"]
    there.presses("Go on", {"Choose another ward name": word, "Your PIN": PIN})
    there.reads(f"You are {word} here now.", DRYER)


def test_after_28_days_the_words_have_ended_and_the_name_goes_on(
    alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]
) -> None:
    oak, _rep, _tom, there = cast
    five = gets_words(oak)
    alder.it_is(date(2026, 4, 4))
    there.starts()
    there.follows("My things", "With five words")
    there.is_refused("Look for an answer", {"Your five words": five}, "These words open nothing here.")
    oak.starts()
    oak.reads("You are Oak")


def test_nobody_else_comes_to_these_pages(alder: AlderWard, cast: tuple[Patient, Rep, Nurse, Patient]) -> None:
    _oak, _rep, tom, there = cast
    tom.starts()
    for path in ("/my-name/moving", "/my-name/arriving"):
        tom.browser.get(path, status=403)
    there.starts()
    there.browser.get("/my-name/arriving", status=404)
    there.browser.post("/my-name/arriving", {"pin": PIN}, status=404)
