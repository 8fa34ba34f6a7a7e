"""The ward of the agenda's tests, and one more whose paper is not ours."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.conftest import advocate, do, house, kestrel, manager, nurse, remembered, rep, somebody, told, ward
from tests.conftest import SetClock
from wardvoice.core.actor import Actor, Role
from wardvoice.wards.models import Ward

__all__ = ["advocate", "do", "house", "kestrel", "manager", "nurse", "remembered", "rep", "somebody", "told", "ward"]


@pytest.fixture
def other_ward(session: Session, clock: SetClock) -> Ward:
    return builders.a_ward(session, "Beech", clock=clock)


@pytest.fixture
def other_nurse(other_ward: Ward, clock: SetClock) -> Actor:
    return builders.a_staff_actor(other_ward, Role.STAFF, name="Bo", clock=clock)
