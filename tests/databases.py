"""The databases of the tests: one that is empty is made once in each process, and copied into memory or into a file.

Engines are kept, because an engine that has translated a statement once need not do it again for the next test.
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED, Connection, connect
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from wardvoice.storage.apart import ApartBase, open_apart, prepare_apart
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.full_text import create_index
from wardvoice.storage.triggers import create_triggers, keep_views

STATEMENTS = 3000
"""So many translated statements are kept: more than all tests together need."""


def in_memory() -> Engine:
    """Return an empty database in memory, with the schema and the triggers; the one given before is gone."""
    engine = _memory()
    engine.dispose()
    return engine


def blank() -> bytes:
    """Return the bytes of a database that has the schema and nothing in it."""
    return _first().serialize()


def apart_in_memory() -> Engine:
    """Return an empty database of private things in memory."""
    made = prepare_apart(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))
    ApartBase.metadata.create_all(made)
    return made


@cache
def blank_apart() -> bytes:
    """Return the bytes of a database of private things with nothing in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite"
        ApartBase.metadata.create_all(open_apart(f"sqlite:///{file}"))
        return file.read_bytes()


def hasty(engine: Engine) -> Engine:
    """Let a database file forget its last seconds if the power fails: no test outlives that."""
    if engine.dialect.name != "sqlite":
        return engine
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous = OFF"))
    return engine


def copy_of(file: Path) -> bytes:
    with closing(connect(file)) as stored, closing(connect(":memory:")) as copy:
        stored.backup(copy)
        return copy.serialize()


def put_back(data: bytes, file: Path) -> None:
    """Let a database file hold again what it once held, and nothing else; whoever has it open goes on with that."""
    with closing(connect(":memory:")) as copy, closing(connect(file)) as stored:
        copy.deserialize(data[:18] + b"\1\1" + data[20:])  # in memory there is no write-ahead log
        stored.execute("PRAGMA synchronous = OFF")
        copy.backup(stored, progress=_free)
        stored.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # words of the test before could stand in the log


def _free(status: int, _left: int, _pages: int) -> None:
    """Fail where Python would ask again for ever."""
    assert status not in (SQLITE_BUSY, SQLITE_LOCKED), "the test before left a session open, and its look at the file"


@cache
def _first() -> Connection:
    made = connect(":memory:", check_same_thread=False)
    with create_engine("sqlite://", poolclass=StaticPool, creator=lambda: made).begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
        keep_views(connection)
        create_index(connection)
    return made


@cache
def _memory() -> Engine:
    return prepare(create_engine("sqlite://", poolclass=StaticPool, creator=_copied, query_cache_size=STATEMENTS))


def _copied() -> Connection:
    copy = connect(":memory:", check_same_thread=False)
    _first().backup(copy)
    return copy
