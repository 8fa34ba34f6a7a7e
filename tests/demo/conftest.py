"""The small hospital, to be looked at and to be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.databases import copy_of, put_back
from tests.demo.made import settings_in
from tests.pages import PageClient
from tests.served import served
from wardvoice.app import create_app
from wardvoice.storage.base import prepare
from wardvoice.web.drawn import Drawn


@pytest.fixture(scope="session")
def untouched(made_once: Path) -> Iterator[Engine]:
    engine = prepare(create_engine(settings_in(made_once).database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def small(untouched: Engine) -> Iterator[Session]:
    """The small hospital, to be asked and not changed."""
    with Session(untouched) as session:
        yield session


@pytest.fixture(scope="session")
def standing_demo(made_once: Path, tmp_path_factory: pytest.TempPathFactory, calendar: SetClock) -> Iterator[Flask]:
    folder = shutil.copytree(made_once, tmp_path_factory.mktemp("standing") / "demo")
    with served(create_app(settings_in(folder), calendar)) as app:
        yield app


@pytest.fixture
def demo_app(standing_demo: Flask, made_once: Path, clock: SetClock) -> Flask:
    """The application as the demo serves it, with a copy of the small hospital."""
    folder: Path = standing_demo.extensions["hall"].settings.instance
    put_back(copy_of(made_once / "wardvoice.sqlite"), folder / "wardvoice.sqlite")
    standing_demo.extensions["drawn"] = Drawn()
    return standing_demo


@pytest.fixture
def visitor(demo_app: Flask) -> PageClient:
    """Somebody who looks at the demo in a browser."""
    return PageClient(demo_app)
