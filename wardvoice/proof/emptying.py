"""Emptying words for good, in the tables and in the history, while the chain stays whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wardvoice.proof.replay import witnessed_models
from wardvoice.storage.history import HistoryRow, HistoryWords
from wardvoice.storage.work import Work


class RemovedBecause(StrEnum):
    """Why words are removed: their time is over, or they should never have been kept."""

    RETENTION = "retention"
    REDACTION = "redaction"


@dataclass(frozen=True)
class Place:
    """Where words stand in the history, and which columns of which rows they went into."""

    chain: UUID
    seq: int
    n: int
    body: str

    def columns(self) -> list[tuple[str, UUID, str]]:
        """Return (table, id, column) of everything that this event filled with these words."""
        rows, mark = json.loads(self.body)["rows"], {"w": self.n}
        filled = [(key, name) for key, columns in rows.items() for name, value in columns.items() if value == mark]
        return [(key.partition(":")[0], UUID(key.partition(":")[2]), name) for key, name in filled]

    def things(self) -> set[str]:
        """Return the things that this event is about, or that it filled with these words."""
        return {json.loads(self.body)["thing"], *(f"{table}:{row_id}" for table, row_id, _name in self.columns())}


def places_of(session: Session, chain: UUID, text: str) -> list[Place]:
    """Return each place of a chain in which exactly these words stand."""
    query = (
        select(HistoryWords.chain, HistoryWords.seq, HistoryWords.n, HistoryRow.body)
        .join(HistoryRow, (HistoryRow.chain == HistoryWords.chain) & (HistoryRow.seq == HistoryWords.seq))
        .where(HistoryWords.text == text, HistoryWords.chain == chain)
        .order_by(HistoryWords.seq, HistoryWords.n)
    )
    return [Place(*found) for found in session.execute(query)]


def empty_text(session: Session, text: str, places: Iterable[Place]) -> None:
    """Empty these exact words in the history, and in each column that was filled with them and still holds them.

    The row of the history that tells it has to follow, and once that is stored `empty_journal`.
    """
    models = witnessed_models()
    for place in places:
        for table, row_id, name in place.columns():
            row = session.get(models[table], row_id)
            if row is not None and getattr(row, name) == text:
                setattr(row, name, nothing_in(models[table], name))
        empty_places(session, place.chain, [(place.seq, place.n)])


def empty_places(session: Session, chain: UUID, places: Iterable[tuple[int, int]]) -> None:
    """Empty the words, and their salts, at these places (row, which of its words) of a chain."""
    for seq, n in places:
        session.execute(
            update(HistoryWords)
            .where(HistoryWords.chain == chain, HistoryWords.seq == seq, HistoryWords.n == n)
            .values(text=None, salt=None)
            .execution_options(synchronize_session=False)
        )


def nothing_in(model: type[Any], name: str) -> str | None:
    """Return what stands in a column whose words have gone."""
    return None if model.__table__.columns[name].nullable else ""


def empty_journal(work: Work) -> None:
    """Let no words that were removed linger in SQLite's journal; PostgreSQL keeps dead rows until it is vacuumed."""
    bind = work.session.get_bind()
    if bind.dialect.name == "sqlite":
        with bind.connect() as connection:  # type: ignore[union-attr]
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
