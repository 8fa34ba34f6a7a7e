"""A ward with a rep, a nurse and a manager, on which the tests of meetings are played."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.conftest import house
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered, of_things
from wardvoice.wards.models import Ward

__all__ = ["house"]

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def ward(session: Session, clock: SetClock) -> Ward:
    return builders.a_ward(session, clock=clock)


@pytest.fixture
def rep(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, Role.REP, door=Door.LAPTOP, clock=clock)


@pytest.fixture
def kestrel(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_patient_actor(ward, word="Kestrel", clock=clock)


@pytest.fixture
def somebody(ward: Ward) -> Actor:
    """Somebody at the ward terminal who did not sign in."""
    return builders.a_terminal_actor(ward)


@pytest.fixture
def nurse(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_staff_actor(ward, Role.STAFF, clock=clock)


@pytest.fixture
def manager(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_staff_actor(ward, Role.MANAGER, name="Ann", job="ward manager", clock=clock)


@pytest.fixture
def advocate(ward: Ward, clock: SetClock) -> Actor:
    return builders.a_staff_actor(ward, Role.ADVOCATE, name="Ade", job="advocate", clock=clock)


@pytest.fixture
def do(session: Session, clock: SetClock) -> Do:
    """Carry out a command as somebody, and store it; what is refused leaves no trace."""

    def carry_out(actor: Actor, command: Callable[..., Any], **facts: Any) -> Any:
        try:
            return builders.done(session, actor, command, clock, **facts)
        except Exception:
            session.rollback()
            raise

    return carry_out


@pytest.fixture
def remembered(session: Session) -> Callable[[Witnessed], list[Remembered]]:
    return lambda thing: of_things(session, [thing.thing])


@pytest.fixture
def told(remembered: Callable[[Witnessed], list[Remembered]]) -> Told:
    """What happened to a thing, oldest first, as the history names it."""
    return lambda thing: [row.what for row in remembered(thing)]
