"""The tables and the history of one chain in memory, filled as `Work` would fill them and stored in one go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor
from wardvoice.core.chaining import voice
from wardvoice.core.clock import Clock, part_of_day
from wardvoice.core.history import Event, Happened, plain
from wardvoice.demo.bulk.line import Line, spec_of
from wardvoice.demo.ids import drawn_id
from wardvoice.storage.base import Base
from wardvoice.storage.history import Chain


class Ledger:
    """One chain and the rows that belong to it. `new` and `change` rows, then `record` why: as with `Work`."""

    def __init__(self, chain: UUID, clock: Clock, pepper: bytes, chance: Random) -> None:
        self.chain = Chain(chain)
        self.clock = clock
        self.pepper = pepper
        self.chance = chance
        self._lines: dict[type[Any], list[Line]] = {}
        self._changes: dict[str, tuple[Line, dict[str, Any]]] = {}

    def new(self, model: Any, **values: Any) -> Line:
        """Add a row, with an id of its own unless one is given."""
        spec = spec_of(model)
        line = Line(spec, {**spec.defaults, "id": self.new_id(), **values})
        self._lines.setdefault(model, []).append(line)
        seen = {k: v for k, v in line.values.items() if v is not None and k not in spec.private}
        self._changes[line.thing] = (line, seen)
        return line

    def change(self, line: Line, **values: Any) -> None:
        """Change columns of a row."""
        changed = {name: value for name, value in values.items() if line.values[name] != value}
        line.values.update(changed)
        if "version" in line.values:
            line.values["version"] += 1
        seen = {name: value for name, value in changed.items() if name not in line.spec.private}
        if seen:
            self._changes.setdefault(line.thing, (line, {}))[1].update(seen)

    def tell_again(self, line: Line, *names: str) -> None:
        """Let the next event tell columns that have not changed, as a command does that only raises the version."""
        self._changes.setdefault(line.thing, (line, {}))[1].update({name: line.values[name] for name in names})
        line.values["version"] += 1

    def record(self, what: Happened, line: Line, by: Actor, at: datetime, /, **facts: Any) -> None:
        """Write down what was done, by whom, and all that it changed."""
        words: list[str] = []
        told = {name: plain(value, words) for name, value in facts.items() if value is not None}
        rows = {thing: row.spec.told(seen, words) for thing, (row, seen) in self._changes.items()}
        self._changes = {}
        self.chain.add(self._event(what, line, by, at, told, rows, words))

    def new_id(self) -> UUID:
        """Return an id that is the same each time the same hospital is made."""
        return drawn_id(self.chance)

    def lines(self, model: type[Any]) -> list[Line]:
        """Return the rows of a table that wait to be stored."""
        return self._lines.get(model, [])

    def day(self, at: datetime) -> date:
        """Return the day of a moment on the ward's calendar."""
        return self.clock.day_of(at)

    def store(self, session: Session) -> None:
        """Write everything into the database and forget it."""
        for model in self._in_order():
            session.execute(insert(model.__table__), [line.values for line in self._lines[model]])
        self.chain.store(session)
        self._lines = {}

    def _in_order(self) -> Iterator[type[Any]]:
        by_table = {model.__table__: model for model in self._lines}
        return (by_table[table] for table in Base.metadata.sorted_tables if table in by_table)

    def _event(
        self, what: Happened, line: Line, by: Actor, at: datetime, facts: Any, rows: Any, words: list[str]
    ) -> Event:
        nameless = by.id is None and by.at_ward_screen
        return Event(
            what=what.value,
            thing=line.thing,
            day=self.day(at).isoformat(),
            role=by.acting_as,
            at=None if nameless else at.isoformat(),
            part_of_day=part_of_day(self.clock.local(at)).value if nameless else None,
            person=str(by.id) if by.is_staff else None,
            voice=voice(self.pepper, by.id, line.thing) if by.is_patient and by.id else None,
            facts=facts,
            rows=rows,
            words=tuple(words),
        )
