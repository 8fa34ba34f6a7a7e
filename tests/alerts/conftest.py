"""One ward behind real pages, with a nurses' office that listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.alerts.office import Office
from tests.conftest import SetClock


@pytest.fixture
def office(app: Flask, clock: SetClock) -> Iterator[Office]:
    made = Office(app, clock)
    yield made
    made.close()
