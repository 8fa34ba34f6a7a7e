"""Step 4 of the loop: the meeting room, one item at a time, and nothing leaves it without an outcome."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.stories import DRYER, MEND, a_meeting_with, the_agenda_goes_out
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard

FRUIT, LAMP = "More fruit, please", "The lamp flickers"
TOM = "Tom (nurse)"
IN_A_WEEK, IN_EIGHT_WEEKS = FIRST_MEETING + timedelta(weeks=1), FIRST_MEETING + timedelta(weeks=8)
HEADS = {
    "Patients": 8,
    "Patients on the ward today": 14,
    "Ward staff": 3,
    "Ward manager": 1,
    "Advocate": 1,
    "Who chairs?": "Linnet",
    "The chair is a patient": True,
    "Who helps the chair?": "Sam",
}


def test_a_meeting_is_opened_on_its_day_and_not_before(alder: AlderWard) -> None:
    rep = alder.rep()
    rep.publishes_the_agenda()
    rep.looks_at_the_meetings()
    rep.follows("Go to the meeting")
    rep.reads("The meeting can be opened on its day.")
    assert rep.cannot("Open the meeting")
    alder.it_is(FIRST_MEETING, 10, 25)
    rep.opens_the_meeting()
    reader = alder.somebody()
    reader.starts()
    reader.reads("The meeting is going on now: Thursday 5 March at 10:30, in the day room")


def test_who_is_here_is_counted_by_role_against_the_patients_on_the_ward(alder: AlderWard) -> None:
    rep = a_meeting_with(alder)
    rep.counts_who_is_here(HEADS)
    rep.reads("Who is here is written down.")
    rep.turns_to("Who is here")
    rep.reads("8 of 14 patients were here.", "Patients for each member of staff: 2.")
    too_many = {"Patients": 15, "Patients on the ward today": 14}
    rep.is_refused("Write it down", too_many, "More patients in the room than on the ward? Count again.")
    rep.closes_the_meeting()
    reader = alder.somebody()
    reader.starts()
    reader.follows("The last meeting")
    reader.reads("Minutes, Thursday 5 March", "8 of 14 patients were here.", "Chair: Linnet (a patient)")
    reader.reads("Helped the chair: Sam", "Ward staff 3", "Advocate 1")


def test_one_item_at_a_time_and_previous_promises_first(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"), (FRUIT, "Food"))
    rep.reads_in_order("Who is here", "Promises", "The end")
    rep.turns_to(DRYER)
    assert rep.page.one("h1").text == DRYER
    assert FRUIT not in rep.page.one("section", id="stage").text
    rep.presses("Next")
    assert rep.page.one("h1").text in (FRUIT, "The end of the meeting")


def test_a_show_of_hands_says_before_what_it_decides_patients_and_staff_apart(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, ("A barbecue on Sunday", "Food"))
    rep.turns_to("A barbecue")
    patients, staff = {"For": 7, "Against": 1, "Not sure": 0}, {"For": 2, "Against": 0, "Not sure": 1}
    rep.counts_hands("Shall we have a barbecue?", "We will do what you choose", patients, staff)
    rep.reads(
        "Shall we have a barbecue? (We will do what you choose)",
        "Patients: 7 for, 1 against, 0 not sure. Staff: 2 for, 0 against, 1 not sure.",
    )
    nobody = {"For": 0, "Against": 0, "Not sure": 0}
    question = {"What do we ask?": "Again?", "What do the hands decide?": "We will weigh it"}
    none = {**question, "Patients": nobody, "Staff": nobody}
    rep.is_refused("Write the hands down", none, "Count at least one hand.", near="What do we ask?")


def test_yes_goes_with_a_promise_of_who_does_what_by_when(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    rep.is_refused(
        "Write the answer down",
        {"What is the answer?": "Yes", "Who gives this answer?": TOM},
        "Write who does what by when. Or tick that nothing more has to be done.",
    )
    rep.writes_the_answer(DRYER, "Yes", TOM, words="It will be mended", promise=MEND, due=IN_A_WEEK)
    rep.reads("The answer is written down.", "It will be mended", MEND, TOM, "First date: Thursday 12 March")


def test_partly_says_what_and_what_not(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (FRUIT, "Food"))
    rep.writes_the_answer(
        FRUIT, "Partly", TOM, words="At breakfast only", promise="Order apples for breakfast", due=IN_A_WEEK
    )
    rep.reads("Partly", "At breakfast only", "Order apples for breakfast")


def test_no_needs_a_reason_and_a_day_on_which_it_is_looked_at_again(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    no = {"What is the answer?": "No", "Who gives this answer?": TOM}
    rep.is_refused("Write the answer down", no, "Say why not, in words that everybody understands.")
    no["The answer in words"] = "There is no money until the summer"
    rep.is_refused("Write the answer down", no, "Choose the day on which this no is looked at again.")
    rep.writes_the_answer(DRYER, "No", TOM, words="There is no money until the summer", review=date(2026, 6, 4))
    rep.closes_the_meeting()
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("No, because:", "There is no money until the summer", "We look at this again on Thursday 4 June.")


def test_a_no_comes_back_on_its_day(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.writes_the_answer(DRYER, "No", TOM, words="No money until Easter", review=date(2026, 3, 10))
    rep.closes_the_meeting()
    rep.prepares_the_agenda()
    rep.does_not_read(DRYER)
    alder.it_is(date(2026, 3, 10))
    rep.prepares_the_agenda()
    rep.reads("To look at again (1)")
    rep.follows("Look at them again")
    rep.reads("1 item was answered, and its day has come.", DRYER)
    rep.presses("Put on the agenda", near=DRYER)
    rep.reads("It is on the agenda.", "On the agenda (1)")


def test_passed_to_names_whom_and_when_we_check(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    passed = {"What is the answer?": "Passed to somebody", "Who gives this answer?": TOM}
    rep.is_refused("Write the answer down", passed, "Say who has it now.")
    passed["Who has it now?"] = "the estates team"
    rep.is_refused("Write the answer down", passed, "Choose the day on which we check again.")
    rep.presses("Write the answer down", {"When do we check?": date(2026, 3, 19)})
    rep.reads("Passed to the estates team", "We check on Thursday 19 March.")
    rep.closes_the_meeting()
    alder.it_is(date(2026, 3, 20))
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("Needs an answer again", "The day to look again has passed")


@pytest.mark.parametrize(
    ("yes", "no", "word"), [(6, 2, "The answer is accepted."), (2, 6, "The answer is not accepted.")]
)
def test_the_room_is_asked_back_whether_it_accepts(alder: AlderWard, yes: int, no: int, word: str) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.writes_the_answer(DRYER, "Yes", TOM, promise=MEND, due=IN_A_WEEK)
    rep.reads("Do you accept this answer?")
    rep.asks_whether_they_accept(yes, no)
    rep.reads(word)
    rep.closes_the_meeting()
    reader = alder.somebody()
    reader.looks_at_the_board()
    assert ("Patients do not accept this answer" in reader.text) == (no > yes)


def test_the_raiser_says_whether_the_answer_is_good_enough(alder: AlderWard) -> None:
    alder.nurse()
    kestrel, rep, reader = alder.patient("Kestrel"), alder.rep(), alder.somebody()
    kestrel.adds_to_the_meeting(DRYER)
    the_agenda_goes_out(rep)
    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    rep.writes_the_answer(DRYER, "No", TOM, words="There is no money", review=date(2026, 6, 4))
    rep.closes_the_meeting()
    kestrel.opens_my_item(DRYER)
    kestrel.reads("Is the answer good enough for you?")
    kestrel.presses("No, not good enough")
    kestrel.reads("We have your answer.", "Who asked says: the answer is not good enough.")
    reader.looks_at_the_board()
    reader.reads("Patients do not accept this answer")


@pytest.mark.parametrize("vague", ["Look into the dryer", "We will monitor it", "Raise with estates asap"])
def test_a_vague_promise_is_asked_once_more_and_may_be_overruled(alder: AlderWard, vague: str) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    promised = {
        "What is the answer?": "Yes",
        "Who gives this answer?": TOM,
        "What will be done, so that patients can see it?": vague,
        "Whose job is it?": TOM,
        "By which day?": IN_A_WEEK,
    }
    rep.is_refused("Write the answer down", promised, "how would patients see that it is done?")
    rep.presses("Write the answer down", {"We mean it as it is written": True})
    rep.reads("The answer is written down.", vague)


def test_a_far_day_needs_its_reason_which_everybody_reads(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    promised = {
        "What is the answer?": "Yes",
        "Who gives this answer?": TOM,
        "What will be done, so that patients can see it?": MEND,
        "Whose job is it?": TOM,
        "By which day?": IN_EIGHT_WEEKS,
    }
    rep.is_refused("Write the answer down", promised, "This is more than 28 days away. Say why it takes so long.")
    rep.presses("Write the answer down", {"Why does it take more than 28 days?": "The part comes from abroad"})
    rep.reads("Why it takes this long: The part comes from abroad")


def test_a_day_that_has_passed_is_refused_and_what_was_typed_is_kept(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    promised = {
        "What is the answer?": "Yes",
        "Who gives this answer?": TOM,
        "What will be done, so that patients can see it?": MEND,
        "Whose job is it?": TOM,
        "By which day?": FIRST_MEETING - timedelta(days=1),
    }
    rep.is_refused("Write the answer down", promised, "This day has passed. Choose today or a later day.")
    rep.presses("Write the answer down", {"By which day?": IN_A_WEEK})
    rep.reads("The answer is written down.", MEND)


def test_an_owner_whose_post_ends_before_the_day_is_refused(alder: AlderWard) -> None:
    alder.nurse("Lee", "agency nurse", ends_on=date(2026, 3, 9))
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    promised = {
        "What is the answer?": "Yes",
        "Who gives this answer?": "Lee (agency nurse)",
        "What will be done, so that patients can see it?": MEND,
        "Whose job is it?": "Lee (agency nurse)",
        "By which day?": IN_A_WEEK,
    }
    rep.is_refused("Write the answer down", promised, "This person's post ends before that day.")


def test_an_owner_who_has_left_is_not_on_the_list(alder: AlderWard) -> None:
    alder.nurse("Lee", "agency nurse", ends_on=date(2026, 3, 4))
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    assert "Lee (agency nurse)" not in rep.page.text


def test_an_owner_who_left_while_the_meeting_was_open_is_refused(alder: AlderWard) -> None:
    """The list was drawn on the last day of the post, and the form is sent on the day after."""
    alder.nurse("Lee", "agency nurse", ends_on=FIRST_MEETING)
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    alder.it_is(FIRST_MEETING, 23, 50)
    rep.goes_to_the_room()
    rep.turns_to(DRYER)
    alder.clock.go_on(minutes=15)
    promised = {
        "What is the answer?": "Yes",
        "Who gives this answer?": "Lee (agency nurse)",
        "What will be done, so that patients can see it?": MEND,
        "Whose job is it?": "Lee (agency nurse)",
        "By which day?": date(2026, 3, 6),
    }
    rep.is_refused("Write the answer down", promised, "Choose one of the answers shown.")
    assert rep.page.one("input", name="promise")["value"] == MEND


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("Who can decide this is not here", "who can decide this was not there"),
        ("There is no time", "there was no time"),
        ("We need to know more first", "we need to know more first"),
    ],
)
def test_an_item_waits_until_next_time_with_its_reason(alder: AlderWard, because: str, told: str) -> None:
    rep, reader = a_meeting_with(alder, (DRYER, "Laundry")), alder.somebody()
    rep.lets_it_wait(DRYER, because)
    rep.reads("It waits for the next meeting.")
    rep.closes_the_meeting()
    reader.looks_at_the_board()
    reader.reads("Not answered yet", "carried over once")
    reader.follows("Problem · Laundry")
    reader.reads(f"It waits for the meeting after Thursday 5 March: {told}.")


def test_another_reason_is_said_in_words(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.turns_to(DRYER)
    rep.is_refused("Let it wait", {"Why does it wait?": "Another reason"}, "Say why it waits until next time.")
    rep.presses("Let it wait", {"In words": "The engineer comes on Friday"})
    rep.reads("It waits for the next meeting.")


def test_the_meeting_cannot_be_closed_while_an_item_has_no_outcome(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"), (FRUIT, "Food"))
    rep.writes_the_answer(DRYER, "Yes", TOM, words="It works again", nothing_to_do=True)
    rep.turns_to("The end")
    rep.reads("These still need an answer, a promise, or a reason to wait:", FRUIT)
    assert rep.cannot("Close the meeting")
    rep.lets_it_wait(FRUIT, "There is no time")
    rep.closes_the_meeting()


def test_a_meeting_with_nothing_on_its_agenda_can_be_closed_and_reads_held(alder: AlderWard) -> None:
    rep = a_meeting_with(alder)
    rep.turns_to("The end")
    rep.reads("Every item is dealt with. Thank you all.")
    rep.closes_the_meeting()
    rep.looks_at_the_meetings()
    rep.follows("Thursday 5 March")
    rep.reads("Held")


def test_stop_early_takes_one_reason_and_carries_the_rest_over(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"), (FRUIT, "Food"), (LAMP, "Rooms"))
    rep.writes_the_answer(DRYER, "Yes", TOM, words="It works again", nothing_to_do=True)
    rep.turns_to("The end")
    stop = "Stop early and close the meeting"
    rep.is_refused(stop, {}, "Say why the meeting stops early. It stands in the minutes.")
    rep.stops_early("The fire alarm rang")
    rep.reads("The meeting stopped early: The fire alarm rang")
    reader = alder.somebody()
    reader.looks_at_the_board()
    assert reader.text.count("carried over once") == 2
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads("Thursday 12 March", FRUIT, LAMP)
    reader.does_not_read(DRYER)


def test_a_meeting_not_held_keeps_its_reason_and_counts_for_all_that_waited(alder: AlderWard) -> None:
    rep, kestrel, reader = alder.rep(), alder.patient("Kestrel"), alder.somebody()
    kestrel.adds_to_the_meeting(DRYER)
    the_agenda_goes_out(rep)
    rep.looks_at_the_meetings()
    rep.follows("Call it off", near="Thursday 5 March")
    rep.is_refused("Call it off", {}, "Choose a reason.")
    rep.is_refused(
        "Call it off",
        {"Why is the meeting not held?": "Another reason"},
        "Say in a few words why the meeting is not held.",
    )
    rep.presses("Call it off", {"Why is the meeting not held?": "Not enough staff", "In a few words": ""})
    reader.looks_at_the_meetings()
    reader.reads_in_order("Over", "Thursday 5 March", "Not enough staff", "Not held")
    kestrel.opens_my_item(DRYER)
    kestrel.reads("Not answered yet", "carried over once")
    kestrel.reads("The meeting on Thursday 5 March was not held. It waits for the next one.")


def test_the_manager_calls_a_meeting_off_too_and_a_nurse_cannot(alder: AlderWard) -> None:
    manager, nurse = alder.manager(), alder.nurse()
    alder.rep()
    nurse.looks_at_the_meetings()
    assert nurse.cannot("Call it off")
    manager.looks_at_the_meetings()
    manager.follows("Call it off", near="Thursday 5 March")
    manager.presses("Call it off", {"Why is the meeting not held?": "An infection on the ward"})
    manager.reads("Not held", "An infection on the ward")


def test_a_meeting_that_everybody_forgot_waits_for_its_reason(alder: AlderWard) -> None:
    rep = alder.rep()
    alder.it_is(SECOND_MEETING)
    rep.starts()
    rep.reads("The meeting on Thursday 5 March was not held. Say why.")


def test_the_ward_meets_weekly_and_another_rhythm_names_the_meeting_that_agreed(alder: AlderWard) -> None:
    rep = a_meeting_with(alder)
    manager = alder.manager()
    rep.closes_the_meeting()
    manager.looks_at_the_meetings()
    manager.follows("Change the rhythm")
    rhythm = {"Day of the week": "Thursday", "Time": "10:30", "Every how many weeks?": 2, "How many minutes?": 60}
    manager.is_refused("Set the rhythm", rhythm, "Name the meeting at which the patients agreed to this.")
    manager.presses("Set the rhythm", {"At which meeting did the patients agree?": "Ward meeting, Thursday 5 March"})
    manager.reads("The rhythm is set.", "every 2 weeks on Thursday at 10:30")


def test_the_others_in_the_room_watch_and_cannot_write(alder: AlderWard) -> None:
    a_meeting_with(alder, (DRYER, "Laundry"))
    nurse, kestrel = alder.nurse(), alder.patient("Kestrel")
    for one in (nurse, kestrel):
        one.looks_at_the_meetings()
        one.follows("Thursday 5 March at 10:30")
        one.follows("Go to the meeting room")
        one.reads("Who is here", DRYER)
        assert not one.main.all("form")
