"""What somebody's calendar shows: the meetings of their wards, and the days of their own promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions.models import Action, Promise
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Topic
from wardvoice.diary.models import Diary
from wardvoice.diary.queries.parts import Part, parts_of
from wardvoice.diary.rules import LOOKS_AHEAD, LOOKS_BACK
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.people.models import Account

Later = aliased(Promise)


@dataclass(frozen=True)
class Held:
    """A meeting; `times_changed` grows with each change to it, `changed_at` is when its state changed last."""

    id: UUID
    ward: str
    at_council: bool
    kind: MeetingKind
    day: date
    at: time
    minutes: int
    place: str | None
    called_off: bool
    times_changed: int
    changed_at: datetime | None


@dataclass(frozen=True)
class Due:
    """The day of a promise: what it is about, how often it was moved, and when the date was said."""

    id: UUID
    ward: str
    at_council: bool
    topic: Topic | None
    due: date
    times_moved: int
    said_at: datetime


@dataclass(frozen=True)
class Calendar:
    """All that one calendar shows."""

    meetings: Sequence[Held]
    promises: Sequence[Due]


def calendar_behind(session: Session, token_hash: str, today: date) -> Calendar | None:
    """Return the calendar of whoever was given this token; three statements.

    None for a token that means nothing, or not any more, and where its holder has no part on any ward.
    """
    whose = select(Diary.account_id).where(Diary.calendar_hash == token_hash)
    parts = parts_of(session, today, Account.id.in_(whose))
    if not parts:
        return None
    wards = {part.ward_id: part for part in parts}
    return Calendar(_meetings(session, wards, today), _promises(session, parts[0], wards))


def _meetings(session: Session, wards: Mapping[UUID, Part], today: date) -> list[Held]:
    shown = Meeting.day.between(today - LOOKS_BACK, today + LOOKS_AHEAD)
    query = select(Meeting).where(Meeting.ward_id.in_(wards), shown).order_by(Meeting.day, Meeting.at, Meeting.id)
    return [_held(one, wards[one.ward_id]) for one in session.scalars(query)]


def _held(one: Meeting, part: Part) -> Held:
    moments = [at for at in (one.published_at, one.opened_at, one.closed_at) if at is not None]
    return Held(
        *(one.id, part.ward, part.actor.at_council, one.kind, one.day, one.at, one.length, one.place),
        called_off=one.state is MeetingState.NOT_HELD,
        times_changed=one.version - 1,
        changed_at=max(moments, default=None),
    )


def _promises(session: Session, part: Part, wards: Mapping[UUID, Part]) -> list[Due]:
    """Own promises that are still to be done, each with the date that stands now."""
    query = (
        select(Action.id, Action.ward_id, Item.topic, Promise.due, Promise.n, Promise.made_at)
        .join(Promise, Promise.action_id == Action.id)
        .outerjoin(Later, and_(Later.action_id == Action.id, Later.n > Promise.n))
        .outerjoin(Item, Item.id == Action.item_id)
        .where(Action.owner_id == part.actor.id, Action.state == ActionState.OPEN, Action.ward_id.in_(wards))
        .where(Later.id.is_(None))
        .order_by(Promise.due, Action.id)
    )
    rows = session.execute(query).all()
    return [_due(row, wards[row.ward_id]) for row in rows]


def _due(row: Any, part: Part) -> Due:
    return Due(row.id, part.ward, part.actor.at_council, row.topic, row.due, row.n, row.made_at)
