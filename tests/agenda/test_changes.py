"""What was done to an agenda after it was out is seen beside the line, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import builders
from tests.agenda.house import House
from wardvoice.agenda import commands
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import AfterOut, EntryState, after_out
from wardvoice.meetings.commands import add_standing_item
from wardvoice.meetings.models import Meeting

OUT = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE, LATER = OUT - timedelta(minutes=1), OUT + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "placed", "changed", "told"),
    [
        (EntryState.ON, BEFORE, None, None),
        (EntryState.ON, OUT, BEFORE, None),
        (EntryState.ON, LATER, None, AfterOut.ADDED),
        (EntryState.ON, LATER, LATER, AfterOut.ADDED),
        (EntryState.ANSWERED, BEFORE, LATER, AfterOut.MOVED),
        (EntryState.PUT_OFF, BEFORE, LATER, AfterOut.PUT_OFF),
        (EntryState.PUT_OFF, BEFORE, BEFORE, None),
        (EntryState.TAKEN_OFF, BEFORE, LATER, AfterOut.TAKEN_OFF),
        (EntryState.ON, None, None, None),
    ],
)
def test_only_what_was_done_by_hand_after_the_agenda_was_out_is_told(
    state: EntryState, placed: datetime | None, changed: datetime | None, told: AfterOut | None
) -> None:
    assert after_out(state, placed, changed, OUT) is told
    assert after_out(state, placed, changed, None) is None


@pytest.fixture
def out(house: House) -> Meeting:
    """An agenda that went out three hours before its meeting, with two items and what ends every agenda."""
    house.clock.go_to(house.clock.today, 7, 10)
    does(house, add_standing_item, title="Ward news", at_end=True)
    meeting = builders.a_meeting(house.ward, house.clock.today, clock=house.clock)
    for words in ("socks", "lamp"):
        does(house, commands.place_item, meeting=meeting, item=an_item(house, words))
    does(house, commands.publish, meeting=meeting)
    house.clock.go_on(minutes=5)
    return meeting


def an_item(house: House, words: str) -> Item:
    return builders.an_item(house.ward, words, clock=house.clock)


def does(house: House, command: Callable[..., Any], **facts: Any) -> Any:
    return builders.done(house.session, house.rep_actor, command, house.clock, **facts)


def test_each_change_stands_beside_its_line_on_screen_and_on_paper(house: House, out: Meeting) -> None:
    rep = house.rep
    late = an_item(house, "radio")
    rep.get(f"/meetings/{out.id}/prepare")
    rep.submit("Put on the agenda: radio")
    rep.submit("Up: lamp")
    rep.follow("Time and more: Ward news")
    rep.submit("Take off: Ward news")
    house.session.expire_all()
    does(house, commands.put_off, meeting=out, item=late, because="The DJ is away")
    does(house, commands.place_item, meeting=out, item=an_item(house, "kettle"))
    for page in ("/agenda", "/print/agenda", "/print/agenda/easy"):
        rep.get(page)
        text = rep.page.text
        assert "Published 3 hours before the meeting." in text, page
        for change in ("Added", "Moved", "Taken off", "Put off"):
            assert f"{change} after the agenda was out" in text, page
        assert "Put off after the agenda was out: The DJ is away" in text, page


def test_an_agenda_that_was_in_time_and_left_alone_says_nothing_of_the_kind(house: House) -> None:
    items = [an_item(house, "socks"), an_item(house, "lamp")]
    meeting = builders.a_published_agenda(house.ward, items=items, clock=house.clock)
    rep = house.rep
    for page in ("/agenda", "/print/agenda", f"/meetings/{meeting.id}"):
        rep.get(page)
        assert "after the agenda was out" not in rep.page.text
        assert "before the meeting." not in rep.page.text
        assert "Published on Monday 2 March, 10:30." in rep.page.text


def test_whoever_prepares_too_late_is_told_so_and_may_go_on(house: House) -> None:
    meeting = builders.a_meeting(house.ward, house.clock.today, clock=house.clock)
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/prepare")
    assert "This one is late by now, and says so." in rep.page.text
    rep.submit("Let it go out")
    assert "Published less than an hour before the meeting." in rep.page.text
