""" "Not this week": a rep rests, nobody asks why, and somebody else does the work (product.md, R1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import LAPTOP, House
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.people import commands, queries
from wardvoice.people.models import Term
from wardvoice.people.rules import TermRole
from wardvoice.people.rules.terms import stands_in
from wardvoice.wards.models import Ward

DAY = timedelta(days=1)


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def term(ward: Ward) -> Term:
    return a.a_term(a.a_ward_name(ward, "Kestrel"))


def holder(term: Term, *roles: Role) -> Actor:
    return Actor(Door.TERMINAL, term.ward_id, term.ward_name_id, "Kestrel", frozenset(roles or {Role.REP}))


def rests(term: Term, clock: SetClock, days: int = 7) -> None:
    until = clock.today + days * DAY
    a.done(a.session_of(term), holder(term), commands.say_not_this_week, clock, term=term, until=until)


def post_on(term: Term, day: date) -> tuple[bool, date, bool]:
    post = queries.post(a.session_of(term), term.ward_id, day)
    return post.filled, post.empty_since, post.rests


def test_the_post_counts_as_empty_until_the_rep_is_back(term: Term, ward: Ward, clock: SetClock) -> None:
    rests(term, clock, days=7)
    first = clock.today
    assert post_on(term, first) == (False, first, True)
    assert post_on(term, first + 6 * DAY) == (False, first, True)
    assert post_on(term, first + 7 * DAY)[::2] == (True, False)
    assert a.history_of(ward)[-1].what == Happened.NOT_THIS_WEEK
    assert "Kestrel" not in a.history_of(ward)[-1].body


def test_the_deputy_goes_on_and_nobody_stands_in(term: Term, ward: Ward, clock: SetClock) -> None:
    a.a_term(a.a_ward_name(ward), TermRole.DEPUTY)
    rests(term, clock)
    assert post_on(term, clock.today)[::2] == (True, True)


def test_who_is_rep_and_deputy_rests_from_both(term: Term, clock: SetClock) -> None:
    name = queries.ward_name(a.session_of(term), term.ward_id, term.ward_name_id)
    a.a_term(name, TermRole.DEPUTY)
    rests(term, clock)
    assert not post_on(term, clock.today)[0]


def test_a_rest_does_not_empty_the_post_of_another_ward(session: Session, term: Term, clock: SetClock) -> None:
    other = a.a_term(a.a_ward_name(a.a_ward(session, "Birch")))
    rests(term, clock)
    assert post_on(other, clock.today)[::2] == (True, False)


def test_a_rep_comes_back_earlier_and_only_once(term: Term, ward: Ward, clock: SetClock) -> None:
    rests(term, clock)
    a.done(a.session_of(term), holder(term), commands.come_back, clock, term=term)
    assert post_on(term, clock.today)[::2] == (True, False)
    assert a.history_of(ward)[-1].what == Happened.BACK_AGAIN
    with pytest.raises(Stale, match="back already"):
        a.done(a.session_of(term), holder(term), commands.come_back, clock, term=term)


@pytest.mark.parametrize(("days", "sentence"), [(0, "after today"), (-1, "after today"), (29, "Four weeks at most")])
def test_a_rest_lasts_from_one_day_to_four_weeks(term: Term, clock: SetClock, days: int, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rests(term, clock, days)


def test_nobody_says_it_twice(term: Term, clock: SetClock) -> None:
    rests(term, clock, days=28)
    with pytest.raises(Stale, match="said this already"):
        rests(term, clock)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REP, Role.DEPUTY)])
def test_nobody_but_reps_says_it(term: Term, role: Role) -> None:
    assert not may(holder(term, role), May.SAY_NOT_THIS_WEEK, term)


def test_nobody_says_it_for_another_rep(term: Term, ward: Ward, clock: SetClock) -> None:
    deputy = a.a_patient_actor(ward, Role.DEPUTY)
    with pytest.raises(NotAllowed):
        a.done(a.session_of(term), deputy, commands.say_not_this_week, clock, term=term, until=clock.today + DAY)
    with pytest.raises(NotAllowed):
        a.done(a.session_of(term), deputy, commands.come_back, clock, term=term)


def test_another_wards_term_is_not_there(session: Session, term: Term, clock: SetClock) -> None:
    stranger = a.a_patient_actor(a.a_ward(session, "Birch"), Role.REP)
    with pytest.raises(NotFound):
        a.done(session, stranger, commands.say_not_this_week, clock, term=term, until=clock.today + DAY)


# --- on pages --------------------------------------------------------------------------------------------------------


def a_rep(house: House) -> PageClient:
    return house.patient(Role.REP, token=LAPTOP)


def test_a_rep_says_it_and_takes_it_back(house: House) -> None:
    rep = a_rep(house)
    rep.get("/not-this-week")
    rep.submit("Not this week", until="2026-03-09")
    assert "You are back on Monday 9 March." in rep.page.text
    rep.submit("/back")
    assert "You are back." in rep.page.text


@pytest.mark.parametrize(("until", "sentence"), [("", "Choose the day"), ("2026-03-02", "after today")])
def test_a_day_that_does_not_fit_is_said_and_kept(house: House, until: str, sentence: str) -> None:
    rep = a_rep(house)
    rep.get("/not-this-week")
    rep.submit("Not this week", status=422, until=until)
    assert sentence in rep.page.text


def test_a_second_yes_shows_how_it_stands(house: House) -> None:
    rep = a_rep(house)
    rep.get("/not-this-week")
    rep.post("/not-this-week/back", status=409)
    assert "You are back already." in rep.page.text


def test_a_patient_and_a_nurse_find_no_such_page(house: House) -> None:
    house.patient().get("/not-this-week", status=403)
    house.staff(Role.STAFF).get("/not-this-week", status=403)


def test_a_peer_supporter_stands_in_while_the_rep_rests(
    session: Session, term: Term, ward: Ward, clock: SetClock
) -> None:
    rests(term, clock)
    post = queries.post(session, ward.id, clock.today)
    assert stands_in({Role.STAFF}, post, clock.today)
    assert not stands_in({Role.PATIENT, Role.REP, Role.PEER}, post, clock.today)


# --- counted ---------------------------------------------------------------------------------------------------------


def test_days_with_staff_in_the_reps_place_are_counted_from_the_history(
    session: Session, ward: Ward, clock: SetClock
) -> None:
    nurse = a.a_staff_actor(ward, Role.STAFF, stands_in=True)
    advocate = a.a_staff_actor(ward, Role.ADVOCATE, name="Maya", stands_in=True)
    peer = a.a_patient_actor(ward, Role.PEER)
    start = clock.today
    peer = replace(peer, stands_in=True)
    for n, (who, days) in enumerate(((nurse, 0), (nurse, 0), (nurse, 2), (advocate, 4), (peer, 5))):
        clock.go_to(start + days * DAY)
        a.a_meeting(ward, start + (10 + n) * DAY, actor=who, clock=clock)
    assert queries.days_with_staff_in_their_place(session, ward.id, start, start + 9 * DAY) == 2
    assert queries.days_with_staff_in_their_place(session, ward.id, start + DAY, start + 9 * DAY) == 1
