"""PostgreSQL lets one writer in at a time, and nobody waits without end for one that does not answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, cast

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from wardvoice.storage import base, reach
from wardvoice.storage.base import prepare, reading
from wardvoice.storage.reach import Door


@pytest.fixture
def hurried(postgres_url: str) -> Iterator[Engine]:
    engine = prepare(create_engine(postgres_url), hurried=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (line TEXT)"))
    yield engine
    engine.dispose()


def count(engine: Engine) -> int:
    with reading(), engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM notes")) or 0)


def test_a_second_writer_begins_when_the_first_is_through_and_sees_all_of_it(hurried: Engine) -> None:
    asks, seen = threading.Event(), []

    def write() -> None:
        asks.set()
        with hurried.begin() as connection:
            seen.append(connection.scalar(text("SELECT count(*) FROM notes")))

    with hurried.begin() as first:
        first.execute(text("INSERT INTO notes VALUES ('first')"))
        second = threading.Thread(target=write)
        second.start()
        asks.wait(30)
        assert count(hurried) == 0, "whoever reads waits for nobody"
        first.execute(text("INSERT INTO notes VALUES ('more')"))
        assert seen == []
    second.join(30)
    assert seen == [2]


def test_whoever_waits_too_long_to_write_is_refused(hurried: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LOCK_SECONDS", 0.01)
    with hurried.begin(), pytest.raises(OperationalError, match="lock timeout"), hurried.begin():
        pass
    assert count(hurried) == 0


def test_the_limits_of_a_page_end_with_its_transaction(hurried: Engine) -> None:
    with hurried.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "20s"
        assert connection.scalar(text("SHOW jit")) == "off"
        connection.rollback()
        plain = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        assert plain.execute("SHOW statement_timeout").fetchone() == ("0",)
        assert plain.execute("SHOW jit").fetchone() == ("on",)


def test_an_answer_that_does_not_come_is_waited_for_no_longer(hurried: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with hurried.connect() as connection:
        connection.scalar(text("SELECT 1"))
        monkeypatch.setattr(reach, "ANSWER_SECONDS", 0.05)
        with pytest.raises(OperationalError, match="does not answer") as told:
            connection.scalar(text("SELECT pg_sleep(60)"))
        assert told.value.connection_invalidated
    monkeypatch.undo()
    assert count(hurried) == 0, "the next one is a fresh connection"


def test_a_server_that_only_reads_is_left_by_whoever_wants_to_write(hurried: Engine) -> None:
    with hurried.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        with pytest.raises(DBAPIError) as told:
            connection.execute(text("INSERT INTO notes VALUES ('x')"))
    assert told.value.connection_invalidated
    with reading(), hurried.connect() as connection, pytest.raises(DBAPIError) as told:
        connection.execute(text("INSERT INTO notes VALUES ('x')"))
    assert not told.value.connection_invalidated


class Server:
    """What a door leads to: away until it comes back; whoever tries is let through when a test says so."""

    def __init__(self) -> None:
        self.there, self.tries, self.asked = False, 0, dict[str, Any]()
        self.through = threading.Event()
        self.at_it = threading.Event()

    def connect(self, **facts: Any) -> object:
        self.tries += 1
        self.asked = facts
        self.at_it.set()
        self.through.wait(30)
        if not self.there:
            raise psycopg.OperationalError("nobody listens")
        return self


def test_while_a_server_is_away_one_tries_it_and_all_others_are_told_at_once() -> None:
    server = Server()
    door = Door(cast("type[psycopg.Connection[Any]]", server))

    def come() -> object:
        return door.connect(None, None, (), {"host": "there", "connect_timeout": 2})

    server.through.set()
    with pytest.raises(psycopg.OperationalError, match="nobody listens"):
        come()
    server.through.clear()
    server.at_it.clear()
    first = threading.Thread(target=come)
    first.start()
    server.at_it.wait(30)
    for _ in range(5):
        with pytest.raises(psycopg.OperationalError, match="away"):
            come()
    assert server.tries == 2
    server.there = True
    server.through.set()
    first.join(30)
    assert come() is server
    assert server.asked["connect_timeout"] == 2, "the address goes first"
    assert server.asked["tcp_user_timeout"] == reach.SILENT_NETWORK["tcp_user_timeout"]
