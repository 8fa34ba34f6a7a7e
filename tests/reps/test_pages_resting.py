"""What the page of the reps says while a rep rests."""

from __future__ import annotations

from tests import builders as a
from tests.pages import PageClient
from tests.people.house import LAPTOP, House
from wardvoice.core.actor import Role
from wardvoice.people.rules import TermRole


def a_rep(house: House) -> PageClient:
    return house.patient(Role.REP, token=LAPTOP)


def test_a_rep_says_it_and_takes_it_back(house: House) -> None:
    rep, nurse = a_rep(house), house.staff(Role.ADVOCATE)
    rep.get("/not-this-week")
    rep.submit("Not this week", until="2026-03-09")
    assert "You are back on Monday 9 March." in rep.page.text
    nurse.get("/terms")
    assert "The rep has said “not this week”." in nurse.page.text
    assert "No rep since Monday 2 March: day 1 of 28 on which staff may stand in." in nurse.page.text
    assert "Not this week. Back on Monday 9 March." in nurse.page.text
    rep.submit("/back")
    assert "You are back." in rep.page.text
    nurse.get("/terms")
    assert "ot this week" not in nurse.page.text


def test_with_a_deputy_the_page_says_who_stands_in(house: House) -> None:
    rep, advocate = a_rep(house), house.staff(Role.ADVOCATE)
    a.a_term(a.a_ward_name(house.ward), TermRole.DEPUTY)
    rep.get("/not-this-week")
    rep.submit("Not this week", until="2026-03-09")
    advocate.get("/terms")
    assert "The deputy stands in." in advocate.page.text
    assert "No rep since" not in advocate.page.text
