"""Screens are invited with a code, enrolled with it once, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from wardvoice.core.actor import NOBODY, Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.storage.work import Work
from wardvoice.wards import commands, queries
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind

As = Callable[[Actor], Work]


@pytest.fixture
def ward(session: Session) -> Ward:
    return a.a_ward(session)


@pytest.fixture
def manager(ward: Ward) -> Actor:
    return a.a_staff_actor(ward, Role.MANAGER, name="Mo", job="ward manager")


def invite(work: Work, ward: Ward, once: str | None = None) -> tuple[Screen, str]:
    made = commands.invite_screen(work, ward=ward, kind=ScreenKind.TERMINAL, place="the corridor", once=once)
    work.commit()
    return made


def enrol(work_as: As, code: str, token_hash: str = "token hash", who: Actor = NOBODY) -> Screen:
    work = work_as(who)
    screen = commands.enrol_screen(work, code=code, token_hash=token_hash)
    work.commit()
    return screen


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_manager_and_admin_invite_a_screen_and_its_code_stands_nowhere(work_as: As, ward: Ward, role: Role) -> None:
    screen, code = invite(work_as(a.a_staff_actor(ward, role)), ward)
    last = a.history_of(ward)[-1]
    assert (last.what, last.thing) == (Happened.SCREEN_INVITED, screen.thing)
    assert screen.code_hash
    assert not [secret for secret in (code, screen.code_hash, "the corridor", "code_") if secret in last.body]


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.ADVOCATE, Role.LISTENER, Role.REVIEWER])
def test_nobody_else_invites_or_takes_back(work_as: As, ward: Ward, role: Role) -> None:
    screen = a.a_screen(ward)
    work = work_as(a.a_staff_actor(ward, role))
    with pytest.raises(NotAllowed):
        invite(work, ward)
    with pytest.raises(NotAllowed):
        commands.revoke_screen(work, screen=screen)


def test_a_browser_becomes_a_screen_with_the_code_as_people_type_it(
    work_as: As, ward: Ward, manager: Actor, clock: SetClock
) -> None:
    invited, code = invite(work_as(manager), ward)
    screen = enrol(work_as, f" {code[:4].lower()} {code[4:].lower()}")
    assert screen is invited
    assert (screen.enrolled_on, screen.token_hash, screen.code_hash) == (clock.today, "token hash", None)
    last = a.history_of(ward)[-1]
    assert last.what == Happened.SCREEN_ENROLLED
    assert "token hash" not in last.body


def test_a_code_works_once(work_as: As, ward: Ward, manager: Actor) -> None:
    _, code = invite(work_as(manager), ward)
    enrol(work_as, code)
    with pytest.raises(RuleBroken) as refused:
        enrol(work_as, code, "another browser")
    assert refused.value.field == "code"


def test_a_code_works_for_an_hour(work_as: As, ward: Ward, manager: Actor, clock: SetClock) -> None:
    _, code = invite(work_as(manager), ward)
    clock.go_on(minutes=60)
    with pytest.raises(RuleBroken):
        enrol(work_as, code)


def test_a_wrong_code_makes_nothing_a_screen(work_as: As, ward: Ward, manager: Actor) -> None:
    invite(work_as(manager), ward)
    for code in ("", "ABCD2345", "x" * 300):
        with pytest.raises(RuleBroken):
            enrol(work_as, code)


def test_an_invitation_that_was_taken_back_works_no_more(work_as: As, ward: Ward, manager: Actor) -> None:
    screen, code = invite(work_as(manager), ward)
    work = work_as(manager)
    commands.revoke_screen(work, screen=screen)
    work.commit()
    with pytest.raises(RuleBroken):
        enrol(work_as, code)


def test_a_screen_that_is_taken_back_keeps_no_token(work_as: As, ward: Ward, manager: Actor, clock: SetClock) -> None:
    screen = a.a_screen(ward)
    work = work_as(manager)
    commands.revoke_screen(work, screen=screen)
    work.commit()
    assert (screen.revoked_on, screen.token_hash) == (clock.today, None)
    assert a.history_of(ward)[-1].what == Happened.SCREEN_REVOKED
    with pytest.raises(Stale):
        commands.revoke_screen(work, screen=screen)


@pytest.mark.parametrize("door", [Door.TERMINAL, Door.LAPTOP])
def test_a_patient_who_is_signed_in_enrols_nothing(work_as: As, ward: Ward, manager: Actor, door: Door) -> None:
    _, code = invite(work_as(manager), ward)
    with pytest.raises(NotAllowed):
        enrol(work_as, code, who=a.a_patient_actor(ward, door=door))


def test_a_nurse_who_is_signed_in_enrols_nothing_and_an_admin_may(work_as: As, ward: Ward, manager: Actor) -> None:
    _, code = invite(work_as(manager), ward)
    with pytest.raises(NotAllowed):
        enrol(work_as, code, who=a.a_staff_actor(ward, Role.STAFF))
    assert enrol(work_as, code, who=a.a_staff_actor(ward, Role.ADMIN)).enrolled_on


def test_a_manager_invites_no_screen_of_another_ward(work_as: As, session: Session, manager: Actor) -> None:
    birch = a.a_ward(session, "Birch")
    with pytest.raises(NotFound):
        invite(work_as(manager), birch)
    with pytest.raises(NotFound):
        commands.revoke_screen(work_as(manager), screen=a.a_screen(birch))
    with pytest.raises(NotFound):
        queries.screen(session, manager.ward_id, a.a_screen(birch).id)  # type: ignore[arg-type]


def test_a_form_sent_twice_makes_one_code(work_as: As, ward: Ward, manager: Actor) -> None:
    invite(work_as(manager), ward, once="key")
    with pytest.raises(Repeated):
        invite(work_as(manager), ward, once="key")
    assert len(queries.screens(a.session_of(ward), ward.id)) == 1


def test_screens_in_use_come_first(work_as: As, ward: Ward, manager: Actor) -> None:
    old = a.a_screen(ward, place="a cupboard")
    work = work_as(manager)
    commands.revoke_screen(work, screen=old)
    work.commit()
    kitchen, corridor = a.a_screen(ward, place="the kitchen"), a.a_screen(ward, place="the corridor")
    assert queries.screens(a.session_of(ward), ward.id) == [corridor, kitchen, old]
