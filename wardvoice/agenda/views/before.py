"""What was asked before, beside an item that is being prepared: a person says that it is the same (I7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import Alike
from wardvoice.agenda.rules import GOOD_THINGS, MERGEABLE
from wardvoice.agenda.views.room import words_for
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.policy import May, may
from wardvoice.storage.work import Work


@dataclass(frozen=True)
class Before:
    """An item that reads alike. What still waits is put together with this one; what is over is linked to it."""

    one: Alike

    @property
    def waits(self) -> bool:
        """True if the two become one, False if this one asks again."""
        return self.one.state in MERGEABLE


def asked_before(work: Work, item: Item, words: str | None) -> Sequence[Before]:
    """Return at most three items that read alike and with which whoever asks can do something; one statement.

    `words` are the item's as far as they may be read here: what is hidden from somebody finds nothing for them.
    """
    if item.kind in GOOD_THINGS:
        return []
    found = queries.alike(work.session, work.ward_id, words, now=work.now, but=item.id)
    return [before for before in map(Before, found) if _makes_sense(work, item, before)]


def link_them(work: Work, item: Item, earlier: Item) -> None:
    """Link an item to one that is shown beside it at this moment; Stale for any other, and for one linked already."""
    work.require(May.PREPARE, item)
    found = asked_before(work, item, words_for(item))
    if earlier.id not in {before.one.id for before in found if not before.waits}:
        raise Stale(MOVED_ON)
    commands.link_items(work, item=item, earlier=earlier)


def _makes_sense(work: Work, item: Item, before: Before) -> bool:
    if before.waits:
        return item.state in MERGEABLE and may(work.actor, May.MERGE, item)
    return before.one.received_on <= item.received_on
