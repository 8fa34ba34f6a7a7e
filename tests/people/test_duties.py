"""Duties that advocates take on and leave, and who is told that something is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.people import commands
from wardvoice.people.models import Account
from wardvoice.people.queries import duties as queries
from wardvoice.people.queries.keys import ReaderKind, covers
from wardvoice.people.rules import Duty
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

As = Callable[[Actor], Work]


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


def a_person(ward: Ward, name: str, *roles: Role, everywhere: bool = False) -> Account:
    account = a.an_account(a.session_of(ward), name)
    for role in roles:
        a.a_membership(account, role, None if everywhere else ward)
    return account


def actor_of(account: Account, ward: Ward, *roles: Role) -> Actor:
    return Actor(Door.OWN_DEVICE, ward.id, account.id, account.name, frozenset(roles))


def the_admin(ward: Ward) -> Actor:
    return Actor(Door.OWN_DEVICE, ward.id, a.ADMIN.id, "Wes", frozenset({Role.ADMIN}))


# --- duties ----------------------------------------------------------------------------------------------------------


def test_an_advocate_takes_a_duty_and_leaves_it_and_both_are_told(work_as: As, ward: Ward, clock: SetClock) -> None:
    joan = a_person(ward, "Joan", Role.ADVOCATE)
    work = work_as(actor_of(joan, ward, Role.ADVOCATE))
    taken = commands.take_duty(work, duty=Duty.READ, ward_id=ward.id)
    work.commit()
    assert (a.history_of(ward)[-1].what, a.history_of(ward)[-1].thing) == (Happened.DUTY_TAKEN, taken.thing)
    assert queries.duties_of(work.session, joan.id, clock.today) == [taken]
    commands.leave_duty(work, taken=taken)
    work.commit()
    assert a.history_of(ward)[-1].what == Happened.DUTY_LEFT
    assert queries.duties_of(work.session, joan.id, clock.today) == []
    with pytest.raises(Stale):
        commands.leave_duty(work, taken=taken)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.LISTENER, Role.LEAD, Role.ADMIN])
def test_duties_are_for_advocates_alone(work_as: As, ward: Ward, role: Role) -> None:
    somebody = a_person(ward, "Tom")
    with pytest.raises(NotAllowed):
        commands.take_duty(work_as(actor_of(somebody, ward, role)), duty=Duty.READ, ward_id=ward.id)


def test_a_duty_is_not_taken_twice_in_one_place(work_as: As, ward: Ward) -> None:
    joan = a_person(ward, "Joan", Role.ADVOCATE)
    a.a_duty(joan, ward)
    work = work_as(actor_of(joan, ward, Role.ADVOCATE))
    with pytest.raises(RuleBroken, match="already"):
        commands.take_duty(work, duty=Duty.READ, ward_id=ward.id)
    commands.take_duty(work, duty=Duty.READ, ward_id=None)
    work.commit()
    with pytest.raises(RuleBroken):
        commands.take_duty(work, duty=Duty.READ, ward_id=ward.id)
    commands.take_duty(work, duty=Duty.PAPER, ward_id=ward.id)
    work.commit()
    assert len(queries.duties_of(work.session, joan.id, work.today)) == 3


def test_nobody_leaves_the_duty_of_somebody_else(work_as: As, ward: Ward) -> None:
    joan, maya = (a_person(ward, name, Role.ADVOCATE) for name in ("Joan", "Maya"))
    taken = a.a_duty(joan, ward)
    with pytest.raises(NotAllowed):
        commands.leave_duty(work_as(actor_of(maya, ward, Role.ADVOCATE)), taken=taken)
    with pytest.raises(NotFound):
        queries.duty_taken(a.session_of(ward), maya.id, taken.id)


# --- covers ----------------------------------------------------------------------------------------------------------


def test_an_admin_names_a_cover_and_ends_it(work_as: As, ward: Ward, clock: SetClock) -> None:
    a_person(ward, "Joan", Role.ADVOCATE)
    maya = a_person(ward, "Maya", Role.ADVOCATE)
    work = work_as(the_admin(ward))
    cover = commands.name_cover(work, kind=ReaderKind.ADVOCATE, account=maya, ward_id=ward.id)
    work.commit()
    assert (a.history_of(ward)[-1].what, a.history_of(ward)[-1].thing) == (Happened.COVER_NAMED, cover.thing)
    assert covers(work.session, ward.id, ReaderKind.ADVOCATE, clock.today) == [maya.id]
    assert covers(work.session, ward.id, ReaderKind.LISTENER, clock.today) == []
    birch = a.a_ward(work.session, "Birch")
    assert covers(work.session, birch.id, ReaderKind.ADVOCATE, clock.today) == []
    work = work_as(the_admin(ward))
    commands.end_cover(work, cover=cover)
    work.commit()
    assert a.history_of(ward)[-1].what == Happened.COVER_ENDED
    assert covers(work.session, ward.id, ReaderKind.ADVOCATE, clock.today) == []
    with pytest.raises(Stale):
        commands.end_cover(work, cover=cover)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD, Role.LISTENER, Role.ADMIN, Role.STAFF])
def test_an_advocates_cover_is_never_the_hospital(work_as: As, ward: Ward, role: Role) -> None:
    a_person(ward, "Joan", Role.ADVOCATE)
    somebody = a_person(ward, "Hal", role, everywhere=True)
    with pytest.raises(RuleBroken, match="an advocate, too"):
        commands.name_cover(work_as(the_admin(ward)), kind=ReaderKind.ADVOCATE, account=somebody, ward_id=ward.id)


def test_nobody_of_the_ward_learns_that_a_listener_is_late(work_as: As, ward: Ward) -> None:
    a_person(ward, "Ines", Role.LISTENER)
    both = a_person(ward, "Bo", Role.LEAD, Role.MANAGER)
    with pytest.raises(RuleBroken, match="works on the ward"):
        commands.name_cover(work_as(the_admin(ward)), kind=ReaderKind.LISTENER, account=both, ward_id=ward.id)
    with pytest.raises(RuleBroken, match="works on the ward"):
        commands.name_cover(work_as(the_admin(ward)), kind=ReaderKind.LISTENER, account=both, ward_id=None)


def test_the_only_reader_of_a_kind_does_not_cover_for_themselves(work_as: As, ward: Ward) -> None:
    joan = a_person(ward, "Joan", Role.ADVOCATE)
    with pytest.raises(RuleBroken, match="second person"):
        commands.name_cover(work_as(the_admin(ward)), kind=ReaderKind.ADVOCATE, account=joan, ward_id=ward.id)


def test_a_cover_is_not_named_twice_and_one_for_all_wards_counts_here(work_as: As, ward: Ward, clock: SetClock) -> None:
    a_person(ward, "Joan", Role.ADVOCATE, everywhere=True)
    maya = a_person(ward, "Maya", Role.ADVOCATE, everywhere=True)
    work = work_as(the_admin(ward))
    commands.name_cover(work, kind=ReaderKind.ADVOCATE, account=maya, ward_id=None)
    work.commit()
    assert covers(work.session, ward.id, ReaderKind.ADVOCATE, clock.today) == [maya.id]
    with pytest.raises(RuleBroken, match="already"):
        commands.name_cover(work, kind=ReaderKind.ADVOCATE, account=maya, ward_id=ward.id)


def test_a_manager_names_the_managers_cover_on_the_own_ward_and_no_other(work_as: As, ward: Ward) -> None:
    priya, femi = a_person(ward, "Priya", Role.MANAGER), a_person(ward, "Femi", Role.LEAD, everywhere=True)
    maya = a_person(ward, "Maya", Role.ADVOCATE)
    manager = actor_of(priya, ward, Role.MANAGER)
    work = work_as(manager)
    commands.name_cover(work, kind=ReaderKind.MANAGER, account=femi, ward_id=ward.id)
    work.commit()
    for kind, account, ward_id in (
        (ReaderKind.ADVOCATE, maya, ward.id),
        (ReaderKind.LISTENER, femi, ward.id),
        (ReaderKind.MANAGER, femi, None),
    ):
        with pytest.raises(NotAllowed):
            commands.name_cover(work_as(manager), kind=kind, account=account, ward_id=ward_id)


def test_a_cover_who_left_is_told_nothing(work_as: As, ward: Ward, clock: SetClock) -> None:
    a_person(ward, "Joan", Role.ADVOCATE)
    maya = a_person(ward, "Maya", Role.ADVOCATE)
    work = work_as(the_admin(ward))
    commands.name_cover(work, kind=ReaderKind.ADVOCATE, account=maya, ward_id=ward.id)
    commands.change_account(work, account=maya, name="Maya", job="advocate", ends_on=clock.today)
    work.commit()
    tomorrow = clock.today + timedelta(days=1)
    assert covers(work.session, ward.id, ReaderKind.ADVOCATE, clock.today) == [maya.id]
    assert covers(work.session, ward.id, ReaderKind.ADVOCATE, tomorrow) == []


def test_only_those_who_could_cover_are_offered(ward: Ward, clock: SetClock) -> None:
    session = a.session_of(ward)
    for name, role in (("Ann", Role.ADVOCATE), ("Lea", Role.LEAD), ("Tom", Role.STAFF), ("Wes", Role.ADMIN)):
        a_person(ward, name, role, everywhere=role is Role.ADMIN)
    a_person(a.a_ward(session, "Birch"), "Elsewhere", Role.MANAGER)
    assert [account.name for account in queries.may_cover(session, ward.id, clock.today)] == ["Ann", "Lea"]
