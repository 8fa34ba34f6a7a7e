"""Step 2 of the loop: an item belongs to whoever wrote it, and words are hidden only by two people, in the open."""

from __future__ import annotations

import pytest

from tests.journeys.ward import FIRST_MEETING, AlderWard


def test_an_author_sees_in_plain_words_where_it_stands(alder: AlderWard) -> None:
    kestrel, rep = alder.patient("Kestrel"), alder.rep()
    kestrel.adds_to_the_meeting("The dryer is broken")
    kestrel.looks_at_my_things()
    kestrel.reads("The dryer is broken", "We have it")
    kestrel.opens_my_item("The dryer is broken")
    kestrel.reads("What happens next: The rep puts it on the agenda for Thursday 5 March.")
    rep.publishes_the_agenda()
    kestrel.opens_my_item("The dryer is broken")
    kestrel.reads("On the agenda", "What happens next: We talk about it on Thursday 5 March.")


def test_an_author_changes_the_words_until_the_agenda_is_out(alder: AlderWard) -> None:
    kestrel, rep = alder.patient("Kestrel"), alder.rep()
    kestrel.adds_to_the_meeting("The dryer is broken")
    kestrel.changes_my_words("The dryer is broken", "Both dryers are broken")
    kestrel.reads("Your words are changed.", "Both dryers are broken", "Who asked said it in other words.")
    kestrel.does_not_read("The dryer is broken")
    rep.publishes_the_agenda()
    kestrel.opens_my_item("Both dryers are broken")
    assert kestrel.cannot("Change my words", "Take it back")
    assert kestrel.can("Add something")


def test_whoever_was_still_writing_when_the_agenda_went_out_is_told_and_keeps_the_words(alder: AlderWard) -> None:
    kestrel, rep = alder.patient("Kestrel"), alder.rep()
    kestrel.adds_to_the_meeting("The dryer is broken")
    kestrel.opens_my_item("The dryer is broken")
    kestrel.follows("Change my words")
    rep.publishes_the_agenda()
    mine = {"Your words": "Both dryers are broken"}
    kestrel.is_refused("Store my new words", mine, "This has changed since you opened the page.", status=409)
    kestrel.reads("The dryer is broken")
    assert kestrel.page.one("textarea").raw.strip() == "Both dryers are broken"
    too_late = "The agenda is out, so this can no longer be changed. You can add a note."
    kestrel.is_refused("Store my new words", {}, too_late)
    assert kestrel.page.one("textarea").raw.strip() == "Both dryers are broken"


def test_an_author_takes_it_back_and_nobody_talks_about_it(alder: AlderWard) -> None:
    kestrel, rep = alder.patient("Kestrel"), alder.rep()
    kestrel.adds_to_the_meeting("The dryer is broken")
    kestrel.takes_back("The dryer is broken")
    kestrel.reads("You took it back.", "Taken back", "Who asked took it back.")
    rep.publishes_the_agenda()
    rep.looks_at_the_agenda()
    rep.does_not_read("The dryer is broken", "Problem · Laundry")


def test_an_author_adds_a_note_at_any_time_and_the_first_words_stay(alder: AlderWard) -> None:
    kestrel, rep, reader = alder.patient("Kestrel"), alder.rep(), alder.somebody()
    kestrel.adds_to_the_meeting("The dryer is broken")
    rep.prepares_the_agenda()
    rep.reads_what_waits("The dryer is broken")
    rep.publishes_the_agenda()
    kestrel.adds_a_note("The dryer is broken", "Now the washing machine, too")
    kestrel.reads("Your words are added.")
    reader.looks_at_the_agenda()
    reader.follows("Problem · Laundry")
    reader.reads_in_order("The dryer is broken", "Added on Monday 2 March:", "Now the washing machine, too")


def test_whoever_has_no_name_changes_it_and_takes_it_back_on_the_receipt(alder: AlderWard) -> None:
    somebody, rep = alder.somebody(), alder.rep()
    somebody.adds_to_the_meeting("The dryer is broken")
    somebody.reads("Change it, or take it back", "You can do this only here, on this page.")
    somebody.presses("Change my words", {"Your words": "Both dryers are broken"})
    assert somebody.has_a_receipt
    somebody.reads("Both dryers are broken")
    somebody.presses("Take it back")
    assert somebody.has_a_receipt
    somebody.reads("You took it back", "Nobody will talk about it in the meeting.")
    rep.prepares_the_agenda()
    rep.reads("Nothing waits.")


def test_after_finish_nobody_can_take_it_back_any_more(alder: AlderWard) -> None:
    somebody = alder.somebody()
    somebody.adds_to_the_meeting("The dryer is broken")
    receipt = somebody.page
    somebody.finishes()
    somebody.starts()
    somebody.does_not_read("The dryer is broken", "Take it back")
    somebody.browser.page = receipt
    somebody.presses("Take it back", status=403)
    rep = alder.rep()
    rep.prepares_the_agenda()
    rep.reads("The dryer is broken")


def test_the_secret_of_the_receipt_takes_nothing_back_once_the_agenda_is_out(alder: AlderWard) -> None:
    somebody, rep = alder.somebody(), alder.rep()
    somebody.adds_to_the_meeting("The dryer is broken")
    rep.publishes_the_agenda()
    somebody.presses("Take it back", status=422)
    somebody.reads("The agenda is out, so this can no longer be changed. You can add a note.")
    rep.looks_at_the_agenda()
    rep.reads("Problem · Laundry")


def test_staff_can_neither_reword_nor_delete_what_a_patient_wrote(alder: AlderWard) -> None:
    kestrel, nurse, manager = alder.patient("Kestrel"), alder.nurse(), alder.manager()
    kestrel.adds_to_the_meeting("The dryer is broken")
    kestrel.opens_my_item("The dryer is broken")
    addresses = [link["href"] for link in kestrel.page.all("a") if link.text in ("Change my words", "Take it back")]
    assert len(addresses) == 2
    for one in (nurse, manager):
        one.opens_the_item("Problem · Laundry")
        one.reads("The dryer is broken")
        assert one.cannot("Change my words", "Take it back", "Add something", "Delete")
        for address in addresses:
            one.browser.get(address, status=403)
            one.browser.post(address, {"words": "All is well", "version": 1}, status=403)
    kestrel.opens_my_item("The dryer is broken")
    kestrel.reads("The dryer is broken", "We have it")


def a_hidden_item(alder: AlderWard) -> None:
    """Kestrel's words name somebody; the nurse asked, and the rep agreed, that they be hidden."""
    kestrel, nurse, rep = alder.patient("Kestrel"), alder.nurse(), alder.rep()
    kestrel.adds_to_the_meeting("Mr Blank took my socks")
    nurse.opens_the_item("Problem · Laundry")
    nurse.follows("Hide the words")
    nurse.presses("Ask to hide the words", {"Why should the words be hidden?": "They name somebody"})
    nurse.reads("Asked. A second person has to agree.")
    assert nurse.cannot("Agree to hide the words")
    rep.starts()
    rep.follows("Somebody asked to hide words. The topic: Laundry")
    rep.reads("Somebody asked to hide the words: They name somebody.")
    rep.presses("Agree to hide the words")
    rep.reads("The words are hidden now.")
    rep.publishes_the_agenda()


def test_two_people_hide_words_and_everybody_sees_the_gap(alder: AlderWard) -> None:
    a_hidden_item(alder)
    for reader in (alder.somebody(), alder.patient("Sparrow"), alder.manager()):
        reader.looks_at_the_agenda()
        reader.reads("The words are hidden: they name somebody.")
        reader.does_not_read("Mr Blank")
        reader.follows("Problem · Laundry")
        reader.reads("The words are hidden: they name somebody.", "asked to hide the words: they name somebody.")
        reader.does_not_read("Mr Blank", "Read the hidden words")


def test_the_raiser_the_rep_and_the_advocate_look_behind_the_gap(alder: AlderWard) -> None:
    a_hidden_item(alder)
    kestrel, rep, advocate = alder.somebody(), alder.somebody(), alder.advocate()
    kestrel.word, rep.word = "Kestrel", "Linnet"
    for one in (kestrel, rep, advocate):
        one.looks_at_the_agenda()
        one.follows("Problem · Laundry")
        one.reads("Read the hidden words", "Mr Blank took my socks")


def test_the_patients_side_shows_hidden_words_again(alder: AlderWard) -> None:
    a_hidden_item(alder)
    advocate, reader = alder.advocate(), alder.somebody()
    advocate.looks_at_the_agenda()
    advocate.follows("Problem · Laundry")
    advocate.presses("Show the words again")
    advocate.reads("Everybody can read the words again.")
    rep = alder.somebody()
    rep.word = "Linnet"
    rep.looks_at_the_agenda()
    rep.follows("Problem · Laundry")
    rep.presses("I have read this")
    reader.looks_at_the_agenda()
    reader.reads("Mr Blank took my socks")


def test_one_person_alone_hides_nothing(alder: AlderWard) -> None:
    kestrel, nurse, rep = alder.patient("Kestrel"), alder.nurse(), alder.rep()
    kestrel.adds_to_the_meeting("Mr Blank took my socks")
    rep.prepares_the_agenda()
    rep.reads_what_waits("Mr Blank took my socks")
    nurse.opens_the_item("Problem · Laundry")
    nurse.follows("Hide the words")
    nurse.is_refused("Ask to hide the words", {}, "Choose a reason.")
    nurse.presses("Ask to hide the words", {"Why should the words be hidden?": "They name somebody"})
    rep.publishes_the_agenda()
    reader = alder.somebody()
    reader.looks_at_the_agenda()
    reader.reads("Mr Blank took my socks")


def test_two_members_of_staff_are_not_the_two_people(alder: AlderWard) -> None:
    kestrel, tom, ann = alder.patient("Kestrel"), alder.nurse("Tom"), alder.nurse("Ann")
    kestrel.adds_to_the_meeting("Mr Blank took my socks")
    tom.opens_the_item("Problem · Laundry")
    tom.follows("Hide the words")
    tom.presses("Ask to hide the words", {"Why should the words be hidden?": "They name somebody"})
    ann.opens_the_item("Problem · Laundry")
    ann.reads("Somebody asked to hide the words")
    assert ann.cannot("Agree to hide the words", "Hide the words")


@pytest.mark.parametrize(("hours", "back"), [(23, False), (25, True)])
def test_in_danger_one_person_hides_words_for_a_day(alder: AlderWard, hours: int, back: bool) -> None:
    kestrel, nurse, rep, reader = alder.patient("Kestrel"), alder.nurse(), alder.rep(), alder.somebody()
    kestrel.adds_to_the_meeting("Mr Blank is in room 4")
    rep.prepares_the_agenda()
    rep.reads_what_waits("Mr Blank is in room 4")
    rep.publishes_the_agenda()
    nurse.opens_the_item("Problem · Laundry")
    nurse.follows("Hide the words")
    danger = {"Why should the words be hidden?": "Somebody could feel threatened", "Somebody is in danger": True}
    nurse.presses("Ask to hide the words", danger)
    nurse.reads("The words are hidden for a day.")
    alder.clock.go_on(hours=hours)
    reader.looks_at_the_agenda()
    assert ("Mr Blank" in reader.main.text) == back
    assert alder.clock.today < FIRST_MEETING
