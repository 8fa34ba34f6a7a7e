"""Both databases as they stood at one moment, while everybody goes on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import SystemRandom
from typing import Protocol

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData

import wardvoice.app  # noqa: F401  every room, and so every table
from wardvoice.safekeeping.tables import BATCH, Row, Shape, batches, shapes
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base, reading

NOT_COPIED = ("sessions", "slips_open")
"""Who is signed in, and what a browser holds open: nobody comes back to a visit that was under way."""

_shuffle = SystemRandom().shuffle


class Part(Protocol):
    """One of the two databases, to be read once, table by table."""

    name: str
    schema: str
    shapes: list[Shape]

    def batches(self, shape: Shape) -> Iterator[list[Row]]:
        """Yield the rows of a table, some at a time."""
        ...


@dataclass
class Streamed:
    """A database that is read as it stood when its transaction began, however long that takes."""

    name: str
    schema: str
    shapes: list[Shape]
    connection: Connection

    def batches(self, shape: Shape) -> Iterator[list[Row]]:
        """Yield the rows of a table, some at a time."""
        return batches(self.connection, shape)


@dataclass
class Held:
    """A database that was read in one go. Its rows come out shuffled: no order in which they were written is kept."""

    name: str
    schema: str
    shapes: list[Shape]
    rows: dict[Shape, list[Row]]

    def batches(self, shape: Shape) -> Iterator[list[Row]]:
        """Yield the rows of a table, some at a time."""
        rows = self.rows[shape]
        for start in range(0, len(rows), BATCH):
            yield rows[start : start + BATCH]


@contextmanager
def snapshot(main: Engine, apart: Engine) -> Iterator[tuple[Streamed, Held]]:
    """Read both databases as they stand now; nobody who writes has to wait for the disk that a copy goes to.

    The main one first: the history knows where the log of what is read in private ended, so that log must not be the
    older of the two. The private one is read at once and let go, since whoever writes in private waits meanwhile.
    """
    with reading(), _standing_still(main, Base.metadata) as connection:
        told = Streamed("main", schema_of(connection), shapes(Base.metadata, NOT_COPIED), connection)
        yield told, hold(apart)


def hold(apart: Engine) -> Held:
    """Read the whole database of private things, and shuffle it."""
    found = shapes(ApartBase.metadata, NOT_COPIED)
    with reading(), _standing_still(apart, ApartBase.metadata) as connection:
        schema = schema_of(connection)
        rows = {shape: [row for some in batches(connection, shape) for row in some] for shape in found}
    for some in rows.values():
        _shuffle(some)
    return Held("private", schema, found, rows)


def schema_of(connection: Connection) -> str:
    """Return the number of the newest step that a database has taken; empty if it has taken none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


@contextmanager
def _standing_still(engine: Engine, metadata: MetaData) -> Iterator[Connection]:
    """Begin a transaction that sees one moment throughout.

    PostgreSQL takes no emptied table back: whoever waits for a lock on the pool would read it empty. So all locks are
    taken before the moment is settled, which the first statement that reads does.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            named = ", ".join(map(connection.dialect.identifier_preparer.quote, metadata.tables))
            connection.exec_driver_sql(f"LOCK TABLE {named} IN ACCESS SHARE MODE")
        yield connection
        connection.rollback()
