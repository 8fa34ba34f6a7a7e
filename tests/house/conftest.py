"""One hospital of two wards for each module of this room that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.conftest import PEPPER, SetClock
from tests.house.hospital import Hospital
from tests.journeys.everything import Everything
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.storage.base import db, prepare


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, empty_database: bytes, empty_apart: bytes) -> Iterator[Hospital]:
    folder, clock = tmp_path_factory.mktemp("hospital"), SetClock()
    (folder / "wardvoice.sqlite").write_bytes(empty_database)
    (folder / "concerns.sqlite").write_bytes(empty_apart)
    (folder / "pepper").write_bytes(PEPPER)
    settings = Settings(instance=folder, trusted_hosts=("localhost",))
    app, engine = create_app(settings, clock), prepare(create_engine(settings.database_url))
    with Session(engine, expire_on_commit=False) as session:
        alder, birch = Everything(session, clock, "Alder"), Everything(session, clock, "Birch")
        yield Hospital(app, alder, birch)
    engine.dispose()
    with app.app_context():
        db.engine.dispose()
