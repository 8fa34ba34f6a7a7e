"""Items that ask again for what was asked before: linked, and the link taken back (I7, I8)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import step_aside
from wardvoice.agenda.commands.merging import no_halves_of_one
from wardvoice.agenda.commands.placing import to_its_rank, to_the_top
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.storage.work import Work

Pair = tuple[UUID, UUID]


def link_items(work: Work, *, item: Item, earlier: Item) -> Item:
    """Say that an item asks again for what was asked before; a rep says so, or the item's author.

    Whatever the earlier one was linked to counts too, so that the fourth time is known as the fourth. What is thereby
    found to be asked for the third time goes to the top of an agenda that is not out yet (I8).
    """
    _may(work, May.PREPARE, item, earlier)
    no_halves_of_one(work, item, earlier, "earlier")
    rows = queries.links_of(work.session, work.ward_id, [item.id, earlier.id])
    links = {pair for pair, row in rows.items() if row.taken_back_on is None}
    same, linked_back = item is earlier, (earlier.id, item.id) in links
    rules.may_link(item.received_on, earlier.received_on, same=same, linked_back=linked_back)
    said = item.id, earlier.id
    if said in links:
        raise RuleBroken(N_("These two are linked already."), field="earlier")
    later = {item.id, *(a for a, b in links if b == item.id)}
    before = {earlier.id, *(b for a, b in links if a == earlier.id)}
    new = {(a, b) for a in later for b in before if (a, b) not in links and a != b}
    known = queries.links_of(work.session, work.ward_id, later)
    for pair in sorted(new):
        _stands(work, pair, known.get(pair), follows=pair != said)
    work.session.flush()
    for one in _items(work, later):
        to_the_top(work, one)
    work.record(Happened.ITEM_LINKED, item, earlier=earlier.id)
    return item


def unlink_items(work: Work, *, item: Item, earlier: Item) -> Item:
    """Take back that an item asks again for what was asked before; its author or a rep says so.

    With it goes whatever followed from it alone, and what follows from that: how often it was raised, the written
    answer that was owed, its place at the top of an agenda that is not out. So staff who stand in for a rep cannot:
    nobody lets go of a debt of their own side. Stale if that was done already.
    """
    _may(work, May.MERGE, item, earlier)
    known = queries.links_of(work.session, work.ward_id, [item.id, earlier.id])
    row = known.get((item.id, earlier.id))
    rules.may_unlink(stands=row is not None and row.taken_back_on is None, follows=bool(row and row.follows))
    assert row is not None
    later = {item.id, *(a for (a, b), one in known.items() if b == item.id and one.taken_back_on is None)}
    held = _standing(work, later)
    said = {pair for pair, one in _standing(work, {b for _, b in held} | later).items() if not one.follows}
    left = rules.led_back(said - {(item.id, earlier.id)})
    row.follows = True if (item.id, earlier.id) in left else row.follows
    for pair, link in held.items():
        if pair not in left:
            link.taken_back_on = work.today
    work.session.flush()
    for one in _items(work, later):
        to_its_rank(work, one)
    work.record(Happened.ITEM_UNLINKED, item, earlier=earlier.id)
    return item


def _may(work: Work, what: May, item: Item, earlier: Item) -> None:
    own = may(work.actor, May.EDIT_ITEM, item)
    work.require(May.EDIT_ITEM if own else what, item)
    if not own:
        step_aside(work, item)
    work.require(May.READ_WARD, earlier)


def _stands(work: Work, pair: Pair, row: ItemLink | None, *, follows: bool) -> None:
    """Write a link down, or let one that was taken back stand again; from today on."""
    if row is None:
        row = ItemLink(ward_id=work.ward_id, item_id=pair[0], earlier_id=pair[1])
        work.session.add(row)
    row.day, row.taken_back_on, row.follows = work.today, None, follows or None


def _standing(work: Work, items: Iterable[UUID]) -> dict[Pair, ItemLink]:
    """Return the links by which these items ask again, as far as they stand."""
    wanted = set(items)
    rows = queries.links_of(work.session, work.ward_id, wanted).items()
    return {pair: row for pair, row in rows if pair[0] in wanted and row.taken_back_on is None}


def _items(work: Work, ids: Iterable[UUID]) -> list[Item]:
    return [queries.item(work.session, work.ward_id, one) for one in sorted(ids, key=str)]
