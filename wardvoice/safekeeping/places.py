"""An empty place for both databases, filled unseen and kept whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from wardvoice.safekeeping.refusals import CannotKeep
from wardvoice.safekeeping.shelf import sync_folder
from wardvoice.safekeeping.snapshot import schema_of
from wardvoice.safekeeping.tables import Row, Shape, put
from wardvoice.storage import full_text
from wardvoice.storage.migrate import APART, MAIN, check_references, step_up, steps_known

NOT_EMPTY = "%(place)s holds something already. A copy goes only into an empty place, and overwrites nothing."
OTHER_SCHEMA = (
    "%(place)s has tables of another version than the copy. Take a database without any table; they are made there."
)
NEWER_SCHEMA = "The copy comes from a newer WardVoice (schema %(schema)s). Use that version. Nothing was kept."
HALF_KEPT = "%(private)s was filled, %(main)s could not be. Empty the first, and begin again."
SIDES = ("-wal", "-shm", "-journal")
SERIAL = """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()
            AND (starts_with(column_default, 'nextval') OR is_identity = 'YES')"""
REFERENCES = """SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
                WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"""


@dataclass
class Empty:
    """A database that is filled in one transaction; nobody sees any of it before it is kept."""

    steps: Path
    shown: str
    connection: Connection
    _references: list[tuple[str, str, str]] = field(default_factory=list)

    def build(self, schema: str) -> None:
        """Make the tables as they were when the copy was taken."""
        if schema not in steps_known(self.steps):
            raise CannotKeep(NEWER_SCHEMA, schema=schema)
        self._make_sure()
        if (stands_at := schema_of(self.connection)) not in ("", schema):
            raise CannotKeep(OTHER_SCHEMA, place=self.shown)
        if not stands_at:
            step_up(self.connection, self.steps, schema)
        self._let_go_of_references()

    def put(self, shape: Shape, rows: list[Row]) -> None:
        """Write rows, in whatever order they come."""
        put(self.connection, shape, rows)

    def finish(self) -> None:
        """Let references hold again, let numbers go on after the highest, and take every step that is newer."""
        for table, name, told in self._references:
            self.connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {told}")
        self._count_on()
        step_up(self.connection, self.steps)
        if self.steps is MAIN:
            full_text.fill(self.connection)
        check_references(self.connection)

    def keep(self) -> None:
        """Let everything stay."""
        self.connection.commit()

    def _make_sure(self) -> None:
        """Refuse a database in which anything stands; one whose tables are all empty will do."""
        quote = self.connection.dialect.identifier_preparer.quote
        for name in inspect(self.connection).get_table_names():
            if name.startswith((full_text.PREFIX, "alembic_version")):
                continue
            if self.connection.scalar(text(f"SELECT 1 FROM {quote(name)} LIMIT 1")):  # noqa: S608
                raise CannotKeep(NOT_EMPTY, place=self.shown)

    def _let_go_of_references(self) -> None:
        if self.connection.dialect.name != "postgresql":
            return
        found = self.connection.exec_driver_sql(REFERENCES).all()
        self._references = [(table, name, told) for table, name, told in found]
        for table, name, _ in self._references:
            self.connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    def _count_on(self) -> None:
        if self.connection.dialect.name != "postgresql":
            return
        for table, name in self.connection.exec_driver_sql(SERIAL).all():
            self.connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{name}'),"  # noqa: S608
                f" (SELECT coalesce(max({name}), 0) + 1 FROM {table}), false)"
            )


@dataclass
class EmptyFile(Empty):
    """A file of SQLite that is filled in a folder which nobody else may enter, and then takes its place."""

    file: Path = Path()
    goes_to: Path = Path()

    def keep(self) -> None:
        """Let everything stay, through a power cut, too."""
        super().keep()
        self.connection.close()
        self.file.chmod(0o600)
        with self.file.open("rb+") as file:
            os.fsync(file.fileno())
        _refuse_a_file(self.goes_to)
        self.file.replace(self.goes_to)
        sync_folder(self.goes_to.parent)


@dataclass
class Place:
    """Where both databases go."""

    main: Empty
    private: Empty

    def of(self, part: str) -> Empty:
        """Return the database of this name."""
        return {"main": self.main, "private": self.private}[part]

    def finish(self) -> None:
        """Make both whole, and as new as this program."""
        self.private.finish()
        self.main.finish()

    def keep(self) -> None:
        """Let both stay: the private one first, for without the main one nothing is taken for a hospital."""
        self.private.keep()
        try:
            self.main.keep()
        except (SQLAlchemyError, OSError, CannotKeep):
            raise CannotKeep(HALF_KEPT, private=self.private.shown, main=self.main.shown) from None


@contextmanager
def empty_place(main: str, private: str) -> Iterator[Place]:
    """Open two empty databases; whatever is not kept when the block ends was never there."""
    with _empty(private, APART) as apart, _empty(main, MAIN) as first:
        yield Place(first, apart)


def shown(url: str) -> str:
    """Return the address of a database as it may be told: without a password."""
    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def _empty(url: str, steps: Path) -> Iterator[Empty]:
    if url.startswith("sqlite:///"):
        with _empty_file(Path(make_url(url).database or ""), steps) as made:
            yield made
        return
    with create_engine(url, poolclass=NullPool, hide_parameters=True).connect() as connection:
        connection.begin()
        yield Empty(steps, shown(url), connection)


@contextmanager
def _empty_file(goes_to: Path, steps: Path) -> Iterator[EmptyFile]:
    _refuse_a_file(goes_to)
    goes_to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=goes_to.parent) as folder:  # for its owner alone
        file = Path(folder) / goes_to.name
        with _laid(file).connect() as connection:
            connection.begin()
            yield EmptyFile(steps, str(goes_to), connection, file=file, goes_to=goes_to)


def _laid(file: Path) -> Engine:
    """Return the engine of a file that is thrown away if anything fails: it keeps no journal."""
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _be_quick)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _be_quick(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"):
        dbapi.execute(f"PRAGMA {pragma}")


def _refuse_a_file(path: Path) -> None:
    """Refuse a place where a database stands, or what one that is in use left beside it."""
    for one in (path, *(path.with_name(path.name + side) for side in SIDES)):
        if one.exists() and one.stat().st_size:
            raise CannotKeep(NOT_EMPTY, place=one)
