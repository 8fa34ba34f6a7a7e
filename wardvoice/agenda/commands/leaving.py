"""What becomes of somebody's own items when they leave the ward (B4)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import aliased

from wardvoice.agenda import queries
from wardvoice.agenda.commands.items import write_slip
from wardvoice.agenda.models import Item, Support
from wardvoice.agenda.rules import LeftAs
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import WardName
from wardvoice.storage.work import Work


def leave_behind(work: Work, *, item: Item, left_as: LeftAs) -> Item:
    """Hand one's own item to the rep, or let it go, on leaving the ward: the ward is told which, and not who."""
    work.require(May.LEAVE_BEHIND, item)
    item.left_as = left_as
    work.record(Happened.ITEM_LEFT, item, left_as=left_as)
    return item


def follow(work: Work, *, old: UUID, new: WardName, left: Mapping[UUID, LeftAs]) -> None:
    """Let all that a ward name asked belong to the name under which the same person goes on, but what is left behind.

    Written past the history, as every author is; so is whom "this matters to me too" belongs to on these items, or the
    mover would count twice on them, and whom an item is about: they may meet it again at the council. Ask for the
    permission to move first; the ward is told only of what is left.
    """
    for item in queries.all_written_by(work.session, old):
        if item.id in left:
            item.left_as = left[item.id]
            work.record(Happened.ITEM_LEFT, item, left_as=left[item.id])
    theirs = select(Item.id).where(Item.author_id == old, Item.id.not_in(list(left)))
    parts = aliased(Item)
    leads = select(parts.merged_into_id).where(parts.author_id == old, parts.merged_into_id.is_not(None))
    about = or_(Support.item_id.in_(theirs), Support.item_id.in_(leads))
    _past_the_history(work, update(Support).where(Support.ward_name_id == old, about).values(ward_name_id=new.id))
    _past_the_history(
        work, update(Item).where(Item.author_id == old, Item.id.not_in(list(left))).values(author_id=new.id)
    )
    _past_the_history(work, update(Item).where(Item.about_id == old).values(about_id=new.id))


def _past_the_history(work: Work, statement: Update) -> None:
    work.session.execute(statement.execution_options(synchronize_session=False))


def take_along(work: Work, *, item: Item, slip_hash: str) -> None:
    """Let words open one's own item from now on, at any screen of the hospital; the ward is told nothing.

    Written past the history. Give one that no words open for what the advocate tells instead: then nobody who reads
    the table knows which of the two it was.
    """
    work.require(May.LEAVE_BEHIND, item)
    write_slip(work, Item.id == item.id, slip_hash)
