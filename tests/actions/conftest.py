"""The ward on which the tests of promises are played, bare and behind its pages."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.actions.house import HouseWorld
from tests.actions.world import World
from tests.conftest import SetClock


@pytest.fixture
def world(session: Session, clock: SetClock) -> World:
    return World(session, clock)


@pytest.fixture
def house(app: Flask, clock: SetClock, backstage: Session) -> HouseWorld:
    return HouseWorld(app, backstage, clock)
