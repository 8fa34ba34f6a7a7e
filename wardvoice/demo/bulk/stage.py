"""Tells the same stories as live, but each command's twin writes its rows and its history into memory."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from wardvoice.core.actor import Actor
from wardvoice.core.clock import Clock
from wardvoice.demo.bulk.ledger import Ledger
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen, Shelf
from wardvoice.demo.bulk.twins import OF_WARD, TWINS
from wardvoice.demo.timeline import Timeline
from wardvoice.storage.history import HOSPITAL
from wardvoice.wards import commands as wards

T = TypeVar("T")


class BulkStage:
    """Keeps a ledger for each chain; `timeline` is that of the ward which is being told."""

    def __init__(self, clock: Clock, timeline: Timeline, pepper: bytes, chance: Random) -> None:
        self.clock = clock
        self.timeline = timeline
        self.pepper = pepper
        self.chance = chance
        self.ledgers = {HOSPITAL: self._ledger(HOSPITAL)}
        self.shelves: dict[UUID, Shelf] = {}

    def tell(self, actor: Actor, command: Callable[..., T], **facts: Any) -> T:
        """Let the twin of a command write."""
        chain = self._chain(actor, command, facts)
        pen = Pen(self.ledgers[chain], self.shelves.get(chain), actor, self.timeline.now)
        result: Any = TWINS[command](pen, **facts)
        if command is wards.open_ward:
            self.ledgers[result.id] = self._ledger(result.id)
            self.shelves[result.id] = Shelf(result)
        return result  # type: ignore[no-any-return]

    def lines_of(self, meeting: Any) -> list[Line]:
        """Return the lines that stand on a meeting's agenda, in their order."""
        return list(self.shelves[meeting.ward_id].agendas[meeting.id])

    def minutes_of(self, meeting: Any) -> Line:
        """Return the minutes of a meeting that is over."""
        return self.shelves[meeting.ward_id].minutes[meeting.id]

    def card_of(self, ward_id: UUID, code: str) -> Line:
        """Return the ward card with a code."""
        return self.shelves[ward_id].cards.pop(code)

    def _chain(self, actor: Actor, command: Any, facts: dict[str, Any]) -> UUID:
        """Return the chain on which an act stands: its ward's, also where the actor looks at no ward."""
        if command in OF_WARD:
            ward = facts.get("ward")
            return (ward.id if ward else facts.get("ward_id")) or HOSPITAL
        return actor.ward_id or HOSPITAL

    def _ledger(self, chain: UUID) -> Ledger:
        return Ledger(chain, self.clock, self.pepper, Random(self.chance.getrandbits(64)))  # noqa: S311
