"""Step 5 of the loop: staff see what needs them and say how far it is; the first date stays for ever."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.stories import DRYER, MEND, NEXT_FRIDAY, a_meeting_with, a_promise
from tests.journeys.ward import FIRST_MEETING, SECOND_MEETING, AlderWard

TOM = "Tom (nurse)"


def test_the_owner_finds_what_needs_them_oldest_first(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"), ("More fruit", "Food"))
    tom = alder.nurse()
    later = FIRST_MEETING + timedelta(days=9)
    rep.writes_the_answer(DRYER, "Yes", TOM, promise=MEND, due=later)
    rep.writes_the_answer("More fruit", "Yes", TOM, promise="Order more fruit", due=FIRST_MEETING + timedelta(days=2))
    rep.closes_the_meeting()
    tom.starts()
    tom.reads_in_order("What needs me", "My promises", "Order more fruit", MEND)


def test_one_line_and_one_tap_say_how_far_it_is(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.says_how_far_it_is("The part is ordered", MEND)
    alder.days_pass(1)
    story.tom.says_why_nothing_changed("The engineer is ill", MEND)
    story.kestrel.looks_at_the_promise(MEND)
    story.kestrel.reads("No change, because: The engineer is ill")
    story.kestrel.reads_in_order(
        "Everything that happened",
        "Tom (nurse) says how far it is.",
        "The part is ordered",
        "Tom (nurse) says why nothing has changed yet.",
        "The engineer is ill",
    )


def test_an_empty_line_is_refused_and_nothing_is_stored(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.starts()
    before = alder.rows()
    story.tom.is_refused("Progress", {}, "Write one line first.", near=MEND)
    assert alder.rows() == before


def test_the_first_date_stays_and_everybody_sees_moved_two_times(alder: AlderWard) -> None:
    story, reader = a_promise(alder), alder.somebody()
    story.tom.moves_the_date(date(2026, 3, 20), "The part is on order", MEND)
    reader.looks_at_the_board()
    reader.reads("First date: Friday 13 March", "moved once to Friday 20 March: The part is on order")
    story.tom.moves_the_date(date(2026, 3, 27), "It was the wrong part", MEND)
    for one in (reader, story.kestrel, story.rep):
        one.looks_at_the_board()
        one.reads("First date: Friday 13 March", "moved 2 times to Friday 27 March: It was the wrong part")
    reader.looks_at_the_promise(MEND)
    reader.reads_in_order(
        "Tom (nurse) promised this for Friday 13 March.",
        "Tom (nurse) promised Friday 20 March instead of Friday 13 March. The first date stays: Friday 13 March.",
        "The part is on order",
        "Tom (nurse) promised Friday 27 March instead of Friday 20 March. The first date stays: Friday 13 March.",
        "It was the wrong part",
    )


def test_a_date_moves_only_with_a_reason_and_never_into_the_past(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.starts()
    because = {"Why does the day move?": "The part is on order"}
    move = "Promise the new day"
    story.tom.is_refused(move, {"New day": date(2026, 3, 20)}, "Say why the date moves.", near=MEND)
    story.tom.is_refused(move, {"New day": date(2026, 3, 4), **because}, "This day has passed.", near=MEND)
    story.tom.is_refused(move, {"New day": NEXT_FRIDAY, **because}, "This is the day that stands already.", near=MEND)
    story.tom.looks_at_the_promise(MEND)
    story.tom.does_not_read("moved")


def test_no_form_anywhere_changes_the_first_date(alder: AlderWard) -> None:
    story, manager = a_promise(alder), alder.manager()
    for one in (story.tom, manager):
        one.looks_at_the_promise(MEND)
        dates = {box["name"] for box in one.page.all("input") if box.get("type") == "date"}
        assert dates == {"to"}
        assert one.cannot("Delete", "Remove")


def test_staff_report_done_and_patients_are_asked(alder: AlderWard) -> None:
    story = a_promise(alder)
    alder.it_is(date(2026, 3, 10))
    story.tom.says_done("The estates team mended it", MEND)
    story.tom.reads("Did it happen?", "Tom says it is done. Patients say if it happened.")
    story.tom.reads("Patients answer this at the ward terminal or in the meeting. Staff cannot.")
    assert story.tom.cannot("Yes", "No", "I cannot tell")
    story.kestrel.looks_at_my_things()
    story.kestrel.reads("Your answer is wanted", MEND)


def test_it_cannot_be_done_is_asked_of_the_meeting_which_lets_them_off(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.says_it_cannot_be_done("The maker closed down", MEND)
    story.tom.reads("Staff say it cannot be done", "The next meeting decides if we can leave it.")
    story.rep.publishes_the_agenda()
    alder.it_is(SECOND_MEETING)
    story.rep.opens_the_meeting()
    story.rep.counts_let_off(MEND, leave=2, keep=0)
    story.rep.reads("Staff say it cannot be done")
    story.rep.counts_let_off(MEND, leave=5, keep=2)
    reader = alder.somebody()
    reader.looks_at_the_promise(MEND)
    reader.reads("We agreed to leave it", "The meeting was asked if we may leave it: 5 hands for, 2 against.")


def test_it_cannot_be_done_and_the_meeting_does_not_agree(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.says_it_cannot_be_done("The maker closed down", MEND)
    story.rep.publishes_the_agenda()
    alder.it_is(SECOND_MEETING)
    story.rep.opens_the_meeting()
    story.rep.counts_let_off(MEND, leave=3, keep=4)
    story.tom.looks_at_the_promise(MEND)
    story.tom.reads("The meeting did not agree. The promise is open again.", "On the way")
    assert story.tom.can("Done", "Promise the new day")


def test_the_manager_starts_with_what_is_overdue_and_moves_it_on(alder: AlderWard) -> None:
    story, manager = a_promise(alder), alder.manager()
    manager.starts()
    manager.does_not_read("Overdue on the ward")
    alder.it_is(NEXT_FRIDAY + timedelta(days=1))
    manager.starts()
    manager.reads_in_order("What needs me", "Overdue on the ward", MEND, "The day has passed", "My promises")
    manager.follows(MEND)
    manager.presses("Promise the new day", {"New day": date(2026, 3, 20), "Why does the day move?": "Tom was ill"})
    manager.reads("The new day stands beside the first one.", "Priya (ward manager) promised Friday 20 March")
    assert story.tom.username


def test_an_owner_who_left_heads_the_managers_page_until_somebody_takes_it_over(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    manager, admin = alder.manager(), alder.admin()
    rep.writes_the_answer(DRYER, "Yes", TOM, promise=MEND, due=NEXT_FRIDAY)
    rep.closes_the_meeting()
    admin.starts()
    admin.follows("Accounts", "Tom")
    admin.presses("Save", {"Last day in this post": date(2026, 3, 8)})
    admin.reads("The account is changed.")
    manager.starts()
    manager.reads_in_order("The owner has left or leaves too early", MEND)
    manager.hands_over(MEND, "Priya (ward manager)")
    manager.reads("The promise has a new owner.", "New owner: Priya (ward manager). Before: Tom (nurse).")
    manager.starts()
    manager.does_not_read("The owner has left or leaves too early")


def test_staff_answer_outside_the_meeting_and_correct_themselves(alder: AlderWard) -> None:
    kestrel, tom, rep, reader = alder.patient("Kestrel"), alder.nurse(), alder.rep(), alder.somebody()
    kestrel.adds_to_the_meeting("When is the shop open?", topic="Money", kind="Question")
    rep.prepares_the_agenda()
    rep.reads_what_waits("When is the shop open?")
    tom.answers("Question · Money", {"What is your answer?": "Yes", "In plain words": "On Tuesday at 2"})
    tom.reads("Your answer is stored.")
    tom.follows("Correct my answer")
    tom.presses("Add the correction", {"What do you want to correct?": "It is at 3, not at 2"})
    tom.reads("Your correction is added.")
    reader.looks_at_the_board()
    reader.reads("On Tuesday at 2", "It is at 3, not at 2", TOM)
    alder.days_pass(3)
    tom.looks_at_the_board()
    tom.follows("Question · Money")
    assert tom.cannot("Correct my answer")


def test_two_tabs_of_one_nurse_lose_no_line(alder: AlderWard) -> None:
    story = a_promise(alder)
    story.tom.starts()
    old = story.tom.page
    story.tom.says_how_far_it_is("The part is ordered", MEND)
    alder.clock.go_on(minutes=1)
    story.tom.browser.page = old
    story.tom.presses("Progress", {"Write one line": "The part has come"}, near=MEND)
    story.tom.reads_in_order("Everything that happened", "The part is ordered", "The part has come")


def test_a_date_that_somebody_else_moved_is_shown_before_it_is_moved_again(alder: AlderWard) -> None:
    story, manager = a_promise(alder), alder.manager()
    story.tom.starts()
    manager.looks_at_the_promise(MEND)
    manager.presses("Promise the new day", {"New day": date(2026, 3, 20), "Why does the day move?": "Tom is away"})
    mine = {"New day": date(2026, 3, 18), "Why does the day move?": "The part is late"}
    changed = "This has changed since you opened the page."
    story.tom.is_refused("Promise the new day", mine, changed, "Tom is away", near=MEND, status=409)
    assert story.tom.page.one("input", name="because")["value"] == "The part is late"
    story.tom.presses("Promise the new day", near=MEND)
    story.tom.reads("moved 2 times to Wednesday 18 March: The part is late", "Tom is away")
