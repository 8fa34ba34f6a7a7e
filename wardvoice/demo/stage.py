"""Where the stories are told: through the rooms' own commands, one act after the other, as people would do them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import EntryState
from wardvoice.core.actor import Actor
from wardvoice.core.clock import Clock
from wardvoice.demo.timeline import Timeline
from wardvoice.minutes.queries import minutes_of
from wardvoice.people.hashing import keyed
from wardvoice.people.models import WardCard
from wardvoice.storage.base import Witnessed
from wardvoice.storage.work import Work

T = TypeVar("T")


class Stage(Protocol):
    """What a story needs: the time, and somebody who does things.

    `tell` takes a command and what it is about: live it is carried out, in bulk its twin writes the same rows.
    """

    timeline: Timeline
    clock: Clock

    def tell(self, actor: Actor, command: Callable[..., T], **facts: Any) -> T:
        """Let somebody do something now, and return what came of it."""

    def lines_of(self, meeting: Any) -> list[Any]:
        """Return the lines that stand on a meeting's agenda, in their order."""

    def minutes_of(self, meeting: Any) -> Any:
        """Return the minutes of a meeting that is over."""

    def card_of(self, ward_id: UUID, code: str) -> Any:
        """Return the ward card with a code."""


class LiveStage:
    """Carries each act out as a request would: a session, a permission, a record and a commit of its own."""

    def __init__(self, engine: Engine, clock: Clock, timeline: Timeline, pepper: bytes) -> None:
        self.engine = engine
        self.timeline = timeline
        self.clock = Clock(clock.zone, tell=lambda: timeline.now)
        self.pepper = pepper

    def tell(self, actor: Actor, command: Callable[..., T], **facts: Any) -> T:
        """Carry out one command."""
        with Session(self.engine, expire_on_commit=False) as session:
            work = Work(session, actor, self.clock, self.pepper)
            result = command(work, **{name: _fresh(session, value) for name, value in facts.items()})
            work.commit()
        return result

    def lines_of(self, meeting: Any) -> list[Any]:
        """Return the lines that stand on a meeting's agenda, in their order."""
        on_it = select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.state == EntryState.ON)
        with Session(self.engine) as session:
            return list(session.scalars(on_it.order_by(AgendaEntry.place)))

    def minutes_of(self, meeting: Any) -> Any:
        """Return the minutes of a meeting that is over."""
        with Session(self.engine) as session:
            return minutes_of(session, meeting)

    def card_of(self, ward_id: UUID, code: str) -> Any:
        """Return the ward card with a code."""
        kept = keyed(self.pepper, "card", ward_id, code)
        with Session(self.engine) as session:
            return session.scalars(select(WardCard).where(WardCard.code_hash == kept)).one()


def _fresh(session: Session, value: Any) -> Any:
    """Return a row as it stands now; between two acts others may have changed it."""
    return session.get_one(type(value), value.id) if isinstance(value, Witnessed) else value
