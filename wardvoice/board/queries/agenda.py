"""The agenda of the next meeting, line by line, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard, cards_where
from wardvoice.actions.rules import UNFINISHED
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.queries import CanDecide, can_decide_columns, can_decide_of, with_deciders
from wardvoice.agenda.rules import OFF_THE_AGENDA, AfterOut, Answer, EntryState, after_out
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, with_author
from wardvoice.board.queries.council import last_said
from wardvoice.core.errors import NotFound
from wardvoice.meetings.models import Meeting, StandingItem
from wardvoice.meetings.queries import standing_items
from wardvoice.meetings.rules import USUAL_MINUTES, MeetingKind, MeetingState
from wardvoice.questions.queries import asks_everybody

AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.OPEN)


@dataclass(frozen=True)
class MeetingShown:
    """What a page says of a meeting. `scribe_id` lets the law tell who writes in this one."""

    id: UUID
    ward_id: UUID
    kind: MeetingKind
    day: date
    at: time
    place: str | None
    state: MeetingState
    published_at: datetime | None
    scribe_id: UUID | None
    minutes: int | None

    @property
    def is_out(self) -> bool:
        """True once the agenda is published."""
        return self.published_at is not None

    @property
    def length(self) -> int:
        """For how many minutes it is planned."""
        return self.minutes or USUAL_MINUTES


@dataclass(frozen=True)
class AgendaLine:
    """One line of an agenda: an item, with what the patients' council answered to it, or a title.

    `after` tells what was done to it once the agenda was out.
    """

    id: UUID
    title: str | None
    state: EntryState
    because: str | None
    asked: Asked | None
    minutes: int | None = None
    after: AfterOut | None = None
    asks_everybody: bool = False
    deciders: Sequence[CanDecide] = ()
    council_answer: Answer | None = None
    council_words: str | None = None

    @property
    def is_standing(self) -> bool:
        """True for what stands on every agenda."""
        return self.asked is None


def next_meeting(session: Session, ward_id: UUID, today: date) -> MeetingShown | None:
    """Return the ward's next meeting, today's included; one that is going on comes first."""
    return _meeting(
        session,
        Meeting.ward_id == ward_id,
        Meeting.state.in_(AHEAD),
        or_(Meeting.day >= today, Meeting.state == MeetingState.OPEN),
        newest_first=False,
    )


def last_meeting(session: Session, ward_id: UUID) -> MeetingShown | None:
    """Return the ward's last meeting that was held."""
    return _meeting(session, Meeting.ward_id == ward_id, Meeting.state == MeetingState.CLOSED, newest_first=True)


def meeting(session: Session, ward_id: UUID, meeting_id: UUID) -> MeetingShown:
    """Return a meeting of the ward; NotFound for any other."""
    found = _meeting(session, Meeting.ward_id == ward_id, Meeting.id == meeting_id, newest_first=False)
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True)
class NextAgenda:
    """Last time's promises, oldest first (G3), and the lines of the next meeting.

    Until it is out, `standing` tells whoever may not read the lines yet what stands on every agenda.
    """

    promises: list[ActionCard]
    lines: list[AgendaLine]
    standing: list[StandingItem]


def next_agenda(
    session: Session, ward_id: UUID, meeting: MeetingShown | None, *, now: datetime, today: date, may_read: bool
) -> NextAgenda:
    """Return the agenda of the next meeting with three statements; `may_read` opens it before it is out."""
    cards = cards_where(session, ward_id, today, Action.state.in_(UNFINISHED))
    if meeting is None:
        return NextAgenda(cards, [], [])
    if meeting.is_out or may_read:
        return NextAgenda(cards, agenda_lines(session, meeting.id, now, may_read=may_read), [])
    return NextAgenda(cards, [], standing_items(session, ward_id, meeting.kind, today))


def agenda_lines(session: Session, meeting_id: UUID, now: datetime, *, may_read: bool) -> list[AgendaLine]:
    """Return the lines of an agenda in their order, then what was put off; `may_read` opens words no rep has read.

    What was taken off once everybody could read it stands at the end, too.
    """
    entry = (AgendaEntry.id.label("entry_id"), AgendaEntry.title, AgendaEntry.state.label("line_state"))
    times = (AgendaEntry.minutes, AgendaEntry.placed_at, AgendaEntry.changed_at, Meeting.published_at)
    more = (AgendaEntry.because, AgendaEntry.item_id, asks_everybody(AgendaEntry.id).label("asks"))
    columns: tuple[Any, ...] = (*entry, *times, *more, *asked_columns(now))
    seen = or_(AgendaEntry.state != EntryState.TAKEN_OFF, AgendaEntry.changed_at > Meeting.published_at)
    query = (
        select(*columns, *can_decide_columns(), *last_said())
        .select_from(AgendaEntry)
        .join(Meeting, Meeting.id == AgendaEntry.meeting_id)
        .outerjoin(Item, Item.id == AgendaEntry.item_id)
        .where(AgendaEntry.meeting_id == meeting_id, seen)
        .order_by(AgendaEntry.state.in_(OFF_THE_AGENDA), AgendaEntry.place, AgendaEntry.id)
    )
    by_line: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(with_deciders(with_author(query), meeting_id)):
        by_line.setdefault(row.entry_id, []).append(row)
    return [_line(rows, may_read) for rows in by_line.values()]


def _line(rows: Sequence[Row[Any]], may_read: bool) -> AgendaLine:
    """Return one line from its rows: one for each who can decide it."""
    row = rows[0]
    return AgendaLine(
        id=row.entry_id,
        title=row.title,
        state=row.line_state,
        because=row.because,
        asked=asked_of(row, may_read=may_read) if row.item_id is not None else None,
        minutes=row.minutes,
        asks_everybody=row.asks,
        after=after_out(row.line_state, row.placed_at, row.changed_at, row.published_at),
        council_answer=row.council_answer,
        council_words=row.council_words,
        deciders=[can_decide_of(each) for each in rows if each.decider_id is not None],
    )


def _meeting(session: Session, *conditions: object, newest_first: bool) -> MeetingShown | None:
    shown = (Meeting.id, Meeting.ward_id, Meeting.kind, Meeting.day, Meeting.at, Meeting.place, Meeting.state)
    query = select(*shown, Meeting.published_at, Meeting.scribe_id, Meeting.minutes).where(*conditions)  # type: ignore[arg-type]
    order = (Meeting.day.desc(), Meeting.at.desc()) if newest_first else (Meeting.day, Meeting.at)
    row = session.execute(query.order_by(*order).limit(1)).one_or_none()
    return MeetingShown(**row._mapping) if row else None
