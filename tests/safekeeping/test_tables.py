"""Every kind of value comes through a copy as it was: on SQLite, on PostgreSQL, and as a line of a backup."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, MetaData, Table, create_engine

from wardvoice.safekeeping.snapshot import NOT_COPIED
from wardvoice.safekeeping.tables import KINDS, Shape, Tally, batches, put, shapes, tally
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": st.uuids(),
    "moment": st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    "day": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "time": st.times(time(0, 0), time(23, 59)),
    "bytes": st.binary(max_size=60),
    "yes": st.booleans(),
    "number": st.integers(-(2**31), 2**31 - 1),
    "fraction": st.floats(allow_nan=False, allow_infinity=False),
    "text": st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
}
ROWS = st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in KINDS)), max_size=12)
SHAPE = Shape("every kind", tuple((f"a {kind}", kind) for kind in KINDS))


def through(connection: Connection, rows: list[tuple[Any, ...]]) -> tuple[list[tuple[Any, ...]], Tally]:
    """Write rows into a table of a database, and return what stands there then."""
    made = Table(SHAPE.name, MetaData(), *(Column(name, KINDS[kind].type) for name, kind in SHAPE.columns))
    made.create(connection)
    put(connection, SHAPE, rows)
    found = [row for some in batches(connection, SHAPE) for row in some]
    counted = tally(connection, SHAPE)
    connection.rollback()
    return found, counted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_what_goes_in_comes_out(postgres: Engine, rows: list[tuple[Any, ...]]) -> None:
    with create_engine("sqlite://").connect() as small, postgres.connect() as large:
        first, counted = through(small, rows) if rows else ([], Tally())
        second, as_counted = through(large, first) if rows else ([], Tally())
    lines = [SHAPE.line(row) for row in rows]
    assert sorted(map(SHAPE.line, first)) == sorted(map(SHAPE.line, second)) == sorted(lines)
    assert counted == as_counted
    assert [SHAPE.row(json.loads(line)) for line in lines] == rows


def test_every_table_has_a_shape_and_what_is_left_out_exists() -> None:
    names = {one.name for base in (Base, ApartBase) for one in shapes(base.metadata)}
    assert names == set(Base.metadata.tables) | set(ApartBase.metadata.tables)
    assert set(NOT_COPIED) <= names


def test_a_sum_is_of_rows_in_any_order_and_of_nothing_else() -> None:
    one, other, missing = Tally(), Tally(), Tally()
    for line in (b"[1]\n", b"[2]\n", b"[2]\n"):
        one.add(line)
    for line in (b"[2]\n", b"[1]\n", b"[2]\n"):
        other.add(line)
    for line in (b"[2]\n", b"[1]\n", b"[1]\n"):
        missing.add(line)
    assert one == other != missing
