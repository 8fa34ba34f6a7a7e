"""How PostgreSQL is reached: one writer at a time, and nobody waits without end for a server that does not answer."""

from __future__ import annotations

from collections.abc import Generator
from threading import Lock
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

WRITERS = 20_260_308
"""The number under which PostgreSQL knows that somebody writes; each database has its own."""
STATEMENT_SECONDS = 20
"""How long PostgreSQL works at one statement of a page before it gives up."""
IDLE_SECONDS = 30
"""How long a transaction of a page may hold the lock and ask for nothing: a machine that froze holds up nobody."""
ANSWER_SECONDS = 25
"""How long an answer is waited for, longer than PostgreSQL takes to give up: after that the server is not there."""
CONNECT_SECONDS = 5
SILENT_NETWORK = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}
"""When the network itself tells that nobody is there any more; what stands in the database's address goes first."""

FOR_A_PAGE = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "jit": "off",  # it compiled the large statements of a page for 350 ms, which then ran for 3
}
ONLY_READS = {"transaction_read_only": "on"}
READ_ONLY_STATE = "25006"


class Bounded(psycopg.Connection[Any]):
    """A connection that is given up when the server does not answer: it may be stopped, or the network cut."""

    def wait(self, gen: Generator[Any, Any, Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer; raise OperationalError, and close, if none comes in time."""
        try:
            return super().wait(gen, interval, timeout or ANSWER_SECONDS)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError("the database does not answer") from None


class Door:
    """The way to one database. While it is known to be away one caller tries it; all others are told at once."""

    def __init__(self, kind: type[psycopg.Connection[Any]]) -> None:
        self.away = False
        self._kind = kind
        self._trying = Lock()

    def connect(self, _dialect: Any, _record: Any, words: Any, facts: dict[str, Any]) -> Any:
        """Connect, or raise OperationalError within seconds."""
        if not self.away:
            return self._try(words, facts)
        if not self._trying.acquire(blocking=False):
            raise psycopg.OperationalError("the database is away")
        try:
            return self._try(words, facts)
        finally:
            self._trying.release()

    def _try(self, words: Any, facts: dict[str, Any]) -> Any:
        try:
            made = self._kind.connect(*words, **{"connect_timeout": CONNECT_SECONDS, **SILENT_NETWORK, **facts})
        except psycopg.OperationalError:
            self.away = True
            raise
        self.away = False
        return made


def reach(engine: Engine, *, hurried: bool) -> None:
    """Let an engine reach PostgreSQL in this way; a `hurried` one waits for no answer longer than a person would."""
    event.listen(engine, "do_connect", Door(Bounded if hurried else psycopg.Connection).connect)


def begin_reading(connection: Connection, *, hurried: bool) -> None:
    """Begin a transaction that can only read.

    In one that is not hurried nothing is selected yet: whoever wants to see one moment throughout settles it later.
    """
    if hurried:
        connection.exec_driver_sql(f"SELECT {_settings(ONLY_READS | FOR_A_PAGE)}")
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def begin_writing(connection: Connection, seconds: float, *, hurried: bool) -> None:
    """Begin a transaction that alone writes, as on SQLite, or raise OperationalError after so many seconds.

    Whatever a command reads before it decides is then still so when it is stored: nobody else was in between.
    """
    settings = {"lock_timeout": f"{max(1, int(seconds * 1000))}ms", **(FOR_A_PAGE if hurried else {})}
    connection.exec_driver_sql(f"SELECT {_settings(settings)}, pg_advisory_xact_lock({WRITERS})")


def lost_the_lead(fault: BaseException | None) -> bool:
    """Return whether a server refused because it only reads: another one has taken the lead since."""
    return getattr(fault, "sqlstate", "") == READ_ONLY_STATE


def _settings(wanted: dict[str, str]) -> str:
    """Return what sets these until the transaction ends, so that a pool of connections may stand in between."""
    return ", ".join(f"set_config('{name}', '{value}', true)" for name, value in wanted.items())
