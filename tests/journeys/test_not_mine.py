"""Somebody is given a promise in a meeting in which they were not: they are told, and may say "not mine"."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.people import Rep
from tests.journeys.stories import DRYER, MEND, NEXT_FRIDAY, a_meeting_with
from tests.journeys.ward import FIRST_MEETING, AlderWard


def given_to_tom(alder: AlderWard) -> Rep:
    """Priya answers in the room, and the rep writes down that Tom does it; the meeting is over."""
    alder.manager()
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.goes_to_the_room()
    promised = {"promise": MEND, "owner": "Tom (nurse)", "due": NEXT_FRIDAY}
    rep.writes_the_answer(DRYER, "Yes", "Priya (ward manager)", words="Tom will mend it", **promised)
    rep.closes_the_meeting()
    return rep


def test_an_owner_who_was_not_there_is_told_and_says_yes(alder: AlderWard) -> None:
    given_to_tom(alder)
    tom, reader = alder.nurse("Tom"), alder.somebody()
    reader.looks_at_the_board()
    reader.reads("given to Tom (nurse), who has not said yes yet")
    tom.starts()
    tom.reads("You were given this in the meeting of Thursday 5 March. Is it yours?")
    tom.presses("Yes, this is mine")
    tom.reads("It is yours. Everybody on the ward can read that you said yes.")
    tom.starts()
    tom.does_not_read("Is it yours?")
    reader.looks_at_the_board()
    reader.does_not_read("who has not said yes yet")


def test_not_mine_goes_to_the_manager_who_names_somebody_else_and_the_first_date_stays(alder: AlderWard) -> None:
    rep = given_to_tom(alder)
    tom, priya, reader = alder.nurse("Tom"), alder.manager(), alder.somebody()
    tom.looks_at_the_promise(MEND)
    tom.is_refused("Say that it is not mine", {}, "Say why it is not yours. Everybody on the ward will read it.")
    tom.presses(
        "Say that it is not mine",
        {"Why is it not yours?": "I work nights", "Whose job might it be?": "the estates team"},
    )
    tom.reads("We have told the ward manager, who names somebody else.")
    reader.looks_at_the_board()
    reader.reads("given to Tom (nurse), who says it is not theirs: I work nights. It might be for: the estates team")
    reader.reads("First date: Friday 13 March", "The ward manager finds somebody who does it.")
    rep.looks_at_the_board()
    rep.follows("Print the board")
    rep.reads("who says it is not theirs: I work nights")
    priya.starts()
    priya.reads("Not theirs, they say: name another owner", MEND)
    priya.looks_at_the_promise(MEND)
    priya.presses("Hand over", {"Who takes it over?": "Priya (ward manager)"})
    reader.looks_at_the_promise(MEND)
    reader.reads("Priya (ward manager)", "First date: Friday 13 March")
    reader.reads_in_order(
        "Tom (nurse) was given this for Friday 13 March, was not there, and was told.",
        "Tom (nurse) says that it is not theirs. It might be for: the estates team.",
        "I work nights",
        "New owner: Priya (ward manager). Before: Tom (nurse).",
    )
    assert alder.verified().whole


def test_after_seven_days_it_can_only_be_handed_over(alder: AlderWard) -> None:
    given_to_tom(alder)
    tom = alder.nurse("Tom")
    alder.it_is(FIRST_MEETING + timedelta(days=8))
    tom.looks_at_the_promise(MEND)
    tom.reads("Is it yours?")
    assert tom.cannot("Say that it is not mine")
    assert tom.can("Hand over")


def test_whoever_gave_the_answer_is_not_asked(alder: AlderWard) -> None:
    rep = a_meeting_with(alder, (DRYER, "Laundry"))
    rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", promise=MEND, due=date(2026, 3, 13))
    rep.does_not_read("who has not said yes yet")
