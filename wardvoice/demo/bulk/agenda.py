"""Twins of the commands about items and agendas: raised, read, placed, published, called off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wardvoice.agenda.commands.items import PENS
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import LIFE, EntryState, first_rank
from wardvoice.core.actor import Door
from wardvoice.core.clock import part_of_day
from wardvoice.core.history import Happened
from wardvoice.demo.bulk.line import Line
from wardvoice.demo.bulk.pen import Pen
from wardvoice.meetings.rules import MeetingState, NotHeldBecause


def raise_item(pen: Pen, *, words: str, **about: Any) -> Line:
    """As `agenda.commands.raise_item`."""
    actor = pen.actor
    unsigned = actor.id is None
    return _store(
        pen,
        words=words or None,
        author_id=actor.id,
        part_of_day=part_of_day(pen.ledger.clock.local(pen.now)) if unsigned else None,
        **about,
    )


def write_for(pen: Pen, *, paper: None = None, **about: Any) -> Line:
    """As `agenda.commands.write_for`; nothing comes on paper here."""
    assert paper is None
    actor = pen.actor
    written_by = next(pen_of for roles, pen_of in PENS if actor.has(*roles))
    return _store(pen, written_by=written_by, written_by_id=actor.id if actor.is_staff else None, **about)


def read_item(pen: Pen, *, item: Line) -> Line:
    """As `agenda.commands.read_item`."""
    if item.read_on is None:
        pen.change(item, read_on=pen.today)
        pen.record(Happened.ITEM_READ, item)
    return item


def place_item(pen: Pen, *, meeting: Line, item: Line) -> Line:
    """As `agenda.commands.place_item`."""
    entry = _line_for(pen, meeting, item)
    order = pen.here.agendas[meeting.id]
    order.insert(_where(pen, order, item), entry)
    _put_in_order(pen, order)
    pen.change(entry, placed_at=pen.now)
    pen.change(item, state=LIFE.after(item.state, "place"))
    if item.read_on is None and pen.actor.door is not Door.CLOCK:
        pen.change(item, read_on=pen.today)
    pen.here.waiting.pop(item.id)
    pen.record(Happened.ITEM_PLACED, item, meeting=meeting.id, day=meeting.day)
    return entry


def publish(pen: Pen, *, meeting: Line) -> Line:
    """As `agenda.commands.publish`."""
    here = pen.here
    placed = here.agendas[meeting.id]
    waiting = sorted(here.waiting.values(), key=lambda item: (item.received_on, str(item.id)))
    _count_in_vain(pen, here.missed, waiting)
    high = [item for item in waiting if _rank(pen, item) < _LAST_RANK]
    low = [item for item in waiting if _rank(pen, item) == _LAST_RANK]
    start = [_standing(pen, meeting, line) for line in here.standing if not line.at_end]
    end = [_standing(pen, meeting, line) for line in here.standing if line.at_end]
    first, rest = [_by_itself(pen, meeting, item) for item in high], [_by_itself(pen, meeting, item) for item in low]
    here.agendas[meeting.id] = order = [*start, *first, *placed, *rest, *end]
    _put_in_order(pen, order)
    pen.change(meeting, state=MeetingState.PUBLISHED, published_at=pen.now)
    unread = sum(line.unread for line in (*first, *rest))
    by_itself = len(first) + len(rest)
    pen.record(Happened.AGENDA_PUBLISHED, meeting, day=meeting.day, by_itself=by_itself, unread=unread)
    return meeting


def call_off(pen: Pen, *, meeting: Line, because: NotHeldBecause, words: str) -> Line:
    """As `agenda.commands.call_off`, for a meeting whose agenda is out."""
    here = pen.here
    said = words or None
    pen.change(meeting, state=MeetingState.NOT_HELD, not_held_because=because, not_held_words=said)
    pen.record(Happened.MEETING_CALLED_OFF, meeting, day=meeting.day, because=because, words=said)
    for entry in here.agendas[meeting.id]:
        if entry.item_id is not None and entry.state is EntryState.ON:
            item = here.items[entry.item_id]
            pen.change(item, state=LIFE.after(item.state, "carry_over"))
            _was_not_held(pen, meeting, item, entry)
    _count_in_vain(pen, [meeting], list(here.waiting.values()))
    here.missed.append(meeting)
    for entry in here.agendas[meeting.id]:
        if entry.item_id is not None:
            here.waiting[entry.item_id] = here.items[entry.item_id]
    return meeting


_LAST_RANK = first_rank(1, 0)


def _store(pen: Pen, **columns: Any) -> Line:
    item = pen.new(Item, ward_id=pen.here.ward.id, received_on=pen.today, **columns)
    pen.here.items[item.id] = pen.here.waiting[item.id] = item
    pen.record(
        Happened.ITEM_RAISED,
        item,
        kind=item.kind,
        topic=item.topic,
        shown_as=item.shown_as,
        written_by=item.written_by,
    )
    return item


def _line_for(pen: Pen, meeting: Line, item: Line) -> Line:
    return pen.new(AgendaEntry, ward_id=meeting.ward_id, meeting_id=meeting.id, item_id=item.id, place=0)


def _standing(pen: Pen, meeting: Line, standing: Line) -> Line:
    return pen.new(
        AgendaEntry,
        ward_id=meeting.ward_id,
        meeting_id=meeting.id,
        standing_id=standing.id,
        title=standing.title,
        place=0,
    )


def _by_itself(pen: Pen, meeting: Line, item: Line) -> Line:
    entry = _line_for(pen, meeting, item)
    unread = item.read_on is None
    pen.change(entry, placed_at=pen.now, by_itself=True, unread=unread)
    pen.change(item, state=LIFE.after(item.state, "place"))
    pen.here.waiting.pop(item.id)
    pen.record(Happened.ITEM_PLACED, item, meeting=meeting.id, day=meeting.day, by_itself=True, unread=unread or None)
    return entry


def _rank(pen: Pen, item: Line) -> int:
    return first_rank(1, pen.here.carried[item.id])


def _where(pen: Pen, order: Sequence[Line], item: Line) -> int:
    mine, index = _rank(pen, item), 0
    for n, line in enumerate(order):
        if line.item_id is not None and _rank(pen, pen.here.items[line.item_id]) <= mine:
            index = n + 1
    return index


def _put_in_order(pen: Pen, order: Iterable[Line]) -> None:
    for place, entry in enumerate(order, start=1):
        if entry.place != place:
            pen.change(entry, place=place)


def _count_in_vain(pen: Pen, not_held: Iterable[Line], waiting: Sequence[Line]) -> None:
    for meeting in not_held:
        counted = {line.item_id for line in pen.here.agendas[meeting.id]}
        for item in waiting:
            if item.received_on <= meeting.day and item.id not in counted:
                entry = _line_for(pen, meeting, item)
                pen.here.agendas[meeting.id].append(entry)
                _was_not_held(pen, meeting, item, entry)


def _was_not_held(pen: Pen, meeting: Line, item: Line, entry: Line) -> None:
    pen.change(entry, state=EntryState.NOT_HELD)
    pen.here.carried[item.id] += 1
    pen.record(Happened.ITEM_CARRIED, item, meeting=meeting.id, day=meeting.day, because=EntryState.NOT_HELD)
