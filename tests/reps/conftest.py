"""The ground floor of the house with the room of reps on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import PEPPER, SetClock
from tests.people.house import ground_floor, home, house
from tests.served import served
from wardvoice.people import views as people
from wardvoice.people.queries import CallerLoader
from wardvoice.reps import views as reps
from wardvoice.wards import views as wards
from wardvoice.web.hall import Hall
from wardvoice.web.house import build

__all__ = ["ground_floor", "house"]


@pytest.fixture(scope="session")
def standing_ground_floor(standing: Flask, calendar: SetClock) -> Iterator[Flask]:
    """The application with these three rooms alone."""
    told, whole, secret = standing.extensions["hall"].settings, lambda: True, b"secret of the tests"
    with served(build(Hall(told, calendar, CallerLoader(calendar), whole, secret, PEPPER))) as app:
        for room in (home, wards.bp, people.bp, reps.bp):
            app.register_blueprint(room)
        yield app
