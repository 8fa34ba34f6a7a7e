"""The questions of the week: of one meeting with what the ward said, those that are open, and one's own answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wardvoice.agenda.models import AgendaEntry
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.questions.models import Question, QuestionAnswer
from wardvoice.questions.rules import Counts, Says
from wardvoice.storage.finding import one_of

TAKING_ANSWERS = (MeetingState.PUBLISHED, MeetingState.OPEN)
"""From the agenda's publication until the meeting closes (G10)."""


@dataclass(frozen=True)
class FromWard:
    """A question and what the ward said to it so far."""

    question: Question
    counts: Counts


def of_meeting(session: Session, meeting: Meeting) -> list[FromWard]:
    """Return a meeting's questions in their order with their counts, none that was taken back; one statement."""
    counts = (_how_many(says) for says in (Says.FOR, Says.AGAINST, Says.UNSURE))
    query = (
        select(Question, *counts)
        .outerjoin(QuestionAnswer, QuestionAnswer.question_id == Question.id)
        .where(Question.meeting_id == meeting.id, Question.taken_back_on.is_(None))
        .group_by(Question.id)
        .order_by(Question.n)
    )
    return [FromWard(question, Counts(*said)) for question, *said in session.execute(query)]


@cache
def week_columns() -> tuple[Any, ...]:
    """Return what `week_of` reads of a row of `with_week`: the question on its line, and how many said what."""
    return (Question, *(_said(says).label(f"said_{says.value}") for says in Says))


def with_week(query: Select[Any]) -> Select[Any]:
    """Join to each line of an agenda the questions that stand on it."""
    stands = and_(Question.entry_id == AgendaEntry.id, Question.taken_back_on.is_(None))
    return query.outerjoin(Question, stands)


def week_of(rows: Iterable[Any]) -> list[FromWard]:
    """Return the questions on one line from its rows, each once, in their order."""
    asked = (row for row in rows if row.Question is not None)
    found = {row.Question.id: FromWard(row.Question, _counts_of(row)) for row in asked}
    return sorted(found.values(), key=lambda one: one.question.n)


def question(session: Session, ward_id: UUID, question_id: UUID) -> Question:
    """Return a question of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, Question, question_id, ward_id=ward_id)


def open_ones(session: Session, ward_id: UUID) -> list[tuple[Question, Meeting]]:
    """Return the questions that can be answered now, each with its meeting, the next meeting first."""
    query = select(Question, Meeting).join(Meeting, Meeting.id == Question.meeting_id).where(*_open(ward_id))
    return [
        (question, meeting)
        for question, meeting in session.execute(query.order_by(Meeting.day, Meeting.at, Question.n))
    ]


def how_many_open(session: Session, ward_id: UUID) -> int:
    """Return how many questions can be answered now."""
    query = select(func.count(Question.id)).join(Meeting, Meeting.id == Question.meeting_id).where(*_open(ward_id))
    return session.scalar(query) or 0


def put_before(session: Session, meeting: Meeting) -> Sequence[Question]:
    """Return every question that was ever put for a meeting, those taken back too."""
    return session.scalars(select(Question).where(Question.meeting_id == meeting.id).order_by(Question.n)).all()


def answers_of(session: Session, voices: Iterable[str]) -> dict[UUID, Says]:
    """Return what these voices say, by question; a voice is the mark of one ward name on one question."""
    query = select(QuestionAnswer.question_id, QuestionAnswer.says).where(QuestionAnswer.voice.in_(list(voices)))
    return {row.question_id: row.says for row in session.execute(query)}


def answer_of(session: Session, question: Question, voice: str) -> QuestionAnswer | None:
    """Return what one voice says to one question, or None."""
    query = select(QuestionAnswer).where(QuestionAnswer.question_id == question.id, QuestionAnswer.voice == voice)
    return session.scalars(query).one_or_none()


def asks_everybody(entry_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Return the condition that a question of the week stands on a line of an agenda."""
    return select(Question.id).where(Question.entry_id == entry_id, Question.taken_back_on.is_(None)).exists()


def _how_many(says: Says) -> ColumnElement[int]:
    return func.count(case((QuestionAnswer.says == says, 1)))


def _said(says: Says) -> ColumnElement[int]:
    mine = (QuestionAnswer.question_id == Question.id, QuestionAnswer.says == says)
    return select(func.count(QuestionAnswer.id)).where(*mine).correlate(Question).scalar_subquery()


def _counts_of(row: Any) -> Counts:
    return Counts(row.said_for, row.said_against, row.said_unsure)


def _open(ward_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (Question.ward_id == ward_id, Question.taken_back_on.is_(None), Meeting.state.in_(TAKING_ANSWERS))
