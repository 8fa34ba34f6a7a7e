"""Step 7 of the loop: everybody can read what was asked and answered, on the wall and on paper."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys.people import Rep, Staff
from tests.journeys.stories import DRYER, MEND, a_promise, said_done
from tests.journeys.ward import FIRST_MEETING, AlderWard


def test_the_board_tells_asked_answered_promised_done_and_confirmed(alder: AlderWard) -> None:
    story, reader = said_done(alder), alder.somebody()
    story.kestrel.says_it_happened("Yes", MEND)
    reader.looks_at_the_board()
    reader.reads("The last 12 weeks", "1 asked", "1 answered", "1 done, patients say yes", "0 staff say done")
    reader.reads_in_order(
        "Problem · Laundry",
        "You asked",
        DRYER,
        "Kestrel, Monday 2 March",
        "We answered",
        "Yes",
        "It will be mended",
        "Tom (nurse), Thursday 5 March.",
        "Promised",
        MEND,
        "First date: Friday 13 March",
        "Done. Patients say yes.",
    )


def test_good_things_stand_beside_problems_and_enter_no_rate(alder: AlderWard) -> None:
    rep, somebody = alder.rep(), alder.somebody()
    somebody.adds_to_the_meeting("Thank you for the music", topic="Activities", kind="Thanks")
    somebody.adds_to_the_meeting("The Sunday walk", topic="Leave", kind="Keep this")
    rep.publishes_the_agenda()
    somebody.looks_at_the_board()
    somebody.reads("0 asked", "Beside that: 1 time thank you,", "1 time “keep this”.")
    somebody.follows("Good things")
    somebody.reads("Thanks · Activities", "Keep this · Leave")


def test_what_is_not_published_is_not_on_the_board(alder: AlderWard) -> None:
    somebody, reader = alder.somebody(), alder.patient("Sparrow")
    somebody.adds_to_the_meeting(DRYER)
    reader.looks_at_the_board()
    reader.does_not_read(DRYER, "Problem · Laundry")


def test_the_big_screen_shows_the_board_and_renews_itself(alder: AlderWard) -> None:
    a_promise(alder)
    wall = alder.board_screen()
    wall.starts()
    assert wall.browser.address == "/board/screen"
    wall.reads("You asked – we answered", DRYER, MEND, "First date: Friday 13 March")
    assert wall.page.all("meta", http_equiv="refresh")
    assert not wall.page.all("form", "button")


def paper(alder: AlderWard, who: Staff | Rep, sheet: str) -> str:
    """Print a page, and return the four groups of letters at its foot."""
    who.starts()
    if not who.can("Pages to print"):
        who.looks_at_the_agenda()
        who.follows("Print the agenda", "All pages to print")
    else:
        who.follows("Pages to print")
    who.follows(sheet)
    words = who.page.one("strong", cls="wv-head-words").text
    assert alder.verified(words).head_found
    return words


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("The board", "You asked – we answered"),
        ("The next agenda", "The agenda of our meeting"),
        ("What happened to what you asked", "This is what patients of this ward asked in the last two weeks."),
        ("All open promises", "All open promises"),
        ("Minutes of Thursday 5 March", "Minutes of Thursday 5 March"),
    ],
)
def test_each_page_is_printed_with_the_head_of_the_history(alder: AlderWard, sheet: str, words: str) -> None:
    story = a_promise(alder)
    paper(alder, story.tom, sheet)
    story.tom.reads(words, MEND, "Printed on Thursday 5 March, 10:30")
    assert story.tom.page.all("html", cls="wv-print") or "print" in story.tom.browser.address


def test_due_this_shift_names_what_is_due_in_three_days_or_overdue(alder: AlderWard) -> None:
    story = a_promise(alder)
    paper(alder, story.tom, "Due this shift")
    story.tom.does_not_read(MEND)
    alder.it_is(date(2026, 3, 10))
    paper(alder, story.tom, "Due this shift")
    story.tom.reads(MEND, "Friday 13 March")
    alder.it_is(date(2026, 3, 20))
    paper(alder, story.tom, "Due this shift")
    story.tom.reads(MEND, "The day has passed")


def test_the_rep_prints_at_the_laptop_and_nobody_at_the_terminal(alder: AlderWard) -> None:
    story, reader = a_promise(alder), alder.somebody()
    paper(alder, story.rep, "The board")
    for look in (reader.looks_at_the_board, reader.looks_at_the_agenda, reader.starts):
        look()
        assert not [link for link in reader.page.all("a") if link["href"].startswith("/print")]
    assert alder.clock.today == FIRST_MEETING
