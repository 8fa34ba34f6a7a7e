"""Preparing an agenda: place an item, move a line up or down, take one off, put one off with a reason."""

from __future__ import annotations

from typing import cast

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.placing import close_gap, line_for, may_arrange, renumber, where_it_starts
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import LIFE, EntryState, ItemState
from wardvoice.core.actor import Door
from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings import queries as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import GATHERING, MeetingState
from wardvoice.storage.work import Work

PLANNED, PUBLISHED, OPEN = MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.OPEN


def place_item(work: Work, *, meeting: Meeting, item: Item) -> AgendaEntry:
    """Put a waiting item on an agenda; whoever places it has read it.

    It starts below what was asked for three times and what was carried over. An answered item may come back once its
    review or check day has come. Stale if it waits no more, RuleBroken while an earlier agenda is still to be made.
    """
    _may_take_up(work, meeting, item)
    state = LIFE.after(item.state, "place")
    if item.state is ItemState.ANSWERED:
        outcomes = queries.outcomes_of(work.session, [item.id])[item.id]
        rules.may_place_again(due_again=queries.due_again(outcomes, work.today))
    lines = queries.all_lines(work.session, meeting)
    entry = line_for(work, meeting, item)
    others = [line for line in lines if line is not entry]
    others.insert(where_it_starts(work, others, item), entry)
    entry.state, entry.because, entry.placed_at = EntryState.ON, None, work.now
    renumber(others)
    item.state = state
    _has_read(work, item)
    work.record(Happened.ITEM_PLACED, item, meeting=meeting.id, day=meeting.day)
    return entry


def take_off(work: Work, *, entry: AgendaEntry) -> AgendaEntry:
    """Take a line off an agenda that is not out yet: its item waits again.

    From an agenda that is out only standing items can be taken; an item is put off there, with a reason.
    """
    its_meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    item = _item_on(work, entry)
    may_arrange(work, its_meeting, *((PLANNED,) if item else (PLANNED, PUBLISHED, OPEN)), item=item)
    if entry.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    if entry.item_id is None and entry.standing_id is None:
        raise RuleBroken(N_("This is a question of the week. Take the question back instead."))
    close_gap(work, entry, its_meeting, EntryState.TAKEN_OFF)
    entry.changed_at = work.now
    if item is not None:
        item.state = LIFE.after(item.state, "take_off")
    thing = item or entry
    work.record(Happened.ITEM_TAKEN_OFF, thing, meeting=its_meeting.id, day=its_meeting.day)
    return entry


def move_entry(work: Work, *, entry: AgendaEntry, to: int, version: int | None = None) -> AgendaEntry:
    """Move a line to another place of its agenda, counted from 1; beyond the ends it stops there.

    Stale if the line has moved since the page was drawn. Once the agenda is out ward staff cannot move anything.
    """
    its_meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    may_arrange(work, its_meeting, PLANNED, PUBLISHED, OPEN, item=_item_on(work, entry))
    work.still(entry, version)
    lines = queries.all_lines(work.session, its_meeting)
    order = [line for line in lines if line.state not in rules.OFF_THE_AGENDA]
    if entry not in order:
        raise Stale(MOVED_ON)
    before = order.index(entry)
    after = min(max(to, 1), len(order)) - 1
    if after == before:
        return entry
    order.insert(after, order.pop(before))
    entry.changed_at = work.now
    renumber([*order, *(line for line in lines if line.state in rules.OFF_THE_AGENDA)])
    thing = queries.item(work.session, work.ward_id, entry.item_id) if entry.item_id else entry
    work.record(Happened.ITEM_MOVED, thing, meeting=its_meeting.id, place_before=before + 1, place=after + 1)
    return entry


def set_minutes(work: Work, *, entry: AgendaEntry, minutes: int | None, version: int | None = None) -> AgendaEntry:
    """Give a line its minutes, or None for its share of what the others leave. More than fit is no reason to refuse.

    RuleBroken outside 1 to 240 minutes; Stale if the line has changed since the page was drawn or is off the agenda.
    """
    its_meeting = meetings.meeting(work.session, work.ward_id, entry.meeting_id)
    may_arrange(work, its_meeting, PLANNED, PUBLISHED, item=_item_on(work, entry))
    work.still(entry, version)
    if entry.state is not EntryState.ON:
        raise Stale(MOVED_ON)
    if minutes is not None:
        rules.minutes_make_sense(minutes)
    if entry.minutes != minutes:
        entry.minutes = minutes
        work.record(Happened.LINE_TIMED, entry, meeting=its_meeting.id, minutes=minutes)
    return entry


def put_off(work: Work, *, meeting: Meeting, item: Item, because: str) -> AgendaEntry:
    """Let an item wait for the meeting after this one, with a reason that everybody reads; it counts as carried over.

    RuleBroken without a reason, or if it was put off from this agenda already.
    """
    _may_take_up(work, meeting, item)
    reason = cast(str, rules.clean_words(because, needed=True, field="because"))
    state = LIFE.after(item.state, "put_off")
    _not_elsewhere(work, meeting, item)
    entry = line_for(work, meeting, item)
    if entry.state is EntryState.PUT_OFF:
        raise RuleBroken(N_("This is put off already."))
    entry.because, entry.changed_at = reason, work.now
    _has_read(work, item)
    work.session.flush()
    close_gap(work, entry, meeting, EntryState.PUT_OFF)
    item.state = state
    work.record(Happened.ITEM_PUT_OFF, item, meeting=meeting.id, day=meeting.day, because=reason)
    return entry


def _has_read(work: Work, item: Item) -> None:
    """Whoever places an item or puts it off has it in front of them."""
    if item.read_on is None and work.actor.door is not Door.CLOCK:
        item.read_on = work.today


def _may_take_up(work: Work, meeting: Meeting, item: Item) -> None:
    """Refuse an agenda that is not the next one to be made: nothing is put in the far future without a reason."""
    may_arrange(work, meeting, PLANNED, PUBLISHED, item=item)
    earlier = meetings.earlier_coming(work.session, meeting)
    if meeting.kind in GATHERING and earlier is not None and earlier.state is PLANNED:
        raise RuleBroken(N_("An earlier meeting still has no agenda. Begin with that one."))


def _item_on(work: Work, entry: AgendaEntry) -> Item | None:
    return queries.item(work.session, work.ward_id, entry.item_id) if entry.item_id is not None else None


def _not_elsewhere(work: Work, meeting: Meeting, item: Item) -> None:
    standing = queries.standing_now(work.session, item)
    if standing is not None and standing[1] is not meeting:
        raise Stale(MOVED_ON)
