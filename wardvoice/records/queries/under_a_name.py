"""What is kept under a ward name, for whoever signs in with it: their own words, and what they said to others' things.

Only what this name did is looked up, by its own mark on each thing. What was said under another name, on a ward from
which somebody came, is not joined to it: only the items that they took along stand here, as on "My things".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Confirmation
from wardvoice.agenda.models import AnswerReply, Item, ItemNote, Outcome, Support
from wardvoice.minutes.models import Remark
from wardvoice.people.models import Draft, Pause, Term, WardName
from wardvoice.people.queries import mark_of
from wardvoice.questions.models import Question, QuestionAnswer
from wardvoice.reps.models import Candidate, Vote
from wardvoice.storage.finding import one_of

VoiceOn = Callable[[str], str | None]
"""Gives the mark of whoever asks on a thing."""


@dataclass(frozen=True)
class Kept:
    """All that stands under one ward name."""

    name: WardName
    items: Sequence[Any]
    notes: Sequence[Any]
    supports: Sequence[Any]
    replies: Sequence[Any]
    accepted: Sequence[Any]
    questions: Sequence[Any]
    remarks: Sequence[Any]
    terms: Sequence[Any]
    pauses: Sequence[Any]
    votes: Sequence[Any]
    shares: Sequence[Any]
    drafts: Sequence[date]


def under_a_name(session: Session, name_id: UUID, ward_id: UUID, pepper: bytes, voice_on: VoiceOn) -> Kept:
    """Return what is kept under a ward name of this ward; NotFound for another ward's."""
    name = one_of(session, WardName, name_id, ward_id=ward_id)
    rows = _Asks(session, name_id, ward_id, voice_on)
    return Kept(
        name=name,
        items=rows.all(select(Item).where(Item.author_id == name_id).order_by(Item.received_on, Item.id)),
        notes=rows.notes(),
        supports=rows.supports(),
        replies=rows.said(Confirmation, Action, "actions", Confirmation.action_id, Action.words),
        accepted=rows.accepted(),
        questions=rows.said(QuestionAnswer, Question, "questions", QuestionAnswer.question_id, Question.words),
        remarks=rows.all(select(Remark).where(Remark.author_id == name_id).order_by(Remark.day)),
        terms=rows.all(select(Term).where(Term.ward_name_id == name_id).order_by(Term.starts_on)),
        pauses=rows.pauses(),
        votes=rows.votes(),
        shares=rows.all(select(Action).where(Action.shared_by_id == name_id).order_by(Action.made_on)),
        drafts=list(session.scalars(select(Draft.day).where(Draft.whose == mark_of(pepper, name_id)))),
    )


@dataclass(frozen=True)
class _Asks:
    session: Session
    name_id: UUID
    ward_id: UUID
    voice_on: VoiceOn

    def all(self, query: Any) -> Sequence[Any]:
        return self.session.scalars(query).all()

    def notes(self) -> Sequence[Any]:
        mine = select(ItemNote).join(Item, Item.id == ItemNote.item_id).where(Item.author_id == self.name_id)
        return self.all(mine.order_by(ItemNote.day, ItemNote.n))

    def supports(self) -> Sequence[Any]:
        query = select(Support.day, Support.stands, Item.topic).join(Item, Item.id == Support.item_id)
        return self.session.execute(query.where(Support.ward_name_id == self.name_id).order_by(Support.day)).all()

    def pauses(self) -> Sequence[Any]:
        mine = select(Pause).join(Term, Term.id == Pause.term_id).where(Term.ward_name_id == self.name_id)
        return self.all(mine.order_by(Pause.starts_on))

    def votes(self) -> Sequence[Any]:
        query = select(Vote.held_on, Vote.part).join(Candidate, Candidate.vote_id == Vote.id)
        return self.session.execute(query.where(Candidate.ward_name_id == self.name_id).order_by(Vote.held_on)).all()

    def accepted(self) -> list[tuple[Any, Any]]:
        """Return whether an answer was good enough to this voice: its mark stands on the item."""
        query = select(AnswerReply, Outcome.answer, Outcome.item_id).join(Outcome, Outcome.id == AnswerReply.outcome_id)
        rows = self.session.execute(query.where(Outcome.ward_id == self.ward_id)).all()
        return [(row[0], row.answer) for row in rows if self._is_mine(row[0], f"items:{row.item_id}")]

    def said(self, model: Any, about: Any, table: str, key: Any, told: Any) -> list[tuple[Any, Any]]:
        """Return what this voice said to things of one kind, each with what it was said to."""
        rows = self.session.execute(
            select(model, told.label("told")).join(about, about.id == key).where(about.ward_id == self.ward_id)
        ).all()
        return [(row[0], row.told) for row in rows if self._is_mine(row[0], f"{table}:{getattr(row[0], key.key)}")]

    def _is_mine(self, said: Any, thing: str) -> bool:
        return said.voice is not None and said.voice == self.voice_on(thing)
