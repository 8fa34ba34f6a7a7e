"""A rep who cannot this week, and an item about the rep: the ward goes on, and nobody asks why."""

from __future__ import annotations

from tests import builders
from tests.agenda.conftest import house
from tests.agenda.house import House

__all__ = ["house"]


def test_a_ward_goes_on_while_its_rep_rests(house: House) -> None:
    meeting = builders.a_meeting(house.ward, clock=house.clock)
    item = builders.an_item(house.ward, "The rep never asks us", clock=house.clock)
    place = f"/meetings/{meeting.id}/agenda"

    nurse = house.nurse  # While there is a rep, a nurse does not prepare the agenda.
    nurse.get("/")
    assert "No rep since" not in nurse.page.text
    nurse.post(place, {"item": str(item.id)}, status=403)

    rep = house.rep  # The rep reads that somebody is unhappy with them, and steps aside.
    rep.get(f"/agenda/items/{item.id}")
    rep.follow("Is it about a rep?")
    rep.submit("Say so", part="rep")
    rep.get("/")
    rep.follow("Not this week")  # They need a rest. Nobody asks why.
    rep.submit("Not this week", until="2026-03-09")
    assert "You are back on Monday 9 March." in rep.page.text

    nurse.get("/")  # The nurse finds it on her start page, and on the meeting's.
    assert "The rep has said “not this week”." in nurse.page.text
    assert "day 1 of 28 on which staff may stand in" in nurse.page.text
    nurse.get(f"/meetings/{meeting.id}")
    assert "day 1 of 28 on which staff may stand in" in nurse.page.text
    nurse.post(place, {"item": str(item.id)})  # So she places what waits.

    rep.get("/not-this-week")  # The rep feels better and is back. The item stays with somebody else.
    rep.submit("I am back now")
    rep.post(f"/agenda/items/{item.id}/read", status=403)
    assert "Somebody else does this one." in rep.page.text
    assert "No rep since" not in nurse.get("/").text
