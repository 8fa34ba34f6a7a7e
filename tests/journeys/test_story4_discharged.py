"""Story 4, as far as ward names and items go: Oak goes home on Friday with two open items."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.people import PIN, Nurse, Patient, Rep
from tests.journeys.stories import DRYER, MEND, the_agenda_goes_out
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard
from wardvoice.people.queries import is_on_offer

LAMP = "The lamp flickers"
FRIDAY = date(2026, 3, 6)
Cast = tuple[Patient, Rep, Nurse]


@pytest.fixture
def cast(alder: AlderWard) -> Cast:
    """Oak asked for two things under the ward name; one is promised, the other waits for the next meeting."""

    def play() -> None:
        oak, rep = alder.patient("Oak"), alder.rep()
        alder.nurse("Tom")
        for words, topic in ((DRYER, "Laundry"), (LAMP, "Rooms")):
            oak.adds_to_the_meeting(words, topic=topic, shown="With my ward name")
        the_agenda_goes_out(rep)
        alder.it_is(FIRST_MEETING)
        rep.opens_the_meeting()
        rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", promise=MEND, due=SECOND_MEETING)
        rep.lets_it_wait(LAMP, "There is no time")
        rep.closes_the_meeting()
        alder.it_is(FRIDAY, 9)

    alder.remembered(("Oak's last day",), play)
    return alder.patient("Oak"), alder.rep(), alder.nurse("Tom")


def test_oak_is_told_what_leaving_means_and_asked_once(cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.starts()
    oak.follows("I am leaving this ward")
    oak.reads("Your ward name Oak stops working now.", "What you asked for stays.", "You cannot undo this.")
    oak.follows("No, I am staying")
    oak.reads("You are Oak")


def test_the_old_pin_is_dead(alder: AlderWard, cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.leaves_the_ward()
    oak.reads("Goodbye, and all the best", "The ward will still be asked to keep what it promised you.")
    assert oak.has_a_receipt
    somebody = alder.somebody()
    somebody.starts()
    somebody.follows("Sign in with my ward name")
    wrong = "The name or the PIN is not right. Please try again."
    somebody.is_refused("Go on", {"Your ward name": "Oak", "Your PIN": PIN}, wrong)


def test_the_items_stay_and_say_a_former_patient(alder: AlderWard, cast: Cast) -> None:
    oak, rep, _tom = cast
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("Oak, Monday 2 March")
    oak.leaves_the_ward()
    for one in (reader, rep, alder.manager()):
        one.looks_at_the_board()
        one.reads(DRYER, LAMP, "A former patient, Monday 2 March")
        one.does_not_read("Oak")


def test_the_promise_goes_on_and_others_confirm_it(alder: AlderWard, cast: Cast) -> None:
    oak, rep, tom = cast
    kestrel = alder.patient("Kestrel")
    oak.leaves_the_ward()
    alder.it_is(date(2026, 3, 10))
    tom.says_done("The estates team mended it", MEND)
    rep.says_it_happened("Yes", MEND)
    rep.reads("Did it happen?")
    kestrel.says_it_happened("Yes", MEND)
    kestrel.reads("Done. Patients say yes.")


def test_the_other_item_comes_onto_the_next_agenda_and_the_counts_stay(alder: AlderWard, cast: Cast) -> None:
    oak, rep, _tom = cast
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("2 asked", "1 answered")
    oak.leaves_the_ward()
    reader.looks_at_the_board()
    reader.reads("2 asked", "1 answered")
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads("Thursday 12 March", LAMP, "carried over once")


def test_the_name_rests_for_a_year(alder: AlderWard, cast: Cast) -> None:
    oak, _rep, _tom = cast
    oak.leaves_the_ward()
    for days, free in ((0, False), (364, False), (365, True)):
        day = FRIDAY + timedelta(days=days)
        assert alder.ask(lambda session, day=day: is_on_offer(session, alder.id, "Oak", day)) == free


def test_a_rep_who_leaves_ends_the_term_with_the_name(alder: AlderWard, cast: Cast) -> None:
    _oak, rep, _tom = cast
    advocate = alder.advocate()
    rep.leaves_the_ward()
    advocate.starts()
    advocate.reads("No rep since Friday 6 March")
    assert advocate.can("Prepare the agenda")
