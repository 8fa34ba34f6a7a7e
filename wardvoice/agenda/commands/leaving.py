"""What becomes of somebody's own items when they leave the ward (B4)."""

from __future__ import annotations

from wardvoice.agenda.commands.items import write_slip
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import LeftAs
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work


def leave_behind(work: Work, *, item: Item, left_as: LeftAs) -> Item:
    """Hand one's own item to the rep, or let it go, on leaving the ward: the ward is told which, and not who."""
    work.require(May.LEAVE_BEHIND, item)
    item.left_as = left_as
    work.record(Happened.ITEM_LEFT, item, left_as=left_as)
    return item


def take_along(work: Work, *, item: Item, slip_hash: str) -> None:
    """Let words open one's own item from now on, at any screen of the hospital; the ward is told nothing.

    Written past the history. Give one that no words open for what the advocate tells instead: then nobody who reads
    the table knows which of the two it was.
    """
    work.require(May.LEAVE_BEHIND, item)
    write_slip(work, Item.id == item.id, slip_hash)
