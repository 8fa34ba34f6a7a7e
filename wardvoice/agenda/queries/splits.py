"""The two halves of an item that asked for two things.

A split that was taken back keeps its row: its second half is then part of the first one, and belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import Item, Split


@dataclass(frozen=True)
class Halves:
    """A split that stands, and the two items of it; both have their raiser's whole words."""

    split: Split
    first: Item
    second: Item

    def other(self, item: Item) -> Item:
        """Return the half beside this one."""
        return self.first if item.id == self.second.id else self.second


def halves(session: Session, item: Item) -> Halves | None:
    """Return both halves of which the item is one, or None where it is none; one statement."""
    first, second = _both()
    query = (
        select(Split, first, second)
        .join(first, first.id == Split.item_id)
        .join(second, second.id == Split.second_id)
        .where(or_(Split.item_id == item.id, Split.second_id == item.id), _stands(second))
    )
    row = session.execute(query).first()
    return Halves(*row) if row else None


@cache
def _both() -> tuple[Any, Any]:
    return aliased(Item), aliased(Item)


def split_of(session: Session, item: Item) -> Split | None:
    """Return the row that tells how an item was split, whether that stands or was taken back."""
    return session.scalars(select(Split).where(Split.item_id == item.id)).one_or_none()


def was_joined(session: Session, item: Item) -> bool:
    """Return whether an item was the second half of a split that was taken back."""
    return bool(session.scalar(select(Item.id).where(Item.id == item.id, is_joined(Item))))


def is_joined(item: Any) -> ColumnElement[bool]:
    """The condition that an item was the second half of a split that was taken back: the first one speaks for it."""
    row = select(Split.id).where(Split.second_id == item.id, Split.item_id == item.merged_into_id)
    return row.correlate(item).exists()


@cache
def other_half(of: Any) -> Any:
    """The id of the half beside the item with the id `of`, a column of `Item`; NULL where it is none.

    Put together once for each column, as it is part of nearly every page.
    """
    second = select(Split.second_id).where(Split.item_id == of, _stands_by_itself())
    first = select(Split.item_id).where(Split.second_id == of, _stands_by_itself())
    return func.coalesce(second.correlate(Item).scalar_subquery(), first.correlate(Item).scalar_subquery())


def part_of(of: Any) -> Any:
    """The line that says which part the item with the id `of` is about; NULL where it is no half."""
    first = select(Split.first_part).where(Split.item_id == of, _stands_by_itself())
    second = select(Split.second_part).where(Split.second_id == of, _stands_by_itself())
    return func.coalesce(first.correlate(Item).scalar_subquery(), second.correlate(Item).scalar_subquery())


def _stands(second: Any) -> ColumnElement[bool]:
    return or_(second.merged_into_id.is_(None), second.merged_into_id != Split.item_id)


def _stands_by_itself() -> ColumnElement[bool]:
    second = aliased(Item)
    return select(second.id).where(second.id == Split.second_id, _stands(second)).correlate(Split).exists()
