"""How lines stand on an agenda: in which order, and what happens to the others when one leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from wardvoice.agenda import queries
from wardvoice.agenda.commands.aside import take_in_hand
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import OFF_THE_AGENDA, RAISED_AGAIN, EntryState, first_rank
from wardvoice.core.actor import WARD_STAFF
from wardvoice.core.errors import MOVED_ON, N_, NotAllowed, Stale
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.storage.work import Work


def may_arrange(work: Work, meeting: Meeting, *states: MeetingState, item: Item | None = None) -> None:
    """Refuse whoever may not arrange this agenda, ward staff once it is out, and everybody when it is too late.

    With an `item`, whoever may do the work with that one, and not whom it is about.
    """
    if item is None:
        work.require(May.PREPARE, meeting)
    else:
        take_in_hand(work, May.PREPARE, item, meeting)
    if meeting.state not in states:
        raise Stale(MOVED_ON)
    if meeting.published_at is not None and work.actor.is_staff and work.actor.has(*WARD_STAFF):
        raise NotAllowed(N_("The agenda is out. Only the patients can change it now."))


def line_for(work: Work, meeting: Meeting, item: Item) -> AgendaEntry:
    """Return the item's line on this agenda, made new if it never had one."""
    entry = queries.entry_of(work.session, meeting, item)
    if entry is None:
        entry = AgendaEntry(ward_id=meeting.ward_id, meeting_id=meeting.id, item_id=item.id, place=0)
        work.session.add(entry)
    return entry


def title_line(work: Work, meeting: Meeting, title: str) -> AgendaEntry:
    """Add a line of its own to this one agenda, last of those that stand on it."""
    lines = queries.all_lines(work.session, meeting)
    about = {"ward_id": meeting.ward_id, "meeting_id": meeting.id, "placed_at": work.now}
    entry = AgendaEntry(**about, title=title, place=0, state=EntryState.ON)
    work.session.add(entry)
    on = [line for line in lines if line.state not in OFF_THE_AGENDA]
    put_in_order([*on, entry], [line for line in lines if line.state is EntryState.PUT_OFF])
    work.session.flush()  # gives the line its id
    return entry


def put_in_order(entries: Sequence[AgendaEntry], put_off: Sequence[AgendaEntry] = ()) -> None:
    """Give the lines their places from 1 on without a gap; lines that were put off follow."""
    for place, entry in enumerate((*entries, *put_off), start=1):
        if entry.place != place:
            entry.place = place


def leave_agenda(work: Work, item: Item, becomes: EntryState) -> AgendaEntry | None:
    """Take the item's waiting line off its agenda and close the gap; return the line, or None if there is none."""
    found = queries.standing_now(work.session, item)
    if found is None:
        return None
    entry, meeting = found
    close_gap(work, entry, meeting, becomes)
    return entry


def close_gap(work: Work, entry: AgendaEntry, meeting: Meeting, becomes: EntryState) -> None:
    """Take one line off an agenda and let the others move up."""
    lines = queries.all_lines(work.session, meeting)
    entry.state = becomes
    if becomes is EntryState.TAKEN_OFF:
        entry.place = 0
    renumber(lines)


def renumber(lines: Sequence[AgendaEntry]) -> None:
    """Give all lines of an agenda their places: those on it, then those put off; those taken off have none."""
    on = [line for line in lines if line.state not in (EntryState.TAKEN_OFF, EntryState.PUT_OFF)]
    put_in_order(on, [line for line in lines if line.state is EntryState.PUT_OFF])


def where_it_starts(work: Work, lines: Sequence[AgendaEntry], item: Item) -> int:
    """Return the index at which an item starts: below the last line of its own rank or a higher one."""
    items = [line.item_id for line in lines if line.item_id is not None]
    raised = queries.how_often_raised(work.session, [*items, item.id])
    carried = queries.times_carried(work.session, [*items, item.id])
    ranks = {item_id: first_rank(raised[item_id], carried.get(item_id, 0)) for item_id in raised}
    mine, index = ranks[item.id], 0
    for n, line in enumerate(lines):
        if line.state in OFF_THE_AGENDA:
            continue
        if line.item_id is not None and ranks[line.item_id] <= mine:
            index = n + 1
    return index


def to_its_rank(work: Work, item: Item) -> None:
    """Let an item that is no longer asked for the third time go down to where it would start, until its agenda is out.

    One that stands lower already, as somebody moved it, stays there.
    """
    found = queries.standing_now(work.session, item)
    raised = queries.how_often_raised(work.session, [item.id])[item.id]
    if found is None or found[1].state is not MeetingState.PLANNED or raised >= RAISED_AGAIN:
        return
    entry, meeting = found
    lines = queries.all_lines(work.session, meeting)
    others = [line for line in lines if line is not entry]
    starts = where_it_starts(work, others, item)
    if lines.index(entry) < starts:
        others.insert(starts, entry)
        renumber(others)


def to_the_top(work: Work, item: Item) -> None:
    """Let an item that is asked for the third time move up on its agenda, as long as that is not out (I8)."""
    found = queries.standing_now(work.session, item)
    raised = queries.how_often_raised(work.session, [item.id])[item.id]
    if found is None or found[1].state is not MeetingState.PLANNED or raised < RAISED_AGAIN:
        return
    entry, meeting = found
    others = [line for line in queries.all_lines(work.session, meeting) if line is not entry]
    others.insert(where_it_starts(work, others, item), entry)
    renumber(others)
