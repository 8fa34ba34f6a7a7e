"""Answers and what was said back to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AnswerReply, Item, Outcome
from wardvoice.agenda.rules import ItemState, accepted, answer_due_again, is_answered


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


def offered_again(session: Session, ward_id: UUID, today: date) -> list[Item]:
    """Return answered items whose review or check day has come, in one statement: they may go onto an agenda again."""
    come = or_(Outcome.review_on <= today, Outcome.check_on <= today)
    query = select(Item, Outcome).join(Outcome, Outcome.item_id == Item.id)
    query = query.where(
        Item.ward_id == ward_id,
        Item.state == ItemState.ANSWERED,
        Item.id.in_(select(Outcome.item_id).where(Outcome.ward_id == ward_id, come)),
    )
    outcomes: dict[Item, list[Outcome]] = {}
    for item, outcome in session.execute(query.order_by(Item.received_on, Item.id, Outcome.at, Outcome.id)):
        outcomes.setdefault(item, []).append(outcome)
    return [item for item, given in outcomes.items() if due_again(given, today)]


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
