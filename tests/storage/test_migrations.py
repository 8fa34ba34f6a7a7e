"""The numbered steps build what the models say, on both databases, and keep what stands in a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, Enum, MetaData, create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from tools.new_migration import know_every_table
from wardvoice.storage import migrate as storage_migrate
from wardvoice.storage import triggers
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.full_text import is_ours
from wardvoice.storage.migrate import APART, BrokenReferences, at_newest, fits, migrate, newest

INSERT_ROW = "INSERT INTO history VALUES (:c, 1, 'x', 'y', '{}', 'h')"
INSERT_ACCOUNT = (
    "INSERT INTO accounts (id, name, job, username, password_hash, starts_on, version) "
    "VALUES (:id, 'Rae', 'reviewer', 'rae', '', '2026-03-02', 1)"
)
INSERT_VIEW = "INSERT INTO evidence_views (id, account_id, page, at) VALUES (:id, :who, 'ward', '2026-03-02 10:30:00')"
INSERT_WORDS = "INSERT INTO history_words VALUES (:c, 1, 0, 'salt', 'words')"


def differences(engine: Engine, metadata: MetaData = Base.metadata) -> list[object]:
    know_every_table()
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"include_name": is_ours}), metadata))


def codes_refused(engine: Engine, metadata: MetaData) -> list[str]:
    """Return each code that a model knows and the database's own check would not let in."""
    look, refused = inspect(engine), []
    for table in metadata.tables.values():
        checks = " ".join(check["sqltext"] for check in look.get_check_constraints(table.name))
        for column in table.columns:
            if isinstance(column.type, Enum):
                refused += [f"{table}.{column.name}: {code}" for code in column.type.enums if f"'{code}'" not in checks]
    return refused


def on_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new.sqlite'}"


def refuses_to_rewrite(engine: Engine) -> None:
    chain = "0" * 32
    with engine.begin() as connection:
        connection.execute(text(INSERT_ROW), {"c": chain})
        connection.execute(text(INSERT_WORDS), {"c": chain})
    for statement in (
        "UPDATE history SET what = 'z'",
        "DELETE FROM history",
        "UPDATE history_words SET text = 'z'",
        "UPDATE history_words SET text = NULL",
        "UPDATE history_words SET text = NULL, salt = NULL, n = 1",
        "DELETE FROM history_words",
    ):
        with pytest.raises(DatabaseError), engine.begin() as connection:
            connection.execute(text(statement))
    with engine.begin() as connection:
        assert connection.execute(text("UPDATE history_words SET text = NULL, salt = NULL")).rowcount == 1


def keeps_what_reviewers_read(engine: Engine) -> None:
    ids = {"id": "1" * 32, "who": "2" * 32}
    with engine.begin() as connection:
        connection.execute(text(INSERT_ACCOUNT), {"id": ids["who"]})
        connection.execute(text(INSERT_VIEW), ids)
    for statement in ("UPDATE evidence_views SET page = 'z'", "DELETE FROM evidence_views"):
        with pytest.raises(DatabaseError, match="what a reviewer read stays"), engine.begin() as connection:
            connection.execute(text(statement))


def test_on_sqlite_an_empty_database_becomes_what_the_models_say(tmp_path: Path) -> None:
    migrate(on_sqlite(tmp_path))
    engine = create_engine(on_sqlite(tmp_path))
    assert differences(engine) == codes_refused(engine, Base.metadata) == []
    assert at_newest(engine)
    refuses_to_rewrite(prepare(engine))
    keeps_what_reviewers_read(engine)


def test_on_postgresql_an_empty_database_becomes_what_the_models_say(postgres_url: str) -> None:
    migrate(postgres_url)
    engine = create_engine(postgres_url)
    assert differences(engine) == codes_refused(engine, Base.metadata) == []
    assert at_newest(engine)
    refuses_to_rewrite(engine)
    keeps_what_reviewers_read(engine)
    for table in ("history", "history_words", "evidence_views"):
        with pytest.raises(DatabaseError), engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
    engine.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_database_of_private_things_becomes_what_its_models_say(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    url = on_sqlite(tmp_path) if database == "sqlite" else request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    assert not at_newest(engine, APART)
    migrate(url, APART)
    metadata = ApartBase.metadata
    assert differences(engine, metadata) == codes_refused(engine, metadata) == []
    assert at_newest(engine, APART)
    engine.dispose()


def test_a_step_that_fails_tells_no_value_that_it_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(settings: Any, _to: str) -> None:
        settings.attributes["connection"].execute(text("INSERT INTO nowhere VALUES (:word)"), {"word": "needle"})

    monkeypatch.setattr(command, "upgrade", fails)
    with pytest.raises(DatabaseError) as told:
        migrate(on_sqlite(tmp_path), APART)
    assert "nowhere" in str(told.value)
    assert "needle" not in str(told.value)


def test_running_the_steps_twice_changes_nothing(tmp_path: Path) -> None:
    migrate(on_sqlite(tmp_path))
    with create_engine(on_sqlite(tmp_path)).begin() as connection:
        connection.execute(text(INSERT_ROW), {"c": "0" * 32})
    migrate(on_sqlite(tmp_path))
    with create_engine(on_sqlite(tmp_path)).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM history")) == 1


def test_an_empty_database_is_not_at_the_newest_step(tmp_path: Path) -> None:
    assert not at_newest(create_engine(on_sqlite(tmp_path)))


@pytest.mark.parametrize(
    ("step", "expected"),
    [("0016", True), ("0017", True), ("0999", True), ("0015", False), ("1001", False), (None, False)],
)
def test_a_version_works_with_its_own_schema_and_with_one_to_which_was_only_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str | None, expected: bool
) -> None:
    monkeypatch.setattr(storage_migrate, "newest", lambda _steps: "0016")
    engine = create_engine(on_sqlite(tmp_path))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        if step:
            connection.execute(text("INSERT INTO alembic_version VALUES (:step)"), {"step": step})
    assert fits(engine) == expected


def test_a_version_that_was_taken_back_leaves_the_newer_schema_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(on_sqlite(tmp_path))
    engine, later = create_engine(on_sqlite(tmp_path)), f"{newest()[:1]}999"
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :later"), {"later": later})
    migrate(on_sqlite(tmp_path))
    assert fits(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == later


def test_the_newest_step_has_a_number() -> None:
    assert str(newest()).isdecimal()


def test_rows_that_point_at_nothing_are_named_after_a_run(tmp_path: Path) -> None:
    migrate(on_sqlite(tmp_path))
    with create_engine(on_sqlite(tmp_path)).begin() as connection:
        connection.execute(text(INSERT_WORDS), {"c": "0" * 32})
    with pytest.raises(BrokenReferences, match="history_words"):
        migrate(on_sqlite(tmp_path))


def test_the_triggers_of_both_databases_guard_the_same_tables() -> None:
    for statements in (triggers.SQLITE, triggers.POSTGRESQL):
        text_of = "\n".join(statements)
        assert "ON history\n" in text_of
        assert "ON history_words\n" in text_of
