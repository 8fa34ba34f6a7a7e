"""Who is asked to come to a meeting to decide something, and who was missed there twice (G7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, select, true
from sqlalchemy.orm import Session, join, outerjoin

from wardvoice.agenda.models import AgendaEntry, Decider, DeciderAt, Item
from wardvoice.agenda.queries import CanDecide, can_decide_columns, can_decide_of, often_missed
from wardvoice.agenda.queries.tallies import seen_at
from wardvoice.agenda.rules import EntryState, ItemState
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, author_shown, with_author
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import COMING
from wardvoice.minutes import queries as of_minutes
from wardvoice.minutes.queries import Waiting
from wardvoice.people.models import Account, WardName
from wardvoice.storage.bound import ACCOUNT_ID, WARD_ID

UNDECIDED = (ItemState.RECEIVED, ItemState.PLACED, ItemState.PUT_OFF, ItemState.CARRIED_OVER)


@dataclass(frozen=True)
class ToDecide:
    """An item that waits for somebody who can decide it, and the coming meeting that will speak of it, if there is."""

    asked: Asked
    decider: CanDecide
    meeting: Meeting | None


def meetings_and_invitations(
    session: Session, ward_id: UUID, account_id: UUID, *, now: datetime, today: date, early: bool
) -> tuple[list[Meeting], list[ToDecide], list[Waiting]]:
    """Return the coming meetings with the last one held, what this person is asked to decide, and minutes that wait.

    Among the meetings are also those whose minutes wait. One statement, the earliest meeting first. Without `early`
    only invitations from agendas that are out.
    """
    told = {"ward_id": ward_id, "account_id": account_id, **seen_at(now)}
    rows = session.execute(_meetings_and_invitations(early), told).all()
    found = list(dict.fromkeys(row.Meeting for row in rows))
    return found, _invited(rows, early), of_minutes.all_waiting(rows, today)


@cache
def _meetings_and_invitations(early: bool) -> Select[Any]:
    lines = join(AgendaEntry, Item, and_(Item.id == AgendaEntry.item_id, AgendaEntry.state == EntryState.ON))
    mine = and_(Decider.item_id == Item.id, Decider.account_id == ACCOUNT_ID, Decider.dropped_on.is_(None))
    asked = outerjoin(
        join(join(lines, Decider, mine), Account, Account.id == Decider.account_id), WardName, author_shown()
    )
    query = (
        select(Meeting, *asked_columns(), *can_decide_columns())
        .select_from(outerjoin(Meeting, asked, and_(AgendaEntry.meeting_id == Meeting.id, *_asks(early))))
        .outerjoin(DeciderAt, and_(DeciderAt.decider_id == Decider.id, DeciderAt.meeting_id == Meeting.id))
        .where(of_meetings.coming_or_last(WARD_ID, of_minutes.is_waiting()))
        .order_by(Meeting.day, Meeting.at, AgendaEntry.place)
    )
    return of_minutes.with_waiting(query)


def missed_twice(session: Session, ward_id: UUID, *, now: datetime) -> Sequence[ToDecide]:
    """Return what waits for somebody who was missed at two meetings or more, for the service lead; one statement."""
    query = (
        select(*asked_columns(now), *can_decide_columns())
        .select_from(Decider)
        .join(Item, Item.id == Decider.item_id)
        .outerjoin(Account, Account.id == Decider.account_id)
        .outerjoin(DeciderAt, and_(DeciderAt.decider_id == Decider.id, DeciderAt.id.is_(None)))
        .where(Decider.ward_id == ward_id, Decider.dropped_on.is_(None), Item.state.in_(UNDECIDED), often_missed())
        .order_by(Item.received_on, Item.id)
    )
    return [ToDecide(asked_of(row), can_decide_of(row), None) for row in session.execute(with_author(query))]


def _asks(early: bool) -> tuple[ColumnElement[bool], ...]:
    return Meeting.state.in_(COMING), true() if early else Meeting.published_at.is_not(None)


def _invited(rows: Iterable[Row[Any]], early: bool) -> list[ToDecide]:
    found = [row for row in rows if row.decider_id is not None]
    return [ToDecide(asked_of(row, may_read=early), can_decide_of(row), row.Meeting) for row in found]
