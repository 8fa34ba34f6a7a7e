"""What readers ask: what has come, how one concern stands, what was done with it, and by whom it was opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy import case as when
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Copy, Letter, LetterCopy, Retelling, Safeguard
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import OPEN_STATES, Recipient, State, Telling, kinds_of
from wardvoice.concerns.sealed import Added as Sealed
from wardvoice.concerns.sealed import Body, Head, body_in, head_in, words_in
from wardvoice.core.errors import NotFound
from wardvoice.core.history import canonical
from wardvoice.people.queries.keys import Holder, ReaderKind
from wardvoice.storage.apart_work import LogRow
from wardvoice.storage.sealing import CannotOpen

READ = "read a retelling"
"""What the log says of whoever has had the words of a retelling in view."""
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


Places = Collection[tuple[ReaderKind, UUID | None]]
"""As what somebody reads, and on which ward; None stands for all wards."""


def inbox(
    session: Session, key_id: UUID, private: bytes | None, *, places: Places, limit: int, offset: int = 0
) -> tuple[list[Line], int]:
    """Return one page of what this key was sealed to, unread first, then the oldest; and how many there are.

    Of those nobody has acknowledged the urgent ones stand on top, as far as the key is unlocked. `places` are where
    its holder reads now: of a part that is over nothing is left.
    """
    mine = select(Concern, Copy.head).join(Copy, and_(Copy.concern_id == Concern.id, Copy.key_id == key_id))
    mine = mine.where(_in(places))
    total = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    new = [_line(*row, private) for row in session.execute(mine.where(_is_new()).order_by(*_order()))]
    new.sort(key=lambda line: not (line.head and line.head.may_be_urgent))
    read = mine.where(~_is_new()).order_by(*_order())
    others = session.execute(read.limit(limit).offset(max(0, offset - len(new))))
    shown = new[offset : offset + limit]
    return [*shown, *(_line(*row, private) for row in others)][:limit], total


def case(session: Session, main: Session, account_id: UUID, concern_id: bytes, today: date) -> Case:
    """Return a concern of which this account has a copy; NotFound for every other one (P42)."""
    concern = session.get(Concern, concern_id)
    if concern is None:
        raise NotFound()
    sealed_to = set(session.scalars(select(Copy.key_id).where(Copy.concern_id == concern_id)))
    in_post = holders_of(main, concern.ward_id, concern.recipient, today)
    found = Case(concern, tuple(one for one in in_post if one.key_id in sealed_to))
    if account_id not in found.reader_ids:
        raise NotFound()
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


def has_opened(session: Session, concern: Concern, account_id: UUID) -> bool:
    """Return whether this reader has opened it before."""
    line = (LogRow.thing == concern.id, LogRow.account_id == account_id, LogRow.what == "opened")
    return session.scalar(select(LogRow.seq).where(*line).limit(1)) is not None


def has_read(session: Session, told: Retelling, account_id: UUID | None) -> bool:
    """Return whether this reader has had the words of this very retelling in view."""
    line = (LogRow.thing == told.concern_id, LogRow.account_id == account_id, LogRow.what == READ)
    this_one = LogRow.facts == canonical({"telling": told.id.hex()})
    return session.scalar(select(LogRow.seq).where(*line, this_one).limit(1)) is not None


def signed_to_delete(session: Session, concern: Concern) -> set[UUID]:
    """Return who would delete it, since it was closed last."""
    about = LogRow.thing == concern.id
    closed = select(func.coalesce(func.max(LogRow.seq), 0)).where(about, LogRow.what == "closed").scalar_subquery()
    signed = select(LogRow.account_id).where(about, LogRow.what == "would delete", LogRow.seq > closed)
    return set(session.scalars(signed))


def retellings(session: Session, concern: Concern) -> list[Retelling]:
    """Return what readers would tell, or have told, of a concern."""
    return list(session.scalars(select(Retelling).where(Retelling.concern_id == concern.id).order_by(Retelling.id)))


def tellings(session: Session, ward_id: UUID, key_id: UUID | None) -> list[Retelling]:
    """Return what was sealed to this key of a ward's retellings: their writer said yes, nobody has shown them yet."""
    waits = (Retelling.ward_id == ward_id, Retelling.state.in_((Telling.AGREED, Telling.APPROVED)))
    rows = session.scalars(select(Retelling).where(*waits).order_by(Retelling.id))
    return [one for one in rows if _sealed_to(one, key_id)]


def telling(session: Session, ward_id: UUID, telling_id: bytes, key_id: UUID | None) -> Retelling:
    """Return a retelling of a ward; NotFound for another ward's, and for one that was not sealed to this key."""
    found = session.get(Retelling, telling_id)
    if found is None or found.ward_id != ward_id or not _sealed_to(found, key_id):
        raise NotFound()
    return found


def _sealed_to(told: Retelling, key_id: UUID | None) -> bool:
    return any(key == key_id for key, _body in Sealed.unpacked(told.sealed).copies)


@dataclass(frozen=True)
class Unread:
    """Something that nobody has acknowledged: where, by which kinds of readers, since when; no words, no id."""

    ward_id: UUID
    recipient: Recipient
    released_on: date


def unread(session: Session, places: Places) -> list[Unread]:
    """Return what nobody has acknowledged of what goes to these kinds of readers on these wards (C8)."""
    columns = select(Concern.ward_id, Concern.recipient, Concern.released_on)
    return [Unread(*row) for row in session.execute(columns.where(_in(places), _is_new()))]


def waits_for(session: Session, key_id: UUID, places: Places) -> bool:
    """Return whether nobody has acknowledged something that was sealed to this key; `places` as for the inbox."""
    mine = select(Concern.id).join(Copy, and_(Copy.concern_id == Concern.id, Copy.key_id == key_id))
    return session.scalar(mine.where(_in(places), _is_new()).limit(1)) is not None


def log_lines(
    session: Session,
    ward_id: UUID,
    *,
    account_id: UUID | None,
    key_id: UUID | None,
    places: Places,
    limit: int,
    offset: int = 0,
) -> tuple[list[tuple[LogRow, str | None]], int]:
    """Return a page of what readers did on a ward, the newest first, each with the concern's two words; and the count.

    Whoever asks sees what was done with that which is sealed to `key_id`, and the own lines; an advocate also what
    other kinds of readers did (N1), but nothing of that which went past this one advocate. A line without two words is
    about no concern, or one that was deleted: it is there for its author alone.
    """
    copies = select(Copy.concern_id).where(Copy.key_id == key_id)
    can_read = and_(Concern.ward_id == ward_id, Concern.id.in_(copies), _in(places))
    own = and_(LogRow.account_id == account_id, or_(Concern.id.is_(None), Concern.ward_id == ward_id))
    watches = any(kind is ReaderKind.ADVOCATE and where in (None, ward_id) for kind, where in places)
    of_others = and_(Concern.ward_id == ward_id, Concern.recipient.in_((Recipient.LISTENER, Recipient.MANAGER)))
    seen = or_(can_read, own, of_others if watches else false())
    query = select(LogRow, Concern.name).outerjoin(Concern, Concern.id == LogRow.thing).where(seen)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(query.order_by(LogRow.seq.desc()).limit(limit).offset(offset))
    return [(row[0], row[1]) for row in rows], total


def _in(places: Places) -> ColumnElement[bool]:
    return or_(false(), *(_at(kind, ward_id) for kind, ward_id in places))


def _at(kind: ReaderKind, ward_id: UUID | None) -> ColumnElement[bool]:
    its = [one for one in Recipient if Recipient(kind.value) in kinds_of(one)]
    return and_(Concern.recipient.in_(its), true() if ward_id is None else Concern.ward_id == ward_id)


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
