"""What every journey needs: a ward to walk on, and a machine that does not sweat over passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask

from tests.conftest import SetClock
from tests.journeys.ward import AlderWard
from wardvoice.config import Settings
from wardvoice.people import hashing


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords and PINs are hashed as ever, only not slowly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_SLOW", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(hashing, "_nobodys_hash", [])
        yield


@pytest.fixture
def alder(app: Flask, settings: Settings, clock: SetClock) -> Iterator[AlderWard]:
    """Alder ward as it opened; each journey begins with a database of its own."""
    ward = AlderWard(app, settings, clock)
    yield ward
    ward.engine.dispose()
