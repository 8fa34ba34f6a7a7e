"""Whoever tries to make a promise look kept, or one person look like many, is refused or not counted."""

from __future__ import annotations

from datetime import date

from tests.journeys.stories import MEND, OTHERS, said_done, the_next_meeting
from tests.journeys.ward import SECOND_MEETING, AlderWard

ASKED, NOT_DONE = "Did it happen?", "Patients say: not done"


def test_the_owner_cannot_answer_whether_it_happened(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.looks_at_the_promise(MEND)
    form, _yes = story.kestrel.browser.form("Yes")
    story.tom.looks_at_the_promise(MEND)
    story.tom.reads("Patients answer this at the ward terminal or in the meeting. Staff cannot.")
    assert story.tom.cannot("Yes", "Partly", "No", "I cannot tell")
    before = alder.rows()
    story.tom.browser.post(form["action"], {"reply": "yes", "version": 3}, status=403)
    assert alder.rows() == before
    story.kestrel.looks_at_the_promise(MEND)
    story.kestrel.reads(ASKED)


def test_neither_can_the_manager_nor_whoever_stands_in_for_the_rep(alder: AlderWard) -> None:
    story, manager, advocate = said_done(alder), alder.manager(), alder.advocate()
    story.kestrel.looks_at_the_promise(MEND)
    form, _yes = story.kestrel.browser.form("Yes")
    advocate.starts()
    advocate.follows("Reps")
    advocate.presses("End it today: Linnet as Rep")
    for one in (manager, advocate):
        one.looks_at_the_promise(MEND)
        assert one.cannot("Yes", "Partly", "No", "I cannot tell")
        one.browser.post(form["action"], {"reply": "yes", "version": 3}, status=403)


def test_staff_draw_no_card_while_a_rep_or_an_advocate_is_in_post(alder: AlderWard) -> None:
    """Alone they draw one, and that is counted; then a rep is in post and a second card is refused."""
    tom, manager = alder.nurse(), alder.manager()
    tom.starts()
    tom.follows("Ward cards")
    tom.reads("No rep and no advocate is in post. Cards drawn by staff are counted above.")
    tom.presses("Draw", {"How many cards?": 1})
    tom.reads("New ward cards")
    tom.follows("Back to the cards")
    tom.reads("1 drawn by staff")
    waiting = tom.page
    alder.rep()
    for one in (tom, manager):
        one.starts()
        one.follows("Ward cards")
        assert one.cannot("Draw")
        one.reads("The rep and the advocate keep the cards.", "1 drawn by staff")
    before = alder.rows()
    tom.browser.page = waiting
    tom.presses("Draw", {"How many cards?": 1}, status=403)
    assert alder.rows() == before


def test_a_ward_name_made_after_the_done_is_kept_and_not_counted(alder: AlderWard) -> None:
    said_done(alder)
    joan, sparrow = alder.advocate(), alder.patient("Sparrow")
    made = [alder.newcomer().becomes_somebody(joan.draws_a_card()) for _ in range(2)]
    for word in made:
        late = alder.somebody()
        late.word = word
        late.says_it_happened("Yes", MEND)
        late.reads("Your ward name is newer than the “done”. So it is kept, but it is not counted this time.", ASKED)
    sparrow.says_it_happened("Yes", MEND)
    sparrow.reads(ASKED)
    sparrow.looks_at_the_promise(MEND)
    sparrow.reads("The name is newer than the “done”, so it is not counted.", ASKED)


def test_a_name_made_before_the_next_done_counts_then(alder: AlderWard) -> None:
    story = said_done(alder)
    joan, sparrow = alder.advocate(), alder.patient("Sparrow")
    word = alder.newcomer().becomes_somebody(joan.draws_a_card())
    story.kestrel.says_it_happened("No", MEND)
    alder.it_is(date(2026, 3, 11))
    story.tom.says_done("Now it is really mended", MEND)
    late = alder.somebody()
    late.word = word
    late.says_it_happened("Yes", MEND)
    late.does_not_read("not counted")
    late.reads(ASKED)
    sparrow.says_it_happened("Yes", MEND)
    sparrow.reads("Done. Patients say yes.")


def test_there_are_never_more_names_than_beds(alder: AlderWard) -> None:
    joan, manager = alder.advocate(), alder.manager()
    manager.starts()
    manager.follows("Ward", "Change the number of beds")
    manager.presses("Save", {"Beds": 2})
    manager.reads("The number of beds is changed.")
    joan.starts()
    joan.follows("Ward cards")
    joan.is_refused("Draw", {"How many cards?": 3}, "the ward has 2 beds. Use or retire some cards first.")
    for _ in range(2):
        alder.newcomer().becomes_somebody(joan.draws_a_card())
    third = alder.newcomer()
    third.uses_the_card(joan.draws_a_card())
    word = third.page.one("div", cls="wv-words-on-offer").all("label")[0].text
    third.presses("Go on", {"Choose your ward name": word})
    third.is_refused(
        "Take this name",
        {"Your PIN": "270841", "Your PIN again": "270841"},
        "There is a ward name for each bed now. Keep your card.",
    )
    reader = alder.somebody()
    reader.starts()
    reader.follows("How many ward cards there are")
    reader.reads("2 of 2 beds have a ward name")


def test_beds_cannot_be_fewer_than_names(alder: AlderWard) -> None:
    manager = alder.manager()
    for word in ("Kestrel", "Sparrow", "Oak"):
        alder.patient(word)
    manager.starts()
    manager.follows("Ward", "Change the number of beds")
    manager.is_refused("Save", {"Beds": 2}, "3 ward names are in use here. There cannot be fewer beds than names.")


def test_one_hand_in_the_room_decides_nothing(alder: AlderWard) -> None:
    story = said_done(alder)
    the_next_meeting(alder, story.rep, SECOND_MEETING)
    for hands in ({"yes": 1}, {"no": 1}, {"yes": 2}):
        story.rep.counts_replies(MEND, **hands)
        story.rep.reads("The hands are written down.")
        reader = alder.somebody()
        reader.looks_at_the_promise(MEND)
        reader.reads(ASKED)
        reader.does_not_read("Done. Patients say yes.", NOT_DONE)


def test_two_patients_do_not_outweigh_the_raisers_no(alder: AlderWard) -> None:
    story = said_done(alder)
    others = [alder.patient(word) for word in OTHERS]
    story.kestrel.says_it_happened("No", MEND)
    for one in others:
        one.looks_at_the_promise(MEND)
        one.reads(NOT_DONE)
        assert one.cannot("Yes", "No")


def test_two_patients_yes_and_the_raisers_no_afterwards_is_no(alder: AlderWard) -> None:
    story = said_done(alder)
    others = [alder.patient(word) for word in OTHERS[:2]]
    for one in others:
        one.says_it_happened("Yes", MEND)
    story.kestrel.says_it_happened("No", MEND)
    story.kestrel.reads(NOT_DONE)


def test_the_room_does_not_outweigh_the_raisers_word(alder: AlderWard) -> None:
    story = said_done(alder)
    story.kestrel.says_it_happened("Yes", MEND)
    the_next_meeting(alder, story.rep, SECOND_MEETING)
    story.rep.turns_to("Promises")
    assert MEND not in story.rep.main.text
    reader = alder.somebody()
    reader.looks_at_the_promise(MEND)
    reader.reads("Done. Patients say yes.")


def test_whoever_shares_a_browser_with_the_raiser_is_not_the_raiser(alder: AlderWard) -> None:
    """After Finish the next one at the terminal is nobody."""
    story = said_done(alder)
    story.kestrel.looks_at_the_promise(MEND)
    question = story.kestrel.page
    story.kestrel.finishes()
    story.kestrel.browser.page = question
    story.kestrel.presses("Yes", status=403)
    reader = alder.somebody()
    reader.looks_at_the_promise(MEND)
    reader.reads(ASKED)
