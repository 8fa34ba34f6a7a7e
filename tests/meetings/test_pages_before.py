"""The pages before a meeting: the round on the ward, the ground rules, a meeting's own length."""

from __future__ import annotations

from datetime import date

import pytest

from tests import builders
from tests.agenda.house import House
from wardvoice.core.actor import Actor, Role
from wardvoice.meetings import queries
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import RoundFacts


@pytest.fixture
def coming(house: House) -> Meeting:
    return builders.a_meeting(house.ward, clock=house.clock)


@pytest.fixture
def puffin(house: House) -> Actor:
    return builders.a_patient_actor(house.ward, Role.PEER, word="Puffin", clock=house.clock)


def test_two_rounds_add_up_and_a_wrong_one_stays_in_sight(house: House, coming: Meeting, puffin: Actor) -> None:
    at = f"/meetings/{coming.id}/outreach"
    peer, nurse = house.signed_in(puffin), house.signed_in(house.nurse_actor)
    peer.get(at)
    peer.submit("Write my numbers down", offered=8, gave=3, declined=1, not_now=2)
    nurse.get(at)
    nurse.submit("Write my numbers down", offered=40, gave=1, declined=0, not_now=0)
    nurse.follow("Put the numbers right: Monday 2 March, a member of staff")
    assert nurse.page.one("input", name="offered")["value"] == "40"
    nurse.submit("Put them right", offered=4)
    assert "12 people were asked. 4 gave something, 1 said no, 2 said not now." in nurse.page.text
    assert "These numbers were wrong." in nurse.page.text
    for page in (f"/meetings/{coming.id}", f"/meetings/{coming.id}/prepare"):
        rep = house.rep
        rep.get(page)
        assert "12 people were asked." in rep.page.text


def test_numbers_that_contradict_each_other_and_a_second_click_store_nothing_more(
    house: House, coming: Meeting, puffin: Actor
) -> None:
    at, peer = f"/meetings/{coming.id}/outreach", house.signed_in(puffin)
    peer.get(at)
    peer.submit("Write my numbers down", offered=2, gave=3, status=422)
    assert "More answers than people who were asked? Count again." in peer.page.text
    peer.get(at)
    sent = {"offered": "5", "gave": "1", "declined": "0", "not_now": "0"}
    once = peer.page.one("input", name="once")["value"]
    for _ in range(2):
        peer.post(at, {**sent, "once": once})
    assert [one.facts for one in queries.rounds(house.fresh(), coming)] == [RoundFacts(5, 1)]


def test_a_patient_does_not_count_and_another_wards_meeting_does_not_exist(house: House, coming: Meeting) -> None:
    kestrel = house.signed_in(builders.a_patient_actor(house.ward, word="Kestrel", clock=house.clock))
    kestrel.get(f"/meetings/{coming.id}/outreach", status=403)
    theirs = builders.a_meeting(builders.a_ward(house.session, "Birch", clock=house.clock), clock=house.clock)
    house.rep.get(f"/meetings/{theirs.id}/outreach", status=404)


def test_a_ward_takes_the_suggested_rules_over_and_changes_them(house: House) -> None:
    rep = house.rep
    rep.get("/meetings/ground-rules")
    assert "Until then these are read:" in rep.page.text
    rep.submit("Take these and change them")
    rep.submit("Take off: One person speaks at a time.")
    rep.submit("Add it", words="Phones are quiet.")
    text = rep.page.text
    assert "Phones are quiet." in text
    assert "One person speaks at a time." not in text
    rep.submit("Add it", words=" ", status=422)
    house.nobody().get("/meetings/ground-rules", status=403)


def test_a_single_meeting_has_a_length_of_its_own(house: House) -> None:
    rep = house.rep
    rep.get("/meetings/new")
    rep.submit("Plan it", day="2026-03-06", at="14:00", minutes="45")
    found = next(one for one in queries.coming(house.fresh(), house.ward.id) if one.day == date(2026, 3, 6))
    assert found.length == 45
