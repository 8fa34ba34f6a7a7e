"""An item that asks for two things: made two, both with the raiser's whole words, and made one again (I4)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.aside import step_aside
from wardvoice.agenda.commands.deciding import bring_deciders, take_deciders_back
from wardvoice.agenda.commands.placing import leave_agenda, line_for, renumber
from wardvoice.agenda.models import Item, Outcome, Split, Support
from wardvoice.agenda.queries import Halves
from wardvoice.agenda.rules import LIFE, EntryState
from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work

LIKE_THE_FIRST = ("words", "author_id", "slip_hash", "read_on", "left_as", "about_id")
"""What the second half has of the first; the rest of what was said is taken over once, when it is made."""


def split_item(work: Work, *, item: Item, first_part: str, second_part: str, version: int | None = None) -> Item:
    """Make two of an item that asks for two things; return the second half.

    Both keep the raiser's whole words; the two lines say which part each is about. The second half stands below the
    first one on its agenda, is raised by whoever raised that, matters to the same people, and the same people can
    decide it. Stale if it waits no more, RuleBroken where the words are in doubt or other items hang on it.
    """
    work.require(May.MERGE, item)
    step_aside(work, item)
    may_split(work, item)
    work.still(item, version)
    parts = rules.part_line(first_part, "first_part"), rules.part_line(second_part, "second_part")
    rules.parts_differ(*parts)
    if item.read_on is None:
        item.read_on = work.today
    second = _second_half(work, item)
    row = queries.split_of(work.session, item) or Split(ward_id=item.ward_id, item_id=item.id, second_id=second.id)
    row.first_part, row.second_part, row.day = *parts, work.today
    work.session.add(row)
    _matters_as_well(work, item, second)
    _stand_below(work, item, second)
    work.record(Happened.ITEM_SPLIT, item, second=second.id)
    work.record(Happened.ITEM_SPLIT_OFF, second, first=item.id)
    bring_deciders(work, item, second, told_as="split_off")
    return second


def may_split(work: Work, item: Item) -> None:
    """Refuse to split what cannot be split just now (rules.may_split)."""
    rules.may_split(
        item.state,
        has_words=bool(item.words),
        is_half=queries.halves(work.session, item) is not None,
        leads_others=bool(queries.merged_into(work.session, item)),
        hiding=queries.open_hiding(work.session, item) is not None,
        from_ward=item.origin_id is not None,
    )


def join_halves(work: Work, *, item: Item) -> Item:
    """Make one again of an item and its other half; return the first half, which speaks for both as before.

    Whoever said of the second half that it matters to them counts for the first. Stale if it is no half, or one of
    them waits no more; RuleBroken once the second half was talked about.
    """
    work.require(May.MERGE, item)
    both = may_join(work, item)
    first, second = both.first, both.second
    line = leave_agenda(work, second, EntryState.TAKEN_OFF)
    if line is not None:
        line.changed_at = work.now
    take_deciders_back(work, first, second)
    _matters_as_well(work, second, first)
    for support in _supports(work, second).values():
        support.stands = False
    for one in (first, *queries.merged_into(work.session, first)):
        one.about_id = first.about_id or second.about_id
    second.state, second.merged_into_id = LIFE.after(second.state, "merge"), first.id
    second.words = second.author_id = second.slip_hash = second.left_as = None
    work.record(Happened.SPLIT_UNDONE, first, second=second.id)
    work.record(Happened.SPLIT_UNDONE, second, first=first.id)
    return first


def may_join(work: Work, item: Item) -> Halves:
    """Return both halves; refuse whom one of them is about, and what cannot be made one again just now."""
    both = queries.halves(work.session, item)
    if both is None:
        raise Stale(MOVED_ON)
    step_aside(work, both.first)
    step_aside(work, both.second)
    outcome = select(Outcome.id).where(Outcome.item_id == both.second.id).limit(1)
    rules.may_join(
        both.first.state,
        both.second.state,
        second_talked_about=work.session.scalar(outcome) is not None,
        leads=bool(queries.merged_into(work.session, both.second)),
        hiding=queries.open_hiding(work.session, item) is not None,
    )
    return both


def _second_half(work: Work, item: Item) -> Item:
    """Return the half that an earlier split of the item left, as fresh as one that is made now."""
    before = queries.split_of(work.session, item)
    kept = {name: getattr(item, name) for name in LIKE_THE_FIRST}
    if before is None:
        second = Item(**_of_the_same(item), **kept)
        work.session.add(second)
        work.session.flush()
        return second
    second = queries.item(work.session, work.ward_id, before.second_id)
    second.state, second.merged_into_id = LIFE.after(second.state, "undo_merge"), None
    for name, value in kept.items():
        setattr(second, name, value)
    return second


def _of_the_same(item: Item) -> Mapping[str, object]:
    same = "ward_id", "kind", "topic", "shown_as", "feeling", "written_by", "written_by_id"
    return {name: getattr(item, name) for name in (*same, "received_on", "typed_in_on", "part_of_day")}


def _stand_below(work: Work, item: Item, second: Item) -> None:
    """Give the second half a line below the first one's, where that waits on an agenda for its answer."""
    found = queries.standing_now(work.session, item)
    if found is None:
        return
    above, meeting = found
    lines = queries.all_lines(work.session, meeting)
    line = line_for(work, meeting, second)
    lines = [one for one in lines if one is not line]
    lines.insert(lines.index(above) + 1, line)
    line.state, line.because, line.placed_at = EntryState.ON, None, work.now
    renumber(lines)
    second.state = LIFE.after(second.state, "place")


def _matters_as_well(work: Work, item: Item, to: Item) -> None:
    """Let everybody to whom an item matters count for another one, too; each once."""
    theirs = _supports(work, to)
    for whose, support in _supports(work, item).items():
        if not support.stands:
            continue
        if whose not in theirs:
            theirs[whose] = Support(ward_id=to.ward_id, item_id=to.id, ward_name_id=whose, stands=False)
            work.session.add(theirs[whose])
        if not theirs[whose].stands:
            theirs[whose].stands, theirs[whose].day = True, support.day


def _supports(work: Work, item: Item) -> dict[UUID, Support]:
    rows = work.session.scalars(select(Support).where(Support.item_id == item.id))
    return {support.ward_name_id: support for support in rows}
