"""The append-only table of everything that happened, chained ward by ward, with its words in a table beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, Uuid, case, insert, select, update
from sqlalchemy import text as condition
from sqlalchemy.orm import Mapped, Session, mapped_column

from wardvoice.core.chaining import GENESIS, link, salted
from wardvoice.core.history import Event
from wardvoice.storage.base import Base

HOSPITAL = UUID(int=0)
"""The chain for what belongs to no ward: accounts and wards themselves."""


BY_A_STAND_IN = condition("""body LIKE '%"role":"stand-in"%'""")
"""The condition that somebody did what is told in a row in the rep's place: few rows, with an index of their own."""


ACCOUNTS = "accounts"
AN_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FACTS_THAT_NAME = frozenset({"owner", "instead_of", "given_by", "decider"})
"""Facts of events that can be the id of an account, besides the columns of the tables that are."""


class HistoryRow(Base):
    """One link of a ward's chain. Triggers refuse UPDATE and DELETE; `body` is what the hash covers."""

    __tablename__ = "history"
    __table_args__ = (
        Index("ix_history_in_the_reps_place", "chain", sqlite_where=BY_A_STAND_IN, postgresql_where=BY_A_STAND_IN),
    )
    chain: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(80), index=True)
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class HistoryWords(Base):
    """The words of a row and their salt, both emptied when the words are removed."""

    __tablename__ = "history_words"
    __table_args__ = (ForeignKeyConstraint(["chain", "seq"], ["history.chain", "history.seq"]),)
    chain: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str | None] = mapped_column(String(32))
    text: Mapped[str | None] = mapped_column(Text)


class HistoryPerson(Base):
    """Which rows name an account, to be found without reading all of them. It follows from them and proves nothing."""

    __tablename__ = "history_people"
    account_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    chain: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ChainEnd(Base):
    """Where a chain stands now; its row is the lock that keeps two writers in line.

    `noted` is the last row up to which `HistoryPerson` is whole: a version of before that table, which runs beside this
    one during an update or after it was taken back, goes on without noting anything.
    """

    __tablename__ = "history_chains"
    chain: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    length: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    noted: Mapped[int] = mapped_column(default=0, server_default="0")


@dataclass
class Chain:
    """A chain in memory: gives each event its place, and the rows to store."""

    id: UUID
    length: int = 0
    head: str = GENESIS
    rows: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Link one event to the end."""
        self.length += 1
        place = {"chain": self.id, "seq": self.length}
        hashes = []
        for n, text in enumerate(event.words):
            salt, digest = salted(text)
            hashes.append(digest)
            self.words.append({**place, "n": n, "salt": salt, "text": text})
        body = event.body(hashes)
        self.head = link(self.head, self.id, self.length, body)
        self.people += [{**place, "account_id": account_id} for account_id in named_in(event)]
        self.rows.append({**place, "what": event.what, "thing": event.thing, "body": body, "hash": self.head})

    def store(self, session: Session) -> None:
        """Write what was added since the last time, and where the chain ends now."""
        if self.rows:
            session.execute(insert(HistoryRow), self.rows)
        if self.words:
            session.execute(insert(HistoryWords), self.words)
        if self.people:
            session.execute(insert(HistoryPerson), self.people)
        noted = case((ChainEnd.noted == ChainEnd.length, self.length), else_=ChainEnd.noted)
        end = {"length": self.length, "head": self.head}
        moved = update(ChainEnd).where(ChainEnd.chain == self.id).values(**end, noted=noted)
        if not session.execute(moved.execution_options(synchronize_session=False)).rowcount:  # type: ignore[attr-defined]
            session.execute(insert(ChainEnd).values(chain=self.id, **end, noted=self.length))
        self.rows, self.words, self.people = [], [], []


def named_in(event: Event) -> set[UUID]:
    """Return the accounts that stand in an event: who did it, and whom it or what it left in the tables names."""
    found = {event.person, *(value for name, value in event.facts.items() if name in FACTS_THAT_NAME)}
    for thing in (event.thing, *event.rows):
        table, _, row_id = thing.partition(":")
        found |= {row_id if table == ACCOUNTS else None}
        found |= {event.rows.get(thing, {}).get(name) for name in _columns_that_name(table)}
    return {UUID(one) for one in found if one and AN_ID.fullmatch(one)}


@cache
def _columns_that_name(table: str) -> frozenset[str]:
    columns = Base.metadata.tables[table].columns
    return frozenset(
        one.name for one in columns if any(key.target_fullname == f"{ACCOUNTS}.id" for key in one.foreign_keys)
    )


def append(session: Session, chain_id: UUID, event: Event) -> None:
    """Write one event at the end of a chain, holding the chain's lock until the transaction ends."""
    end = session.execute(
        select(ChainEnd.length, ChainEnd.head).where(ChainEnd.chain == chain_id).with_for_update()
    ).one_or_none()
    chain = Chain(chain_id, *end) if end else Chain(chain_id)
    chain.add(event)
    chain.store(session)


def hold(session: Session, chains: Iterable[UUID]) -> None:
    """Hold the locks of several chains, always in one order, so that two who write in the same ones never block."""
    ends = select(ChainEnd.chain).where(ChainEnd.chain.in_(list(chains))).order_by(ChainEnd.chain)
    session.execute(ends.with_for_update()).all()


def head_of(session: Session, chain_id: UUID) -> str:
    """Return the head of a chain, to be printed on paper."""
    return session.scalar(select(ChainEnd.head).where(ChainEnd.chain == chain_id)) or GENESIS


@dataclass(frozen=True)
class Remembered:
    """One event as read back, its words filled in; words that were removed read None."""

    chain: UUID
    seq: int
    what: str
    thing: str
    body: Mapping[str, Any]
    words: Mapping[int, str | None]

    def fact(self, name: str) -> Any:
        """Return a fact, with words in place of their mark."""
        return self.unmark(self.body["facts"].get(name))

    def unmark(self, value: Any) -> Any:
        """Return a JSON value with {"w": n} turned back into words."""
        if isinstance(value, dict) and set(value) == {"w"}:
            return self.words.get(value["w"])
        if isinstance(value, list):
            return [self.unmark(part) for part in value]
        return value


def of_things(session: Session, things: Iterable[str]) -> list[Remembered]:
    """Return everything that happened to these things, oldest first, in one statement."""
    query = (
        select(HistoryRow, HistoryWords.n, HistoryWords.text)
        .outerjoin(HistoryWords, (HistoryWords.chain == HistoryRow.chain) & (HistoryWords.seq == HistoryRow.seq))
        .where(HistoryRow.thing.in_(list(things)))
        .order_by(HistoryRow.chain, HistoryRow.seq, HistoryWords.n)
    )
    return list(_remembered(session.execute(query).all()))


def _remembered(rows: Iterable[Any]) -> Iterator[Remembered]:
    gathered: dict[tuple[UUID, int], tuple[HistoryRow, dict[int, str | None]]] = {}
    for row, n, text in rows:
        _, words = gathered.setdefault((row.chain, row.seq), (row, {}))
        if n is not None:
            words[n] = text
    for row, words in gathered.values():
        yield Remembered(row.chain, row.seq, row.what, row.thing, json.loads(row.body), words)
