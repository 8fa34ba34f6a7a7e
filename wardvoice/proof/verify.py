"""The whole proof: every chain walked, every table compared, and a head from an old printed page looked for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.proof.chain import Touched, Walk
from wardvoice.proof.replay import Differs, Replayed, compare, strangers
from wardvoice.storage.history import ChainEnd, HistoryRow


@dataclass(frozen=True)
class Proof:
    """What a proof found: `broken` names the first wrong row, or is None where the history is whole."""

    rows: int
    chains: int
    removed: int
    broken: str | None = None
    head_found: bool = True

    @property
    def whole(self) -> bool:
        """True if nothing was touched, and the head that was asked for is still in the history."""
        return self.broken is None and self.head_found


def verify(session: Session, head: str | None = None) -> Proof:
    """Walk every chain and compare every table; `head` are four groups of four letters from a printed page."""
    rows = removed = 0
    found = head is None
    seen: dict[str, int] = {}
    chains = _chains(session)
    try:
        for chain in chains:
            walk, replayed = Walk(chain, heads_asked=head), Replayed()
            for seq, body, words in walk.rows(session):
                replayed.play(seq, body, words)
            for table, count in compare(session, replayed).items():
                seen[table] = seen.get(table, 0) + count
            rows, removed, found = rows + walk.length, removed + len(walk.emptied), found or walk.head_found
        strangers(session, seen)
    except (Touched, Differs) as broken:
        return Proof(rows, len(chains), removed, str(broken), found)
    return Proof(rows, len(chains), removed, None, found)


def _chains(session: Session) -> list[UUID]:
    ended = set(session.scalars(select(ChainEnd.chain)))
    return sorted(ended | set(session.scalars(select(HistoryRow.chain).distinct())))
