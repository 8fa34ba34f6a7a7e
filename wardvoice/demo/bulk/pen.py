"""What a twin of a command writes with: who does it, when, and everything that is known of the ward in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wardvoice.core.actor import Actor
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.ledger import Ledger
from wardvoice.demo.bulk.line import Line


@dataclass
class Shelf:
    """Rows of one ward that later acts ask for, as queries find them for the commands.

    `agendas` are the lines of each meeting in their order; `minutes` those of each meeting, `remarks` how many stand
    beside them; `waiting` the items that no agenda holds; `missed` the meetings called off since the last one held.
    """

    ward: Line
    rhythm: Line | None = None
    standing: list[Line] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    meetings: dict[UUID, Line] = field(default_factory=dict)
    minutes: dict[UUID, Line] = field(default_factory=dict)
    remarks: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    agendas: dict[UUID, list[Line]] = field(default_factory=lambda: defaultdict(list))
    items: dict[UUID, Line] = field(default_factory=dict)
    waiting: dict[UUID, Line] = field(default_factory=dict)
    carried: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    missed: list[Line] = field(default_factory=list)
    answers: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    promises: dict[UUID, list[Line]] = field(default_factory=lambda: defaultdict(list))
    replies: dict[UUID, list[Line]] = field(default_factory=lambda: defaultdict(list))
    names: dict[UUID, Line] = field(default_factory=dict)
    terms: list[Line] = field(default_factory=list)
    cards: dict[str, Line] = field(default_factory=dict)


@dataclass(frozen=True)
class Pen:
    """One act in bulk: rows are made and changed, then it is recorded, as with `Work`."""

    ledger: Ledger
    shelf: Shelf | None
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day on the ward's calendar."""
        return self.ledger.day(self.now)

    @property
    def here(self) -> Shelf:
        """What is known of the ward that this act is about."""
        assert self.shelf is not None, "this act needs a ward"
        return self.shelf

    def new(self, model: type[Any], **values: Any) -> Line:
        """Add a row."""
        return self.ledger.new(model, **values)

    def change(self, line: Line, **values: Any) -> None:
        """Change columns of a row."""
        self.ledger.change(line, **values)

    def record(self, what: Happened, line: Line, /, **facts: Any) -> None:
        """Write down what was done."""
        self.ledger.record(what, line, self.actor, self.now, **facts)
