"""The hospitals that are measured, on either database: made once, kept in a folder, and taken again next time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, func, select, text

from dev import find_postgres
from tests.postgres import SUPERUSER, Cluster, name_in
from wardvoice.agenda.models import Item
from wardvoice.config import Settings
from wardvoice.demo.hospital import ensure
from wardvoice.safekeeping.command_line import databases
from wardvoice.safekeeping.moving import move
from wardvoice.storage.migrate import APART, MAIN, migrate

SIZES = ("small", "large")
DURABLE = ("fsync=on", "synchronous_commit=on", "shared_buffers=256MB", "max_connections=100")
"""As a hospital runs it: an answered COMMIT is on the disk."""


@dataclass(frozen=True)
class Database:
    """One kind of database: both hospitals, an address for the floor's own, and a copy to write into.

    What is written goes into copies, so that the hospitals are the same next time. Nothing may serve what is copied.
    """

    name: str
    small: Settings
    large: Settings
    floor: str
    copied: Callable[[Settings], AbstractContextManager[Settings]]


def items_in(settings: Settings) -> int:
    """Count the items of a hospital."""
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        found = connection.scalar(select(func.count()).select_from(Item.__table__)) or 0
    engine.dispose()
    return int(found)


def hospital_in(folder: Path) -> Settings:
    """Return the settings of a demo hospital in a folder of its own."""
    return Settings(instance=folder, is_demo=True, trusted_hosts=("127.0.0.1",))


@contextmanager
def sqlite(home: Path) -> Iterator[Database]:
    """Give both hospitals on SQLite, made where there is none yet."""
    small, large = (_made(home / size, size) for size in SIZES)
    yield Database("sqlite", small, large, f"sqlite:///{home / 'floor.sqlite'}", _copy_of_files)


@contextmanager
def _copy_of_files(settings: Settings) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(dir=settings.instance.parent) as folder:
        shutil.copytree(settings.instance, folder, dirs_exist_ok=True)
        yield hospital_in(Path(folder))


@contextmanager
def postgresql(home: Path) -> Iterator[Database]:
    """Give both hospitals on a PostgreSQL of the benchmark's own, filled from those on SQLite where it is new."""
    programs = find_postgres()
    if programs is None:
        raise SystemExit("no PostgreSQL programs (initdb, pg_ctl) on this machine")
    place = home / "postgresql"
    place.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(programs, place, DURABLE)
    cluster.start()
    try:
        found = [_moved(cluster, home / size, size) for size in SIZES]
        _create(cluster, "floor")
        _sweep(cluster)
        copied = partial(_copy_in_cluster, cluster)
        yield Database("postgresql", found[0], found[1], _url(cluster, "floor"), copied)
    finally:
        cluster.stop("fast")


@contextmanager
def _copy_in_cluster(cluster: Cluster, settings: Settings) -> Iterator[Settings]:
    both = (settings.database_url, settings.concerns_database_url)
    urls = [cluster.new_database(like=name_in(url)) for url in both]
    try:
        yield replace(settings, database_url=urls[0], concerns_database_url=urls[1])
    finally:
        for url in urls:
            cluster.drop(url)


KINDS = {"sqlite": sqlite, "postgresql": postgresql}


def _made(folder: Path, size: str) -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    settings = hospital_in(folder)
    ensure(settings, size=size)
    return _brought_up(settings)


def _brought_up(settings: Settings) -> Settings:
    """Take the newest steps of the schema, where a hospital was made by an older version."""
    migrate(settings.database_url, MAIN)
    migrate(settings.concerns_database_url, APART)
    return settings


def _moved(cluster: Cluster, folder: Path, size: str) -> Settings:
    """Return a hospital on PostgreSQL with the secrets of the one that it was copied from."""
    source = _made(folder, size)
    if not _has(cluster, size):
        _fill(cluster, source, size)
    main, apart = (_url(cluster, f"{size}{part}") for part in ("", "_apart"))
    return _brought_up(replace(source, database_url=main, concerns_database_url=apart))


def _fill(cluster: Cluster, source: Settings, size: str) -> None:
    """Move a copy of a hospital in, as one of a trust moves; only one that is whole gets its name."""
    new = (f"{size}_making", f"{size}_apart")
    for name in new:
        _tell(cluster, f"DROP DATABASE IF EXISTS {name}")  # of a run that was broken off
        _create(cluster, name)
    with _copy_of_files(source) as copied, databases(copied) as (main, apart):
        move(copied, main, apart, *(_url(cluster, name) for name in new))
    for name in new:
        _tell(cluster, "VACUUM ANALYZE", name)
    _tell(cluster, f"ALTER DATABASE {new[0]} RENAME TO {size}")


def _sweep(cluster: Cluster) -> None:
    """Drop the copies of a run that was broken off."""
    engine = create_engine(_url(cluster, "postgres"))
    with engine.connect() as connection:
        left = connection.scalars(text("SELECT datname FROM pg_database WHERE datname LIKE 'wardvoice%'")).all()
    engine.dispose()
    for name in left:
        _tell(cluster, f"DROP DATABASE {name}")


def _url(cluster: Cluster, name: str) -> str:
    return f"postgresql+psycopg://{SUPERUSER}@/{name}?host={cluster.home}"


def _create(cluster: Cluster, name: str) -> None:
    """Make an empty database, where there is none of this name."""
    if not _has(cluster, name):
        _tell(cluster, f"CREATE DATABASE {name}")


def _has(cluster: Cluster, name: str) -> bool:
    engine = create_engine(_url(cluster, "postgres"))
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT count(*) FROM pg_database WHERE datname = :name"), {"name": name})
    engine.dispose()
    return bool(found)


def _tell(cluster: Cluster, statement: str, name: str = "postgres") -> None:
    engine = create_engine(_url(cluster, name), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
