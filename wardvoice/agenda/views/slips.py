"""Five words for an item: drawing them, finding what they open, and the way there from another ward's screen (C3)."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request, url_for

from wardvoice.agenda import queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.agenda.views.room import bp
from wardvoice.slips import commands as slips
from wardvoice.slips.finders import Opened
from wardvoice.storage.sealing import Found
from wardvoice.storage.work import Work
from wardvoice.web.identity import act_as, this_actor, this_work


def drawn_words() -> tuple[str, Found]:
    """Draw five words while nobody has to wait for the database; what was read before is let go."""
    work = this_work()
    work.session.rollback()
    return slips.fresh(work.pepper)


def find_item(lookup: bytes) -> Opened | None:
    """Return which item, or list of items, five words open, and whether one of them has an answer."""
    work = this_work()
    found = queries.items_of_slip(work.session, lookup.hex())
    if not found:
        return None
    both = queries.halves(work.session, found[0])
    one_thing = len(found) == 1 or (both is not None and {one.id for one in found} == {both.first.id, both.second.id})
    address = url_for("board.item", item_id=found[0].id) if one_thing else url_for("board.along")
    return Opened(address, has_answer=_has_answer(work, found))


def _has_answer(work: Work, items: Iterable[Item]) -> bool:
    """Return whether one of these, or of those they became part of, has an answer."""
    asked = [one.merged_into_id if one.state is ItemState.MERGED else one.id for one in items]
    outcomes = queries.outcomes_of(work.session, [one for one in asked if one is not None])
    return any(queries.last_answer(given) is not None for given in outcomes.values())


@bp.before_app_request
def _go_to_its_ward() -> None:
    """Let whoever holds an item's words, or raised it before they moved, stand in its ward, on its pages alone."""
    actor, item_id = this_actor() if request.view_args else None, (request.view_args or {}).get("item_id")
    if actor is None or item_id is None or not (actor.slip or actor.speaks_as):
        return
    work = this_work()
    item = work.session.get(Item, item_id)
    if item is None or item.ward_id == actor.ward_id or actor.at_council:
        return
    if queries.whose(work.session, item, actor) is not None:
        act_as(actor.as_a_patient_of(item.ward_id))
