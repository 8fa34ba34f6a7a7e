"""Taking words away for good: by two people, with a row of its own, while the chain stays whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import N_, NotAllowed
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.proof.replay import witnessed_models
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import HOSPITAL, HistoryRow, HistoryWords
from wardvoice.storage.work import Work


class RemovedBecause(StrEnum):
    """Why words are removed: their time is over, or they should never have been kept."""

    RETENTION = "retention"
    REDACTION = "redaction"


def remove_words(work: Work, *, thing: Witnessed, text: str, because: RemovedBecause, second: Actor) -> int:
    """Empty these exact words wherever a ward's tables and history hold them; return in how many places.

    Two different people are needed (rules.md, The history); where the words are a rep's about the figures, wherever
    else they stand, one of the two is an advocate. Refuses with NotAllowed if `second` is the same person, or if either
    may not remove them with the other. On SQLite the journal is emptied too once the change is stored.
    """
    places = _places(work, text, getattr(thing, "ward_id", None) or HOSPITAL)
    reps_own = thing.reps_own or any(place.is_reps_own for place in places)
    work.require(May.REMOVE_WORDS, Removal(thing, reps_own, second))
    if second.id == work.actor.id or not may(second, May.REMOVE_WORDS, Removal(thing, reps_own, work.actor)):
        raise NotAllowed(N_("Two different people remove words together."))
    emptied = sum(_empty_tables(work, text, place) for place in places)
    for chain in {place.chain for place in places}:
        empty_places(work.session, chain, [(place.seq, place.n) for place in places if place.chain == chain])
    work.record(
        Happened.WORDS_REMOVED,
        thing,
        because=because,
        second=second.id,
        removed=[[place.seq, place.n] for place in places],
    )
    work.after_commit(lambda: empty_journal(work))
    return emptied + len(places)


def empty_places(session: Session, chain: UUID, places: Iterable[tuple[int, int]]) -> None:
    """Empty the words, and their salts, at these places (row, which of its words) of a chain."""
    for seq, n in places:
        session.execute(
            update(HistoryWords)
            .where(HistoryWords.chain == chain, HistoryWords.seq == seq, HistoryWords.n == n)
            .values(text=None, salt=None)
            .execution_options(synchronize_session=False)
        )


def empty_journal(work: Work) -> None:
    """Let no words that were removed linger in SQLite's journal; PostgreSQL keeps dead rows until it is vacuumed."""
    bind = work.session.get_bind()
    if bind.dialect.name == "sqlite":
        with bind.connect() as connection:  # type: ignore[union-attr]
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


@dataclass(frozen=True)
class Removal:
    """What one of the two is asked about: of what words are removed, whether they are a rep's own, and with whom."""

    thing: Witnessed
    reps_own: bool
    other: Actor

    @property
    def ward_id(self) -> UUID | None:
        """The ward whose words they are."""
        return getattr(self.thing, "ward_id", None)

    @property
    def other_is_advocate(self) -> bool:
        """Whether an advocate says yes to it with them."""
        return self.other.has(Role.ADVOCATE)


@dataclass(frozen=True)
class Place:
    """Where words stand in the history, and which columns of which rows they went into."""

    chain: UUID
    seq: int
    n: int
    body: str

    def columns(self) -> list[tuple[str, UUID, str]]:
        """Return (table, id, column) of everything that this event filled with these words."""
        rows = json.loads(self.body)["rows"]
        filled = [(key, name) for key, columns in rows.items() for name, value in columns.items() if value == self.mark]
        return [(key.partition(":")[0], UUID(key.partition(":")[2]), name) for key, name in filled]

    @property
    def is_reps_own(self) -> bool:
        """Whether these words went into something that only reps say."""
        return any(witnessed_models()[table].reps_own for table, _id, _name in self.columns())

    @property
    def mark(self) -> dict[str, int]:
        """What stands in the body for these words."""
        return {"w": self.n}


def _places(work: Work, text: str, chain: UUID) -> list[Place]:
    query = (
        select(HistoryWords.chain, HistoryWords.seq, HistoryWords.n, HistoryRow.body)
        .join(HistoryRow, (HistoryRow.chain == HistoryWords.chain) & (HistoryRow.seq == HistoryWords.seq))
        .where(HistoryWords.text == text, HistoryWords.chain == chain)
        .order_by(HistoryWords.seq, HistoryWords.n)
    )
    return [Place(*found) for found in work.session.execute(query)]


def _empty_tables(work: Work, text: str, place: Place) -> int:
    models, emptied = witnessed_models(), 0
    for table, row_id, name in place.columns():
        row = work.session.get(models[table], row_id)
        if row is not None and getattr(row, name) == text:
            setattr(row, name, None)
            emptied += 1
    return emptied
