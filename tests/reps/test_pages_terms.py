"""Terms on a page: who is in post, who was, and how a new one is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import builders as a
from tests.conftest import SetClock
from tests.people.house import House
from wardvoice.core.actor import Role
from wardvoice.people.rules import TermRole


def test_an_advocate_writes_a_term_down(house: House) -> None:
    a.a_ward_name(house.ward, "Kestrel")
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    assert "Nobody is in post." in advocate.page.text
    advocate.submit("Give the term", word=" kestrel", role="rep", how="only-one")
    assert "The term is written down." in advocate.page.text
    assert "Rep: Kestrel" in advocate.page.text
    assert "From Monday 2 March to Monday 1 June. Only one person came forward." in advocate.page.text
    assert "No rep since" not in advocate.page.text


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LEAD, Role.LISTENER])
def test_other_staff_read_the_page_and_change_nothing(house: House, role: Role) -> None:
    term = a.a_term(a.a_ward_name(house.ward, "Kestrel"))
    somebody = house.staff(role)
    somebody.get("/terms")
    assert "Rep: Kestrel" in somebody.page.text
    assert "Give the term" not in somebody.page.text
    assert "End it today" not in somebody.page.text
    somebody.post("/terms", {"word": "Kestrel", "role": "rep", "how": "agreed"}, status=403)
    somebody.post(f"/terms/{term.id}/end", status=403)


def test_everybody_at_a_screen_reads_who_is_rep(house: House) -> None:
    a.a_term(a.a_ward_name(house.ward, "Kestrel"))
    for somebody in (house.at(), house.patient(), house.patient(Role.DEPUTY)):
        somebody.get("/terms")
        assert "Rep: Kestrel" in somebody.page.text
        assert "Give the term" not in somebody.page.text


def test_nobody_writes_totals_of_a_vote_down_alone(house: House) -> None:
    """R1: totals are entered by rep and advocate, so the form of one person has no place for them."""
    a.a_ward_name(house.ward, "Kestrel")
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    typed = {"word": "Kestrel", "role": "rep", "how": "vote", "votes_for": "7", "votes_cast": "9"}
    advocate.post("/terms", {**typed, "starts_on": "2026-03-02"}, status=422)
    assert "Choose one of the answers shown." in advocate.page.text
    assert "Nobody is in post." in advocate.page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write the ward name of the person."),
        ({"word": "Heron", "role": "rep", "how": "agreed"}, "Nobody on this ward uses this name."),
        ({"word": "Kestrel", "how": "agreed"}, "Choose a part."),
        ({"word": "Kestrel", "role": "rep"}, "Choose how they were chosen."),
        ({"word": "Kestrel", "role": "rep", "how": "agreed", "starts_on": ""}, "Choose the first day."),
        ({"word": "Kestrel", "role": "rep", "how": "agreed", "starts_on": "31/2/2026"}, "Write a real date"),
        ({"word": "Kestrel", "role": "rep", "how": "agreed", "ends_on": "2026-01-01"}, "Choose an end after the start"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(house: House, typed: dict[str, str], sentence: str) -> None:
    a.a_ward_name(house.ward, "Kestrel")
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    advocate.submit("Give the term", status=422, **typed)
    assert sentence in advocate.page.text
    assert "Nobody is in post." in advocate.page.text
    for name in ("word", "starts_on"):
        if name in typed:
            assert advocate.page.one("input", name=name).get("value") == typed[name]


def test_a_term_is_ended_and_then_stands_among_the_past_ones(house: House) -> None:
    a.a_term(a.a_ward_name(house.ward, "Kestrel"), TermRole.PEER)
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    advocate.submit("/end")
    assert "The term is over." in advocate.page.text
    assert "Terms that are over" in advocate.page.text
    assert "Peer supporter: Kestrel" in advocate.page.text


def test_a_term_that_is_over_cannot_be_ended_again(house: House) -> None:
    term = a.a_term(a.a_ward_name(house.ward, "Kestrel"))
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    address = f"/terms/{term.id}/end"
    advocate.post(address)
    advocate.post(address, status=409)
    assert "This term is over already." in advocate.page.text


def test_another_wards_term_is_not_found(house: House) -> None:
    term = a.a_term(a.a_ward_name(a.a_ward(house.session, "Birch")))
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    advocate.post(f"/terms/{term.id}/end", status=404)


def test_the_page_says_until_when_ward_staff_may_stand_in(house: House, clock: SetClock) -> None:
    term = a.a_term(a.a_ward_name(house.ward, "Kestrel"))
    clock.go_to(term.ends_on)
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    assert "No rep since Monday 1 June: day 1 of 28 on which staff may stand in." in advocate.page.text
    clock.go_to(term.ends_on + timedelta(days=27), 0, 5)
    advocate = house.staff(Role.ADVOCATE, name="Lea")
    advocate.get("/terms")
    assert "day 28 of 28" in advocate.page.text
    clock.go_to(term.ends_on + timedelta(days=28), 0, 5)
    advocate = house.staff(Role.ADVOCATE, name="Mary")
    advocate.get("/terms")
    assert "No rep since Monday 1 June, for 29 days. Staff may no longer stand in." in advocate.page.text


def test_many_past_terms_come_in_pages_of_25(house: House, clock: SetClock) -> None:
    name = a.a_ward_name(house.ward, "Kestrel")
    for number in range(27):
        start = clock.today + timedelta(days=number)
        a.a_term(name, TermRole.PEER, starts_on=start, ends_on=start + timedelta(days=1))
    clock.go_on(days=60)
    advocate = house.staff(Role.ADVOCATE)
    advocate.get("/terms")
    assert len(advocate.page.all("li", cls="wv-card")) == 25
    advocate.follow("Next page")
    assert len(advocate.page.all("li", cls="wv-card")) == 2
