"""A ward with a nurse, and rows for its board: bare, and behind its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import builders
from tests.actions.house import HouseWorld
from tests.board.rows import Rows
from tests.conftest import SetClock
from wardvoice.core.actor import Role
from wardvoice.storage.base import db
from wardvoice.wards.models import Ward


@pytest.fixture
def ward(session: Session) -> Ward:
    return builders.a_ward(session)


@pytest.fixture
def rows(session: Session, ward: Ward) -> Rows:
    nurse = builders.an_account(session, "Tom")
    builders.a_membership(nurse, Role.STAFF, ward)
    return Rows(session, ward, nurse)


@pytest.fixture
def house(app: Flask, clock: SetClock) -> Iterator[HouseWorld]:
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield HouseWorld(app, session, clock)


@pytest.fixture
def drawn(house: HouseWorld) -> Rows:
    """Rows of the ward behind the pages; commit before a browser looks."""
    return Rows(house.session, house.ward, house.nurse)
