"""What stands between an open meeting and its end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.agenda.models import AgendaEntry, Outcome
from wardvoice.agenda.rules import Answer
from wardvoice.core.errors import NotFound
from wardvoice.meetings.models import Meeting
from wardvoice.storage.finding import one_of

WE_WILL = frozenset({Answer.YES, Answer.PARTLY})


def entry(session: Session, meeting: Meeting, entry_id: UUID) -> AgendaEntry:
    """Return one line of this meeting's agenda; NotFound for any other."""
    return one_of(session, AgendaEntry, entry_id, meeting_id=meeting.id)


def last_answer(session: Session, entry: AgendaEntry) -> Outcome:
    """Return the last answer on a line; NotFound while there is none."""
    query = select(Outcome).where(Outcome.entry_id == entry.id, Outcome.answer.is_not(None))
    found = session.scalars(query.order_by(Outcome.at.desc()).limit(1)).first()
    if found is None:
        raise NotFound()
    return found


def answers_without_promise(session: Session, meeting: Meeting) -> list[Outcome]:
    """Return each line's last answer that says something will be done, while nobody has promised it there."""
    last, promised = _last_answers(session, meeting), _items_with_promise(session, meeting)
    return [
        outcome
        for outcome in last
        if outcome.answer in WE_WILL and outcome.something_to_do and outcome.entry_id not in promised
    ]


def _last_answers(session: Session, meeting: Meeting) -> list[Outcome]:
    query = (
        select(Outcome)
        .join(AgendaEntry, AgendaEntry.id == Outcome.entry_id)
        .where(AgendaEntry.meeting_id == meeting.id)
        .order_by(AgendaEntry.place, Outcome.at)
    )
    return list({outcome.entry_id: outcome for outcome in session.scalars(query)}.values())


def _items_with_promise(session: Session, meeting: Meeting) -> set[UUID | None]:
    query = (
        select(Outcome.entry_id)
        .join(Action, Action.outcome_id == Outcome.id)
        .join(AgendaEntry, AgendaEntry.id == Outcome.entry_id)
        .where(AgendaEntry.meeting_id == meeting.id)
    )
    return set(session.scalars(query))
