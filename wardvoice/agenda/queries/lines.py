"""The lines of agendas: of one meeting, and of one item through its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AgendaEntry, Item, ItemLink
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.rules import CARRIED_OVER_ENTRIES, OFF_THE_AGENDA, EntryState, times_raised
from wardvoice.core.errors import NotFound
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState


def on_agenda(session: Session, meeting: Meeting) -> list[AgendaEntry]:
    """Return the lines that stand on an agenda, in their order."""
    return [entry for entry in all_lines(session, meeting) if entry.state not in OFF_THE_AGENDA]


def all_lines(session: Session, meeting: Meeting) -> list[AgendaEntry]:
    """Return every line an agenda ever had: those on it in their order, then those put off and taken off."""
    entries = session.scalars(select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id))
    return sorted(entries, key=_order)


def with_items(session: Session, meeting: Meeting) -> list[tuple[AgendaEntry, Item | None]]:
    """Return the lines that stand on an agenda, each with its item, or None for what stands on every agenda."""
    query = select(AgendaEntry, Item).outerjoin(Item, Item.id == AgendaEntry.item_id)
    rows = session.execute(query.where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.state.not_in(OFF_THE_AGENDA)))
    return sorted(((entry, item) for entry, item in rows), key=lambda row: _order(row[0]))


def entry_of(session: Session, meeting: Meeting, item: Item) -> AgendaEntry | None:
    """Return an item's line on one agenda, whatever became of it."""
    query = select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.item_id == item.id)
    return session.scalars(query).one_or_none()


def line_of(session: Session, meeting: Meeting, item_id: UUID) -> AgendaEntry:
    """Return an item's line on one agenda; NotFound where it stands on none."""
    query = select(AgendaEntry).where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.item_id == item_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def entries_of(session: Session, item: Item) -> list[tuple[AgendaEntry, Meeting]]:
    """Return an item's lines through its meetings, the oldest meeting first."""
    query = select(AgendaEntry, Meeting).join(Meeting, Meeting.id == AgendaEntry.meeting_id)
    rows = session.execute(query.where(AgendaEntry.item_id == item.id).order_by(Meeting.day))
    return [(entry, meeting) for entry, meeting in rows]


def standing_now(session: Session, item: Item) -> tuple[AgendaEntry, Meeting] | None:
    """Return the line on which an item waits for its answer, and its meeting, or None."""
    return next(((e, m) for e, m in reversed(entries_of(session, item)) if e.state is EntryState.ON), None)


def open_line(session: Session, item_id: UUID) -> tuple[AgendaEntry, Meeting] | None:
    """Return an item's line in the meeting that is going on, or None."""
    query = select(AgendaEntry, Meeting).join(Meeting, Meeting.id == AgendaEntry.meeting_id)
    here = (
        AgendaEntry.item_id == item_id,
        AgendaEntry.state.not_in(OFF_THE_AGENDA),
        Meeting.state == MeetingState.OPEN,
    )
    row = session.execute(query.where(*here).limit(1)).first()
    return (row[0], row[1]) if row else None


def without_outcome(session: Session, meeting: Meeting) -> list[AgendaEntry]:
    """Return the items' lines that have no outcome yet; while there is one, the meeting cannot be closed."""
    return [e for e in on_agenda(session, meeting) if e.item_id is not None and e.state is EntryState.ON]


def times_carried(session: Session, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count for each item the agendas on which it stood or waited without an answer, in one statement."""
    query = (
        select(AgendaEntry.item_id, func.count())
        .where(AgendaEntry.item_id.in_(list(item_ids)), AgendaEntry.state.in_(CARRIED_OVER_ENTRIES))
        .group_by(AgendaEntry.item_id)
    )
    return {item_id: count for item_id, count in session.execute(query) if item_id is not None}


def how_often_raised(session: Session, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count for each item how often the same was raised, this time included, in one statement."""
    ids = list(item_ids)
    query = (
        select(ItemLink.item_id, func.count().label("links"))
        .where(ItemLink.item_id.in_(ids), stands())
        .group_by(ItemLink.item_id)
    )
    links = {row.item_id: row.links for row in session.execute(query)}
    return {item_id: times_raised(links.get(item_id, 0)) for item_id in ids}


def _order(entry: AgendaEntry) -> tuple[bool, int, str]:
    return entry.state is EntryState.TAKEN_OFF, entry.place, str(entry.id)
