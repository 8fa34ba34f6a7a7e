"""Somebody's own things: what they asked, and the promises on which their word is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action, Confirmation
from wardvoice.actions.queries import ActionCard, cards_where
from wardvoice.actions.rules import STILL_FIXED_AFTER, ActionState, Question
from wardvoice.agenda.models import Item, Split
from wardvoice.board.queries.answers import answers_of
from wardvoice.board.queries.asked import asked_columns, asked_of, with_author
from wardvoice.board.queries.lines import Line, by_item
from wardvoice.board.rules import is_open
from wardvoice.core.errors import NotFound

MY_ITEMS = 50
STILL_ASKED_FOR = timedelta(weeks=4)
"""How long everybody is asked whether it is still fixed; whoever raised it is asked until they say."""


@dataclass(frozen=True)
class MyThings:
    """What I asked, newest first, and the promises that wait for my word: on what I asked, and on what others did.

    `before` is what I asked on wards from which I moved here with my ward name.
    """

    lines: list[Line]
    asks: list[ActionCard]
    others: list[ActionCard]
    before: list[Line]


def my_things(
    session: Session,
    ward_id: UUID,
    name_id: UUID,
    voice_on: Callable[[str], str | None],
    *,
    now: datetime,
    today: date,
) -> MyThings:
    """Return a ward name's own things with six statements; `voice_on` gives its mark on a thing.

    Whoever came from another ward has some more, one for each ward.
    """
    query = select(*asked_columns(now)).where(Item.ward_id == ward_id, Item.author_id == name_id)
    query = _newest_first(query).limit(MY_ITEMS)
    asked = [asked_of(row, may_read=True) for row in session.execute(with_author(query))]
    ids = [one.id for one in asked]
    answers = answers_of(session, Item.id.in_(ids), today)
    kept = cards_where(session, ward_id, today, or_(Action.item_id.in_(ids), _asks(today)))
    mine, asks = by_item(kept), [card for card in kept if _wants_a_word(card) and card.shared_by_id != name_id]
    said = _said_by(session, asks, voice_on)
    asks = [card for card in asks if (card.id, card.round, card.question) not in said]
    asks.sort(key=lambda card: (card.question is Question.STILL_FIXED, card.first_date))
    return MyThings(
        lines=[Line(one, answers[one.id], tuple(mine.get(one.id, ()))) for one in asked],
        asks=[card for card in asks if card.item_id in ids],
        others=[card for card in asks if card.item_id not in ids],
        before=_lines(session, (Item.ward_id != ward_id) & (Item.author_id == name_id), now=now, today=today),
    )


def open_lines(session: Session, ward_id: UUID, name_id: UUID, *, now: datetime, today: date) -> list[Line]:
    """Return what a ward name asked and may still get something for, the newest first; three statements."""
    mine = (Item.ward_id == ward_id) & (Item.author_id == name_id)
    lines = _lines(session, mine, now=now, today=today)
    return [line for line in lines if is_open(line.stage, good=line.asked.is_good)]


def open_lines_anywhere(session: Session, name_id: UUID, *, now: datetime, today: date) -> list[Line]:
    """Return the same for every ward on which a person asked under this name, or under one that it came from."""
    lines = _lines(session, Item.author_id == name_id, now=now, today=today)
    return [line for line in lines if is_open(line.stage, good=line.asked.is_good)]


def taken_along(session: Session, slip_hash: str, *, now: datetime, today: date) -> list[Line]:
    """Return what somebody took along from whichever ward they left; NotFound if these words open nothing."""
    lines = _lines(session, Item.slip_hash == slip_hash, now=now, today=today)
    if not lines:
        raise NotFound()
    return lines


def _lines(session: Session, which: ColumnElement[bool], *, now: datetime, today: date) -> list[Line]:
    query = select(*asked_columns(now), Item.ward_id).where(which)
    rows = session.execute(with_author(_newest_first(query).limit(MY_ITEMS))).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    answers = answers_of(session, Item.id.in_(ids), today)
    wards = {row.ward_id for row in rows}
    promises = by_item(card for ward in wards for card in cards_where(session, ward, today, Action.item_id.in_(ids)))
    asked = [asked_of(row, may_read=True) for row in rows]
    return [Line(one, answers[one.id], tuple(promises.get(one.id, ()))) for one in asked]


def _newest_first(query: Select[Any]) -> Select[Any]:
    """Order items by their day; what was split off another follows that one."""
    query = query.outerjoin(Split, Split.second_id == Item.id)
    return query.order_by(Item.received_on.desc(), func.coalesce(Split.item_id, Item.id), Split.id.is_not(None))


def _asks(today: date) -> ColumnElement[bool]:
    asked_since = today - STILL_FIXED_AFTER
    still = and_(Action.confirmed_on <= asked_since, Action.confirmed_on > asked_since - STILL_ASKED_FOR)
    return or_(Action.state == ActionState.DONE_SAID, and_(Action.state == ActionState.CONFIRMED, still))


def _wants_a_word(card: ActionCard) -> bool:
    return card.state is ActionState.DONE_SAID or card.question is Question.STILL_FIXED


def _said_by(
    session: Session, cards: Iterable[ActionCard], voice_on: Callable[[str], str | None]
) -> set[tuple[UUID, int, Question]]:
    """Return which questions this voice has answered already."""
    voices = {card.id: voice_on(f"actions:{card.id}") for card in cards}
    query = select(Confirmation.action_id, Confirmation.round, Confirmation.question)
    mine = Confirmation.voice.in_([voice for voice in voices.values() if voice])
    rows = session.execute(query.where(Confirmation.action_id.in_(voices), mine))
    return {(row.action_id, row.round, row.question) for row in rows}
