"""Owners who are away over a date, managers on leave, and owners who left (product.md, F5 and F6)."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.stories import DRYER, MEND, NEXT_FRIDAY, a_meeting_with
from tests.journeys.ward import AlderWard

DAY = timedelta(days=1)
TOM = "Tom (nurse)"
AWAY = {"First day away": NEXT_FRIDAY - DAY, "Last day away": NEXT_FRIDAY + 3 * DAY}


def promised(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.writes_the_answer(DRYER, "Yes", TOM, promise=MEND, due=NEXT_FRIDAY)
    rep.closes_the_meeting()


def test_an_owner_who_is_away_over_the_date_names_who_covers_and_everybody_reads_it(alder: AlderWard) -> None:
    promised(alder)
    tom, asha, priya, reader = alder.nurse(), alder.nurse("Asha"), alder.manager(), alder.somebody()
    tom.starts()
    tom.follows("Away")
    tom.presses("Enter these days", {"Who is away?": TOM, **AWAY})
    tom.reads("It is written down.", "Tom: from", "Nobody is asked why they are away.")
    priya.starts()
    priya.reads_in_order("The owner is away on that day and needs cover", MEND, "My promises")
    tom.starts()
    tom.reads("Nobody covers yet.")
    tom.follows("Say who covers, or promise a new day")
    tom.presses("Ask them to cover", {"Who covers?": "Asha (nurse)"})
    tom.reads("They are asked. It counts once they say yes.", "Asha (nurse) is asked to cover.")
    asha.starts()
    asha.reads_in_order("You are asked to cover", MEND)
    asha.presses("Yes, I cover")
    asha.reads("Asha (nurse) covers.")
    priya.starts()
    priya.does_not_read("The owner is away over the date")
    alder.it_is(NEXT_FRIDAY)
    reader.looks_at_the_board()
    reader.reads("Tom is away until", "Asha (nurse) covers.")
    asha.starts()
    asha.reads("You cover for somebody")
    asha.follows(MEND)
    asha.presses("Done", {"Write one line": "The belt is new"})
    asha.reads("Did it happen?")


def test_whoever_cannot_cover_says_no_and_the_owner_moves_the_date(alder: AlderWard) -> None:
    promised(alder)
    tom, asha = alder.nurse(), alder.nurse("Asha")
    tom.starts()
    tom.follows("Away")
    tom.presses("Enter these days", {"Who is away?": TOM, **AWAY})
    tom.looks_at_the_promise(MEND)
    tom.is_refused("Ask them to cover", {}, "Choose who covers.")
    tom.presses("Ask them to cover", {"Who covers?": "Asha (nurse)"})
    asha.starts()
    asha.presses("No, I cannot")
    asha.reads("It asks for somebody else now.")
    asha.does_not_read("You are asked to cover")
    tom.starts()
    tom.reads("Nobody covers yet.")
    tom.moves_the_date(NEXT_FRIDAY + 7 * DAY, "I am away until then", MEND)
    tom.does_not_read("Nobody covers yet.")


def test_a_managers_leave_needs_a_deputy_who_is_manager_meanwhile_and_reads_nothing_private(alder: AlderWard) -> None:
    promised(alder)
    asha, priya = alder.nurse("Asha"), alder.manager()
    priya.starts()
    priya.follows("Away")
    who = "Priya (ward manager)"
    days = {"First day away": NEXT_FRIDAY, "Last day away": NEXT_FRIDAY + 5 * DAY}
    needs = "A ward manager who is away needs a deputy. Choose who it is."
    priya.is_refused("Enter these days", {"Who is away?": who, **days}, needs)
    priya.presses("Enter these days", {"Who is away?": who, "Who is manager meanwhile?": "Asha (nurse)", **days})
    priya.reads("Asha is manager meanwhile.")
    asha.starts()
    asha.does_not_read("Overdue on the ward")
    alder.it_is(NEXT_FRIDAY + DAY)
    asha.starts()
    asha.reads("Overdue on the ward", MEND)
    assert asha.can("Covers")
    assert not asha.can("Your key")
    assert not asha.can("Sent in private")
    assert not asha.can("Accounts")
    alder.it_is(NEXT_FRIDAY + 6 * DAY)
    asha.starts()
    asha.does_not_read("Overdue on the ward")


def test_when_a_post_ends_everybody_reads_who_has_it_before_and_after_the_clock(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    lee, reader = alder.nurse("Lee", ends_on=NEXT_FRIDAY), alder.somebody()
    rep.writes_the_answer(DRYER, "Yes", "Lee (nurse)", promise=MEND, due=NEXT_FRIDAY - DAY)
    rep.closes_the_meeting()
    alder.clock.go_to(NEXT_FRIDAY + DAY)  # the clock has not ticked yet
    reader.looks_at_the_board()
    reader.reads("Lee (nurse) has left. Ada (ward manager) has it now.")
    alder.tick()
    reader.looks_at_the_board()
    reader.reads("Ada (ward manager), new owner since")
    assert lee.username


def test_no_change_because_is_one_line_and_one_tap(alder: AlderWard) -> None:
    promised(alder)
    tom = alder.nurse()
    tom.starts()
    tom.presses("No change, because", {"Write one line": "The part is on its way"}, near=MEND)
    tom.reads("No change, because: The part is on its way")


def test_nobody_enters_days_for_a_colleague(alder: AlderWard) -> None:
    asha = alder.nurse("Asha")
    alder.nurse()
    asha.starts()
    asha.follows("Away")
    offered = {option.text for option in asha.page.all("option")}
    assert offered == {"", "Asha (nurse)"}
