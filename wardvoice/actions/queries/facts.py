"""Promises as the rules see them, many at once: nothing computed here is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionFacts
from wardvoice.meetings.models import Rhythm
from wardvoice.meetings.rules import GATHERING, days_of_rhythm


def facts(session: Session, ward_id: UUID, actions: Iterable[Action], today: date) -> dict[UUID, ActionFacts]:
    """Return these promises of one ward as the rules see them, with one statement however many they are."""
    rhythm = rhythm_of(session, ward_id)
    return {action.id: facts_of(action, meeting_days_since(rhythm, action.done_on, today)) for action in actions}


def facts_of(action: Action, meeting_days: int = 0) -> ActionFacts:
    """Return one promise as the rules see it."""
    return ActionFacts(
        state=action.state,
        first_date=action.first_date,
        due=action.due,
        done_on=action.done_on,
        confirmed_on=action.confirmed_on,
        reopened=action.reopened,
        meeting_days=meeting_days,
    )


def rhythm_of(session: Session, ward_id: UUID) -> Sequence[Rhythm]:
    """Return how often the ward met, from its first rhythm to the present one."""
    query = select(Rhythm).where(Rhythm.ward_id == ward_id, Rhythm.kind.in_(GATHERING)).order_by(Rhythm.since)
    return session.scalars(query).all()


def meeting_days_since(rhythm: Sequence[Rhythm], day: date | None, today: date) -> int:
    """Count the meeting days of the rhythm after a day and up to today, held or not."""
    if day is None:
        return 0
    return sum(1 for part in rhythm for _ in days_of_rhythm(part.facts, day + timedelta(days=1), today))
