"""The times on the page of the agenda: one small box for each line, and one for the meeting."""

from __future__ import annotations

import pytest

from tests import builders
from tests.agenda.house import House
from tests.pages import PageClient
from wardvoice.agenda import commands, queries
from wardvoice.meetings.models import Meeting


@pytest.fixture
def meeting(house: House) -> Meeting:
    made = builders.a_meeting(house.ward, clock=house.clock)
    for words in ("socks", "lamp"):
        item = builders.an_item(house.ward, words, clock=house.clock)
        builders.done(house.session, house.rep_actor, commands.place_item, house.clock, meeting=made, item=item)
    return made


def minutes(house: House, meeting: Meeting) -> list[int | None]:
    return [entry.minutes for entry, _item in queries.with_items(house.fresh(), meeting)]


def set_minutes(person: PageClient, line: str, minutes: str, status: int = 200) -> None:
    person.follow(f"Time and more: {line}")
    person.submit(f"Set the minutes of: {line}", minutes=minutes, status=status)


def test_the_rep_times_a_line_and_an_empty_box_gives_it_its_share_again(house: House, meeting: Meeting) -> None:
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/prepare")
    assert "Planned: 60 of 60 minutes." in rep.page.text
    set_minutes(rep, "socks", "9")
    assert minutes(house, meeting) == [9, None]
    set_minutes(rep, "socks", "")
    assert minutes(house, meeting) == [None, None]


def test_too_long_is_a_warning_and_the_meeting_can_be_made_longer(house: House, meeting: Meeting) -> None:
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/prepare")
    set_minutes(rep, "socks", "70")
    assert "Planned: 82 of 60 minutes. That is too long. It may still go out like this." in rep.page.text
    rep.submit("Change it", minutes="90")
    assert "Planned: 90 of 90 minutes." in rep.page.text
    rep.submit("Change it", minutes="5", status=422)
    assert "Write a number from 10 to 240." in rep.page.text
    rep.get(f"/meetings/{meeting.id}/prepare")
    rep.submit("Let it go out")


def test_no_number_is_said_beside_its_box_and_what_was_typed_stays(house: House, meeting: Meeting) -> None:
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/prepare")
    set_minutes(rep, "lamp", "soon", status=422)
    box = next(box for box in rep.page.all("input", name="minutes") if box.get("aria-describedby"))
    assert box["value"] == "soon"
    assert minutes(house, meeting) == [None, None]


def test_a_page_drawn_before_the_last_change_changes_nothing(house: House, meeting: Meeting) -> None:
    rep, other = house.rep, house.rep
    for reader in (rep, other):
        reader.get(f"/meetings/{meeting.id}/prepare")
        reader.follow("Time and more: lamp")
    rep.submit("Set the minutes of: lamp", minutes="5")
    other.submit("Set the minutes of: lamp", minutes="8", status=409)
    assert "Here it is as it stands now." in other.page.text
    assert minutes(house, meeting) == [None, 5]
    rep.submit("Change it", minutes="45")
    other.submit("Change it", minutes="30", status=409)
    assert house.fresh().get_one(Meeting, meeting.id).length == 45


def test_others_have_no_boxes(house: House, meeting: Meeting) -> None:
    nurse = house.nurse
    nurse.get(f"/meetings/{meeting.id}/prepare")
    assert "Planned: 60 of 60 minutes." in nurse.page.text
    assert not nurse.page.all("input", name="minutes")
