"""Moves a hospital from SQLite to PostgreSQL: proved on the other side, and then the old place can only be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from wardvoice.config import Settings
from wardvoice.safekeeping.places import Place, empty_place
from wardvoice.safekeeping.refusals import CannotKeep, NotWhole
from wardvoice.safekeeping.restoring import NOT_PROVED, Proved, arrived, proved
from wardvoice.safekeeping.snapshot import NOT_COPIED, Streamed, schema_of
from wardvoice.safekeeping.stream import Tallies
from wardvoice.safekeeping.tables import Tally, shapes
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base
from wardvoice.storage.in_use import is_in_use

ONLY_FROM_SQLITE = "Only a hospital on SQLite is moved. The settings name %(url)s."
ONLY_TO_POSTGRESQL = "A hospital moves to PostgreSQL: give addresses that begin with postgresql+psycopg://."
TWO_PLACES = "What is said in private needs a database of its own, best in a cluster of its own: give it by --private."
RUNS = "WardVoice runs on %(url)s. Stop it first: nothing may be written while the hospital moves."
MOVED = "this hospital has moved to PostgreSQL; this copy of it can only be read"


def move(settings: Settings, main: Engine, apart: Engine, to_main: str, to_private: str) -> Proved:
    """Copy both databases into two empty ones of PostgreSQL, prove them there, and close the old ones.

    Nobody else writes meanwhile: the write locks of both are held from the first row to the last. Whatever fails leaves
    the old databases as they were and the new ones empty.
    """
    _look_before(settings, to_main, to_private)
    with _locked(main, "main") as old, _locked(apart, "private") as old_private:
        with empty_place(to_main, to_private) as place:
            tallies = _carried(place, (old, old_private))
            arrived(place, tallies)
            place.finish()
            moved = proved(place, settings, tallies)
            if moved.broken:
                raise NotWhole(NOT_PROVED, broken=moved.broken)
            close(old_private.connection)
            close(old.connection)
            place.keep()
        old_private.connection.commit()
        old.connection.commit()
    return moved


def close(connection: Connection) -> None:
    """Let nobody write into a database any more, not even a server that still runs on it."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    )
    for name in found.scalars().all():
        if name.startswith(("sqlite_", "item_search_")):
            continue
        for what in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER "moved_{name}_{what.lower()}" BEFORE {what} ON "{name}"'
                f" BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"
            )


def _look_before(settings: Settings, to_main: str, to_private: str) -> None:
    for url in (settings.database_url, settings.concerns_database_url):
        if not url.startswith("sqlite:///"):
            raise CannotKeep(ONLY_FROM_SQLITE, url=url)
        if is_in_use(url):
            raise CannotKeep(RUNS, url=url)
    if not all(url.startswith("postgresql+psycopg://") for url in (to_main, to_private)):
        raise CannotKeep(ONLY_TO_POSTGRESQL)
    if to_main == to_private:
        raise CannotKeep(TWO_PLACES)


@contextmanager
def _locked(engine: Engine, name: str) -> Iterator[Streamed]:
    """Hold the write lock of a database: whoever begins a transaction to write waits, and is refused after a while."""
    metadata = Base.metadata if name == "main" else ApartBase.metadata
    with engine.connect() as connection:
        schema = schema_of(connection)
        yield Streamed(name, schema, shapes(metadata, NOT_COPIED), connection)


def _carried(place: Place, parts: tuple[Streamed, Streamed]) -> Tallies:
    tallies = Tallies()
    for part in parts:
        there = place.of(part.name)
        there.build(part.schema)
        for shape in part.shapes:
            counted = tallies.setdefault(part.name, {})[shape] = Tally()
            for some in part.batches(shape):
                for row in some:
                    counted.add(shape.line(row))
                there.put(shape, some)
    return tallies
