"""The agenda goes out, with whatever nobody placed; or its meeting is called off, and all that waited is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardvoice.agenda import queries, rules
from wardvoice.agenda.commands.placing import line_for, may_arrange, put_in_order, renumber
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import LIFE, EntryState
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings import queries as meetings
from wardvoice.meetings import rules as meeting_rules
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import GATHERING, MeetingState, NotHeldBecause
from wardvoice.storage.work import Work


def publish(work: Work, *, meeting: Meeting, version: int | None = None) -> Meeting:
    """Let the agenda go out. Every item that still waits goes onto it by itself, and nothing else is lost either.

    In this order: what opens every agenda, what was asked for three times or carried over, what was placed, the rest,
    what ends every agenda. RuleBroken while an earlier meeting is neither closed nor called off.
    """
    may_arrange(work, meeting, MeetingState.PLANNED)
    work.still(meeting, version)
    state = meeting_rules.LIFE.after(meeting.state, "publish")
    if meeting.kind in GATHERING and meetings.earlier_coming(work.session, meeting) is not None:
        raise RuleBroken(N_("Close the meeting before this one first, or say why it was not held."))
    by_itself = _gather(work, meeting)
    meeting.state, meeting.published_at = state, work.now
    unread = sum(entry.unread for entry in by_itself)
    work.record(Happened.AGENDA_PUBLISHED, meeting, day=meeting.day, by_itself=len(by_itself), unread=unread)
    return meeting


def call_off(work: Work, *, meeting: Meeting, because: NotHeldBecause, words: str | None = None) -> Meeting:
    """Say that a meeting is not held, and why. It stays visible and counts as one carry-over for all that waited."""
    work.require(May.CALL_OFF, meeting)
    state = meeting_rules.LIFE.after(meeting.state, "call_off")
    meeting_rules.calling_off_makes_sense(because, words)
    was_out = meeting.published_at is not None
    meeting.state, meeting.not_held_because = state, because
    meeting.not_held_words = rules.clean_words(words, needed=False)
    work.record(Happened.MEETING_CALLED_OFF, meeting, day=meeting.day, because=because, words=meeting.not_held_words)
    for entry, item in queries.with_items(work.session, meeting):
        if item is not None and entry.state is EntryState.ON:
            item.state = LIFE.after(item.state, "carry_over" if was_out else "take_off")
            _was_not_held(work, meeting, item)
    if meeting.kind in GATHERING and meetings.earlier_coming(work.session, meeting) is None:
        _count_in_vain(work, [meeting], queries.waiting(work.session, work.ward_id))
    return meeting


# --- what goes onto an agenda by itself -----------------------------------------------------------------------------


def _gather(work: Work, meeting: Meeting) -> list[AgendaEntry]:
    placed = [entry for entry in queries.on_agenda(work.session, meeting) if entry.standing_id is None]
    put_off = [entry for entry in queries.all_lines(work.session, meeting) if entry.state is EntryState.PUT_OFF]
    waiting = queries.waiting(work.session, work.ward_id) if meeting.kind in GATHERING else []
    waiting = [item for item in waiting if item.received_on <= meeting.day]  # of one on paper the agenda goes out late
    if waiting:
        _count_in_vain(work, meetings.not_held_since_last(work.session, meeting), waiting)
    kept = {entry.item_id for entry in put_off}
    high, low = _by_rank(work, [item for item in waiting if item.id not in kept])
    start, end = _standing(work, meeting)
    first, rest = [_place(work, meeting, item) for item in high], [_place(work, meeting, item) for item in low]
    put_in_order([*start, *first, *placed, *rest, *end], put_off)
    return [*first, *rest]


def _by_rank(work: Work, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Split items into those that start high up, the highest first, and all others.

    Within one rank what matters to more patients comes first; of what matters to as many, the oldest.
    """
    ids = [item.id for item in items]
    raised, carried = queries.how_often_raised(work.session, ids), queries.times_carried(work.session, ids)
    wanted = queries.wanted_by(work.session, ids)
    ranked = [(rules.first_rank(raised[i.id], carried.get(i.id, 0)), i) for i in items]
    ranked.sort(key=lambda pair: (pair[0], -wanted[pair[1].id]))
    return [item for rank, item in ranked if rank < 2], [item for rank, item in ranked if rank == 2]


def _place(work: Work, meeting: Meeting, item: Item) -> AgendaEntry:
    entry = line_for(work, meeting, item)
    entry.state, entry.placed_at = EntryState.ON, work.now
    entry.by_itself, entry.unread = True, item.read_on is None
    item.state = LIFE.after(item.state, "place")
    work.record(
        Happened.ITEM_PLACED, item, meeting=meeting.id, day=meeting.day, by_itself=True, unread=entry.unread or None
    )
    return entry


def _standing(work: Work, meeting: Meeting) -> tuple[list[AgendaEntry], list[AgendaEntry]]:
    start: list[AgendaEntry] = []
    end: list[AgendaEntry] = []
    for standing in meetings.standing_items(work.session, meeting.ward_id, meeting.kind, work.today):
        line = AgendaEntry(
            ward_id=meeting.ward_id, meeting_id=meeting.id, standing_id=standing.id, title=standing.title, place=0
        )
        work.session.add(line)
        (end if standing.at_end else start).append(line)
    return start, end


# --- meetings that were not held ------------------------------------------------------------------------------------


def _count_in_vain(work: Work, not_held: Iterable[Meeting], waiting: Sequence[Item]) -> None:
    """Count a meeting that was not held for each item that waited for it."""
    for meeting in not_held:
        lines = {line.item_id: line for line in queries.all_lines(work.session, meeting)}
        for item in waiting:
            line = lines.get(item.id)
            if item.received_on <= meeting.day and (line is None or line.state is EntryState.TAKEN_OFF):
                _was_not_held(work, meeting, item)


def _was_not_held(work: Work, meeting: Meeting, item: Item) -> None:
    line = line_for(work, meeting, item)
    line.state = EntryState.NOT_HELD
    lines = queries.all_lines(work.session, meeting)
    line.place = line.place or len(lines) + 1
    renumber(sorted(lines, key=lambda line: line.place))
    work.record(Happened.ITEM_CARRIED, item, meeting=meeting.id, day=meeting.day, because=EntryState.NOT_HELD)
