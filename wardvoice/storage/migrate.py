"""Brings a database to the newest schema, the main one or that of private things, and says whether it is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from wardvoice.storage.base import PATIENT, WRITING
from wardvoice.storage.reach import WRITERS

MAIN = Path(__file__).parent / "migrations"
APART = Path(__file__).parent / "apart_migrations"
"""Where the numbered steps of each database stand."""
NOT_NEW = "A database is empty or older than this program. Run: wardvoice migrate"


class BrokenReferences(Exception):
    """The steps would have left rows that point at nothing; none of them was taken."""


def config(connection: Connection | None = None, steps: Path = MAIN) -> Config:
    """Return the configuration of the numbered steps, for a connection if there is one."""
    settings = Config()
    settings.set_main_option("script_location", str(steps))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["connection"] = connection
    return settings


def migrate(url: str | URL, steps: Path = MAIN) -> None:
    """Run every step that is still missing, all of them or none; whoever comes meanwhile waits, and finds them done.

    A database that a newer version brought further stays as it is.

    On SQLite references are not enforced meanwhile, since a rebuilt table would take its children with it; they are
    checked afterwards. Raises BrokenReferences if one leads nowhere. No fault of a step tells a value that it moved.
    """
    engine = create_engine(make_url(url), poolclass=NullPool, hide_parameters=True)
    if fits(engine, steps) and not at_newest(engine, steps):
        return
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _let_us_begin)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))  # nobody writes meanwhile
        step_up(connection, steps)
        check_references(connection)
    engine.dispose()


def _let_us_begin(dbapi: Any, _record: Any) -> None:
    """Keep Python from beginning transactions by itself: it begins none for a change of the schema."""
    dbapi.isolation_level = None
    dbapi.execute(PATIENT)


def step_up(connection: Connection, steps: Path = MAIN, to: str = "head") -> None:
    """Run the steps up to one, as part of the transaction that a connection is in."""
    command.upgrade(config(connection, steps), to)


@cache
def steps_known(steps: Path = MAIN) -> frozenset[str]:
    """Return the numbers of all steps that this program has."""
    return frozenset(step.revision for step in ScriptDirectory.from_config(config(steps=steps)).walk_revisions())


@cache
def newest(steps: Path = MAIN) -> str | None:
    """Return the number of the newest step."""
    return ScriptDirectory.from_config(config(steps=steps)).get_current_head()


def at_newest(engine: Engine, steps: Path = MAIN) -> bool:
    """Return whether a database answers and has the newest schema."""
    return _step_of(engine) == newest(steps)


def fits(engine: Engine, steps: Path = MAIN) -> bool:
    """Return whether a database answers and this program can work with its schema: the newest, or one still newer.

    A newer one fits as long as its number begins with the same digit: such steps only added. So two versions can run
    side by side, and one can be taken back. A step that takes away what the version before needs begins a new thousand.
    """
    step, own = _step_of(engine), newest(steps)
    return step == own or (step is not None and own is not None and step[:1] == own[:1] and step > own)


def _step_of(engine: Engine) -> str | None:
    token = WRITING.set(False)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        WRITING.reset(token)


def check_references(connection: Connection) -> None:
    """Look for rows that point at nothing, where they were not watched meanwhile. Raises BrokenReferences."""
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise BrokenReferences(f"{len(lost)} rows point at nothing, the first in table {lost[0][0]}")
