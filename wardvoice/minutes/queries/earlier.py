"""What patients said in a meeting about the promises made before it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Confirmation
from wardvoice.meetings.models import Meeting


@dataclass(frozen=True)
class Earlier:
    """A promise on which the room was asked, and its hands. `words` is None when they were taken out."""

    action_id: UUID
    words: str | None
    counted: Confirmation


def counts(session: Session, meeting: Meeting) -> dict[UUID, Confirmation]:
    """Return the last count that this meeting made on each promise."""
    query = select(Confirmation).where(Confirmation.meeting_id == meeting.id).order_by(Confirmation.n)
    return {reply.action_id: reply for reply in session.scalars(query)}


def earlier(session: Session, meeting: Meeting) -> list[Earlier]:
    """Return the promises on which this meeting's room was asked, the oldest first, each with its last count."""
    query = (
        select(Action.id, Action.words, Confirmation)
        .join(Confirmation, Confirmation.action_id == Action.id)
        .where(Confirmation.meeting_id == meeting.id)
        .order_by(Action.made_on, Action.id, Confirmation.n)
    )
    return list({row.id: Earlier(row.id, row.words, row.Confirmation) for row in session.execute(query)}.values())
