"""What most tests need: a database with its triggers, a clock that can be set, and pieces of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.databases import apart_in_memory, blank, blank_apart, in_memory, put_back
from tests.mutants import apply_the_wanted
from tests.served import served
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.core.actor import Actor
from wardvoice.core.clock import Clock
from wardvoice.people import hashing
from wardvoice.storage import sealing
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import db
from wardvoice.storage.work import Work
from wardvoice.web.drawn import Drawn

HERE = Path(__file__).resolve().parent
for found in (HERE.parent / "wardvoice").glob("*/models*"):  # every table, also of rooms that a test does not open
    import_module(f"wardvoice.{found.parent.name}.models")

pytest_plugins = ["tests.postgres", "tests.demo.made"]

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


@pytest.fixture(scope="session", autouse=True)
def slow_hasher() -> Iterator[PasswordHasher]:
    """Let passwords and PINs be hashed as ever, only not slowly; what hashes them outside the tests is given back."""
    slow = hashing._SLOW
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_SLOW", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(hashing, "_nobodys_hash", [])
        yield slow


@pytest.fixture(scope="session")
def calendar() -> SetClock:
    """The one clock of all tests, which an application may hold for as long as it stands."""
    return SetClock()


@pytest.fixture
def clock(calendar: SetClock) -> SetClock:
    """Monday 2 March 2026, half past ten, again."""
    calendar.moment_told = SetClock().moment_told
    return calendar


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An empty database in memory, with the schema and the triggers."""
    made = in_memory()
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
    made = apart_in_memory()
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


# --- the whole application, and the database file behind it ---------------------------------------------------------


def set_up(folder: Path) -> Settings:
    """Lay empty databases and a pepper into a folder."""
    (folder / "wardvoice.sqlite").write_bytes(blank())
    (folder / "concerns.sqlite").write_bytes(blank_apart())
    (folder / "pepper").write_bytes(PEPPER)
    return Settings(instance=folder, trusted_hosts=("localhost", "127.0.0.1"))


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory, calendar: SetClock) -> Iterator[Flask]:
    """The application as it is served, with the tests' clock: built once, because that takes longer than most tests."""
    with served(create_app(set_up(tmp_path_factory.mktemp("standing")), calendar)) as app:
        yield app


@pytest.fixture
def settings(standing: Flask) -> Settings:
    """The settings of the application, whose databases are empty again."""
    told: Settings = standing.extensions["hall"].settings
    put_back(blank(), told.instance / "wardvoice.sqlite")
    (told.instance / "concerns.sqlite").write_bytes(blank_apart())
    return told


@pytest.fixture
def app(standing: Flask, settings: Settings, clock: Clock) -> Flask:
    """The application as it was when it had just been started, with a database of this test's own."""
    standing.extensions["drawn"] = Drawn()
    return standing


@pytest.fixture
def backstage(app: Flask) -> Iterator[Session]:
    """A session on the application's own database; closed in the end, or the next test could not empty the file."""
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
