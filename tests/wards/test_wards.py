"""Wards are opened and set by those who keep them, each in its own history."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.storage.work import Work
from wardvoice.wards import commands, queries
from wardvoice.wards.rules import WardKind

As = Callable[[Actor], Work]


def test_an_admin_opens_a_ward_and_its_history_begins(work_as: As, session: Session, clock: SetClock) -> None:
    work = work_as(a.ADMIN)
    ward = commands.open_ward(work, name="Alder", beds=12, place="the day room")
    work.commit()
    (row,) = a.history_of(ward)
    assert (row.what, row.seq) == (Happened.WARD_OPENED, 1)
    assert "Alder" not in row.body
    assert json.loads(row.body)["rows"][ward.thing]["beds"] == 12
    assert (ward.opened_on, ward.kind) == (clock.today, WardKind.WARD)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_opens_a_ward(work_as: As, session: Session, role: Role) -> None:
    somebody = Actor(a.ADMIN.door, id=a.ADMIN.id, roles=frozenset({role}))
    with pytest.raises(NotAllowed):
        commands.open_ward(work_as(somebody), name="Alder", beds=12)


def test_a_ward_without_beds_is_refused(work_as: As) -> None:
    with pytest.raises(RuleBroken):
        commands.open_ward(work_as(a.ADMIN), name="Alder", beds=0)


def test_a_form_sent_twice_opens_one_ward(work_as: As, session: Session) -> None:
    work = work_as(a.ADMIN)
    commands.open_ward(work, name="Alder", beds=12, once="key")
    work.commit()
    with pytest.raises(Repeated):
        commands.open_ward(work_as(a.ADMIN), name="Alder", beds=12, once="key")
    assert len(queries.wards(session)) == 1


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_manager_and_admin_mend_the_ward(work_as: As, session: Session, role: Role) -> None:
    ward = a.a_ward(session)
    work = work_as(a.a_staff_actor(ward, role))
    commands.change_ward(work, ward=ward, name="Elder", place="the garden", numbers="PALS: 100", version=1)
    work.commit()
    assert (ward.name, ward.place, ward.numbers) == ("Elder", "the garden", "PALS: 100")
    assert a.history_of(ward)[-1].what == Happened.WARD_CHANGED


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADVOCATE, Role.LISTENER, Role.REVIEWER])
def test_nobody_else_mends_the_ward(work_as: As, session: Session, role: Role) -> None:
    ward = a.a_ward(session)
    with pytest.raises(NotAllowed):
        commands.change_ward(work_as(a.a_staff_actor(ward, role)), ward=ward, name="E", place="", numbers="")


def test_a_manager_does_not_reach_another_ward(work_as: As, session: Session) -> None:
    manager = a.a_staff_actor(a.a_ward(session), Role.MANAGER)
    with pytest.raises(NotFound):
        commands.change_ward(work_as(manager), ward=a.a_ward(session, "Birch"), name="E", place="", numbers="")


def test_two_people_do_not_overwrite_each_others_words(work_as: As, session: Session) -> None:
    ward = a.a_ward(session)
    work = work_as(a.a_staff_actor(ward, Role.MANAGER))
    commands.change_ward(work, ward=ward, name="Elder", place="", numbers="", version=1)
    with pytest.raises(Stale):
        commands.change_ward(work, ward=ward, name="Elm", place="", numbers="", version=1)


def test_wards_are_found_by_id_and_listed_by_name(session: Session) -> None:
    council = a.a_ward(session, "Council", kind=WardKind.COUNCIL)
    birch, alder = a.a_ward(session, "Birch"), a.a_ward(session, "Alder")
    assert queries.wards(session) == [alder, birch]
    assert queries.council(session) is council
    assert queries.ward(session, birch.id) is birch
    with pytest.raises(NotFound):
        queries.ward(session, UUID(int=9))
