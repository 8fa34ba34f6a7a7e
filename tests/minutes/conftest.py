"""The ward on which the tests of the meeting room are played, bare and behind its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.actions.house import HouseWorld
from tests.actions.world import World
from tests.conftest import SetClock
from wardvoice.storage.base import db


@pytest.fixture
def world(session: Session, clock: SetClock) -> World:
    return World(session, clock)


@pytest.fixture
def house(app: Flask, clock: SetClock) -> Iterator[HouseWorld]:
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield HouseWorld(app, session, clock)
