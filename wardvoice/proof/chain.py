"""Walks a ward's chain row by row, and says which row is the first that was touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from wardvoice.core.chaining import GENESIS, link, same_head, word_hash
from wardvoice.core.history import Happened
from wardvoice.storage.history import ChainEnd, HistoryRow, HistoryWords

BATCH = 2_000


@dataclass(frozen=True)
class Touched(Exception):
    """The first row that is not as it was written."""

    chain: UUID
    seq: int
    why: str

    def __str__(self) -> str:
        return f"row {self.seq} of chain {self.chain}: {self.why}"


@dataclass
class Walk:
    """What a walk over one chain saw: its rows one by one, and what they left behind at the end."""

    chain: UUID
    length: int = 0
    head: str = GENESIS
    emptied: set[tuple[int, int]] = field(default_factory=set)
    owned_up: set[tuple[int, int]] = field(default_factory=set)
    heads_asked: str | None = None
    head_found: bool = False

    def rows(self, session: Session) -> Iterator[tuple[int, dict[str, Any], dict[int, str | None]]]:
        """Yield (seq, body, words) of every row in order; raises Touched at the first that is wrong."""
        for row, words in _with_words(session, self.chain):
            body = self._checked(row, words)
            self._note_removals(body)
            yield row.seq, body, {n: text for n, (_, text) in words.items()}
        self._reached_the_end(session)

    def _checked(self, row: Row[Any], words: dict[int, tuple[str | None, str | None]]) -> dict[str, Any]:
        self.length += 1
        if row.seq != self.length:
            raise Touched(self.chain, self.length, "it is missing")
        if link(self.head, self.chain, row.seq, row.body) != row.hash:
            raise Touched(self.chain, row.seq, "it does not fit the row before it")
        self.head = row.hash
        self.head_found = self.head_found or bool(self.heads_asked and same_head(self.heads_asked, row.hash))
        body: dict[str, Any] = json.loads(row.body)
        if (body["what"], body["thing"]) != (row.what, row.thing):
            raise Touched(self.chain, row.seq, "its label is not what was written")
        self._check_words(row.seq, body["words"], words)
        return body

    def _check_words(self, seq: int, hashes: list[str], words: dict[int, tuple[str | None, str | None]]) -> None:
        if set(words) != set(range(len(hashes))):
            raise Touched(self.chain, seq, "the place of its words is missing")
        for n, (salt, text) in words.items():
            if salt is None or text is None:
                self.emptied.add((seq, n))
            elif word_hash(salt, text) != hashes[n]:
                raise Touched(self.chain, seq, "its words are not those that were written")

    def _note_removals(self, body: dict[str, Any]) -> None:
        if body["what"] == Happened.WORDS_REMOVED.value:
            self.owned_up |= {(place[0], place[1]) for place in body["facts"].get("removed", [])}

    def _reached_the_end(self, session: Session) -> None:
        end = session.execute(select(ChainEnd.length, ChainEnd.head).where(ChainEnd.chain == self.chain)).one_or_none()
        if end is None or end.length > self.length:
            raise Touched(self.chain, self.length + 1, "it is missing")
        if (end.length, end.head) != (self.length, self.head):
            raise Touched(self.chain, self.length, "it is not where the chain ended")
        unexplained = sorted(self.emptied - self.owned_up)
        if unexplained:
            raise Touched(self.chain, unexplained[0][0], "its words are gone, and no row says who removed them")


def _with_words(session: Session, chain: UUID) -> Iterator[tuple[Row[Any], dict[int, tuple[str | None, str | None]]]]:
    last = 0
    while True:
        rows: Any = session.execute(
            select(HistoryRow.seq, HistoryRow.what, HistoryRow.thing, HistoryRow.body, HistoryRow.hash)
            .where(HistoryRow.chain == chain, HistoryRow.seq > last)
            .order_by(HistoryRow.seq)
            .limit(BATCH)
        ).all()
        if not rows:
            return
        words: dict[int, dict[int, tuple[str | None, str | None]]] = {}
        for seq, n, salt, text in session.execute(
            select(HistoryWords.seq, HistoryWords.n, HistoryWords.salt, HistoryWords.text).where(
                HistoryWords.chain == chain, HistoryWords.seq > last, HistoryWords.seq <= rows[-1].seq
            )
        ):
            words.setdefault(seq, {})[n] = (salt, text)
        for row in rows:
            yield row, words.get(row.seq, {})
        last = rows[-1].seq
