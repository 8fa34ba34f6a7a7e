"""Columns and engines: moments in UTC, reading that cannot write, references that hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, OperationalError

from wardvoice.storage import base
from wardvoice.storage.base import aside, prepare, reading

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]


@pytest.fixture
def on_disk(tmp_path: Path) -> Engine:
    engine = prepare(create_engine(f"sqlite:///{tmp_path / 'w.sqlite'}"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (line TEXT)"))
    return engine


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM notes")) or 0)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        base.UTC().process_bind_param(datetime(2026, 3, 3, 9), SQLITE)


def test_a_moment_of_another_zone_is_kept_in_utc_and_comes_back_aware() -> None:
    there = datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1)))
    kept = base.UTC().process_bind_param(there, SQLITE)
    assert kept == datetime(2026, 7, 1, 9)
    assert base.UTC().process_result_value(kept, SQLITE) == there
    assert base.UTC().process_bind_param(there, POSTGRESQL) == there


def test_nothing_stays_nothing() -> None:
    assert base.UTC().process_bind_param(None, SQLITE) is None
    assert base.UTC().process_result_value(None, SQLITE) is None


def test_while_a_page_is_read_the_database_refuses_to_write(on_disk: Engine) -> None:
    with reading(), on_disk.connect() as connection, pytest.raises(DatabaseError, match="readonly"):
        connection.execute(text("INSERT INTO notes VALUES ('x')"))
    assert count(on_disk) == 0


def test_something_aside_is_written_even_while_a_page_is_read(on_disk: Engine) -> None:
    with reading(), aside(on_disk) as session:
        session.execute(text("INSERT INTO notes VALUES ('x')"))
    assert count(on_disk) == 1


def test_something_aside_that_fails_leaves_nothing(on_disk: Engine) -> None:
    with pytest.raises(ZeroDivisionError), aside(on_disk) as session:
        session.execute(text("INSERT INTO notes VALUES ('x')"))
        raise ZeroDivisionError
    assert count(on_disk) == 0


def test_a_writer_asks_for_the_lock_again_and_again_until_the_other_is_through(on_disk: Engine) -> None:
    tries: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        tries.append(statement)
        if tries.count("BEGIN IMMEDIATE") == 3:
            other.rollback()

    with on_disk.connect() as other, on_disk.connect() as waiting:
        other.execute(text("INSERT INTO notes VALUES ('first')"))
        event.listen(on_disk, "before_cursor_execute", note)
        waiting.execute(text("INSERT INTO notes VALUES ('second')"))
        event.remove(on_disk, "before_cursor_execute", note)
        waiting.commit()
    assert tries.count("BEGIN IMMEDIATE") == 3
    assert count(on_disk) == 1


def test_whoever_waits_too_long_for_the_lock_is_refused(on_disk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LOCK_SECONDS", 0)
    with on_disk.connect() as other, on_disk.connect() as waiting:
        other.execute(text("INSERT INTO notes VALUES ('first')"))
        with pytest.raises(OperationalError, match="locked"):
            waiting.execute(text("INSERT INTO notes VALUES ('second')"))
        waiting.rollback()
        with reading():
            assert waiting.exec_driver_sql("PRAGMA busy_timeout").scalar() == 15000


def test_sqlite_is_durable_forgets_what_is_deleted_and_holds_references(on_disk: Engine) -> None:
    with on_disk.connect() as connection:
        asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (
            "journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema")}  # fmt: skip
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_the_zone_of_the_cellar_is_utc() -> None:
    assert base.UTC_ZONE is UTC
