"""What every journey needs: a ward to walk on, and a machine that does not sweat over passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.conftest import SetClock
from tests.journeys.ward import AlderWard
from wardvoice.config import Settings
from wardvoice.people import hashing


class Compiled(BytecodeCache):
    """Templates that one journey has compiled serve the next."""

    kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and PINs are hashed as ever, only not slowly."""
    monkeypatch.setattr(hashing, "_SLOW", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(hashing, "_nobodys_hash", [])


@pytest.fixture
def alder(app: Flask, settings: Settings, clock: SetClock) -> Iterator[AlderWard]:
    """Alder ward on Monday 2 March 2026, half past ten."""
    app.jinja_env.bytecode_cache = Compiled()
    ward = AlderWard(app, settings, clock)
    yield ward
    ward.engine.dispose()
