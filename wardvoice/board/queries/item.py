"""One item as the law sees it and as the ward reads it, with its notes, and when it is talked about next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AgendaEntry, Hiding, Item, ItemNote, Split, Support
from wardvoice.agenda.queries import (
    CanDecide,
    can_decide_columns,
    can_decide_of,
    is_joined,
    of_its_words,
    where_it_stands,
    with_deciders,
)
from wardvoice.agenda.rules import EntryState, HideBecause, ItemState
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, is_published, with_author
from wardvoice.core.actor import NOBODY, Actor
from wardvoice.core.errors import NotFound
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import GATHERING, MeetingState

HIDING = (
    Hiding.because.label("hide_because"),
    Hiding.first_by_id,
    Hiding.first_by_patients_side,
    Hiding.second_at,
)


@dataclass(frozen=True)
class Note:
    """Something its author added later."""

    words: str | None
    day: date


@dataclass(frozen=True)
class OpenHiding:
    """A request to hide words that has not ended; the law is asked about it as about the request itself."""

    ward_id: UUID
    because: HideBecause
    first_by_id: UUID
    first_by_patients_side: bool
    second_at: datetime | None


@dataclass(frozen=True)
class Found:
    """An item as the law sees it, as the ward reads it, and when it is talked about next.

    `speaks_for_it` is the half that it was joined with again, after a split that was taken back.

    `unread` is the same with the words that no rep has read yet. `raised_it` says that whoever reads raised it, or an
    item that is part of it, `matters` that it matters to them, too.
    """

    item: Item
    asked: Asked
    unread: Asked
    public: bool
    notes: tuple[Note, ...]
    meeting_day: date | None
    next_day: date | None
    hiding: OpenHiding | None
    raised_it: bool
    matters: bool
    deciders: tuple[CanDecide, ...] = ()
    speaks_for_it: UUID | None = None


def find(
    session: Session, ward_id: UUID, item_id: UUID, *, now: datetime, today: date, reader: Actor = NOBODY
) -> Found:
    """Return an item of the ward with its notes, in one statement; NotFound for any other ward's.

    `reader` may be whoever raised it: by ward name, or by five words.
    """
    query = (
        select(Item, *asked_columns(now), is_published().label("public"), _talked_about(), _next_day(ward_id, today))
        .add_columns(ItemNote.words.label("note"), ItemNote.day.label("noted_on"))
        .add_columns(ItemNote.id.label("note_id"), _raised_by(reader), _matters_to(reader))
        .add_columns(is_joined(Item).label("joined"))
        .add_columns(*can_decide_columns(), *HIDING)
        .select_from(Item)
        .outerjoin(ItemNote, _noted())
        .outerjoin(Hiding, of_its_words() & Hiding.ended_at.is_(None))
        .where(Item.id == item_id, Item.ward_id == ward_id)
        .order_by(ItemNote.day, ItemNote.n, ItemNote.id)
    )
    rows = session.execute(with_deciders(with_author(query), where_it_stands())).all()
    if not rows:
        raise NotFound()
    return _found(rows)


def _found(rows: Sequence[Row[Any]]) -> Found:
    row = rows[0]
    return Found(
        item=row.Item,
        asked=asked_of(row),
        unread=asked_of(row, may_read=True),
        public=bool(row.public),
        notes=tuple({one.note_id: Note(one.note, one.noted_on) for one in rows if one.note_id is not None}.values()),
        meeting_day=row.meeting_day,
        next_day=row.next_day,
        hiding=OpenHiding(row.Item.ward_id, *row[-len(HIDING) :]) if row.hide_because else None,
        raised_it=bool(row.raised_it),
        matters=bool(row.matters),
        speaks_for_it=row.Item.merged_into_id if row.joined else None,
        deciders=tuple({one.decider_id: can_decide_of(one) for one in rows if one.decider_id is not None}.values()),
    )


def _noted() -> ColumnElement[bool]:
    """What its author added to an item, or to the half that was split off it or that it was split off."""
    second = select(Split.second_id).where(Split.item_id == Item.id).correlate(Item).scalar_subquery()
    first = select(Split.item_id).where(Split.second_id == Item.id).correlate(Item).scalar_subquery()
    return or_(ItemNote.item_id == Item.id, ItemNote.item_id == second, ItemNote.item_id == first)


def _raised_by(reader: Actor) -> ColumnElement[bool]:
    part = aliased(Item)
    is_part = (part.merged_into_id == Item.id) & (part.state == ItemState.MERGED) & _sent_by(part, reader)
    return or_(_sent_by(Item, reader), select(part.id).where(is_part).correlate(Item).exists()).label("raised_it")


def _matters_to(reader: Actor) -> ColumnElement[bool]:
    said = select(Support.id).where(Support.item_id == Item.id, Support.stands, Support.ward_name_id == reader.id)
    return (said.correlate(Item).exists() if reader.is_patient else false()).label("matters")


def _sent_by(item: type[Item], reader: Actor) -> ColumnElement[bool]:
    if reader.is_patient:
        return item.author_id == reader.id
    return item.slip_hash == reader.slip if reader.slip and reader.id is None else false()


def _talked_about() -> Any:
    """The day of the meeting on whose agenda the item stands now."""
    query = select(func.max(Meeting.day)).join(AgendaEntry, AgendaEntry.meeting_id == Meeting.id)
    query = query.where(AgendaEntry.item_id == Item.id, AgendaEntry.state == EntryState.ON)
    return query.correlate(Item).scalar_subquery().label("meeting_day")


def _next_day(ward_id: UUID, today: date) -> Any:
    """The day of the meeting whose agenda takes up what waits: the next one not out, unless it was put off there."""
    coming = aliased(Meeting)
    query: Select[Any] = select(func.min(coming.day)).where(coming.ward_id == ward_id, coming.kind.in_(GATHERING))
    lines = select(AgendaEntry.id).where(AgendaEntry.meeting_id == coming.id, AgendaEntry.item_id == Item.id)
    put_off = lines.where(AgendaEntry.state == EntryState.PUT_OFF).correlate(coming, Item).exists()
    query = query.where(coming.state == MeetingState.PLANNED, coming.day >= today, ~put_off)
    return query.correlate(Item).scalar_subquery().label("next_day")
