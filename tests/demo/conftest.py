"""The small hospital, to be looked at and to be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.demo.made import settings_in
from tests.pages import PageClient
from tests.served import served
from wardvoice.app import create_app
from wardvoice.core.clock import Clock
from wardvoice.storage.base import prepare


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


@pytest.fixture
def demo_app(made_once: Path, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The application as the demo serves it, with a copy of the small hospital."""
    shutil.copytree(made_once, tmp_path / "demo")
    with served(create_app(settings_in(tmp_path / "demo"), clock)) as app:
        yield app


@pytest.fixture
def visitor(demo_app: Flask) -> PageClient:
    """Somebody who looks at the demo in a browser."""
    return PageClient(demo_app)
