"""Answers and what was said back to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AnswerReply, Item, Outcome
from wardvoice.agenda.rules import Answer, ItemState, accepted, answer_due_again, is_answered


def outcomes_of(session: Session, item_ids: Iterable[UUID]) -> dict[UUID, list[Outcome]]:
    """Return each item's outcomes, the oldest first, in one statement."""
    found: dict[UUID, list[Outcome]] = {item_id: [] for item_id in item_ids}
    query = select(Outcome).where(Outcome.item_id.in_(found)).order_by(Outcome.at, Outcome.id)
    for outcome in session.scalars(query):
        found[outcome.item_id].append(outcome)
    return found


def last_answer(outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return the newest outcome that is an answer."""
    return next((outcome for outcome in reversed(list(outcomes)) if outcome.answer is not None), None)


def last_answer_column() -> Any:
    """The newest answer to the `Item` of the statement that it stands in, as a column; NULL while there is none."""
    query = select(Outcome.answer).where(Outcome.item_id == Item.id, Outcome.answer.is_not(None))
    return query.order_by(Outcome.at.desc(), Outcome.id.desc()).limit(1).correlate(Item).scalar_subquery()


def still_answered(session: Session, item: Item, today: date) -> bool:
    """Return whether an item's last answer still holds."""
    return is_answered([outcome.facts for outcome in outcomes_of(session, [item.id])[item.id]], today)


def offered_again(
    session: Session, ward_id: UUID, today: date, *, offset: int = 0, limit: int = 25
) -> tuple[list[Item], int]:
    """Return a page of the answered items whose review or check day has come, the oldest first, and how many there are.

    They may go onto an agenda again. One statement, one page long however many there are; past the last page
    nothing is counted.
    """
    query = (
        select(Item, func.count().over())
        .join(Outcome, Outcome.item_id == Item.id)
        .where(Item.ward_id == ward_id, Item.state == ItemState.ANSWERED, _day_has_come(today), _is_last_answer())
        .order_by(Item.received_on, Item.id)
    )
    rows = session.execute(query.offset(offset).limit(limit)).all()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _day_has_come(today: date) -> ColumnElement[bool]:
    """The twin of agenda.rules.answer_due_again."""
    looked_at = and_(Outcome.answer == Answer.NO, Outcome.review_on <= today)
    return or_(looked_at, and_(Outcome.answer == Answer.PASSED_TO, Outcome.check_on <= today))


def _is_last_answer() -> ColumnElement[bool]:
    later = aliased(Outcome)
    after = or_(later.at > Outcome.at, and_(later.at == Outcome.at, later.id > Outcome.id))
    query = select(later.id).where(later.item_id == Outcome.item_id, later.answer.is_not(None), after)
    return ~query.correlate(Outcome).exists()


def due_again(outcomes: Iterable[Outcome], today: date) -> bool:
    """Return whether the review or check day of the last answer has come."""
    last = last_answer(outcomes)
    return last is not None and answer_due_again(last.answer, last.review_on, last.check_on, today)


def replies(session: Session, outcome: Outcome) -> list[AnswerReply]:
    """Return what was said to "Do you accept this?", in that order."""
    query = select(AnswerReply).where(AnswerReply.outcome_id == outcome.id).order_by(AnswerReply.n)
    return list(session.scalars(query))


def acceptance(session: Session, outcome_ids: Iterable[UUID]) -> dict[UUID, bool | None]:
    """Return for each outcome whether it was accepted, or None while nobody said, in one statement."""
    said: dict[UUID, list[AnswerReply]] = {outcome_id: [] for outcome_id in outcome_ids}
    query = select(AnswerReply).where(AnswerReply.outcome_id.in_(said)).order_by(AnswerReply.n)
    for reply in session.scalars(query):
        said[reply.outcome_id].append(reply)
    return {outcome_id: accepted(reply.facts for reply in given) for outcome_id, given in said.items()}
