"""The agenda goes out, with whatever nobody placed; or its meeting is called off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import CarriedBecause, EntryState, ItemState
from wardvoice.core.actor import Actor
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.commands import add_standing_item, open_meeting
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState, NotHeldBecause
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
Memory = Callable[[Witnessed], list[Remembered]]
INCIDENT = NotHeldBecause.INCIDENT


@pytest.fixture
def meeting(ward: Ward, clock: SetClock) -> Meeting:
    return builders.a_meeting(ward, clock=clock)


def words_on(session: Session, meeting: Meeting) -> list[str]:
    rows = queries.with_items(session, meeting)
    assert [entry.place for entry, _ in rows] == list(range(1, len(rows) + 1))
    return [(item.words if item else entry.title) or "" for entry, item in rows]


def finish(do: Do, rep: Actor, meeting: Meeting, session: Session, clock: SetClock) -> None:
    """Hold a meeting at which there was no time for anything, and close it."""
    clock.go_to(meeting.day)
    do(rep, open_meeting, meeting=meeting)
    for entry in queries.without_outcome(session, meeting):
        do(rep, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
    from wardvoice.minutes.commands import close_meeting

    do(rep, close_meeting, meeting=meeting)


# --- publishing ---


def test_what_nobody_placed_goes_on_by_itself_and_unread_items_are_counted(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock, remembered: Memory
) -> None:
    unread, read = builders.an_item(ward, "unread", clock=clock), builders.an_item(ward, "read", clock=clock)
    do(rep, commands.read_item, item=read)
    do(rep, commands.publish, meeting=meeting, version=meeting.version)
    assert (meeting.state, meeting.published_at) == (MeetingState.PUBLISHED, clock.now())
    lines = {entry.item_id: entry for entry in queries.on_agenda(session, meeting)}
    assert {item.id: (lines[item.id].by_itself, lines[item.id].unread) for item in (unread, read)} == {
        unread.id: (True, True),
        read.id: (True, False),
    }
    assert unread.state is read.state is ItemState.PLACED
    told = remembered(meeting)[-1]
    assert (told.what, told.fact("by_itself"), told.fact("unread")) == (Happened.AGENDA_PUBLISHED, 2, 1)
    assert remembered(unread)[-1].fact("by_itself") is True


def test_the_order_is_opening_carried_over_placed_the_rest_ending(
    do: Do, rep: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    for title, at_end in (("Any other business", True), ("Welcome", False)):
        do(rep, add_standing_item, title=title, at_end=at_end)
    builders.an_item(ward, "carried", clock=clock)
    first = builders.a_published_agenda(ward, clock.today, actor=rep, clock=clock)
    finish(do, rep, first, session, clock)
    placed = [builders.an_item(ward, f"placed {n}", clock=clock) for n in range(2)]
    builders.an_item(ward, "late", clock=clock)
    meeting = builders.a_published_agenda(ward, items=placed, actor=rep, clock=clock)
    assert words_on(session, meeting) == ["Welcome", "carried", "placed 0", "placed 1", "late", "Any other business"]


def test_asked_for_three_times_goes_to_the_top_by_itself(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    first, second, third = (builders.an_item(ward, f"time {n}", clock=clock) for n in (1, 2, 3))
    do(rep, commands.link_items, item=second, earlier=first)
    do(rep, commands.link_items, item=third, earlier=second)
    do(rep, commands.publish, meeting=meeting)
    assert words_on(session, meeting)[0] == "time 3"


def test_what_comes_after_publishing_waits_for_the_next_meeting(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    do(rep, commands.publish, meeting=meeting)
    late = builders.an_item(ward, "late", clock=clock)
    assert queries.waiting(session, ward.id) == [late]
    do(rep, commands.place_item, meeting=meeting, item=late)
    assert words_on(session, meeting) == ["late"]


def test_what_was_put_off_stays_off_and_what_was_taken_off_comes_back(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    put_off, taken_off = (
        builders.an_item(ward, "put off", clock=clock),
        builders.an_item(ward, "taken off", clock=clock),
    )
    do(rep, commands.put_off, meeting=meeting, item=put_off, because="Later.")
    do(rep, commands.take_off, entry=do(rep, commands.place_item, meeting=meeting, item=taken_off))
    do(rep, commands.publish, meeting=meeting)
    assert words_on(session, meeting) == ["taken off"]
    assert [entry.place for entry in queries.all_lines(session, meeting)] == [1, 2]


def test_only_the_ward_meeting_takes_up_what_nobody_placed(
    do: Do, rep: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    builders.an_item(ward, clock=clock)
    group = builders.a_meeting(ward, kind=MeetingKind.MUTUAL_HELP, clock=clock)
    do(rep, commands.publish, meeting=group)
    assert words_on(session, group) == []


def test_answered_merged_and_withdrawn_items_are_not_taken_up(
    do: Do, rep: Actor, nurse: Actor, kestrel: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    lead, part, gone, answered = (builders.an_item(ward, f"{n}", actor=kestrel, clock=clock) for n in range(4))
    do(rep, commands.merge_items, item=part, into=lead)
    do(kestrel, commands.withdraw_item, item=gone)
    do(nurse, commands.answer_item, item=answered, answer=commands.answering.Answer.YES)
    do(rep, commands.publish, meeting=meeting)
    assert words_on(session, meeting) == ["0"]


def test_an_agenda_goes_out_once_and_only_by_whoever_prepares(
    do: Do, rep: Actor, nurse: Actor, manager: Actor, kestrel: Actor, meeting: Meeting
) -> None:
    for actor in (nurse, manager, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, commands.publish, meeting=meeting)
    with pytest.raises(Stale):
        do(rep, commands.publish, meeting=meeting, version=meeting.version + 1)
    do(rep, commands.publish, meeting=meeting)
    with pytest.raises(Stale):
        do(rep, commands.publish, meeting=meeting)


def test_no_agenda_goes_out_while_an_earlier_meeting_is_left_open(
    do: Do, rep: Actor, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    later = builders.a_meeting(ward, date(2026, 3, 12), clock=clock)
    with pytest.raises(RuleBroken):
        do(rep, commands.publish, meeting=later)
    do(rep, commands.call_off, meeting=meeting, because=INCIDENT)
    do(rep, commands.publish, meeting=later)


# --- calling off ---


def called_off_lines(session: Session, meeting: Meeting) -> list[Item]:
    return [item for entry, item in queries.with_items(session, meeting) if item and entry.state is EntryState.NOT_HELD]


def test_a_meeting_that_is_not_held_counts_for_all_that_waited_for_it(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock, told: Told
) -> None:
    placed, waiting = builders.an_item(ward, "placed", clock=clock), builders.an_item(ward, "waiting", clock=clock)
    do(rep, commands.place_item, meeting=meeting, item=placed)
    do(rep, commands.call_off, meeting=meeting, because=INCIDENT, words="An incident on the ward.")
    assert meeting.state is MeetingState.NOT_HELD
    assert told(meeting)[-1] == Happened.MEETING_CALLED_OFF
    assert called_off_lines(session, meeting) == [placed, waiting]
    assert queries.times_carried(session, [placed.id, waiting.id]) == {placed.id: 1, waiting.id: 1}
    assert told(waiting)[-1] == told(placed)[-1] == Happened.ITEM_CARRIED


def test_before_the_agenda_is_out_authors_keep_their_right_to_change_it(
    do: Do, rep: Actor, kestrel: Actor, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    item = builders.an_item(ward, actor=kestrel, clock=clock)
    do(rep, commands.place_item, meeting=meeting, item=item)
    do(rep, commands.call_off, meeting=meeting, because=INCIDENT)
    assert item.state is ItemState.RECEIVED
    do(kestrel, commands.reword_item, item=item, words="Both dryers")


def test_after_it_is_out_its_items_are_carried_over_and_go_on_next_time(
    do: Do, rep: Actor, kestrel: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    item = builders.an_item(ward, "the dryer", actor=kestrel, clock=clock)
    meeting = builders.a_published_agenda(ward, items=[item], clock=clock)
    do(rep, commands.call_off, meeting=meeting, because=INCIDENT)
    assert item.state is ItemState.CARRIED_OVER
    with pytest.raises(RuleBroken):
        do(kestrel, commands.withdraw_item, item=item)
    clock.go_to(meeting.day + timedelta(days=1))
    builders.an_item(ward, "newer", clock=clock)
    following = builders.a_published_agenda(ward, date(2026, 3, 12), clock=clock)
    assert words_on(session, following) == ["the dryer", "newer"]


def test_calling_off_a_later_meeting_counts_only_when_its_turn_has_come(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    item = builders.an_item(ward, clock=clock)
    second, third = (builders.a_meeting(ward, meeting.day + timedelta(weeks=n), clock=clock) for n in (1, 2))
    do(rep, commands.call_off, meeting=second, because=INCIDENT)
    assert called_off_lines(session, second) == []
    do(rep, commands.publish, meeting=meeting)
    finish(do, rep, meeting, session, clock)
    do(rep, commands.publish, meeting=third)
    assert called_off_lines(session, second) == [item]
    assert queries.times_carried(session, [item.id]) == {item.id: 2}


def test_what_came_after_the_day_did_not_wait_for_it(
    do: Do, rep: Actor, session: Session, ward: Ward, meeting: Meeting, clock: SetClock
) -> None:
    clock.go_to(meeting.day + timedelta(days=1))
    builders.an_item(ward, clock=clock)
    do(rep, commands.call_off, meeting=meeting, because=INCIDENT)
    assert called_off_lines(session, meeting) == []


def test_rep_and_manager_call_off_with_a_reason_and_nobody_else(
    do: Do, nurse: Actor, kestrel: Actor, manager: Actor, meeting: Meeting
) -> None:
    for actor in (nurse, kestrel):
        with pytest.raises(NotAllowed):
            do(actor, commands.call_off, meeting=meeting, because=INCIDENT)
    with pytest.raises(RuleBroken):
        do(manager, commands.call_off, meeting=meeting, because=NotHeldBecause.OTHER)
    do(manager, commands.call_off, meeting=meeting, because=NotHeldBecause.SHORT_OF_STAFF)
    with pytest.raises(Stale):
        do(manager, commands.call_off, meeting=meeting, because=INCIDENT)


def test_a_meeting_that_goes_on_is_not_called_off(do: Do, rep: Actor, ward: Ward, clock: SetClock) -> None:
    meeting = builders.an_open_meeting(ward, clock=clock)
    with pytest.raises(Stale):
        do(rep, commands.call_off, meeting=meeting, because=INCIDENT)
