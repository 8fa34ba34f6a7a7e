"""What stands between an open meeting and its end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.agenda.models import AgendaEntry, Item, Outcome
from wardvoice.agenda.rules import Answer, EntryState, ItemState
from wardvoice.core.errors import N_, NotFound
from wardvoice.meetings.models import Meeting


def entry(session: Session, meeting: Meeting, entry_id: UUID) -> AgendaEntry:
    """Return one line of this meeting's agenda; NotFound for any other."""
    found = session.get(AgendaEntry, entry_id)
    if found is None or found.meeting_id != meeting.id:
        raise NotFound(N_("There is nothing at this address."))
    return found


def lines_without_outcome(session: Session, meeting: Meeting) -> list[AgendaEntry]:
    """Return the items on this agenda that nobody has answered or carried over, in their order."""
    query = (
        select(AgendaEntry)
        .join(Item, Item.id == AgendaEntry.item_id)
        .where(
            AgendaEntry.meeting_id == meeting.id,
            AgendaEntry.state == EntryState.ON,
            Item.state == ItemState.PLACED,
        )
        .order_by(AgendaEntry.place)
    )
    return list(session.scalars(query))


def answers_without_promise(session: Session, meeting: Meeting) -> list[Outcome]:
    """Return the answers yes and partly that say something will be done, and have no promise."""
    query = (
        select(Outcome)
        .join(AgendaEntry, AgendaEntry.id == Outcome.entry_id)
        .where(
            AgendaEntry.meeting_id == meeting.id,
            Outcome.answer.in_([Answer.YES, Answer.PARTLY]),
            Outcome.something_to_do,
            ~select(Action.id).where(Action.outcome_id == Outcome.id).exists(),
        )
        .order_by(AgendaEntry.place)
    )
    return list(session.scalars(query))
