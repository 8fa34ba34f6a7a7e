"""Step 3 of the loop: the rep prepares the agenda, nothing that waits is lost, and somebody always acts."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.people import Patient
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard

DRYER, FRUIT, LAMP = "The dryer is broken", "More fruit, please", "The lamp flickers"


def three_items(alder: AlderWard) -> Patient:
    kestrel = alder.patient("Kestrel")
    kestrel.adds_to_the_meeting(DRYER, topic="Laundry")
    kestrel.adds_to_the_meeting(FRUIT, topic="Food", kind="Idea")
    kestrel.adds_to_the_meeting(LAMP, topic="Rooms")
    return kestrel


def test_the_rep_places_items_and_puts_them_in_order(alder: AlderWard) -> None:
    three_items(alder)
    rep, reader = alder.rep(), alder.somebody()
    rep.prepares_the_agenda()
    rep.reads("Ward meeting: Thursday 5 March at 10:30, in the day room", "Waiting (3)", "New")
    for words in (DRYER, FRUIT, LAMP):
        rep.reads_what_waits(words)
        rep.places(words)
    rep.reads("Nothing waits.", "On the agenda (3)")
    rep.moves_up(LAMP)
    rep.reads("It is now in place 2.")
    rep.moves_up(LAMP)
    rep.moves_down(DRYER)
    rep.reads_in_order("On the agenda", LAMP, FRUIT, DRYER)
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads_in_order("Thursday 5 March at 10:30, in the day room", LAMP, FRUIT, DRYER)


def test_the_first_line_stays_first_and_the_last_stays_last(alder: AlderWard) -> None:
    three_items(alder)
    rep = alder.rep()
    rep.prepares_the_agenda()
    for words in (DRYER, FRUIT):
        rep.places(words)
    rep.moves_up(DRYER)
    rep.moves_down(FRUIT)
    rep.reads_in_order("On the agenda", DRYER, FRUIT)


def test_the_rep_takes_something_off_again(alder: AlderWard) -> None:
    three_items(alder)
    rep = alder.rep()
    rep.prepares_the_agenda()
    rep.places(DRYER)
    rep.takes_off(DRYER)
    rep.reads("It is off the agenda.", "Waiting (3)", "On the agenda (0)")


def test_the_rep_puts_something_off_with_a_reason_that_everybody_reads(alder: AlderWard) -> None:
    kestrel = three_items(alder)
    rep, reader = alder.rep(), alder.somebody()
    rep.prepares_the_agenda()
    rep.reads_what_waits(FRUIT)
    rep.follows(f"Put off, link, merge or split: {FRUIT}")
    rep.is_refused("Put it off", {}, "Say why it waits. Everybody reads this.", near=FRUIT)
    rep.prepares_the_agenda()
    rep.puts_off(FRUIT, "The cook is away this week")
    rep.reads("It is put off, and everybody sees why.", "It waits: The cook is away this week")
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads("Put off: The cook is away this week")
    kestrel.opens_my_item(FRUIT)
    kestrel.reads("Put off", "The rep put it off. It waits until after Thursday 5 March.", "The cook is away this week")


def test_what_nobody_placed_goes_on_by_itself_and_unread_things_as_their_topic_alone(alder: AlderWard) -> None:
    three_items(alder)
    rep, reader = alder.rep(), alder.somebody()
    rep.prepares_the_agenda()
    rep.reads_what_waits(DRYER)
    rep.reads("3 items still wait. They go on by themselves. 2 were not read yet. Only their topics will be shown.")
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads(DRYER, "Idea · Food", "Problem · Rooms", "The rep has not read this yet. The words come later.")
    reader.does_not_read(FRUIT, LAMP)
    rep.looks_at_the_agenda()
    rep.follows("Idea · Food")
    rep.reads(FRUIT, "It went onto the agenda for Thursday 5 March by itself. Nobody had read it yet.")
    rep.presses("I have read this")
    reader.looks_at_the_agenda()
    reader.reads(FRUIT)


def test_an_item_that_comes_after_the_agenda_is_out_goes_to_the_meeting_after(alder: AlderWard) -> None:
    rep, somebody = alder.rep(), alder.somebody()
    rep.publishes_the_agenda()
    somebody.adds_to_the_meeting(DRYER)
    somebody.reads(
        "The agenda for Thursday 5 March is out already. Yours goes to the meeting after that.",
        "We talk about it at the meeting: Thursday 12 March at 10:30, in the day room.",
    )


def test_standing_items_are_added_and_removed_and_may_be_none(alder: AlderWard) -> None:
    rep, reader = alder.rep(), alder.somebody()
    reader.looks_at_the_agenda()
    reader.reads("Nothing stands on it yet.")
    rep.puts_on_every_agenda("Minutes of last month")
    rep.puts_on_every_agenda("Any other business", at_end=True)
    rep.reads("It stands on every agenda now.")
    three_items(alder)
    rep.publishes_the_agenda()
    reader.looks_at_the_agenda()
    reader.reads_in_order("Minutes of last month", "Problem · Laundry", "Any other business")
    rep.looks_at_the_meetings()
    rep.follows("What stands on every agenda")
    rep.presses("Take off every agenda: Any other business")
    rep.presses("Take off every agenda: Minutes of last month")
    rep.reads("It is off every agenda from now on.", "Nothing stands on every agenda.")


def test_last_times_promises_come_first_the_oldest_first(alder: AlderWard) -> None:
    three_items(alder)
    rep, reader = alder.rep(), alder.somebody()
    alder.nurse()
    rep.publishes_the_agenda()
    alder.it_is(FIRST_MEETING)
    rep.opens_the_meeting()
    late, soon = FIRST_MEETING + timedelta(days=10), FIRST_MEETING + timedelta(days=5)
    for item, promise, due in (("Laundry", "Buy a new dryer", late), ("Food", "Order more fruit", soon)):
        rep.writes_the_answer(item, "Yes", "Tom (nurse)", promise=promise, due=due)
    rep.stops_early("The day room was needed")
    reader.looks_at_the_agenda()
    reader.reads_in_order(
        "Thursday 12 March at 10:30",
        "First: what was promised",
        "Order more fruit",
        "Buy a new dryer",
        "Then: what we talk about",
    )


def test_staff_read_an_agenda_and_cannot_order_it(alder: AlderWard) -> None:
    three_items(alder)
    alder.rep()
    nurse = alder.nurse()
    nurse.looks_at_the_meetings()
    nurse.follows("See how the agenda stands")
    nurse.reads("The rep prepares the agenda. Here you see how it stands.", DRYER)
    assert nurse.cannot(f"Put on the agenda: {DRYER}", "Let it go out", "Put it off")
    assert not [link for link in nurse.page.all("a") if link.text.startswith("Put off")]


def test_the_rep_can_still_order_a_published_agenda(alder: AlderWard) -> None:
    three_items(alder)
    rep = alder.rep()
    rep.prepares_the_agenda()
    for words in (DRYER, FRUIT, LAMP):
        rep.reads_what_waits(words)
        rep.places(words)
    rep.publishes_the_agenda()
    rep.moves_up(FRUIT)
    rep.reads_in_order("On the agenda", FRUIT, DRYER, LAMP)


# --- no rep in post --------------------------------------------------------------------------------------------------


def test_without_a_rep_the_advocate_prepares(alder: AlderWard) -> None:
    three_items(alder)
    advocate = alder.advocate()
    advocate.starts()
    advocate.reads("No rep since", "You may do the rep's work until there is one. These days are counted.")
    advocate.publishes_the_agenda()


def test_a_peer_supporter_comes_before_the_advocate(alder: AlderWard) -> None:
    three_items(alder)
    advocate, peer = alder.advocate(), alder.peer()
    advocate.starts()
    assert advocate.cannot("Prepare the agenda")
    peer.publishes_the_agenda()


def test_ward_staff_stand_in_for_28_days_and_not_a_day_longer(alder: AlderWard) -> None:
    nurse, advocate = alder.nurse(), alder.advocate()
    nurse.starts()
    assert nurse.cannot("Prepare the agenda")
    advocate.starts()
    rep = alder.rep()
    advocate.starts()
    assert advocate.cannot("Prepare the agenda")
    advocate.follows("Reps")
    advocate.presses("End it today: Linnet as Rep")
    advocate.reads("The term is over.", "No rep since Monday 2 March: day 1 of 28 on which staff may stand in.")
    nurse.prepares_the_agenda()
    assert nurse.can("Let it go out")
    rep.starts()
    assert rep.cannot("Prepare the agenda")
    alder.days_pass(27)
    nurse.prepares_the_agenda()
    alder.days_pass(1)
    nurse.starts()
    assert nurse.cannot("Prepare the agenda", "The meeting room")
    advocate.prepares_the_agenda()


def test_staff_who_stand_in_never_merge(alder: AlderWard) -> None:
    kestrel, sparrow, nurse, advocate = (
        alder.patient("Kestrel"), alder.patient("Sparrow"), alder.nurse(), alder.advocate()
    )  # fmt: skip
    kestrel.adds_to_the_meeting(DRYER)
    sparrow.adds_to_the_meeting("Nothing gets dry")
    alder.rep()
    advocate.starts()
    advocate.follows("Reps")
    advocate.presses("End it today: Linnet as Rep")
    nurse.prepares_the_agenda()
    assert nurse.can("Let it go out")
    nurse.follows(f"Put off or link: {DRYER}")
    assert nurse.can("Put it off")
    assert nurse.cannot("Merge them")
    advocate.prepares_the_agenda()
    advocate.follows(f"Put off, link, merge or split: {DRYER}")
    advocate.presses("Merge them", {"Which one asks for the same?": "Nothing gets dry"}, near=DRYER)
    advocate.reads("They are one now. Both keep their words.")
    kestrel.opens_my_item(DRYER)
    kestrel.reads("It gets the same answer as the other one.", "Put together with:")


def test_the_deputy_prepares_like_the_rep(alder: AlderWard) -> None:
    three_items(alder)
    alder.deputy().publishes_the_agenda()


def test_two_meetings_are_planned_ahead_by_the_rhythm(alder: AlderWard) -> None:
    reader = alder.somebody()
    reader.looks_at_the_meetings()
    reader.reads_in_order("every Thursday at 10:30", "Thursday 5 March at 10:30", "Thursday 12 March at 10:30")
    assert FIRST_MEETING < SECOND_MEETING
