"""Tables as plain rows that SQLite and PostgreSQL read alike: what a copy is made of.

A copy of rows was chosen over `pg_dump` and over the file of SQLite: one format serves both databases, in any direction
and for older schemas; no program of the right version has to be there; nothing of the order in which rows lie in a file
goes along; and no lock on the pool of what waits is held for longer than it takes to read it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    Double,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TableClause,
    Text,
    Time,
    Uuid,
    column,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from wardvoice.storage.base import UTC, Words

BATCH = 1_000
"""Rows that are held in memory at a time."""

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Kind:
    """What a column holds: its type in any database, and how a value becomes JSON and comes back."""

    type: TypeEngine[Any]
    plain: Callable[[Any], Any]
    back: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


KINDS = {
    "id": Kind(Uuid(), lambda value: value.hex, UUID),
    "moment": Kind(UTC(), datetime.isoformat, datetime.fromisoformat),
    "day": Kind(Date(), date.isoformat, date.fromisoformat),
    "time": Kind(Time(), time.isoformat, time.fromisoformat),
    "bytes": Kind(LargeBinary(), lambda value: base64.b64encode(value).decode(), base64.b64decode),
    "yes": Kind(Boolean(), _same, _same),
    "number": Kind(Integer(), _same, _same),
    "fraction": Kind(Double(), _same, _same),
    "text": Kind(Text(), _same, _same),
}
OF_TYPE: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (UTC, "moment"),
    (Words, "text"),
    (Uuid, "id"),
    (LargeBinary, "bytes"),
    (Boolean, "yes"),
    (Date, "day"),
    (Time, "time"),
    (Integer, "number"),
    (Float, "fraction"),
    (String, "text"),  # a small fixed set of codes is one, too
)


@dataclass(frozen=True)
class Shape:
    """A table's name, and the names and kinds of its columns."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def clause(self) -> TableClause:
        """Return the table as statements name it."""
        return table(self.name, *(column(name, KINDS[kind].type) for name, kind in self.columns))

    def line(self, row: Sequence[Any]) -> bytes:
        """Return a row as one line of JSON, the same for the same values whatever database they came from."""
        plain = [
            None if value is None else KINDS[kind].plain(value)
            for value, (_, kind) in zip(row, self.columns, strict=True)
        ]
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def row(self, plain: Sequence[Any]) -> Row:
        """Return the values of a row that was one line of JSON. Raises ValueError if it does not fit this table."""
        return tuple(
            None if value is None else KINDS[kind].back(value)
            for value, (_, kind) in zip(plain, self.columns, strict=True)
        )


@dataclass
class Tally:
    """How many rows a table has, and the sum of their hashes: equal for the same rows in any order."""

    rows: int = 0
    sum: int = 0

    def add(self, line: bytes) -> None:
        """Count one row."""
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    @property
    def told(self) -> list[Any]:
        """The tally as it is written down."""
        return [self.rows, f"{self.sum:064x}"]


def shapes(metadata: MetaData, without: Iterable[str] = ()) -> list[Shape]:
    """Return every table that the models describe."""
    left_out = set(without)
    return [
        Shape(found.name, tuple((one.name, _kind_of(one.type)) for one in found.columns))
        for found in metadata.tables.values()
        if found.name not in left_out
    ]


def batches(connection: Connection, shape: Shape) -> Iterator[list[Row]]:
    """Yield the rows of a table, some at a time, without holding all of them."""
    streamed = {"stream_results": True, "yield_per": BATCH}
    found = connection.execute(select(*shape.clause().columns), execution_options=streamed)
    for some in found.partitions():
        yield [tuple(row) for row in some]


def tally(connection: Connection, shape: Shape) -> Tally:
    """Count a table as it stands in a database."""
    counted = Tally()
    for some in batches(connection, shape):
        for row in some:
            counted.add(shape.line(row))
    return counted


def put(connection: Connection, shape: Shape, rows: list[Row]) -> None:
    """Write rows into a table that has the same columns."""
    names = [name for name, _ in shape.columns]
    if connection.dialect.name == "sqlite":
        connection.execute(insert(shape.clause()), [dict(zip(names, row, strict=True)) for row in rows])
        return
    quote = connection.dialect.identifier_preparer.quote
    into = f"COPY {quote(shape.name)} ({', '.join(map(quote, names))}) FROM STDIN"
    with connection.connection.cursor() as cursor, cursor.copy(into) as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


def _kind_of(kept_as: TypeEngine[Any]) -> str:
    return next(kind for known, kind in OF_TYPE if isinstance(kept_as, known))
