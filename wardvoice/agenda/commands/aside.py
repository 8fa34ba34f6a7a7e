"""Whoever an item is about does nothing with it: the mark that says so, and what it refuses (rules.md, Who may)."""

from __future__ import annotations

from uuid import UUID

from wardvoice.agenda import queries
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.queries.aside import in_hand
from wardvoice.agenda.queries.council import at_council
from wardvoice.agenda.rules import AboutWhom
from wardvoice.core.errors import N_, NotAllowed, NotFound, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.meetings.models import Meeting
from wardvoice.people.queries import reps_in_post
from wardvoice.storage.work import Work


def say_about_rep(work: Work, *, item: Item, whom: AboutWhom) -> Item:
    """Mark that an item is about the rep, the deputy, or neither. The mark is no sign for anybody.

    All that became one with it bears the same mark, and so does what the patients' council has taken up of it.

    NotAllowed for whom the mark is about already: others take it away. RuleBroken where nobody has the part.
    """
    work.require(May.SAY_IT_IS_ABOUT_A_REP, item)
    step_aside(work, item)
    about_id = _who_is(work, whom) if whom is not AboutWhom.NOBODY else None
    for one in _all_that_is_one_with(work, item):
        one.about_id = about_id
        for taken_up in at_council(work.session, one):
            taken_up.about_id = about_id
    work.record(Happened.STEPPED_ASIDE, item)
    return item


def take_in_hand(work: Work, what: May, item: Item, meeting: Meeting | None = None) -> None:
    """Ask the law about the rep's work with one item, and refuse whom it is about.

    Where it is about the only rep, a peer supporter may do it, else the advocate or the listener: this item alone.
    """
    if meeting is not None and meeting.ward_id != item.ward_id:
        raise NotFound()
    work.require(what, in_hand(work.session, item, work.today, meeting.scribe_id if meeting else None))
    step_aside(work, item)


def step_aside(work: Work, item: Item) -> None:
    """Refuse whom an item is about."""
    if not may(work.actor, May.HANDLE_ITEM, item):
        raise NotAllowed(N_("Somebody else does this one."))


def take_line_in_hand(work: Work, what: May, entry: AgendaEntry, meeting: Meeting) -> None:
    """Ask the law about the rep's work with a line of a meeting: with its item, if it has one."""
    if entry.item_id is None:
        work.require(what, meeting)
    else:
        take_in_hand(work, what, work.session.get_one(Item, entry.item_id), meeting)


def _all_that_is_one_with(work: Work, item: Item) -> list[Item]:
    lead = item if item.merged_into_id is None else queries.item(work.session, item.ward_id, item.merged_into_id)
    return [lead, *queries.merged_into(work.session, lead)]


def _who_is(work: Work, whom: AboutWhom) -> UUID:
    found = [term for term in reps_in_post(work.session, work.ward_id, work.today) if term.role.value == whom.value]
    if not found:
        raise RuleBroken(N_("Nobody has this part now."), field="part")
    mine = next((term for term in found if term.ward_name_id == work.actor.id), found[0])
    return mine.ward_name_id
