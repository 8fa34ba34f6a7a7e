"""To which items a written answer is owed, as they are asked for the fourth time."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, null, or_, select, type_coerce

from wardvoice.agenda.models import Item, ItemLink, Outcome
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.rules import GOOD_THINGS, WRITTEN_ANSWER_FROM, ItemState

GONE = (ItemState.WITHDRAWN, ItemState.MERGED)


@cache
def owed_since() -> ColumnElement[date | None]:
    """The day on which an item was found to be asked for the fourth time, until manager or lead have answered it."""
    written = select(Outcome.id).where(
        Outcome.item_id == Item.id,
        Outcome.in_charge.is_(True),
        Outcome.answer.is_not(None),
        answered_on() >= _fourth_since(),
    )
    nobody_owes = or_(Item.kind.in_(GOOD_THINGS), Item.state.in_(GONE), written.correlate(Item).exists())
    return type_coerce(case((nobody_owes, null()), else_=_fourth_since()), Date)


def answered_on() -> ColumnElement[date]:
    """The day of the ward's calendar on which an Outcome was given, as a column."""
    return func.coalesce(Outcome.day, func.date(Outcome.at))


def _fourth_since() -> Any:
    """The day of the link that made it the fourth time."""
    links = select(ItemLink.day).where(ItemLink.item_id == Item.id, stands()).order_by(ItemLink.day)
    return links.offset(WRITTEN_ANSWER_FROM - 2).limit(1).correlate(Item).scalar_subquery()
