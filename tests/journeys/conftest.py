"""What every journey needs: a ward to walk on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import SetClock
from tests.journeys.ward import AlderWard
from wardvoice.config import Settings
from wardvoice.core.budget import Budget


@pytest.fixture
def alder(app: Flask, settings: Settings, clock: SetClock) -> Iterator[AlderWard]:
    """Alder ward as it opened; each journey begins with a database of its own, and nobody has sent anything of late."""
    app.extensions["budget"] = Budget()
    app.extensions["pulse_budget"] = Budget()
    ward = AlderWard(app, settings, clock)
    yield ward
    ward.engine.dispose()
