"""A ward with a nurse, and rows for its board."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.board.rows import Rows
from wardvoice.core.actor import Role
from wardvoice.wards.models import Ward


@pytest.fixture
def ward(session: Session) -> Ward:
    return builders.a_ward(session)


@pytest.fixture
def rows(session: Session, ward: Ward) -> Rows:
    nurse = builders.an_account(session, "Tom")
    builders.a_membership(nurse, Role.STAFF, ward)
    return Rows(session, ward, nurse)
