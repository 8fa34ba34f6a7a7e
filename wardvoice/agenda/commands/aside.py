"""Whoever an item is about does nothing with it: the mark that says so, and what it refuses (rules.md, Who may)."""

from __future__ import annotations

from uuid import UUID

from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import AboutWhom
from wardvoice.core.errors import N_, NotAllowed, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.people.queries import reps_in_post
from wardvoice.storage.work import Work


def say_about_rep(work: Work, *, item: Item, whom: AboutWhom) -> Item:
    """Mark that an item is about the rep, the deputy, or neither. The mark is no sign for anybody.

    NotAllowed for whom the mark is about already: others take it away. RuleBroken where nobody has the part.
    """
    work.require(May.SAY_IT_IS_ABOUT_A_REP, item)
    step_aside(work, item)
    item.about_id = _who_is(work, whom) if whom is not AboutWhom.NOBODY else None
    work.record(Happened.STEPPED_ASIDE, item)
    return item


def step_aside(work: Work, item: Item) -> None:
    """Refuse whom an item is about."""
    if not may(work.actor, May.HANDLE_ITEM, item):
        raise NotAllowed(N_("Somebody else does this one."))


def step_aside_at(work: Work, entry: AgendaEntry) -> None:
    """Refuse whom the item on a line is about."""
    if entry.item_id is not None:
        step_aside(work, work.session.get_one(Item, entry.item_id))


def _who_is(work: Work, whom: AboutWhom) -> UUID:
    found = [term for term in reps_in_post(work.session, work.ward_id, work.today) if term.role.value == whom.value]
    if not found:
        raise RuleBroken(N_("Nobody has this part now."), field="part")
    mine = next((term for term in found if term.ward_name_id == work.actor.id), found[0])
    return mine.ward_name_id
