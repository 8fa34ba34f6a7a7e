"""Fills an empty PostgreSQL from SQLite, table by table, so that both hold the very same hospital."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from sqlalchemy import Connection, MetaData, Table, create_engine, inspect, select

from wardvoice.storage.base import prepare, reading

AT_ONCE = 5_000


def copy_all(metadata: MetaData, source: str, target: str) -> None:
    """Copy every row; keys and triggers are left out meanwhile, as the rows have passed them once."""
    reads, writes = prepare(create_engine(source)), create_engine(target)
    with reading(), reads.connect() as old, writes.begin() as new:
        new.exec_driver_sql("SET session_replication_role = replica")
        there = set(inspect(old).get_table_names())
        for table in metadata.sorted_tables:
            if table.name in there:
                _copy(table, old, new)
                _count_on(table, new)
    with writes.connect().execution_options(isolation_level="AUTOCOMMIT") as new:
        new.exec_driver_sql("VACUUM ANALYZE")
    reads.dispose()
    writes.dispose()


def _copy(table: Table, old: Connection, new: Connection) -> None:
    writers = [_writer(column.type, new) for column in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = new.connection.cursor()
    new.exec_driver_sql(f'DELETE FROM "{table.name}"')  # what a migration put there, such as words to begin with
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:  # type: ignore[attr-defined]
        for row in _rows(table, old):
            copy.write_row([write(value) for write, value in zip(writers, row, strict=True)])


def _rows(table: Table, old: Connection) -> Iterator[Any]:
    found = old.execution_options(stream_results=True, yield_per=AT_ONCE).execute(select(table))
    yield from found


def _writer(kind: Any, new: Connection) -> Callable[[Any], Any]:
    """Return what turns a value of this type into what PostgreSQL is told."""
    process = kind.dialect_impl(new.dialect).bind_processor(new.dialect)

    def write(value: Any) -> Any:
        told = process(value) if process is not None and value is not None else value
        return told.value if isinstance(told, Enum) else getattr(told, "obj", told)

    return write


def _count_on(table: Table, new: Connection) -> None:
    """Let numbers that PostgreSQL draws begin after the last one."""
    for column in table.primary_key.columns:
        drawn = new.exec_driver_sql(f"SELECT pg_get_serial_sequence('\"{table.name}\"', '{column.name}')").scalar()
        if drawn:
            new.exec_driver_sql(f'SELECT setval(\'{drawn}\', (SELECT max("{column.name}") FROM "{table.name}"))')
