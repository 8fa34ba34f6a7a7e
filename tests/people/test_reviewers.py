"""Peer reviewers: let in by an admin until a last day, over by themselves, prolonged only by another deed (E2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.builders import STAFF_ROLES
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import PASSWORD, House
from tests.people.test_caller import signed_in, who
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands
from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.accounts import was_only_a_reviewer
from wardvoice.people.rules import accounts as rules
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind, SessionRow

As = Callable[[Actor], Work]
TODAY = date(2026, 3, 2)
FARTHEST = TODAY + timedelta(days=92)


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def rae(session: Session) -> Account:
    return a.an_account(session, "Rae", job="peer reviewer")


# --- the last day ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=1), FARTHEST])
def test_a_reviewer_has_a_last_day_within_a_quarter(day: date) -> None:
    rules.check_last_day(role=Role.REVIEWER, last_day=day, today=TODAY)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "always has one"),
        (TODAY - timedelta(days=1), "has passed"),
        (FARTHEST + timedelta(days=1), "within the next 92 days"),
        (date.max, "within the next 92 days"),
    ],
)
def test_no_reviewer_without_a_last_day_nor_with_a_far_one(day: date | None, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refused:
        rules.check_last_day(role=Role.REVIEWER, last_day=day, today=TODAY)
    assert refused.value.field == "last_day"


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role is not Role.REVIEWER])
def test_nobody_else_is_given_a_part_with_its_end(role: Role) -> None:
    rules.check_last_day(role=role, last_day=None, today=TODAY)
    with pytest.raises(RuleBroken, match="Only a peer reviewer"):
        rules.check_last_day(role=role, last_day=FARTHEST, today=TODAY)


def test_an_admin_lets_a_reviewer_in_until_a_day(work_as: As, ward: Ward, rae: Account) -> None:
    work = work_as(a.ADMIN)
    part = commands.give_membership(work, account=rae, role=Role.REVIEWER, ward_id=ward.id, last_day=FARTHEST)
    work.commit()
    assert part.until == FARTHEST + timedelta(days=1)
    row = a.history_of(ward)[-1]
    assert (row.what, row.thing) == (Happened.MEMBERSHIP_GIVEN, part.thing)
    assert part.until.isoformat() in row.body


def test_a_later_day_is_a_deed_of_its_own(work_as: As, ward: Ward, rae: Account, clock: SetClock) -> None:
    part = a.a_membership(rae, Role.REVIEWER, ward, last_day=FARTHEST)
    clock.go_on(days=50)
    work, later = work_as(a.ADMIN), FARTHEST + timedelta(days=50)
    commands.invite_on(work, membership=part, last_day=later)
    work.commit()
    assert rules.last_day_of(part.until) == later
    row = a.history_of(ward)[-1]
    assert (row.what, row.thing) == (Happened.REVIEWER_INVITED_ON, part.thing)
    assert later.isoformat() in row.body


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "always has one"),
        (TODAY + timedelta(days=20), "not later than now"),
        (TODAY + timedelta(days=19), "not later than now"),
        (FARTHEST + timedelta(days=1), "within the next 92 days"),
    ],
)
def test_a_last_day_is_moved_to_a_later_one_within_a_quarter_alone(
    work_as: As, ward: Ward, rae: Account, day: date | None, sentence: str
) -> None:
    part = a.a_membership(rae, Role.REVIEWER, ward, last_day=TODAY + timedelta(days=20))
    with pytest.raises(RuleBroken, match=sentence):
        commands.invite_on(work_as(a.ADMIN), membership=part, last_day=day)


def test_what_is_over_is_not_taken_up_again_but_given_anew(
    work_as: As, ward: Ward, rae: Account, clock: SetClock
) -> None:
    part = a.a_membership(rae, Role.REVIEWER, ward, last_day=TODAY)
    clock.go_on(days=1)
    work = work_as(a.ADMIN)
    with pytest.raises(Stale):
        commands.invite_on(work, membership=part, last_day=TODAY + timedelta(days=9))
    with pytest.raises(Stale):
        commands.end_membership(work, membership=part)
    again = {"account": rae, "role": Role.REVIEWER, "ward_id": ward.id}
    commands.give_membership(work, **again, last_day=TODAY + timedelta(days=9))
    work.commit()


def test_a_nurses_part_is_not_invited_on(work_as: As, ward: Ward, rae: Account) -> None:
    part = a.a_membership(rae, Role.STAFF, ward)
    with pytest.raises(Stale):
        commands.invite_on(work_as(a.ADMIN), membership=part, last_day=FARTHEST)


def test_an_admin_ends_it_before_its_day(work_as: As, ward: Ward, rae: Account) -> None:
    part = a.a_membership(rae, Role.REVIEWER, ward, last_day=FARTHEST)
    work = work_as(a.ADMIN)
    commands.end_membership(work, membership=part)
    work.commit()
    assert part.until == TODAY
    assert a.history_of(ward)[-1].what == Happened.MEMBERSHIP_ENDED


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role is not Role.ADMIN])
def test_nobody_but_an_admin_lets_a_reviewer_stay(work_as: As, ward: Ward, rae: Account, role: Role) -> None:
    part = a.a_membership(rae, Role.REVIEWER, ward)
    somebody = a.a_staff_actor(ward, role)
    with pytest.raises(NotAllowed):
        commands.invite_on(work_as(somebody), membership=part, last_day=FARTHEST)


# --- who that is -----------------------------------------------------------------------------------------------------


def test_a_reviewer_reviews_the_wards_they_were_invited_to(session: Session, ward: Ward, rae: Account) -> None:
    birch = a.a_ward(session, "Birch")
    a.a_ward(session, "Cedar")
    for invited in (ward, birch):
        a.a_membership(rae, Role.REVIEWER, invited)
    signed_in(session, SetClock(), Kind.ACCOUNT, rae.id, ward)
    found = who(session, SetClock())
    assert found is not None
    assert (found.actor.reviews, found.actor.roles) == ({ward.id, birch.id}, {Role.REVIEWER})


def test_a_visit_is_over_on_the_day_after_the_last_one(
    session: Session, ward: Ward, rae: Account, clock: SetClock
) -> None:
    a.a_membership(rae, Role.REVIEWER, ward, last_day=TODAY)
    signed_in(session, clock, Kind.ACCOUNT, rae.id, ward, minutes=2 * 24 * 60)
    clock.go_to(TODAY, 23, 59)
    assert who(session, clock) is not None
    clock.go_on(minutes=1)
    assert who(session, clock) is None
    assert was_only_a_reviewer(session, rae.id, clock.today)
    lou = a.an_account(session, "Lou")
    session.execute(update(SessionRow).values(person_id=lou.id))
    assert who(session, clock) is not None, "whoever waits for a first part is no reviewer whose time is over"
    assert not was_only_a_reviewer(session, lou.id, clock.today)


def test_whoever_is_something_else_as_well_stays_that(
    session: Session, ward: Ward, rae: Account, clock: SetClock
) -> None:
    birch = a.a_ward(session, "Birch")
    a.a_membership(rae, Role.STAFF, birch)
    a.a_membership(rae, Role.REVIEWER, ward, last_day=TODAY)
    signed_in(session, clock, Kind.ACCOUNT, rae.id, birch, minutes=2 * 24 * 60)
    found = who(session, clock)
    assert found is not None
    assert (found.actor.reviews, found.actor.roles) == ({ward.id}, {Role.STAFF})
    clock.go_on(days=1)
    found = who(session, clock)
    assert found is not None
    assert (found.actor.reviews, found.actor.roles) == (frozenset(), {Role.STAFF})
    assert not was_only_a_reviewer(session, rae.id, clock.today)


def test_a_part_of_the_days_before_there_were_last_days_opens_nothing(
    session: Session, ward: Ward, rae: Account, clock: SetClock
) -> None:
    a.a_membership(rae, Role.REVIEWER, ward)
    session.execute(update(Membership).values(until=None))
    signed_in(session, clock, Kind.ACCOUNT, rae.id, ward)
    found = who(session, clock)
    assert found is not None
    assert not found.actor.reviews


def test_whoever_reads_what_is_private_is_known_by_the_ward_of_it(session: Session, ward: Ward, rae: Account) -> None:
    birch = a.a_ward(session, "Birch")
    a.a_membership(rae, Role.ADVOCATE, ward)
    a.a_membership(rae, Role.LISTENER, None)
    a.a_membership(rae, Role.LEAD, birch)
    signed_in(session, SetClock(), Kind.ACCOUNT, rae.id, birch)
    found = who(session, SetClock())
    assert found is not None
    assert found.actor.reads_on == {(Role.ADVOCATE, ward.id), (Role.LISTENER, None)}
    assert found.actor.reads_at(Role.ADVOCATE, ward.id)
    assert not found.actor.reads_at(Role.ADVOCATE, birch.id)
    assert found.actor.reads_at(Role.LISTENER, birch.id)


# --- on pages --------------------------------------------------------------------------------------------------------


NEW = {"name": "Rae", "job": "peer reviewer", "username": "rae", "role": "reviewer"}


@pytest.fixture
def admin(house: House) -> PageClient:
    return house.staff(Role.ADMIN, name="Anna")


def test_an_admin_invites_a_reviewer_who_accepts_the_conduct_text_first(house: House, admin: PageClient) -> None:
    admin.get("/admin/people/new")
    admin.submit("Open the account", ward=str(house.ward.id), last_day="", status=422, **NEW)
    assert "Choose the last day. A peer reviewer always has one." in admin.page.text
    admin.submit("Open the account", ward=str(house.ward.id), last_day="2/4/2026", **NEW)
    password = admin.page.one("code").text
    admin.follow("Go to the account")
    assert "Peer reviewer, Alder, since Monday 2 March, until Thursday 2 April" in admin.page.text
    rae = house.anybody()
    rae.get("/sign-in")
    rae.submit("Sign in", username="rae", password=password)
    assert rae.address == "/conduct"


def test_the_last_day_is_moved_on_a_page_of_its_own(house: House, admin: PageClient) -> None:
    rae = house.account("Rae", Role.REVIEWER)
    admin.get(f"/admin/people/{rae.id}")
    admin.follow("Choose a later last day")
    admin.submit("Save", last_day="1/4/2026", status=422)
    assert "This is not later than now." in admin.page.text
    assert admin.page.one("input", name="last_day")["value"] == "1/4/2026"
    admin.submit("Save", last_day="2/6/2026")
    assert "until Tuesday 2 June" in admin.page.text


def test_a_nurses_part_has_no_last_day(house: House, admin: PageClient) -> None:
    tom = house.account("Tom", Role.STAFF)
    assert "Choose a later last day" not in admin.get(f"/admin/people/{tom.id}").text
    admin.follow("Add a part")
    admin.submit("Add it", role="listener", ward="all", last_day="2/4/2026", status=422)
    assert "Only a peer reviewer has a last day of this kind." in admin.page.text


def test_after_the_last_day_a_reviewer_is_signed_out_and_told_why(house: House, clock: SetClock) -> None:
    house.account("Rae", Role.REVIEWER, password=PASSWORD)
    rae = house.anybody()
    rae.get("/sign-in")
    rae.submit("Sign in", username="rae", password=PASSWORD, follow=False, status=303)
    clock.go_on(weeks=8, days=1)
    rae.get("/my-account")
    assert rae.address == "/sign-in"
    rae.submit("Sign in", username="rae", password="not this one", status=422)
    assert "The username or the password is not right." in rae.page.text
    rae.submit("Sign in", username="rae", password=PASSWORD, status=422)
    assert "Your time as a reviewer is over. The hospital admin can invite you again." in rae.page.text
    rae.get("/my-account")
    assert rae.address == "/sign-in"


def test_a_reviewer_whose_part_is_ended_is_signed_out_at_the_next_page(house: House, admin: PageClient) -> None:
    account = house.account("Rae", Role.REVIEWER)
    rae = house.anybody().sign_in_as(Kind.ACCOUNT, account.id, house.ward.id)
    rae.get("/my-account")
    admin.get(f"/admin/people/{account.id}")
    admin.submit("End it today: Peer reviewer, Alder")
    rae.get("/my-account")
    assert rae.address == "/sign-in"
