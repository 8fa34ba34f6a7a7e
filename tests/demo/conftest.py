"""The small hospital, made once for all tests of this room, as on Monday 2 March 2026."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.pages import PageClient
from tests.served import served
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.clock import Clock
from wardvoice.demo import hospital
from wardvoice.storage.base import prepare

TODAY = date(2026, 3, 2)


def settings_in(folder: Path) -> Settings:
    """Settings of a demo hospital in a folder of a test."""
    return replace(Settings(instance=folder, trusted_hosts=("localhost", "127.0.0.1")), is_demo=True)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small hospital that nobody has changed since it was made."""
    folder = tmp_path_factory.mktemp("demo")
    hospital.create(settings_in(folder), "small", TODAY)
    return folder


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
