"""Plays the history again and says what the tables must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wardvoice.core.history import code
from wardvoice.storage.base import Base, Witnessed, Words

CHUNK = 400


@dataclass(frozen=True)
class Told:
    """A column's value as the history last told it, and the row that told it."""

    value: Any
    seq: int


@dataclass
class Replayed:
    """Every witnessed row as the history leaves it: {"actions:<id>": {"state": Told("open", 7)}}."""

    rows: dict[str, dict[str, Told]] = field(default_factory=dict)

    def play(self, seq: int, body: Mapping[str, Any], words: Mapping[int, str | None]) -> None:
        """Add what one event left in the tables."""
        for key, columns in body["rows"].items():
            known = self.rows.setdefault(key, {})
            known.update((name, Told(_worded(value, words), seq)) for name, value in columns.items())

    def of_table(self, table: str) -> dict[str, dict[str, Told]]:
        """Return the rows of one table by their id."""
        prefix = f"{table}:"
        return {key.removeprefix(prefix): columns for key, columns in self.rows.items() if key.startswith(prefix)}


@dataclass(frozen=True)
class Differs(Exception):
    """A table does not hold what follows from the history."""

    thing: str
    why: str
    seq: int | None = None

    def __str__(self) -> str:
        told = f" (told by row {self.seq})" if self.seq else ""
        return f"{self.thing}: {self.why}{told}"


def witnessed_models() -> dict[str, type[Any]]:
    """Return every table whose changes stand in the history, by name."""
    return {
        mapper.local_table.name: mapper.class_  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Witnessed)
    }


def witnessed_columns(model: type[Any]) -> dict[str, bool]:
    """Return the columns that the history tells of, each with whether it holds words."""
    return {
        column.key: isinstance(column.type, Words)
        for column in model.__table__.columns
        if not column.info.get("private")
    }


def compare(session: Session, replayed: Replayed) -> dict[str, int]:
    """Return how many rows of each table follow from what was replayed; raises Differs at the first that does not."""
    seen: dict[str, int] = {}
    for table, model in witnessed_models().items():
        told = replayed.of_table(table)
        for row in _rows(session, model, list(told)):
            _compare_row(f"{table}:{row.id}", row, told.pop(str(row.id)), witnessed_columns(model))
            seen[table] = seen.get(table, 0) + 1
        if told:
            lost = min(told, key=lambda key: min(part.seq for part in told[key].values()))
            raise Differs(f"{table}:{lost}", "the history knows it, the table does not", _first_seq(told[lost]))
    return seen


def strangers(session: Session, seen: Mapping[str, int]) -> None:
    """Raise Differs if a table holds more rows than the history ever told of."""
    for table, model in witnessed_models().items():
        count = session.scalar(select(func.count()).select_from(model)) or 0
        if count != seen.get(table, 0):
            raise Differs(table, f"{count - seen.get(table, 0)} rows stand in the table and not in the history")


def _rows(session: Session, model: type[Any], ids: list[str]) -> Iterator[Any]:
    columns = [model.__table__.columns[name] for name in witnessed_columns(model)]
    for start in range(0, len(ids), CHUNK):
        chunk = [UUID(one) for one in ids[start : start + CHUNK]]
        yield from session.execute(select(*columns).where(model.__table__.columns["id"].in_(chunk)))


def _compare_row(thing: str, row: Any, told: Mapping[str, Told], columns: Mapping[str, bool]) -> None:
    for name, is_words in columns.items():
        value = getattr(row, name)
        stands = value if is_words else code(value)
        said = told.get(name, Told(None, _first_seq(told)))
        if stands != said.value:
            raise Differs(thing, f"“{name}” is not what the history says", said.seq)


def _first_seq(told: Mapping[str, Told]) -> int:
    return min((part.seq for part in told.values()), default=0)


def _worded(value: Any, words: Mapping[int, str | None]) -> Any:
    if isinstance(value, dict) and set(value) == {"w"}:
        return words.get(value["w"])
    return value
