"""A ward with a nurse, and rows for its board: bare, and behind its pages."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.actions.conftest import house
from tests.actions.house import HouseWorld
from tests.board.rows import Rows
from wardvoice.core.actor import Role
from wardvoice.wards.models import Ward

__all__ = ["house"]


@pytest.fixture
def ward(session: Session) -> Ward:
    return builders.a_ward(session)


@pytest.fixture
def rows(session: Session, ward: Ward) -> Rows:
    nurse = builders.an_account(session, "Tom")
    builders.a_membership(nurse, Role.STAFF, ward)
    return Rows(session, ward, nurse)


@pytest.fixture
def drawn(house: HouseWorld) -> Rows:
    """Rows of the ward behind the pages; commit before a browser looks."""
    return Rows(house.session, house.ward, house.nurse)
