"""Somebody without a name takes five words along, and comes back for the answer, at whichever screen they find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.stories import DONE_ON, DRYER, MEND, NEXT_FRIDAY, at_birch, the_agenda_goes_out
from tests.journeys.ward import FIRST_MEETING, AlderWard
from wardvoice.storage import sealing


@pytest.fixture(autouse=True, scope="module")
def quick_words() -> Iterator[None]:
    """Words are derived as ever, only not slowly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))
        yield


def answered_and_done(alder: AlderWard) -> None:
    """The meeting talks about it, Tom promises to mend it, and some days later he says that it is done."""
    rep, tom = alder.rep(), alder.nurse("Tom")
    the_agenda_goes_out(rep)
    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    promise = {"promise": MEND, "due": NEXT_FRIDAY}
    rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", words="We mend it.", **promise)
    rep.closes_the_meeting()
    alder.it_is(DONE_ON)
    tom.says_done("New belt put in", MEND)


def test_they_write_send_finish_and_come_back_before_anybody_answers(alder: AlderWard) -> None:
    somebody = alder.somebody()
    five = somebody.sends_it_for_five_words(DRYER)
    assert len(five.split()) == 5
    somebody.finishes()
    assert five.split()[0] not in somebody.text
    later = alder.somebody()
    later.comes_back_with(five)
    later.reads("Nothing new yet")
    later.does_not_read(DRYER)
    later.presses("Show how it stands")
    later.reads(DRYER, "We have it")
    later.follows("Add something")
    later.presses("Add my words", {"What do you want to add?": "Since Monday"})
    later.reads("Your words are added.", "Since Monday")


@pytest.mark.parametrize("next_door", [False, True], ids=["on the ward", "on another ward"])
def test_they_read_the_answer_accept_it_and_say_whether_it_happened(alder: AlderWard, next_door: bool) -> None:
    five = alder.somebody().sends_it_for_five_words(DRYER)
    answered_and_done(alder)
    later = at_birch(alder) if next_door else alder.somebody()
    later.comes_back_with(five.upper())
    later.reads("There is an answer")
    later.does_not_read("We mend it.")
    later.presses("Show it to me")
    later.reads("We mend it.")
    later.presses("Yes, I accept it")
    later.reads("You said yes.")
    later.follows(MEND)
    later.presses("No")
    assert later.has_a_receipt
    later.reads("You said: No.", "Nobody sees who you are.", "Patients say: not done")
    assert alder.verified().whole


def test_after_finish_the_next_person_needs_the_words_again(alder: AlderWard) -> None:
    somebody = alder.somebody()
    five = somebody.sends_it_for_five_words(DRYER)
    somebody.finishes()
    somebody.follows("My things", "With five words")
    somebody.reads("Is there an answer?")
    somebody.does_not_read("Nothing new yet", five)  # one of them alone may be a word of the page, such as "answer"
