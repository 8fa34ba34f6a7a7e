"""Items that ask for the same: made one, and made two again."""

from __future__ import annotations

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import step_aside
from wardvoice.agenda.commands.deciding import bring_deciders, take_deciders_back
from wardvoice.agenda.commands.placing import leave_agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import LIFE, EntryState
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work


def merge_items(work: Work, *, item: Item, into: Item) -> Item:
    """Make an item part of another that asks for the same. Both keep their words; they share the answer.

    Whoever can decide the one is asked for the other, too.

    RuleBroken where that makes no sense, Stale if the item waits no more.
    """
    work.require(May.MERGE, item)
    work.require(May.MERGE, into)
    step_aside(work, item)
    step_aside(work, into)
    state = LIFE.after(item.state, "merge")
    no_halves_of_one(work, item, into, "into")
    rules.may_merge(
        item.kind,
        into.kind,
        into.state,
        same=item is into,
        leads_others=bool(queries.merged_into(work.session, item)),
        same_mark=item.about_id == into.about_id,
    )
    line = leave_agenda(work, item, EntryState.TAKEN_OFF)
    if line is not None:
        line.changed_at = work.now
    item.state, item.merged_into_id = state, into.id
    work.record(Happened.ITEM_MERGED, item, into=into.id)
    bring_deciders(work, item, into)
    return item


def undo_merge(work: Work, *, item: Item) -> Item:
    """Let an item stand for itself again: it waits for its own place. Stale if it is part of no other."""
    work.require(May.MERGE, item)
    step_aside(work, item)
    if queries.was_joined(work.session, item):
        raise Stale(MOVED_ON)
    return _part_again(work, item)


def let_parts_go(work: Work, item: Item) -> None:
    """Let what is part of a withdrawn item stand for itself again, so that nobody's words are lost with it."""
    for part in queries.merged_into(work.session, item):
        _part_again(work, part)


def no_halves_of_one(work: Work, item: Item, other: Item, field: str) -> None:
    """Two halves have one raiser's words: that one asks for the same as the other is no news."""
    both = queries.halves(work.session, item)
    if both is not None and item is not other and both.other(item).id == other.id:
        raise RuleBroken(N_("These two are parts of one. You can make them one again."), field=field)


def _part_again(work: Work, item: Item) -> Item:
    state = LIFE.after(item.state, "undo_merge")
    lead = item.merged_into_id
    if lead is not None:
        take_deciders_back(work, item, queries.item(work.session, work.ward_id, lead))
    item.merged_into_id, item.state = None, state
    work.record(Happened.MERGE_UNDONE, item, was_part_of=lead)
    return item
