"""Browsers that stand in the little house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.pages import PageClient
from tests.served import served
from tests.web.little_house import KESTREL, NURSE, SCREENS, TERMINAL, WARD, Loader, home, people, things, wards
from wardvoice.config import Settings
from wardvoice.storage.base import db
from wardvoice.web import house
from wardvoice.web.hall import Hall
from wardvoice.web.sessions import Kind, SessionRow

HERE = Path(__file__).resolve().parent


@pytest.fixture
def loader() -> Loader:
    return Loader()


@pytest.fixture
def little_house(settings: Settings, clock: SetClock, loader: Loader) -> Iterator[Flask]:
    """Built anew for each test, because tests build on to it; it is small."""
    with served(house.build(Hall(settings, clock, loader, lambda: True, b"secret of the tests", b"pepper"))) as app:
        for room in (home, people, wards, things):
            app.register_blueprint(room)
        known = [FileSystemLoader(HERE / "templates"), app.jinja_loader]
        app.jinja_loader = ChoiceLoader(known)  # type: ignore[list-item]
        yield app


@pytest.fixture
def stranger(little_house: Flask) -> PageClient:
    """A browser that nobody knows."""
    return PageClient(little_house)


@pytest.fixture
def nurse(little_house: Flask) -> PageClient:
    """Tom, a nurse, signed in at his own computer."""
    return PageClient(little_house).sign_in_as(Kind.ACCOUNT, NURSE, WARD.id)


@pytest.fixture
def terminal(little_house: Flask) -> PageClient:
    """Somebody at the ward terminal who has not said who they are."""
    return PageClient(little_house).at_screen(TERMINAL)


@pytest.fixture
def kestrel(little_house: Flask) -> PageClient:
    """The ward name Kestrel, signed in at the ward terminal."""
    somebody = PageClient(little_house).at_screen(TERMINAL)
    return somebody.sign_in_as(Kind.WARD_NAME, KESTREL, WARD.id, SCREENS[TERMINAL].id)


@pytest.fixture
def rows(little_house: Flask) -> Callable[[], list[SessionRow]]:
    """Return what the table of sessions holds now."""

    def read() -> list[SessionRow]:
        with little_house.app_context(), Session(db.engine) as session:
            return list(session.scalars(select(SessionRow)))

    return read
