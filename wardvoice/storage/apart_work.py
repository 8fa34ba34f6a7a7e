"""One piece of work in the locked room: a permission for whatever changes; a line in the log for what readers do.

What writers do leaves no line anywhere (P40). The log is a chain like the history: a row that was touched shows.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, String, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wardvoice.core.actor import Actor
from wardvoice.core.chaining import GENESIS
from wardvoice.core.clock import Clock, PartOfDay, part_of_day
from wardvoice.core.errors import N_, NotAllowed, NotFound
from wardvoice.core.history import canonical
from wardvoice.core.policy import May, may
from wardvoice.storage.apart import ApartBase, Unlogged
from wardvoice.storage.work import Unrecorded, flush


class LogRow(ApartBase):
    """What somebody who reads in private did, to which concern, when. `hash` covers the row before it.

    `sent` tells a second click on the form that the line came from: a hash of the key which the form carried.
    """

    __tablename__ = "log"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    what: Mapped[str] = mapped_column(String(40))
    thing: Mapped[bytes | None] = mapped_column(index=True)
    account_id: Mapped[UUID]
    at: Mapped[datetime]
    facts: Mapped[str] = mapped_column(default="{}")
    sent: Mapped[str | None] = mapped_column(String(64), unique=True)


class ApartWork:
    """Carries a change of private things from permission to storage; made once per request."""

    def __init__(self, session: Session, actor: Actor, clock: Clock, pepper: bytes) -> None:
        self.session = session
        self.actor = actor
        self.clock = clock
        self.now: datetime = clock.now()
        self.pepper = pepper
        self._permitted = False
        self._logged = False
        self._changed = False
        self._needs_line = False
        self._sent: str | None = None
        if "apart_work" not in session.info:
            event.listen(session, "after_flush", _note_flush)
        session.info["apart_work"] = self

    @property
    def today(self) -> date:
        """The day on the ward's calendar."""
        return self.clock.day_of(self.now)

    @property
    def part(self) -> PartOfDay:
        """The part of the day: all that is ever kept of the hour."""
        return part_of_day(self.clock.local(self.now))

    @property
    def ward_id(self) -> UUID:
        """The ward of the screen, or the one that is looked at; NotAllowed for whoever looks at none."""
        if self.actor.ward_id is None:
            raise NotAllowed(N_("Choose a ward first."))
        return self.actor.ward_id

    def require(self, what: May, thing: Any = None) -> None:
        """Refuse whoever may not. A thing that somebody may not see does not exist for them."""
        if not may(self.actor, what, thing):
            raise NotFound() if thing is not None else NotAllowed(N_("You cannot do this here."))
        self._permitted = True

    def once(self, key: str | None) -> None:
        """Let the next line of the log remember the key of the form that it comes from."""
        self._sent = _hash(key) if key else None

    def was_sent(self, key: str | None) -> bool:
        """Return whether a reader's form with this key has been stored before."""
        line = select(LogRow.seq).where(LogRow.sent == _hash(key)) if key else None
        return line is not None and self.session.scalar(line) is not None

    def log(self, what: str, thing: bytes | None = None, **facts: Any) -> None:
        """Write down what a reader did; `facts` are codes and days, never words. Stale if another did in this moment.

        Of what belongs to no known concern only the day is kept: a note on paper was just put into the pool.
        """
        assert self.actor.is_staff, "writers leave no line"
        assert self.actor.id is not None
        before = self.session.scalars(select(LogRow).order_by(LogRow.seq.desc()).limit(1)).first()
        row = LogRow(
            seq=before.seq + 1 if before else 1,
            what=what,
            thing=thing,
            account_id=self.actor.id,
            at=self.now if thing is not None else self.clock.moment(self.today, 0),
            facts=canonical(facts),
            sent=self._sent,
        )
        self._sent = None
        row.hash = log_hash(before.hash if before else GENESIS, row, self.pepper)
        self.session.add(row)
        self._logged = True
        flush(self.session)

    def changed(self, *, needs_line: bool = True) -> None:
        """Note that something is being written; a statement that passes the session's objects by calls this itself."""
        self._changed = True
        self._needs_line = self._needs_line or needs_line

    def commit(self) -> None:
        """Store everything, or raise Unrecorded if something changed that no one was asked about or told of.

        Stale if another line of the log was written, or the same form stored, in this very moment.
        """
        flush(self.session)
        if self._changed and not self._permitted:
            raise Unrecorded("private things changed and nobody asked whether they may")
        if self._needs_line and self.actor.is_staff and not self._logged:
            raise Unrecorded("a reader changed something without a line in the log")
        self.session.commit()


def log_hash(previous: str, row: LogRow, pepper: bytes) -> str:
    """Return the hash that ties a line to its place and to the line before it; without the pepper nobody makes one."""
    thing = row.thing.hex() if row.thing else ""
    told = (previous, row.seq, row.what, thing, row.account_id, row.at.isoformat(), row.facts, row.sent or "")
    return hmac.new(pepper, "\n".join(map(str, told)).encode(), hashlib.sha256).hexdigest()


def first_broken(session: Session, pepper: bytes) -> int | None:
    """Return the number of the first line of the log that was touched, or None where the log is whole."""
    previous = GENESIS
    for number, row in enumerate(session.scalars(select(LogRow).order_by(LogRow.seq)), start=1):
        if row.seq != number or row.hash != log_hash(previous, row, pepper):
            return number
        previous = row.hash
    return None


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _note_flush(session: Session, _context: Any) -> None:
    touched = [row for row in (*session.new, *session.dirty, *session.deleted) if not isinstance(row, LogRow)]
    if touched:
        session.info["apart_work"].changed(needs_line=not all(isinstance(row, Unlogged) for row in touched))
