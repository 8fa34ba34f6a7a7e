"""What one patient asked matters to others, too: one voice for each ward name, counted and never shown."""

from __future__ import annotations

from wardvoice.agenda import queries, rules
from wardvoice.agenda.models import Item, Support
from wardvoice.agenda.rules import ItemState
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work


def say_it_matters(work: Work, *, item: Item, matters: bool) -> Item:
    """Say "this matters to me too", or take that back; said twice it counts once. Return the item that it counts for.

    What is part of another item gives its voice to that one. RuleBroken for whoever raised it, and before its agenda
    is out.
    """
    work.require(May.MATTERS_TO_ME, item)
    lead = _lead(work, item)
    before = queries.support_of(work.session, lead, work.actor)
    if (before is not None and before.stands) is matters:
        return lead
    if matters:
        raised_it = queries.whose(work.session, lead, work.actor) is not None
        published = lead.state is ItemState.ANSWERED or queries.is_out(work.session, lead)
        rules.may_matter(lead.state, raised_it=raised_it, published=published)
    _write(work, lead, before, matters=matters)
    work.record(Happened.SUPPORT_GIVEN if matters else Happened.SUPPORT_TAKEN_BACK, lead)
    return lead


def _lead(work: Work, item: Item) -> Item:
    if item.state is not ItemState.MERGED or item.merged_into_id is None:
        return item
    return queries.item(work.session, work.ward_id, item.merged_into_id)


def _write(work: Work, item: Item, before: Support | None, *, matters: bool) -> None:
    if before is None:
        assert work.actor.id is not None
        before = Support(ward_id=item.ward_id, item_id=item.id, ward_name_id=work.actor.id)
        work.session.add(before)
    before.stands, before.day = matters, work.today
