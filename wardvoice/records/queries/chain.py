"""What a chain tells of words: where each stands, what it went into, and when each thing was last touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.storage.history import HistoryRow, HistoryWords

Place = tuple[int, int]
"""Words of a chain: the number of the row, and which of its words."""
Column = tuple[str, str]
"""A column of a row: the thing as the history knows it, and the column's name."""


@dataclass
class Told:
    """What one chain tells.

    `users` are the things into which words went, those of the row itself included where a fact repeats them; `last` is
    the place of what now stands in a column; `touched` the last day on which something happened to a thing; `beside`
    the things of each row in which one of the watched ids stands.
    """

    users: dict[Place, set[str]] = field(default_factory=dict)
    last: dict[Column, Place | None] = field(default_factory=dict)
    touched: dict[str, date] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)

    def note(self, seq: int, body: dict[str, Any], left: set[Place]) -> None:
        """Take up one row; only words that still stand are of interest."""
        day = date.fromisoformat(body["day"])
        for thing in {body["thing"], *body["rows"]}:
            self.touched[thing] = max(day, self.touched.get(thing, day))
        for n in _marks(list(body["facts"].values())):
            self._used((seq, n), body["thing"], left)
        for thing, columns in body["rows"].items():
            for name, value in columns.items():
                place = next(((seq, n) for n in _marks(value)), None)
                self.last[thing, name] = place
                if place:
                    self._used(place, thing, left)

    def columns_of(self, gone: set[Place]) -> list[Column]:
        """Return the columns in which words stand that are gone from the chain."""
        return [column for column, place in self.last.items() if place in gone]

    def place_of(self, column: Column) -> Place:
        """Return the place of the words that stand in a column; KeyError where none do."""
        place = self.last[column]
        if place is None:
            raise KeyError(column)
        return place

    def _used(self, place: Place, thing: str, left: set[Place]) -> None:
        if place in left:
            self.users.setdefault(place, set()).add(thing)


def told_by(session: Session, chain: UUID, watched: set[str]) -> Told:
    """Return what a chain tells; `watched` are ids of accounts of which it is asked beside what they stand."""
    left = _words_left(session, chain)
    told = Told()
    rows = select(HistoryRow.seq, HistoryRow.body).where(HistoryRow.chain == chain).order_by(HistoryRow.seq)
    for seq, text in session.execute(rows.execution_options(yield_per=500)):
        body = json.loads(text)
        told.note(seq, body, left)
        for one in watched:
            if one in text:
                told.beside.setdefault(one, set()).update({body["thing"], *body["rows"]})
    return told


def _words_left(session: Session, chain: UUID) -> set[Place]:
    left = select(HistoryWords.seq, HistoryWords.n).where(
        HistoryWords.chain == chain, HistoryWords.text.is_not(None), HistoryWords.text != ""
    )
    return {(seq, n) for seq, n in session.execute(left)}


def _marks(value: Any) -> Iterator[int]:
    if isinstance(value, dict) and set(value) == {"w"}:
        yield value["w"]
    elif isinstance(value, list):
        for part in value:
            yield from _marks(part)
