"""What somebody may do with an item just now: the item's page shows these tools and no dead ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from wardvoice.agenda import commands, queries, rules
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries.aside import in_hand
from wardvoice.agenda.rules import LIFE, HideBecause, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import Refused
from wardvoice.core.policy import May, may
from wardvoice.storage.work import Work
from wardvoice.web.guard import would_do_with_a_ward_name
from wardvoice.web.identity import this_actor, this_work


@dataclass(frozen=True)
class ItemTools:
    """Which tools to show under an item. `asks_to_hide` says why somebody asked to hide its words.

    `aside` stands in the place of the rep's tools for whoever may do nothing with it, since it is about them.
    """

    edit: bool = False
    note: bool = False
    read: bool = False
    hide: bool = False
    asks_to_hide: HideBecause | None = None
    agree_hiding: bool = False
    end_hiding: bool = False
    unmerge: bool = False
    join: bool = False
    answer: bool = False
    correct: bool = False
    about: bool = False
    accept: Any = None
    accepted: bool | None = None
    council: Any = None
    council_accepted: bool | None = None
    may_matter: bool = False
    matters: bool = False
    aside: bool = False

    @property
    def any(self) -> bool:
        """True if there is anything to show."""
        nothing = ItemTools(asks_to_hide=self.asks_to_hide, accepted=self.accepted, matters=self.matters)
        return self != replace(nothing, council_accepted=self.council_accepted)


@dataclass(frozen=True)
class Known:
    """What the tools depend on. A page that knows all this hands it in, and nothing more is asked.

    `hiding` is the open request, `outcome` the last answer, `accepted` what was said to it, `council` and
    `council_accepted` the same of the patients' council; `raised_it` says that whoever asks raised the item or one that
    is part of it, `matters` that they said it matters to them, too, `is_out` that it stood on an agenda that is out,
    `other_half` is the item that was split off it or that it was split off.
    """

    hiding: Any = None
    outcome: Any = None
    accepted: bool | None = None
    council: Any = None
    council_accepted: bool | None = None
    raised_it: bool = False
    matters: bool = False
    is_out: bool = False
    other_half: UUID | None = None


WORK = ("read", "hide", "agree_hiding", "end_hiding", "unmerge", "join", "about")
"""The rep's work with an item: whom it is about does none of it."""


def item_tools(item: Item, known: Known | None = None) -> ItemTools:
    """Return the tools for whoever asks; withdrawn items have none."""
    if item.state is ItemState.WITHDRAWN:
        return ItemTools()
    work, actor = this_work(), this_actor()
    known = known or _ask(work, item)
    hiding = known.hiding if _touches_hiding(item) else None
    asks = known.outcome is not None and known.raised_it
    asks_of_council = known.council is not None and known.raised_it
    aside = not may(actor, May.HANDLE_ITEM, item)
    tools = ItemTools(
        edit=_may_still_edit(item, known),
        note=may(actor, May.ADD_NOTE, item),
        read=item.read_on is None and _may_prepare(work, item),
        hide=hiding is None and may(actor, May.HIDE_WORDS, item),
        asks_to_hide=hiding.because if hiding else None,
        agree_hiding=_waits_for_second(hiding) and may(actor, May.AGREE_HIDING, hiding),
        end_hiding=hiding is not None and may(actor, May.END_HIDING, hiding),
        unmerge=item.state is ItemState.MERGED and may(actor, May.MERGE, item),
        join=known.other_half is not None and _may_join(work, item),
        answer=_may_answer(item, known),
        correct=_may_still_correct(work, known.outcome),
        about=may(actor, May.SAY_IT_IS_ABOUT_A_REP, item),
        accept=known.outcome if asks else None,
        accepted=known.accepted if asks else None,
        council=known.council if asks_of_council else None,
        council_accepted=known.council_accepted if asks_of_council else None,
        may_matter=_may_matter(item, known),
        matters=known.matters,
    )
    return _without_work(tools) if aside else tools


def _ask(work: Work, item: Item) -> Known:
    outcome = queries.last_answer(queries.outcomes_of(work.session, [item.id])[item.id])
    support = queries.support_of(work.session, item, this_actor())
    council = queries.council_answer(work.session, item)
    half = queries.halves(work.session, item)
    return Known(
        hiding=queries.open_hiding(work.session, item) if _touches_hiding(item) else None,
        outcome=outcome,
        accepted=queries.acceptance(work.session, [outcome.id])[outcome.id] if outcome else None,
        council=council,
        council_accepted=queries.acceptance(work.session, [council.id])[council.id] if council else None,
        raised_it=queries.whose(work.session, item, this_actor()) is not None,
        matters=support is not None and support.stands,
        is_out=queries.is_out(work.session, item),
        other_half=half.other(item).id if half else None,
    )


def _may_answer(item: Item, known: Known) -> bool:
    actor = this_actor()
    not_accepted_there = actor.at_council and item.origin_id is not None and known.accepted is False
    if not_accepted_there and not actor.has(Role.LEAD):
        return False
    return may(actor, May.ANSWER, item) and LIFE.allows(item.state, "answer")


def _without_work(tools: ItemTools) -> ItemTools:
    nothing: dict[str, Any] = dict.fromkeys(WORK, False)
    return replace(tools, **nothing, aside=True)


def _may_prepare(work: Work, item: Item) -> bool:
    return may(work.actor, May.PREPARE, in_hand(work.session, item, work.today))


def _may_join(work: Work, item: Item) -> bool:
    if not may(work.actor, May.MERGE, item):
        return False
    try:
        commands.may_join(work, item)
    except Refused:
        return False
    return True


def _touches_hiding(item: Item) -> bool:
    return any(may(this_actor(), what, item) for what in (May.HIDE_WORDS, May.END_HIDING))


def _waits_for_second(hiding: Any) -> bool:
    return hiding is not None and hiding.second_at is None


def _may_still_edit(item: Item, known: Known) -> bool:
    if not may(this_actor(), May.EDIT_ITEM, item):
        return False
    try:
        rules.may_still_change(item.state, known.is_out)
    except Refused:
        return False
    return True


def _may_matter(item: Item, known: Known) -> bool:
    """Whoever has not said yet who they are sees the button, too: it asks for their ward name first."""
    if item.state is ItemState.MERGED or not _could_with_a_name(this_actor(), May.MATTERS_TO_ME):
        return False
    try:
        rules.may_matter(item.state, raised_it=known.raised_it, published=known.is_out)
    except Refused:
        return False
    return True


def _could_with_a_name(actor: Actor, what: May) -> bool:
    return may(actor, what) or would_do_with_a_ward_name(actor, what)


def _may_still_correct(work: Work, outcome: Any) -> bool:
    if outcome is None or not may(this_actor(), May.CORRECT_ANSWER, outcome):
        return False
    try:
        rules.correction_in_time(work.clock.day_of(outcome.at), work.today)
    except Refused:
        return False
    return True
