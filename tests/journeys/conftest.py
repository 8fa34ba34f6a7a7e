"""What every journey needs: a ward to walk on, and a machine that does not sweat over passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.conftest import PEPPER, SetClock
from tests.journeys.ward import AlderWard, hasty, put_back
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.people import hashing
from wardvoice.storage.base import db

Served = tuple[Flask, Settings, bytes]


class Compiled(BytecodeCache):
    """Templates that one journey has compiled serve the next."""

    kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords and PINs are hashed as ever, only not slowly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_SLOW", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(hashing, "_nobodys_hash", [])
        yield


@pytest.fixture(scope="session")
def calendar() -> SetClock:
    """The clock of all journeys."""
    return SetClock()


@pytest.fixture
def clock(calendar: SetClock) -> SetClock:
    """Monday 2 March 2026, half past ten, again."""
    calendar.moment_told = SetClock().moment_told
    return calendar


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, empty_database: bytes, empty_apart: bytes, calendar: SetClock
) -> Iterator[Served]:
    """One application for all journeys: what it has read and compiled once it need not read again."""
    folder = tmp_path_factory.mktemp("journeys")
    (folder / "wardvoice.sqlite").write_bytes(empty_database)
    (folder / "concerns.sqlite").write_bytes(empty_apart)
    (folder / "pepper").write_bytes(PEPPER)
    settings = Settings(instance=folder, trusted_hosts=("localhost", "127.0.0.1"))
    app = create_app(settings, calendar)
    app.jinja_env.bytecode_cache = Compiled()
    with app.app_context():
        hasty(db.engine)
    yield app, settings, empty_database
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def alder(served: Served, clock: SetClock) -> Iterator[AlderWard]:
    """Alder ward as it opened; each journey begins with a database of its own."""
    app, settings, empty_database = served
    put_back(empty_database, settings.instance / "wardvoice.sqlite")
    ward = AlderWard(app, settings, clock)
    yield ward
    ward.engine.dispose()
