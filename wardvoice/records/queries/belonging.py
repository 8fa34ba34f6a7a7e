"""What belongs together: an item with all that came of it, a meeting, a promise without an item, a rep's comment.

Items that became one, that one was split into, or that ask for the same again are one thing here: none of them loses
its words while another is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Confirmation, Promise, Report
from wardvoice.agenda.models import (
    AgendaEntry,
    AnswerReply,
    Correction,
    Decider,
    DeciderAt,
    Escalation,
    Hiding,
    Item,
    ItemLink,
    ItemNote,
    Outcome,
    Split,
    Support,
)
from wardvoice.evidence.models import Comment
from wardvoice.meetings.models import Attendance, Hands, Meeting, OutreachRound
from wardvoice.minutes.models import Minutes, Remark
from wardvoice.questions.models import Question, QuestionAnswer

ITEM = ("item_id", "items")
MEETING = ("meeting_id", "meetings")
ENTRY = ("entry_id", "agenda_entries")
ACTION = ("action_id", "actions")
OUTCOME = ("outcome_id", "outcomes")

PARENTS: Mapping[type[Any], tuple[tuple[str, str], ...]] = {
    Item: (),
    Meeting: (),
    Comment: (),
    **dict.fromkeys((ItemNote, ItemLink, Support, Split, Decider, Outcome, Hiding, Escalation), (ITEM,)),
    **dict.fromkeys((Correction, AnswerReply), (OUTCOME,)),
    AgendaEntry: (ITEM, MEETING),
    DeciderAt: (("decider_id", "deciders"),),
    Action: (ITEM,),
    **dict.fromkeys((Report, Confirmation), (ACTION,)),
    **dict.fromkeys((Hands, Question), (ENTRY,)),
    QuestionAnswer: (("question_id", "questions"),),
    Minutes: (MEETING,),
    Remark: (ENTRY, ("minutes_id", "minutes")),
    OutreachRound: (MEETING,),
}
"""To what each row belongs, by the first of these columns that is filled. What is not here keeps its words."""
WITHOUT_WARD: Mapping[type[Any], tuple[type[Any], tuple[str, str]]] = {
    Promise: (Action, ACTION),
    Attendance: (Meeting, MEETING),
}
"""Rows without a ward of their own, and whose ward is theirs."""
JOINED = ((Item, "id", "merged_into_id"), (Split, "item_id", "second_id"), (ItemLink, "item_id", "earlier_id"),
          (Decider, "item_id", "from_item_id"))  # fmt: skip


@dataclass
class Belonging:
    """To which root everything of a ward belongs; `at` are the roots with a line on each meeting's agenda."""

    parents: dict[str, str | None] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    at: dict[str, set[str]] = field(default_factory=dict)

    def root_of(self, thing: str) -> str | None:
        """Return the root of a thing; None for what is not of this ward, or keeps its words for good."""
        if thing not in self.parents:
            return None
        while (parent := self.parents.get(thing)) is not None:
            thing = parent
        return self._first(thing)

    def roots(self, things: Iterable[str]) -> set[str]:
        """Return the roots of some things."""
        return {root for root in map(self.root_of, things) if root is not None}

    def join(self, one: str, other: str) -> None:
        """Let two items be one thing."""
        self.joined[self._first(one)] = self._first(other)

    def _first(self, thing: str) -> str:
        while self.joined.get(thing, thing) != thing:
            thing = self.joined[thing]
        return thing


def belonging(session: Session, ward_id: UUID) -> Belonging:
    """Return what belongs together on a ward."""
    found = Belonging()
    for model, parents in PARENTS.items():
        _read(session, found, model, parents, model.ward_id == ward_id)
    for model, (owner, parent) in WITHOUT_WARD.items():
        of_ward = select(owner.id).where(owner.ward_id == ward_id)
        _read(session, found, model, (parent,), getattr(model, parent[0]).in_(of_ward))
    for model, one, other in JOINED:
        first, second = getattr(model, one), getattr(model, other)
        for pair in session.execute(select(first, second).where(model.ward_id == ward_id, second.is_not(None))):
            found.join(f"items:{pair[0]}", f"items:{pair[1]}")
    lines = select(AgendaEntry.id, AgendaEntry.meeting_id).where(AgendaEntry.ward_id == ward_id)
    for entry_id, meeting_id in session.execute(lines):
        found.at.setdefault(f"meetings:{meeting_id}", set()).update(found.roots([f"agenda_entries:{entry_id}"]))
    return found


def _read(session: Session, found: Belonging, model: Any, parents: tuple[tuple[str, str], ...], which: Any) -> None:
    columns = [getattr(model, name) for name, _table in parents]
    for row_id, *values in session.execute(select(model.id, *columns).where(which)):
        filled = ((table, value) for (_name, table), value in zip(parents, values, strict=True) if value is not None)
        parent = next((f"{table}:{value}" for table, value in filled), None)
        found.parents[f"{model.__tablename__}:{row_id}"] = parent
