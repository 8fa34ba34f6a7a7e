"""One piece of work: who does it, at which moment, whether they may, and the record of what they did."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, event, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from wardvoice.core import history as memory
from wardvoice.core.actor import Actor
from wardvoice.core.chaining import voice
from wardvoice.core.clock import Clock, part_of_day
from wardvoice.core.errors import MOVED_ON, N_, NotAllowed, NotFound, Repeated, Stale
from wardvoice.core.history import Event, Happened
from wardvoice.core.policy import May, may
from wardvoice.storage import history
from wardvoice.storage.base import Base, Witnessed, Words


class SentOnce(Base):
    """Forms that have arrived, so that a second click stores nothing twice. Only a hash and a day are kept."""

    __tablename__ = "sent_once"
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    thing: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]


class Unrecorded(Exception):
    """A programming error: something changed without a permission or without an event."""


class Work:
    """Carries a change from permission to record. Made once per request, with one actor and one moment."""

    def __init__(self, session: Session, actor: Actor, clock: Clock, pepper: bytes) -> None:
        self.session = session
        self.actor = actor
        self.clock = clock
        self.now: datetime = clock.now()
        self.pepper = pepper
        self._permitted = False
        self._changes: dict[str, tuple[Any, dict[str, Any]]] = {}
        self._unseen = False
        self._after_commit: list[Callable[[], None]] = []
        if "work" not in session.info:
            event.listen(session, "after_flush", _witness_flush)
        session.info["work"] = self

    @property
    def today(self) -> date:
        """The day on the ward's calendar."""
        return self.clock.day_of(self.now)

    @property
    def ward_id(self) -> UUID:
        """The ward that is looked at; NotAllowed for whoever looks at none."""
        if self.actor.ward_id is None:
            raise NotAllowed(N_("Choose a ward first."))
        return self.actor.ward_id

    @property
    def voice_less(self) -> bool:
        """True for somebody who did not sign in: then neither a name nor the minute is kept."""
        return self.actor.id is None and self.actor.at_ward_screen

    def require(self, what: May, thing: Any = None) -> None:
        """Refuse whoever may not; a thing of another ward does not exist for them."""
        ward_id = getattr(thing, "ward_id", None)
        if ward_id is not None and self.actor.ward_id is not None and ward_id != self.actor.ward_id:
            raise NotFound()
        if not may(self.actor, what, thing):
            raise NotAllowed(N_("You cannot do this here."))
        self._permitted = True

    def still(self, thing: Any, version: int | None) -> None:
        """Refuse a form that was drawn before the thing's last change."""
        if version is not None and thing.version != version:
            raise Stale(MOVED_ON)

    def voice_on(self, thing: Witnessed | str) -> str | None:
        """Return the mark of a signed-in patient on one thing, or None for anybody else."""
        if not self.actor.is_patient or self.actor.id is None:
            return None
        whose = self.actor.speaks_as or self.actor.id
        return voice(self.pepper, whose, thing if isinstance(thing, str) else thing.thing)

    def mark_on(self, thing: Witnessed | str) -> str | None:
        """Return the mark of a patient on one thing: of a ward name, or of whoever came back with words instead.

        It only tells two people's answers apart; the event of somebody without a name carries none.
        """
        if not (self.voice_less and self.actor.slip):
            return self.voice_on(thing)
        return voice(self.pepper, self.actor.slip, thing if isinstance(thing, str) else thing.thing)

    def record(self, what: Happened, thing: Witnessed, **facts: Any) -> None:
        """Write into the history what was done, together with all that it changed in the tables."""
        flush(self.session)
        words: list[str] = []
        told = {name: memory.plain(value, words) for name, value in facts.items() if value is not None}
        chain = _chain_of(thing)
        rows = {key: self._told(row, columns, words, chain) for key, (row, columns) in self._changes.items()}
        self._changes = {}
        self._unseen = False
        history.append(self.session, chain, self._event(what, thing, told, rows, words))

    def once(self, key: str | None, thing: Witnessed) -> None:
        """Remember that the form with this key made this thing."""
        if key:
            self.session.add(SentOnce(key_hash=_hash(key), thing=thing.thing, day=self.today))

    def refuse_repeat(self, key: str | None) -> None:
        """Raise Repeated if the form with this key has been stored before."""
        done = self._sent(key)
        if done is not None:
            raise Repeated(done.thing)

    def was_sent(self, key: str | None) -> bool:
        """Return whether the form with this key has been stored before."""
        return self._sent(key) is not None

    def _sent(self, key: str | None) -> SentOnce | None:
        return self.session.get(SentOnce, _hash(key)) if key else None

    def after_commit(self, then: Callable[[], None]) -> None:
        """Do something outside the database once the change is safely stored."""
        self._after_commit.append(then)

    def commit(self) -> None:
        """Store everything, or raise Unrecorded if something changed that no one was asked about or told of."""
        flush(self.session)
        if self._changes or self._unseen:
            raise Unrecorded(f"changed without an event: {sorted(self._changes) or 'unwitnessed columns'}")
        self.session.commit()
        for then in self._after_commit:
            then()
        self._after_commit = []

    def _event(
        self, what: Happened, thing: Witnessed, facts: dict[str, Any], rows: dict[str, Any], words: list[str]
    ) -> Event:
        if not self._permitted:
            raise Unrecorded(f"nobody asked whether {what} is allowed")
        nameless = self.voice_less
        return Event(
            what=what.value,
            thing=thing.thing,
            day=self.today.isoformat(),
            role=self.actor.acting_as,
            at=None if nameless else self.now.isoformat(),
            part_of_day=part_of_day(self.clock.local(self.now)).value if nameless else None,
            person=str(self.actor.id) if self.actor.is_staff else None,
            voice=self.voice_on(thing),
            facts=facts,
            rows=rows,
            words=tuple(words),
        )

    def gather(self, session: Session) -> None:
        """Note what a flush is writing; the next record tells it."""
        for row in session.new | session.dirty:
            if isinstance(row, Witnessed):
                self._witness(row, new=row in session.new)
        if any(isinstance(row, Witnessed) for row in session.deleted):
            raise Unrecorded("what is witnessed is never deleted")

    def _witness(self, row: Witnessed, *, new: bool) -> None:
        state = inspect(row)
        changed = {}
        for column in state.mapper.column_attrs:
            if not new and not state.attrs[column.key].history.has_changes():
                continue
            if column.columns[0].info.get("private"):
                self._unseen = self._unseen or not new
            elif not (new and getattr(row, column.key) is None):
                changed[column.key] = getattr(row, column.key)
        if changed:
            _, known = self._changes.setdefault(row.thing, (row, {}))
            known.update(changed)

    def _told(self, row: Witnessed, columns: dict[str, Any], words: list[str], chain: UUID) -> dict[str, Any]:
        if getattr(row, "ward_id", None) is not None and _chain_of(row) != chain:
            raise Unrecorded(f"{row.thing} belongs to another ward's chain")
        return {name: told_column(row.__class__, name, value, words) for name, value in columns.items()}


def flush(session: Session) -> None:
    """Send the changes to the database; Stale if somebody else changed the same thing in this very moment."""
    try:
        session.flush()
    except StaleDataError:
        raise Stale(MOVED_ON) from None
    except IntegrityError as fault:
        if "unique" not in str(fault.orig).lower():
            raise
        raise Stale(MOVED_ON) from None


def _witness_flush(session: Session, _context: Any) -> None:
    session.info["work"].gather(session)


def told_column(model: Any, name: str, value: Any, words: list[str]) -> Any:
    """Return a column's value as the history tells it: words as marks, all else as codes."""
    kind = inspect(model).columns[name].type
    return memory.plain(value, words) if isinstance(kind, Words) and value is not None else memory.code(value)


def _chain_of(thing: Any) -> UUID:
    return getattr(thing, "ward_id", None) or history.HOSPITAL


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
