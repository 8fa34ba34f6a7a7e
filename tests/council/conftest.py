"""The hospital on which the tests of the council are played, on both databases where it matters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.council.hospital import TwoWards
from tests.council.house import House


@pytest.fixture
def wards(session: Session, clock: SetClock) -> TwoWards:
    return TwoWards(session, clock)


@pytest.fixture
def wards_on_postgresql(postgres: Engine, clock: SetClock) -> Iterator[TwoWards]:
    with Session(postgres) as session:
        yield TwoWards(session, clock)


@pytest.fixture
def house(app: Flask, clock: SetClock) -> Iterator[House]:
    made = House(app, clock)
    yield made
    made.close()
