"""Story 1: Kestrel asked for the dryer to be mended; nurse T. promised 3 March, then sets 17 March."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from sqlite3 import DatabaseError, connect

import pytest

from tests.conftest import SetClock
from tests.journeys.stories import DRYER, MEND, Promised, the_agenda_goes_out
from tests.journeys.ward import AlderWard
from wardvoice.actions.rules import Class

MEETING, FIRST, SECOND = date(2026, 2, 19), date(2026, 3, 3), date(2026, 3, 17)


pytestmark = pytest.mark.usefixtures("february")


@pytest.fixture
def february(clock: SetClock) -> None:
    """The story begins on Monday 16 February."""
    clock.go_to(date(2026, 2, 16))


@pytest.fixture
def story(alder: AlderWard) -> Promised:
    """Tom promised the dryer for 3 March in the meeting of 19 February."""

    def play() -> None:
        kestrel, rep = alder.patient("Kestrel"), alder.rep()
        alder.nurse("Tom")
        kestrel.adds_to_the_meeting(DRYER)
        the_agenda_goes_out(rep)
        alder.it_is(MEETING)
        rep.opens_the_meeting()
        rep.writes_the_answer(DRYER, "Yes", "Tom (nurse)", promise=MEND, due=FIRST)
        rep.closes_the_meeting()

    alder.remembered(("the dryer by 3 March",), play)
    return Promised(alder.patient("Kestrel"), alder.rep(), alder.nurse("Tom"))


def test_tom_must_give_a_reason(alder: AlderWard, story: Promised) -> None:
    story.tom.starts()
    story.tom.is_refused(
        "Promise the new day",
        {"New day": SECOND},
        "Say why the date moves. Everybody on the ward will read it.",
        near=MEND,
    )
    story.tom.moves_the_date(SECOND, "Part on order", MEND)


def test_everybody_sees_both_dates_and_why(alder: AlderWard, story: Promised) -> None:
    alder.it_is(date(2026, 3, 2))
    story.tom.moves_the_date(SECOND, "Part on order", MEND)
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads_in_order(
        "Promised", MEND, "First date: Tuesday 3 March", "moved once to Tuesday 17 March: Part on order"
    )
    story.kestrel.looks_at_my_things()
    story.kestrel.reads(MEND)
    story.kestrel.opens_my_item(DRYER)
    story.kestrel.reads("First date: Tuesday 3 March", "moved once to Tuesday 17 March: Part on order")


def test_from_the_day_after_the_first_date_it_counts_as_moved(alder: AlderWard, story: Promised) -> None:
    story.tom.moves_the_date(SECOND, "Part on order", MEND)
    alder.it_is(FIRST)
    story.kestrel.looks_at_my_things()
    story.kestrel.reads("On the way")
    alder.it_is(date(2026, 3, 4))
    story.kestrel.looks_at_my_things()
    story.kestrel.reads("Moved to a later day")
    reader = alder.somebody()
    reader.looks_at_the_board()
    reader.reads("1 moved to a later day")


def test_done_by_the_second_date_is_late(alder: AlderWard, story: Promised) -> None:
    story.tom.moves_the_date(SECOND, "Part on order", MEND)
    alder.it_is(date(2026, 3, 16))
    story.tom.says_done("Mended with the new part", MEND)
    story.kestrel.says_it_happened("Yes", MEND)
    story.kestrel.reads("Done late. Patients say yes.")
    assert alder.classes() == [Class.KEPT_LATE]


def test_nobody_can_remove_the_row_or_change_the_first_date(alder: AlderWard, story: Promised) -> None:
    story.tom.moves_the_date(SECOND, "Part on order", MEND)
    with closing(connect(alder.file)) as cellar:
        for try_it in ("DELETE FROM history WHERE what = 'date-moved'", "UPDATE history SET what = 'promise-made'"):
            with pytest.raises(DatabaseError):
                cellar.execute(try_it)
    assert alder.verified().broken is None
    story.tom.looks_at_the_promise(MEND)
    story.tom.reads(
        "Tom (nurse) promised Tuesday 17 March instead of Tuesday 3 March. The first date stays: Tuesday 3 March."
    )
