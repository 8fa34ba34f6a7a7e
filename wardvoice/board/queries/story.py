"""What became of an item: its answers and promises, what was asked before or belongs to it, and its whole history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, case, or_, select
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.queries import cards_where
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.queries import is_joined
from wardvoice.agenda.rules import ItemState
from wardvoice.board.queries.answers import Answered, answers_of
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, is_published, with_author
from wardvoice.board.queries.item import Found
from wardvoice.board.queries.lines import Line
from wardvoice.storage.history import Remembered, of_things


class Tie(StrEnum):
    """How another item belongs to this one."""

    EARLIER = "earlier"
    LATER = "later"
    LEAD = "lead"
    PART = "part"
    HALF = "half"


@dataclass(frozen=True)
class Tied:
    """Another item that belongs to this one; `public` says whether the whole ward may read it.

    `said` is True of an earlier one of which a person said that this one asks for it again.
    """

    tie: Tie
    asked: Asked
    public: bool
    said: bool = False


@dataclass(frozen=True)
class Story:
    """What became of an item: its line, what belongs to it, and what happened, oldest first.

    At the patients' council `on_its_ward` tells why it is there, until when it is answered, and its ward's own answer.
    """

    line: Line
    tied: tuple[Tied, ...]
    history: tuple[Remembered, ...]
    on_its_ward: Answered | None = None


def story(session: Session, found: Found, *, now: datetime, today: date, may_read: bool, reads_all: bool) -> Story:
    """Return what became of an item, with five statements.

    `may_read` opens this item's words that no rep has read yet, `reads_all` those of the items that belong to it.
    """
    item = found.item
    answered = answers_of(session, Item.id == item.id, today)[item.id]
    cards = cards_where(session, item.ward_id, today, Action.item_id == item.id)
    things = [item.thing, *(f"actions:{card.id}" for card in cards)]
    return Story(
        line=Line(found.unread if may_read else found.asked, answered, tuple(cards)),
        tied=tuple(_tied(session, item, now, reads_all, found.asked.other_half)),
        history=tuple(of_things(session, things)),
        on_its_ward=_on_its_ward(session, item, today),
    )


def _on_its_ward(session: Session, item: Item, today: date) -> Answered | None:
    return answers_of(session, Item.id == item.origin_id, today)[item.origin_id] if item.origin_id else None


def _tied(session: Session, item: Item, now: datetime, reads_all: bool, half: UUID | None) -> list[Tied]:
    stands = ItemLink.taken_back_on.is_(None)
    earlier = select(ItemLink.earlier_id).where(ItemLink.item_id == item.id, stands)
    later = select(ItemLink.item_id).where(ItemLink.earlier_id == item.id, stands)
    said = earlier.where(ItemLink.follows.is_(None))
    tie = case(
        (Item.id.in_(earlier), Tie.EARLIER.value),
        (Item.id.in_(later), Tie.LATER.value),
        (Item.id == item.merged_into_id, Tie.LEAD.value),
        (Item.id == half, Tie.HALF.value),
        else_=Tie.PART.value,
    )
    is_part = (Item.merged_into_id == item.id) & (Item.state == ItemState.MERGED) & ~is_joined(Item)
    belongs = or_(Item.id.in_(earlier), Item.id.in_(later), is_lead(item), is_part, Item.id == half)
    query = (
        select(
            *asked_columns(now),
            tie.label("tie"),
            is_published().label("public"),
            Item.id.in_(said).label("by_a_person"),
        )
        .where(Item.ward_id == item.ward_id, belongs)
        .order_by(Item.received_on, Item.id)
    )
    return [_one_tied(row, reads_all) for row in session.execute(with_author(query))]


def is_lead(item: Item) -> ColumnElement[bool]:
    """Return the condition that another item is the one that this one is part of."""
    merged = item.state is ItemState.MERGED
    return Item.id == (item.merged_into_id if merged else None)


def _one_tied(row: Row[Any], may_read: bool) -> Tied:
    return Tied(Tie(row.tie), asked_of(row, may_read=may_read), bool(row.public), bool(row.by_a_person))
