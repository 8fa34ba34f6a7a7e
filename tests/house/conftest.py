"""One hospital of two wards for each module of this room that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.conftest import SetClock, set_up
from tests.databases import hasty
from tests.house.hospital import Hospital
from tests.journeys.everything import Everything
from tests.outside import walled_off
from tests.served import served
from wardvoice.app import create_app
from wardvoice.storage.base import prepare


@pytest.fixture(autouse=True)
def nothing_outside() -> Iterator[None]:
    """Deny every outside address to each test of the house: every page and form, as every person, needs none (N4)."""
    with walled_off() as tried:
        yield
    assert not tried


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    settings, clock = set_up(tmp_path_factory.mktemp("hospital")), SetClock()
    engine = hasty(prepare(create_engine(settings.database_url)))
    with served(create_app(settings, clock)) as app, Session(engine, expire_on_commit=False) as session:
        alder, birch = Everything(session, clock, "Alder"), Everything(session, clock, "Birch")
        yield Hospital(app, alder, birch)
    engine.dispose()
