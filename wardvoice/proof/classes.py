"""Follow-through computed from the history alone, by the same rules as the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Date, Enum, Time, Uuid

from wardvoice.actions.models import Action, Promise
from wardvoice.actions.queries import facts_of, meeting_days_since
from wardvoice.actions.rules import Class, follow_through
from wardvoice.meetings.models import Rhythm
from wardvoice.meetings.rules import GATHERING
from wardvoice.proof.replay import Replayed, Told
from wardvoice.storage.base import UTC

M = TypeVar("M")


def classes(replayed: Replayed, today: date) -> dict[UUID, Class]:
    """Return the class of every promise as it follows from what was replayed of one ward's chain."""
    actions = {action.id: action for action in restored(replayed, Action)}
    for promise in sorted(restored(replayed, Promise), key=lambda one: one.n):
        actions[promise.action_id].promises.append(promise)
    rhythm = sorted((one for one in restored(replayed, Rhythm) if one.kind in GATHERING), key=lambda r: r.since)
    return {
        action.id: follow_through(facts_of(action, meeting_days_since(rhythm, action.done_on, today)), today)
        for action in actions.values()
    }


def restored(replayed: Replayed, model: type[M]) -> list[M]:
    """Return the rows of a table as objects that stand in no database."""
    table = model.__table__  # type: ignore[attr-defined]
    return [model(**_parsed(table, columns)) for columns in replayed.of_table(table.name).values()]


def _parsed(table: Any, columns: Mapping[str, Told]) -> dict[str, Any]:
    return {name: _value(table.columns[name].type, told.value) for name, told in columns.items()}


def _value(kind: Any, told: Any) -> Any:
    if told is None:
        return None
    if isinstance(kind, Enum):
        return kind.enum_class(told) if kind.enum_class else told
    for column_type, read in READERS:
        if isinstance(kind, column_type):
            return read(told)
    return told


READERS: tuple[tuple[Any, Any], ...] = (
    (UTC, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
    (Uuid, UUID),
)
