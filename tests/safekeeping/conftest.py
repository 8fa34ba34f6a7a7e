"""A small hospital with promises and private words, of which each test gets a copy; keys; the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, insert
from sqlalchemy.orm import Session

from tests import builders as a
from tests.concerns.house import Hospital
from tests.conftest import PEPPER, SetClock, set_up
from tests.databases import hasty
from tests.postgres import Cluster
from wardvoice.cli import wardvoice
from wardvoice.config import Settings
from wardvoice.core.actor import Actor, Door
from wardvoice.core.clock import Clock
from wardvoice.safekeeping import command_line, places
from wardvoice.safekeeping.locked import new_pair
from wardvoice.storage import sealing
from wardvoice.storage.apart import ApartBase, open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.full_text import create_index
from wardvoice.storage.migrate import APART, MAIN, migrate, newest
from wardvoice.storage.triggers import create_triggers, keep_views
from wardvoice.tick import tick
from wardvoice.web.sessions import Kind, SessionRow

NEEDLE = "The radiator in the quiet room hums all night"
IN_PRIVATE = "He shut the door on my hand"
PRIVATE, PUBLIC = new_pair()
VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
FILES = ("wardvoice.sqlite", "concerns.sqlite")


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a hospital in which something happened, public and private; nobody changes it any more."""
    folder, clock = tmp_path_factory.mktemp("lived"), SetClock()
    settings = set_up(folder)
    for url, steps in ((settings.database_url, MAIN), (settings.concerns_database_url, APART)):
        _number(url, newest(steps))
    main, apart = hasty(prepare(create_engine(settings.database_url))), open_apart(settings.concerns_database_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "COST", sealing.Cost(passes=1, kibibytes=8))
        _life(main, apart, clock)
    main.dispose()
    return folder


def _number(url: str, revision: str | None) -> None:
    """Let a database of the tests know which step it stands at; they are made without steps."""
    with create_engine(url).begin() as connection:
        VERSION.create(connection)
        connection.execute(insert(VERSION).values(version_num=revision))


def _life(main: Engine, apart: Engine, clock: SetClock) -> None:
    with Session(main, expire_on_commit=False) as session, Session(apart, expire_on_commit=False) as private:
        house = Hospital(None, session, private, clock)  # type: ignore[arg-type]  # nobody opens a page here
        a.an_item(house.ward, NEEDLE)
        a.a_done_action(house.ward)
        a.a_screen(house.ward)
        house.arrives(IN_PRIVATE)
        house.sends("This one waits")
        work = ApartWork(
            private, Actor(Door.OWN_DEVICE, house.ward.id, house.accounts["Ines"].id, "Ines"), clock, PEPPER
        )
        work.log("opened", b"x" * 16)
        work.commit()
        session.add(
            SessionRow(
                token_hash="0" * 64,
                person_kind=Kind.ACCOUNT,
                person_id=house.accounts["Ines"].id,
                expires=clock.now() + timedelta(days=1, minutes=30),
                unlocked=b"a key that is open",
            )
        )
        session.commit()
        private.rollback()
    clock.go_on(days=1)
    assert tick(main, apart, clock, PEPPER)


@dataclass
class House:
    """An installation in a folder of its own, and what happens when somebody gives a command there."""

    settings: Settings
    clock: Clock

    @property
    def folder(self) -> Path:
        return self.settings.instance

    def run(self, *words: object, typed: str = PRIVATE) -> Result:
        return CliRunner().invoke(wardvoice, [str(word) for word in words], input=typed)

    def engines(self) -> tuple[Engine, Engine]:
        return prepare(create_engine(self.settings.database_url)), open_apart(self.settings.concerns_database_url)


Opens = Callable[..., House]


@pytest.fixture
def opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> Opens:
    """Set up an installation somewhere; commands work on the one that was set up last."""

    def open_(name: str, **settings: str) -> House:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pepper").write_bytes(PEPPER)
        made = replace(Settings(instance=folder), backup_key=PUBLIC)
        house = House(replace(made, **settings), clock)
        monkeypatch.setattr(Settings, "load", lambda: house.settings)
        monkeypatch.setattr(command_line, "Clock", lambda _zone: clock)
        return house

    return open_


@pytest.fixture
def house(lived: Path, opens: Opens) -> House:
    """A copy of the hospital on SQLite."""
    house = opens("house")
    for name in FILES:
        with closing(connect(lived / name)) as stored, closing(connect(house.folder / name)) as copy:
            stored.backup(copy)
    return house


@pytest.fixture
def in_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables of an empty place be made at once, not step by step: that takes longer than all the rest."""

    def step_up(connection: Connection, steps: Path = MAIN, to: str = "head") -> None:
        if to == "head":
            return
        make_tables(connection, steps)
        connection.execute(insert(VERSION).values(version_num=to))

    monkeypatch.setattr(places, "step_up", step_up)


def make_tables(connection: Connection, steps: Path) -> None:
    VERSION.create(connection)
    (Base if steps is MAIN else ApartBase).metadata.create_all(connection)
    for create in (create_triggers, keep_views, create_index) if steps is MAIN else ():
        create(connection)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder for backups."""
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


@pytest.fixture
def no_tables(postgres_cluster: Cluster) -> Iterator[tuple[str, str]]:
    """The addresses of two databases of PostgreSQL without any table."""
    urls = postgres_cluster.new_database(), postgres_cluster.new_database()
    yield urls
    for url in urls:
        postgres_cluster.drop(url)


@pytest.fixture(scope="session")
def apart_migrated(postgres_cluster: Cluster) -> str:
    """The name of a database that has taken every step of the private schema."""
    url = postgres_cluster.new_database()
    migrate(url, APART)
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def two_urls(postgres_cluster: Cluster, apart_migrated: str) -> Iterator[tuple[str, str]]:
    """The addresses of two databases of PostgreSQL with all tables, and nothing in them."""
    urls = postgres_cluster.new_database(postgres_cluster.migrated), postgres_cluster.new_database(apart_migrated)
    yield urls
    for url in urls:
        postgres_cluster.drop(url)
