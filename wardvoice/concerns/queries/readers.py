"""What readers ask: what has come, how one concern stands, what was done with it, and by whom it was opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy import case as when
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Retelling, Safeguard
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import OPEN_STATES, State, Telling
from wardvoice.concerns.sealed import Body, Head, body_in, head_in, words_in
from wardvoice.core.errors import N_, NotFound
from wardvoice.people.queries.keys import Holder
from wardvoice.storage.apart_work import LogRow
from wardvoice.storage.sealing import CannotOpen

NEWEST_FIRST = (State.NEW, State.LOOKED_INTO, State.SEEN, State.ANSWERED, State.WITHDRAWN, State.CLOSED)


@dataclass(frozen=True)
class Case:
    """One concern, and who may read it: those in post who hold its role's key and have a copy of it."""

    concern: Concern
    holders: tuple[Holder, ...]

    @property
    def reader_ids(self) -> frozenset[UUID]:
        """The accounts that may; the law asks for them."""
        return frozenset(one.account_id for one in self.holders)


@dataclass(frozen=True)
class Line:
    """One line of an inbox; `head` is None while the reader's key is locked, or where it does not open this."""

    concern: Concern
    head: Head | None


@dataclass(frozen=True)
class Added:
    """What was added to a concern, as a reader reads it."""

    from_writer: bool
    day: date
    words: str


@dataclass(frozen=True)
class Opened:
    """A concern that a reader has opened: its head, its body, and all that was added."""

    head: Head
    body: Body
    letters: tuple[Added, ...]


def inbox(
    session: Session, key_id: UUID, private: bytes | None, *, limit: int, offset: int = 0
) -> tuple[list[Line], int]:
    """Return one page of what this key was sealed to, unread first, then the oldest; and how many there are.

    Of those nobody has acknowledged the urgent ones stand on top, as far as the key is unlocked.
    """
    mine = and_(Copy.concern_id == Concern.id, Copy.key_id == key_id)
    total = session.scalar(select(func.count()).select_from(Copy).where(Copy.key_id == key_id)) or 0
    unread = select(Concern, Copy.head).join(Copy, mine)
    new = [_line(*row, private) for row in session.execute(unread.where(_is_new()).order_by(*_order()))]
    new.sort(key=lambda line: not (line.head and line.head.may_be_urgent))
    others = session.execute(
        unread.where(~_is_new()).order_by(*_order()).limit(limit).offset(max(0, offset - len(new)))
    )
    shown = new[offset : offset + limit]
    return [*shown, *(_line(*row, private) for row in others)][:limit], total


def case(session: Session, main: Session, account_id: UUID, concern_id: bytes, today: date) -> Case:
    """Return a concern of which this account has a copy; NotFound for every other one (P42)."""
    concern = session.get(Concern, concern_id)
    if concern is None:
        raise NotFound(N_("There is nothing at this address."))
    sealed_to = set(session.scalars(select(Copy.key_id).where(Copy.concern_id == concern_id)))
    in_post = holders_of(main, concern.ward_id, concern.recipient, today)
    found = Case(concern, tuple(one for one in in_post if one.key_id in sealed_to))
    if account_id not in found.reader_ids:
        raise NotFound(N_("There is nothing at this address."))
    return found


def opened(session: Session, concern: Concern, key_id: UUID, private: bytes) -> Opened:
    """Open a concern with a reader's key. Raises CannotOpen."""
    copy = session.scalars(select(Copy).where(Copy.concern_id == concern.id, Copy.key_id == key_id)).one_or_none()
    if copy is None:
        raise CannotOpen
    query = (
        select(Letter.from_writer, Letter.day, LetterCopy.body)
        .join(LetterCopy, and_(LetterCopy.letter_id == Letter.id, LetterCopy.key_id == key_id))
        .where(Letter.concern_id == concern.id)
        .order_by(Letter.n)
    )
    letters = tuple(Added(writer, day, words_in(body, private)) for writer, day, body in session.execute(query))
    return Opened(head_in(copy.head, private), body_in(copy.body, private), letters)


def checklist(session: Session, concern: Concern) -> dict[str, Safeguard]:
    """Return the answered lines of a concern's safeguarding checklist."""
    rows = session.scalars(select(Safeguard).where(Safeguard.concern_id == concern.id))
    return {row.line: row for row in rows}


def retellings(session: Session, concern: Concern) -> list[Retelling]:
    """Return what readers would tell, or have told, of a concern."""
    return list(session.scalars(select(Retelling).where(Retelling.concern_id == concern.id).order_by(Retelling.id)))


def to_approve(session: Session, ward_id: UUID, account_id: UUID) -> list[Retelling]:
    """Return the retellings of a ward that wait for a second reader, and not for their author."""
    waits = (Retelling.ward_id == ward_id, Retelling.state == Telling.AGREED, Retelling.written_by != account_id)
    return list(session.scalars(select(Retelling).where(*waits).order_by(Retelling.id)))


def covered_late(session: Session, ward_ids: Sequence[UUID]) -> list[tuple[UUID, date]]:
    """Return ward and release day of what nobody has acknowledged, for the clocks of C8; no words, no ids."""
    query = select(Concern.ward_id, Concern.released_on).where(Concern.ward_id.in_(ward_ids), _is_new())
    return [(row[0], row[1]) for row in session.execute(query)]


def log_lines(session: Session, *, limit: int, offset: int = 0) -> tuple[list[LogRow], int]:
    """Return a page of what readers did, the newest first, and how many lines there are."""
    total = session.scalar(select(func.count()).select_from(LogRow)) or 0
    rows = session.scalars(select(LogRow).order_by(LogRow.seq.desc()).limit(limit).offset(offset))
    return list(rows), total


def _is_new() -> ColumnElement[bool]:
    return Concern.state == State.NEW


def _order() -> tuple[ColumnElement[int] | ColumnElement[date] | ColumnElement[bytes], ...]:
    rank = when({state: place for place, state in enumerate(NEWEST_FIRST)}, value=Concern.state)
    return rank, Concern.released_on.expression, Concern.id.expression


def _line(concern: Concern, head: bytes, private: bytes | None) -> Line:
    try:
        return Line(concern, head_in(head, private) if private and concern.state in OPEN_STATES else None)
    except CannotOpen:
        return Line(concern, None)
