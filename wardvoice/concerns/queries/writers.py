"""What a writer's page asks: who could read it, and, with five words, what has become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import Concern, Letter, Waiting
from wardvoice.concerns.rules import Recipient, kinds_of
from wardvoice.concerns.sealed import words_in, writers_key
from wardvoice.core.errors import N_, NotFound
from wardvoice.meetings import queries as meetings
from wardvoice.people.queries.keys import Holder, ReaderKind, holders
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


def mine(session: Session, lookup: bytes) -> Mine | None:
    """Return what these words open, or None."""
    concern = session.scalars(select(Concern).where(Concern.lookup == lookup)).one_or_none()
    if concern is not None:
        return Mine(lookup, concern=concern)
    row = session.scalars(select(Waiting).where(Waiting.lookup == lookup, Waiting.about.is_(None))).one_or_none()
    return Mine(lookup, waiting=row) if row is not None else None


def letters_for_writer(session: Session, concern: Concern, found: Found) -> list[Answered]:
    """Return the readers' answers, the newest first. Raises CannotOpen."""
    if concern.answer_private is None:
        return []
    private = writers_key(concern.answer_private, found)
    to_writer = select(Letter).where(Letter.concern_id == concern.id, Letter.for_writer.is_not(None))
    letters = session.scalars(to_writer.order_by(Letter.n.desc()))
    return [Answered(one.day, words_in(one.for_writer or b"", private)) for one in letters]


def holders_of(main: Session, ward_id: UUID, recipient: Recipient, today: date) -> list[Holder]:
    """Return everybody to whom it is sealed: all who hold the role's key, each once."""
    found = [one for kind in kinds_of(recipient) for one in holders(main, ward_id, ReaderKind(kind.value), today)]
    return list({one.key_id: one for one in found}.values())


def waiting(session: Session, ward_id: UUID) -> list[Waiting]:
    """Return what waits on a ward, for the clock alone."""
    return list(session.scalars(select(Waiting).where(Waiting.ward_id == ward_id)))


def meeting_weekday(main: Session, ward_id: UUID) -> int | None:
    """Return the weekday of the ward's meetings, before which its manager's pool may be let out."""
    rhythm = meetings.rhythm_now(main, ward_id)
    return rhythm.weekday if rhythm else None
