"""Who is away, from when to when, and who is manager meanwhile (product.md, F5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.people import commands
from wardvoice.people.models import Absence, Account
from wardvoice.people.queries import absences as queries
from wardvoice.people.queries import load_caller
from wardvoice.storage.history import HistoryRow
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind, SessionRow, token_hash

DAY = timedelta(days=1)


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


def person(ward: Ward, name: str, *roles: Role, ends_on: date | None = None) -> Account:
    account = a.an_account(a.session_of(ward), name, ends_on=ends_on)
    for role in roles or (Role.STAFF,):
        a.a_membership(account, role, ward)
    return account


def acting(account: Account, ward: Ward, *roles: Role, **more: bool) -> Actor:
    return Actor(Door.OWN_DEVICE, ward.id, account.id, account.name, frozenset(roles or {Role.STAFF}), **more)


def enters(ward: Ward, actor: Actor, account: Account, clock: SetClock, first: int = 5, last: int = 9, **more: object):
    days = {"starts_on": clock.today + first * DAY, "ends_on": clock.today + last * DAY}
    return a.done(a.session_of(ward), actor, commands.enter_absence, clock, account=account, **days, **more)


def as_the_hall_sees(session: Session, ward: Ward, account: Account, clock: SetClock) -> Actor:
    row = SessionRow(
        token_hash=token_hash(account.name), person_kind=Kind.ACCOUNT, person_id=account.id, ward_id=ward.id,
        expires=clock.now() + 99 * DAY,
    )  # fmt: skip
    session.merge(row)
    session.commit()
    caller = load_caller(session, token_hash(account.name), None, clock.now(), clock.today)
    assert caller is not None
    return caller.actor


def test_somebody_enters_their_own_days_and_no_reason_is_kept(session: Session, clock: SetClock, ward: Ward) -> None:
    tom = person(ward, "Tom")
    away = enters(ward, acting(tom, ward), tom, clock)
    row = session.query(HistoryRow).order_by(HistoryRow.seq.desc()).filter_by(what=Happened.ABSENCE_ENTERED).one()
    assert row.thing == away.thing
    assert {column.key for column in Absence.__table__.columns} == {
        *("id", "of_ward_id", "account_id", "starts_on", "ends_on", "deputy_id"),
    }
    (shown,) = queries.absences(session, ward.id, clock.today)
    assert (shown.name, shown.deputy) == ("Tom", None)


def test_only_oneself_or_the_manager(session: Session, clock: SetClock, ward: Ward) -> None:
    tom, asha, priya = person(ward, "Tom"), person(ward, "Asha"), person(ward, "Priya", Role.MANAGER)
    for actor in (acting(asha, ward), acting(asha, ward, Role.ADVOCATE), a.a_patient_actor(ward, Role.REP)):
        with pytest.raises(NotAllowed):
            enters(ward, actor, tom, clock)
    away = enters(ward, acting(priya, ward, Role.MANAGER), tom, clock)
    with pytest.raises(NotAllowed):
        commands.end_absence(a.work(session, acting(asha, ward), clock), absence=away)


@pytest.mark.parametrize(
    ("first", "last", "field"), [(5, 4, "ends_on"), (-3, -1, "ends_on"), (0, 367, "ends_on"), (7, 12, "starts_on")]
)
def test_days_that_make_no_sense(clock: SetClock, ward: Ward, first: int, last: int, field: str) -> None:
    tom = person(ward, "Tom")
    enters(ward, acting(tom, ward), tom, clock)
    with pytest.raises(RuleBroken) as refused:
        enters(ward, acting(tom, ward), tom, clock, first, last)
    assert refused.value.field == field


def test_nobody_of_another_ward_is_entered_here(clock: SetClock, ward: Ward) -> None:
    birch = a.a_ward(a.session_of(ward), "Birch")
    priya, other = person(ward, "Priya", Role.MANAGER), person(birch, "Olu")
    with pytest.raises(RuleBroken) as refused:
        enters(ward, acting(priya, ward, Role.MANAGER), other, clock)
    assert refused.value.field == "who"


def test_another_wards_absence_is_not_found_here(session: Session, clock: SetClock, ward: Ward) -> None:
    tom, birch = person(ward, "Tom"), a.a_ward(session, "Birch")
    away = enters(ward, acting(tom, ward), tom, clock)
    assert queries.absence(session, ward.id, away.id) is away
    with pytest.raises(NotFound):
        queries.absence(session, birch.id, away.id)


def test_a_manager_who_is_away_needs_a_deputy_of_the_ward(clock: SetClock, ward: Ward) -> None:
    session, birch = a.session_of(ward), a.a_ward(a.session_of(ward), "Birch")
    priya, asha = person(ward, "Priya", Role.MANAGER), person(ward, "Asha")
    manager = acting(priya, ward, Role.MANAGER)
    leaves_early = person(ward, "Lee", ends_on=clock.today + 6 * DAY)
    away_too = person(ward, "Ben")
    enters(ward, manager, away_too, clock, 9, 12)
    joan = a.an_account(session, "Joan")
    a.a_membership(joan, Role.ADVOCATE, ward)
    for deputy in (None, priya, leaves_early, away_too, joan, person(birch, "Olu")):
        with pytest.raises(RuleBroken) as refused:
            enters(ward, manager, priya, clock, deputy=deputy)
        assert refused.value.field == "deputy"
    enters(ward, manager, priya, clock, deputy=asha)
    with pytest.raises(RuleBroken, match="deputy for Priya"):
        enters(ward, manager, asha, clock, 8, 8)


def test_nobody_but_a_manager_has_a_deputy(clock: SetClock, ward: Ward) -> None:
    tom, asha = person(ward, "Tom"), person(ward, "Asha")
    with pytest.raises(RuleBroken) as refused:
        enters(ward, acting(tom, ward), tom, clock, deputy=asha)
    assert refused.value.field == "deputy"


def test_the_deputy_is_manager_on_these_days_there_and_nothing_else(
    session: Session, clock: SetClock, ward: Ward
) -> None:
    birch = a.a_ward(session, "Birch")
    priya, asha = person(ward, "Priya", Role.MANAGER), person(ward, "Asha")
    a.a_membership(asha, Role.STAFF, birch)
    enters(ward, acting(priya, ward, Role.MANAGER), priya, clock, deputy=asha)
    days = []
    for day in range(4, 11):
        clock.go_to(date(2026, 3, 2) + day * DAY)
        days.append(as_the_hall_sees(session, ward, asha, clock).has(Role.MANAGER))
    assert days == [False, True, True, True, True, True, False]
    clock.go_to(date(2026, 3, 8))
    meanwhile = as_the_hall_sees(session, ward, asha, clock)
    assert may(meanwhile, May.KEEP_WARD)
    assert may(meanwhile, May.SAY_AWAY, Absence(account_id=priya.id))
    for nothing_else in (May.HOLD_KEY, May.READ_PRIVATE, May.KEEP_ACCOUNTS, May.OPEN_WARD, May.GIVE_TERM):
        assert not may(meanwhile, nothing_else), nothing_else
    assert not as_the_hall_sees(session, birch, asha, clock).has(Role.MANAGER)


def test_a_deputy_who_no_longer_works_there_is_no_manager(session: Session, clock: SetClock, ward: Ward) -> None:
    priya, asha = person(ward, "Priya", Role.MANAGER), a.an_account(session, "Asha")
    part = a.a_membership(asha, Role.STAFF, ward)
    enters(ward, acting(priya, ward, Role.MANAGER), priya, clock, 0, 9, deputy=asha)
    assert as_the_hall_sees(session, ward, asha, clock).has(Role.MANAGER)
    a.done(session, a.ADMIN, commands.end_membership, clock, membership=part)
    a.a_membership(asha, Role.ADVOCATE, ward)
    assert not as_the_hall_sees(session, ward, asha, clock).has(Role.MANAGER)


@pytest.mark.parametrize(("come_back", "last"), [(0, 4), (7, 6)])
def test_back_early(session: Session, clock: SetClock, ward: Ward, come_back: int, last: int) -> None:
    tom = person(ward, "Tom")
    away, today = enters(ward, acting(tom, ward), tom, clock), clock.today
    clock.go_on(days=come_back)
    a.done(session, acting(tom, ward), commands.end_absence, clock, absence=away)
    assert away.ends_on == today + last * DAY
    assert queries.absences(session, ward.id, clock.today) == []
    with pytest.raises(Stale):
        commands.end_absence(a.work(session, acting(tom, ward), clock), absence=away)
