"""The ward's promises in a list, page by page, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.actions.models import Action, Confirmation, Promise
from wardvoice.actions.queries.cards import ActionCard
from wardvoice.actions.queries.gathering import cards, cards_where
from wardvoice.actions.rules import STILL_FIXED_AFTER, UNFINISHED, ActionState, Question


class Shelf(StrEnum):
    """The ways to look at the list: by how promises stand, never by whose they are."""

    UNFINISHED = "unfinished"
    OVERDUE = "overdue"
    WAITING = "waiting"
    CANNOT = "cannot"
    CONFIRMED = "confirmed"
    LET_OFF = "let-off"
    ALL = "all"


_STATES = {
    Shelf.UNFINISHED: UNFINISHED,
    Shelf.OVERDUE: {ActionState.OPEN},
    Shelf.WAITING: {ActionState.DONE_SAID},
    Shelf.CANNOT: {ActionState.CANNOT_SAID},
    Shelf.CONFIRMED: {ActionState.CONFIRMED},
    Shelf.LET_OFF: {ActionState.LET_OFF},
    Shelf.ALL: set(ActionState),
}
Counted = aliased(Confirmation)
"""Apart from the one that a card's own statement joins."""
ASKED_IN_THE_ROOM_FOR = timedelta(weeks=4)
NEWEST_FIRST = frozenset({Shelf.CONFIRMED, Shelf.LET_OFF, Shelf.ALL})


@dataclass(frozen=True)
class Listed:
    """One page of cards, and how many there are in all."""

    cards: list[ActionCard]
    total: int


def listed(session: Session, ward_id: UUID, shelf: Shelf, today: date, *, offset: int = 0, limit: int = 25) -> Listed:
    """Return a page of the ward's promises: what is still to be done by its first date, oldest first."""
    first, where = aliased(Promise), _on_shelf(ward_id, shelf, today)
    order = first.due.desc() if shelf in NEWEST_FIRST else first.due
    query = (
        select(Action.id)
        .join(first, (first.action_id == Action.id) & (first.n == 0))
        .where(*where)
        .order_by(order, Action.id)
        .offset(offset)
        .limit(limit)
    )
    total = session.scalar(select(func.count()).select_from(Action).where(*where)) or 0
    return Listed(cards(session, ward_id, session.scalars(query), today), total)


def spoken_of_in(meeting_id: UUID, today: date) -> ColumnElement[bool]:
    """Return the condition that a meeting begins with a promise (G3).

    It is not settled (unless an old list alone says that it was done, weeks ago), or was confirmed six weeks ago and
    nobody has yet said that it is still fixed (F8), or this meeting counted it already.
    """
    counted = select(Counted.action_id).where(Counted.meeting_id == meeting_id)
    waits = and_(Action.state.in_(UNFINISHED), ~_was_long_done(today))
    return or_(waits, _is_asked_again(today), Action.id.in_(counted))


def _was_long_done(today: date) -> ColumnElement[bool]:
    """An old list may hold hundreds that were done years ago: they are asked about at the terminal, not one by one."""
    long_ago = Action.done_on < today - ASKED_IN_THE_ROOM_FOR
    return and_(Action.imported, Action.state == ActionState.DONE_SAID, long_ago)


def _is_asked_again(today: date) -> ColumnElement[bool]:
    """After four more weeks the room is spared it; at the terminal the question stays open."""
    said = select(Counted.id).where(
        Counted.action_id == Action.id, Counted.round == Action.round, Counted.question == Question.STILL_FIXED
    )
    due = today - STILL_FIXED_AFTER
    of_that_time = Action.confirmed_on.between(due - ASKED_IN_THE_ROOM_FOR, due)
    return and_(Action.state == ActionState.CONFIRMED, of_that_time, ~said.exists())


@dataclass(frozen=True)
class Needs:
    """What waits for one member of staff. Only a manager has the last four; they are of the whole ward.

    `own` is what they promised and is not settled: what they were given unasked first, then what is still to be done,
    the oldest date first. The other lists leave it out. `asked` is what they are asked to cover, `covering` what they
    said yes to.
    """

    own: list[ActionCard]
    asked: list[ActionCard]
    covering: list[ActionCard]
    overdue: list[ActionCard]
    owner_gone: list[ActionCard]
    away: list[ActionCard]
    cannot: list[ActionCard]
    not_mine: list[ActionCard]


def what_needs_me(session: Session, ward_id: UUID, account_id: UUID, today: date, *, manager: bool = False) -> Needs:
    """Return what waits for this member of staff on this ward, the oldest date first."""
    wanted = Action.state.in_(UNFINISHED) if manager else concerns_person(account_id)
    return needs_of(cards_where(session, ward_id, today, wanted, Action.state.in_(UNFINISHED)), account_id)


def concerns_person(account_id: UUID) -> ColumnElement[bool]:
    """Return the condition that somebody owns a promise or was asked to cover it."""
    return or_(Action.owner_id == account_id, Action.cover_id == account_id)


def needs_of(unfinished_cards: Iterable[ActionCard], account_id: UUID) -> Needs:
    """Return what of these promises waits for this member of staff, the oldest date first."""
    waiting = sorted(unfinished_cards, key=lambda card: (not card.asks_owner, card.due, str(card.id)))
    mine = [card for card in waiting if card.owner_id == account_id]
    others = [card for card in waiting if card.owner_id != account_id]
    return Needs(
        own=[card for card in mine if card.state is ActionState.OPEN] + _not_open(mine),
        asked=[card for card in waiting if card.cover_id == account_id and card.needs_cover],
        covering=[
            card for card in others if card.cover_id == account_id and card.away_over_date and not card.needs_cover
        ],
        overdue=[card for card in others if card.overdue and card.owner.in_post],
        owner_gone=[card for card in others if card.owner_gone or card.owner_leaves_first],
        away=[card for card in others if card.needs_cover],
        cannot=[card for card in others if card.state is ActionState.CANNOT_SAID],
        not_mine=[card for card in others if card.not_mine and card.owner.in_post],
    )


def _not_open(mine: list[ActionCard]) -> list[ActionCard]:
    return [card for card in mine if card.state is not ActionState.OPEN]


def _on_shelf(ward_id: UUID, shelf: Shelf, today: date) -> list[Any]:
    where: list[Any] = [Action.ward_id == ward_id, Action.state.in_(_STATES[shelf])]
    if shelf is Shelf.OVERDUE:
        where.append(_current_date() < today)
    return where


def _current_date() -> Any:
    last = select(func.max(Promise.n)).where(Promise.action_id == Action.id).correlate(Action).scalar_subquery()
    current = select(Promise.due).where(Promise.action_id == Action.id, Promise.n == last)
    return current.correlate(Action).scalar_subquery()
