"""Hiding words from public view: asked by one, agreed by another, ended by the patients' side or by the clock."""

from __future__ import annotations

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import step_aside
from wardvoice.agenda.models import Hiding, Item
from wardvoice.agenda.rules import HideBecause
from wardvoice.core.actor import Role
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work

PATIENTS_SIDE = (Role.REP, Role.DEPUTY, Role.ADVOCATE)


def hide_words(work: Work, *, item: Item, because: HideBecause, danger: bool = False) -> Hiding:
    """Ask that an item's words be hidden; they are, once a second person agrees.

    Where somebody is in danger they go at once, for a day. RuleBroken while another request is open, and for whoever
    would hide the same words alone a second time.
    """
    work.require(May.HIDE_WORDS, item)
    _step_aside(work, item)
    assert work.actor.id is not None
    before = queries.hidings_of(work.session, item)
    alone_before = any(hiding.danger and hiding.first_by_id == work.actor.id for hiding in before)
    rules.may_hide([hiding.facts for hiding in before], danger=danger, alone_before=alone_before)
    hiding = Hiding(
        ward_id=item.ward_id,
        item_id=item.id,
        because=because,
        danger=danger,
        first_by_id=work.actor.id,
        first_by_patients_side=work.actor.has(*PATIENTS_SIDE),
        first_at=work.now,
    )
    work.session.add(hiding)
    work.record(Happened.WORDS_HIDDEN, item, because=because, danger=danger)
    return hiding


def agree_hiding(work: Work, *, hiding: Hiding) -> Hiding:
    """Agree, as the second person, that words stay hidden. NotAllowed for whoever asked first. Stale if it is over."""
    work.require(May.AGREE_HIDING, hiding)
    _step_aside(work, _item(work, hiding))
    if hiding.ended_at is not None or hiding.second_at is not None:
        raise Stale(MOVED_ON)
    hiding.second_at = work.now
    work.record(Happened.HIDING_AGREED, _item(work, hiding), because=hiding.because)
    return hiding


def end_hiding(work: Work, *, hiding: Hiding) -> Hiding:
    """Show the words again, or turn a request down. Stale if it is over already."""
    work.require(May.END_HIDING, hiding)
    _step_aside(work, _item(work, hiding))
    if hiding.ended_at is not None:
        raise Stale(MOVED_ON)
    hiding.ended_at = work.now
    work.record(Happened.HIDING_ENDED, _item(work, hiding), because=hiding.because)
    return hiding


def end_stale_hidings(work: Work) -> list[Hiding]:
    """Write down that words are back which one person hid a day ago and nobody else agreed to."""
    over = [h for h in queries.alone(work.session, work.ward_id) if rules.danger_is_over(h.facts, work.now)]
    return [end_hiding(work, hiding=hiding) for hiding in over]


def _step_aside(work: Work, item: Item) -> None:
    """Refuse whom an item is about, or the other part of it: both have the same words."""
    step_aside(work, item)
    both = queries.halves(work.session, item)
    if both is not None:
        step_aside(work, both.other(item))


def _item(work: Work, hiding: Hiding) -> Item:
    return queries.item(work.session, work.ward_id, hiding.item_id)
