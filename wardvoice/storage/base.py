"""The engine and the kinds of columns: times in UTC, and words that somebody gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC as UTC_ZONE
from datetime import datetime
from enum import StrEnum
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, Text, Uuid, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from wardvoice.storage import reach

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
LOCK_SECONDS = 15
"""How long the one write lock is waited for before a change is refused."""
TURN_MS = 20
"""How long one try to get it lasts on SQLite."""
PATIENT = f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}"
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
)

WRITING: ContextVar[bool] = ContextVar("writing", default=True)
"""False while a GET is answered: then the database itself refuses to change anything."""


class UTC(TypeDecorator[datetime]):
    """A moment: refuses times without a zone, stores UTC, gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC_ZONE)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give a stored moment back, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC_ZONE) if value.tzinfo is None else value.astimezone(UTC_ZONE)


class Words(TypeDecorator[str]):
    """Words that a person gave: the history keeps their hash, and the words beside it."""

    impl = Text
    cache_ok = True


class Base(DeclarativeBase):
    """Every table of the main database."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UTC, UUID: Uuid}


class Witnessed:
    """A table whose every change is written into the history in the same transaction.

    A column with `info={"private": True}` stays out: secrets, and whatever would join one person's voices.
    """

    __tablename__: str
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)

    @property
    def thing(self) -> str:
        """The name under which the history knows this row."""
        return f"{self.__tablename__}:{self.id}"


PRIVATE: dict[str, Any] = {"private": True}


def code_column(kind: type[StrEnum]) -> Enum:
    """Return a column type for a small fixed set of codes, checked by the database too."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=20,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)


def prepare(engine: Engine, pragmas: Sequence[str] = SQLITE_PRAGMAS, *, hurried: bool = False) -> Engine:
    """Make an engine safe: one writer at a time, and read-only transactions for reading.

    On PostgreSQL a `hurried` one, for pages and ticks, gives up what takes longer than a person would wait.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_pragmas, pragmas))
        event.listen(engine, "begin", begin_sqlite)
    else:
        reach.reach(engine, hurried=hurried)
        event.listen(engine, "begin", partial(begin_postgresql, hurried))
        event.listen(engine, "handle_error", _leave_who_lost_the_lead)
    return engine


def _set_pragmas(pragmas: Sequence[str], dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None
    dbapi.execute(PATIENT)
    for pragma in pragmas:
        dbapi.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Any) -> None:
    """Begin a transaction on SQLite: one that can only read, or one that holds the write lock from the start."""
    writing = WRITING.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    if writing:
        _take_the_lock(connection, monotonic() + LOCK_SECONDS)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_the_lock(connection: Any, until: float) -> None:
    """Begin to write, in short tries.

    Left to itself SQLite looks less and less often, in the end ten times a second: among busy writers whoever has
    waited longest then loses to whoever comes just now, again and again, until it is refused as locked.
    """
    connection.exec_driver_sql(f"PRAGMA busy_timeout={TURN_MS}")
    try:
        while not _begins(connection, until):
            pass
    finally:
        connection.exec_driver_sql(PATIENT)


def _begins(connection: Any, until: float) -> bool:
    """Return whether the lock was free; raise whatever else is wrong, or that it is too late.

    It is taken, too, while another process mends the file after a crash: SQLite has a name of its own for that.
    """
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as refused:
        if not getattr(refused.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY") or monotonic() > until:
            raise
        return False
    return True


def begin_postgresql(hurried: bool, connection: Any) -> None:
    """Begin a transaction on PostgreSQL: one that can only read, or one that holds the write lock from the start."""
    if WRITING.get():
        reach.begin_writing(connection, LOCK_SECONDS, hurried=hurried)
    else:
        reach.begin_reading(connection, hurried=hurried)


def _leave_who_lost_the_lead(context: Any) -> None:
    if WRITING.get() and reach.lost_the_lead(context.original_exception):
        context.is_disconnect = True


@contextmanager
def reading() -> Iterator[None]:
    """Let the database refuse every change until the block ends."""
    token = WRITING.set(False)
    try:
        yield
    finally:
        WRITING.reset(token)


@contextmanager
def aside(engine: Engine) -> Iterator[Session]:
    """Write something that is not part of any act of a person, such as a failed sign-in, in a transaction of its own.

    Call it while no other transaction of this request is open: SQLite has one writer at a time.
    """
    token = WRITING.set(True)
    try:
        with Session(engine) as session:
            yield session
            session.commit()
    finally:
        WRITING.reset(token)
