"""What a writer's page asks: who could read it, and, with five words, what has become of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Copy, Letter, Retelling, Waiting
from wardvoice.concerns.rules import OFF_THE_WARD, Recipient, Telling, kinds_of
from wardvoice.concerns.sealed import Added, words_in, writers_key
from wardvoice.core.errors import N_, NotFound
from wardvoice.meetings import queries as meetings
from wardvoice.people.queries.keys import Holder, ReaderKind, WorkingDays, holders, offered
from wardvoice.storage.sealing import Found


@dataclass(frozen=True)
class Mine:
    """What five words open: a concern that still waits, or one that was released."""

    lookup: bytes
    waiting: Waiting | None = None
    concern: Concern | None = None

    @property
    def slip_hash(self) -> str:
        """By this the law knows whoever holds the words."""
        return self.lookup.hex()

    @property
    def released(self) -> Concern:
        """The concern; NotFound while it waits."""
        if self.concern is None:
            raise NotFound(N_("It has not been passed on yet. You can only take it back now."))
        return self.concern


@dataclass(frozen=True)
class Answered:
    """A reader's answer, as its writer reads it."""

    day: date
    words: str


@dataclass(frozen=True)
class Offer:
    """Somebody to whom it can be sent: `holders` are all who would read it."""

    recipient: Recipient
    holders: tuple[Holder, ...]

    @property
    def keys(self) -> set[UUID]:
        """The keys of all of them."""
        return {one.key_id for one in self.holders}

    @property
    def last_here(self) -> date | None:
        """The last day on which one of them signed in."""
        return max((one.present_on for one in self.holders if one.present_on), default=None)


def offers(main: Session, ward_id: UUID, today: date, days: WorkingDays) -> dict[Recipient, Offer]:
    """Return to whom something can be sent from a ward now, whatever it is about (C1)."""
    found = {Recipient(kind.value): tuple(held) for kind, held in offered(main, ward_id, today, days).items()}
    away = {one.key_id: one for kind in OFF_THE_WARD for one in found.get(kind, ())}
    if away:
        found[Recipient.BOTH] = tuple(away.values())
    return {recipient: Offer(recipient, found[recipient]) for recipient in Recipient if recipient in found}


def mine(session: Session, lookup: bytes) -> Mine | None:
    """Return what these words open, or None."""
    concern = session.scalars(select(Concern).where(Concern.lookup == lookup)).one_or_none()
    if concern is not None:
        return Mine(lookup, concern=concern)
    row = session.scalars(select(Waiting).where(Waiting.lookup == lookup)).one_or_none()
    return Mine(lookup, waiting=row) if row is not None else None


def letters_for_writer(session: Session, concern: Concern, found: Found) -> list[Answered]:
    """Return the readers' answers, the newest first. Raises CannotOpen."""
    if concern.answer_private is None:
        return []
    private = writers_key(concern.answer_private, found)
    to_writer = select(Letter).where(Letter.concern_id == concern.id, Letter.for_writer.is_not(None))
    letters = session.scalars(to_writer.order_by(Letter.n.desc()))
    return [Answered(one.day, words_in(one.for_writer or b"", private)) for one in letters]


def asked_of_writer(session: Session, concern: Concern, found: Found) -> list[tuple[Retelling, str]]:
    """Return what readers would tell of a concern and its writer has not answered yet, opened. Raises CannotOpen."""
    if concern.answer_private is None:
        return []
    private = writers_key(concern.answer_private, found)
    open_ones = select(Retelling).where(Retelling.concern_id == concern.id, Retelling.state == Telling.PROPOSED)
    rows = session.scalars(open_ones.order_by(Retelling.id))
    return [(told, words_in(Added.unpacked(told.sealed).for_writer or b"", private)) for told in rows]


def has_news(session: Session, concern: Concern) -> bool:
    """Return whether there is something for the writer to read: an answer, or a question that a reader asks."""
    answered = select(Letter.id).where(Letter.concern_id == concern.id, Letter.for_writer.is_not(None))
    asked = select(Retelling.id).where(Retelling.concern_id == concern.id, Retelling.state == Telling.PROPOSED)
    return any(session.scalar(query.limit(1)) is not None for query in (answered, asked))


def readers_of(session: Session, concern: Concern, in_post: Iterable[Holder]) -> list[Holder]:
    """Return who can open a concern: of those who hold its role's key now, those to whom it was sealed."""
    sealed_to = set(session.scalars(select(Copy.key_id).where(Copy.concern_id == concern.id)))
    return [one for one in in_post if one.key_id in sealed_to]


def holders_of(main: Session, ward_id: UUID, recipient: Recipient, today: date) -> list[Holder]:
    """Return everybody to whom it is sealed: all who hold the role's key, each once."""
    found = [one for kind in kinds_of(recipient) for one in holders(main, ward_id, ReaderKind(kind.value), today)]
    return list({one.key_id: one for one in found}.values())


def meeting_weekday(main: Session, ward_id: UUID) -> int | None:
    """Return the weekday of the ward's meetings, before which its manager's pool may be let out."""
    rhythm = meetings.rhythm_now(main, ward_id)
    return rhythm.weekday if rhythm else None
