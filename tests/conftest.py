"""What most tests need: a database with its triggers, a clock that can be set, and pieces of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tests.mutants import apply_the_wanted
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.actor import Actor
from wardvoice.core.clock import Clock
from wardvoice.storage import sealing
from wardvoice.storage.apart import ApartBase, open_apart, prepare_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.triggers import create_triggers
from wardvoice.storage.work import Work

HERE = Path(__file__).resolve().parent
for found in (HERE.parent / "wardvoice").glob("*/models*"):  # every table, also of rooms that a test does not open
    import_module(f"wardvoice.{found.parent.name}.models")

pytest_plugins = ["tests.postgres"]

apply_the_wanted()  # nothing, unless a long run wants a guard left out

PEPPER = b"pepper of the tests, long enough to be one"
LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)


class SetClock(Clock):
    """A clock that stands still until a test moves it; it begins on Monday 2 March 2026 at 10:30 in London."""

    def __init__(self) -> None:
        self.moment_told = MONDAY.astimezone(UTC)
        super().__init__(LONDON, lambda: self.moment_told)

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def go_to(self, day: date, hour: int = 10, minute: int = 30) -> None:
        """Stand at this time of this day on the ward's wall clock."""
        self.moment_told = self.moment(day, hour, minute)

    def go_on(self, **span: float) -> None:
        """Go on by so many days, hours, minutes: `clock.go_on(days=15)`."""
        self.moment_told += timedelta(**span)

    @property
    def today(self) -> date:
        return self.day_of(self.now())


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An empty database in memory, with the schema and the triggers."""
    made = prepare(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
    with made.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


@pytest.fixture
def work_as(session: Session, clock: Clock) -> Callable[[Actor], Work]:
    """Begin a piece of work as somebody, at the moment that the clock shows."""
    return lambda actor: Work(session, actor, clock, PEPPER)


@pytest.fixture
def apart_engine() -> Iterator[Engine]:
    """An empty database of private things in memory."""
    made = prepare_apart(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
    with made.begin() as connection:
        ApartBase.metadata.create_all(connection)
    yield made
    made.dispose()


@pytest.fixture
def apart_as(apart_engine: Engine, clock: Clock) -> Iterator[Callable[[Actor], ApartWork]]:
    """Begin a piece of work among private things as somebody; all of one test share a session."""
    with Session(apart_engine, expire_on_commit=False) as opened:
        yield lambda actor: ApartWork(opened, actor, clock, PEPPER)


@pytest.fixture
def quick_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passphrases and five words be derived with next to no cost: what is tested is not how slow they are."""
    monkeypatch.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))


# --- the whole application, with a database file of its own -----------------------------------------------------------


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a database file that has the schema and nothing in it; made once, copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    made = create_engine(f"sqlite:///{path}")
    with made.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
    made.dispose()
    return path.read_bytes()


@pytest.fixture(scope="session")
def empty_apart(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty database of private things."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    with open_apart(f"sqlite:///{path}").begin() as connection:
        ApartBase.metadata.create_all(connection)
    return path.read_bytes()


@pytest.fixture
def settings(tmp_path: Path, empty_database: bytes, empty_apart: bytes) -> Settings:
    (tmp_path / "wardvoice.sqlite").write_bytes(empty_database)
    (tmp_path / "concerns.sqlite").write_bytes(empty_apart)
    (tmp_path / "pepper").write_bytes(PEPPER)
    return Settings(instance=tmp_path, trusted_hosts=("localhost", "127.0.0.1"))


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """The application as it is served, with the tests' clock."""
    from wardvoice.storage.base import db

    made = create_app(settings, clock)
    yield made
    with made.app_context():
        db.engine.dispose()
