"""Items that ask for the same: made one, made two again, and linked to what was asked before."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import step_aside
from wardvoice.agenda.commands.deciding import bring_deciders, take_deciders_back
from wardvoice.agenda.commands.placing import leave_agenda, to_the_top
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.rules import LIFE, EntryState
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
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
    _no_halves_of_one(work, item, into, "into")
    rules.may_merge(
        item.kind,
        into.kind,
        into.state,
        same=item is into,
        leads_others=bool(queries.merged_into(work.session, item)),
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


def link_items(work: Work, *, item: Item, earlier: Item) -> Item:
    """Say that an item asks again for what was asked before; a rep says so, or the item's author.

    Whatever the earlier one was linked to counts too, so that the fourth time is known as the fourth. What is thereby
    found to be asked for the third time goes to the top of an agenda that is not out yet (I8).
    """
    own = may(work.actor, May.EDIT_ITEM, item)
    work.require(May.EDIT_ITEM if own else May.PREPARE, item)
    if not own:
        step_aside(work, item)
    work.require(May.READ_WARD, earlier)
    _no_halves_of_one(work, item, earlier, "earlier")
    links = _links(work, item, earlier)
    same, linked_back = item is earlier, (earlier.id, item.id) in links
    rules.may_link(item.received_on, earlier.received_on, same=same, linked_back=linked_back)
    if (item.id, earlier.id) in links:
        raise RuleBroken(N_("These two are linked already."), field="earlier")
    later = {item.id, *(a for a, b in links if b == item.id)}
    before = {earlier.id, *(b for a, b in links if a == earlier.id)}
    for pair in sorted((a, b) for a in later for b in before if (a, b) not in links and a != b):
        work.session.add(ItemLink(ward_id=item.ward_id, item_id=pair[0], earlier_id=pair[1], day=work.today))
    work.session.flush()
    for one in sorted(later, key=str):
        to_the_top(work, queries.item(work.session, work.ward_id, one))
    work.record(Happened.ITEM_LINKED, item, earlier=earlier.id)
    return item


def _links(work: Work, *items: Item) -> set[tuple[UUID, UUID]]:
    ids = [item.id for item in items]
    rows = select(ItemLink.item_id, ItemLink.earlier_id).where(
        ItemLink.item_id.in_(ids) | ItemLink.earlier_id.in_(ids), ItemLink.ward_id == work.ward_id
    )
    return {(row.item_id, row.earlier_id) for row in work.session.execute(rows)}


def _no_halves_of_one(work: Work, item: Item, other: Item, field: str) -> None:
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
