"""The ward on which the tests of the meeting room are played."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.actions.world import World
from tests.conftest import SetClock


@pytest.fixture
def world(session: Session, clock: SetClock) -> World:
    return World(session, clock)
