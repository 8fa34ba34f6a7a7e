"""The rep prepares the agenda: places, orders, takes off, puts off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import AgendaEntry, Item
from wardvoice.agenda.rules import Answer, EntryState, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def meeting(ward: Ward, clock: SetClock) -> Meeting:
    return builders.a_meeting(ward, clock=clock)


@pytest.fixture
def items(ward: Ward, clock: SetClock) -> list[Item]:
    return [builders.an_item(ward, f"item {n}", clock=clock) for n in range(4)]


@pytest.fixture
def lines(do: Do, rep: Actor, meeting: Meeting, items: list[Item]) -> list[AgendaEntry]:
    """Four items on the agenda, in the order in which they came."""
    return [do(rep, commands.place_item, meeting=meeting, item=item) for item in items]


@pytest.fixture
def order(session: Session, meeting: Meeting) -> Callable[[], list[str]]:
    """What stands on the agenda; the places are checked to be 1, 2, 3 …"""

    def read() -> list[str]:
        rows = queries.with_items(session, meeting)
        assert [entry.place for entry, _ in rows] == list(range(1, len(rows) + 1))
        return [(item.words if item else entry.title) or "" for entry, item in rows]

    return read


# --- placing ---


def test_placed_items_follow_each_other_and_count_as_read(
    lines: list[AgendaEntry], items: list[Item], order: Callable[[], list[str]], told: Told
) -> None:
    assert order() == ["item 0", "item 1", "item 2", "item 3"]
    assert items[0].state is ItemState.PLACED
    assert items[0].read_on is not None
    assert told(items[0])[-1] == Happened.ITEM_PLACED


def test_a_stand_in_places_and_nurses_and_patients_do_not(
    do: Do, nurse: Actor, kestrel: Actor, somebody: Actor, ward: Ward, meeting: Meeting, items: list[Item]
) -> None:
    for actor in (nurse, kestrel, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.place_item, meeting=meeting, item=items[0])
    do(builders.a_stand_in(ward, Role.STAFF), commands.place_item, meeting=meeting, item=items[0])


def test_an_item_stands_on_one_agenda_only(
    do: Do, rep: Actor, lines: list[AgendaEntry], meeting: Meeting, items: list[Item]
) -> None:
    with pytest.raises(Stale):
        do(rep, commands.place_item, meeting=meeting, item=items[0])


def test_nothing_is_placed_past_a_meeting_that_still_has_no_agenda(
    do: Do, rep: Actor, ward: Ward, meeting: Meeting, items: list[Item], clock: SetClock
) -> None:
    later = builders.a_meeting(ward, date(2026, 3, 12), clock=clock)
    for command, more in ((commands.place_item, {}), (commands.put_off, {"because": "too much"})):
        with pytest.raises(RuleBroken):
            do(rep, command, meeting=later, item=items[0], **more)
    help_group = builders.a_meeting(ward, date(2026, 3, 13), kind=MeetingKind.MUTUAL_HELP, clock=clock)
    do(rep, commands.place_item, meeting=help_group, item=items[0])


def test_another_wards_meeting_takes_no_item_of_ours(
    do: Do, rep: Actor, session: Session, items: list[Item], clock: SetClock
) -> None:
    other = builders.a_meeting(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    with pytest.raises(NotFound):
        do(rep, commands.place_item, meeting=other, item=items[0])


def test_asked_three_times_starts_at_the_top_and_carried_over_before_the_rest(
    do: Do,
    rep: Actor,
    ward: Ward,
    lines: list[AgendaEntry],
    meeting: Meeting,
    order: Callable[[], list[str]],
    clock: SetClock,
) -> None:
    before = [builders.an_item(ward, f"before {n}", clock=clock) for n in range(2)]
    again = builders.an_item(ward, "asked again", clock=clock)
    for earlier in before:
        do(rep, commands.link_items, item=again, earlier=earlier)
    do(rep, commands.place_item, meeting=meeting, item=again)
    assert order()[0] == "asked again"


# --- moving ---


@pytest.mark.parametrize(
    ("which", "to", "after"),
    [(0, 2, "1023"), (3, 1, "3012"), (1, 4, "0231"), (2, 99, "0132"), (2, -5, "2013"), (1, 2, "0123")],
)
def test_a_line_moves_up_and_down_and_stops_at_the_ends(
    do: Do, rep: Actor, lines: list[AgendaEntry], order: Callable[[], list[str]], which: int, to: int, after: str
) -> None:
    do(rep, commands.move_entry, entry=lines[which], to=to, version=lines[which].version)
    assert order() == [f"item {n}" for n in after]


def test_moving_is_remembered_and_not_moving_is_not(
    do: Do, rep: Actor, lines: list[AgendaEntry], items: list[Item], told: Told
) -> None:
    do(rep, commands.move_entry, entry=lines[0], to=1)
    assert told(items[0])[-1] == Happened.ITEM_PLACED
    do(rep, commands.move_entry, entry=lines[0], to=3)
    assert told(items[0])[-1] == Happened.ITEM_MOVED


def test_a_page_drawn_before_the_last_move_moves_nothing(do: Do, rep: Actor, lines: list[AgendaEntry]) -> None:
    shown = lines[1].version
    do(rep, commands.move_entry, entry=lines[0], to=2)
    with pytest.raises(Stale):
        do(rep, commands.move_entry, entry=lines[1], to=3, version=shown)


def test_staff_in_the_reps_place_cannot_reorder_an_agenda_that_is_out(
    do: Do, rep: Actor, ward: Ward, meeting: Meeting, lines: list[AgendaEntry], order: Callable[[], list[str]]
) -> None:
    stand_in = builders.a_stand_in(ward, Role.MANAGER)
    do(stand_in, commands.move_entry, entry=lines[0], to=2)
    do(rep, commands.publish, meeting=meeting)
    with pytest.raises(NotAllowed):
        do(stand_in, commands.move_entry, entry=lines[0], to=1)
    do(rep, commands.move_entry, entry=lines[0], to=1)
    assert order()[0] == "item 0"


def test_nurses_move_nothing_and_a_line_that_left_cannot_be_moved(
    do: Do, rep: Actor, nurse: Actor, lines: list[AgendaEntry]
) -> None:
    with pytest.raises(NotAllowed):
        do(nurse, commands.move_entry, entry=lines[0], to=2)
    do(rep, commands.take_off, entry=lines[0])
    with pytest.raises(Stale):
        do(rep, commands.move_entry, entry=lines[0], to=2)


# --- off the agenda ---


def test_what_is_taken_off_waits_again_and_the_gap_closes(
    do: Do, rep: Actor, lines: list[AgendaEntry], items: list[Item], order: Callable[[], list[str]], told: Told
) -> None:
    do(rep, commands.take_off, entry=lines[1])
    assert order() == ["item 0", "item 2", "item 3"]
    assert items[1].state is ItemState.RECEIVED
    assert told(items[1])[-1] == Happened.ITEM_TAKEN_OFF
    with pytest.raises(Stale):
        do(rep, commands.take_off, entry=lines[1])


def test_an_item_on_an_agenda_that_is_out_is_put_off_with_a_reason_not_taken_off(
    do: Do, rep: Actor, meeting: Meeting, lines: list[AgendaEntry], items: list[Item], order: Callable[[], list[str]]
) -> None:
    do(rep, commands.publish, meeting=meeting)
    with pytest.raises(Stale):
        do(rep, commands.take_off, entry=lines[0])
    do(rep, commands.put_off, meeting=meeting, item=items[0], because="The cook is ill.")
    assert order() == ["item 1", "item 2", "item 3"]


def test_staff_in_the_reps_place_take_nothing_off_an_agenda_that_is_out(
    do: Do, rep: Actor, ward: Ward, meeting: Meeting, items: list[Item], lines: list[AgendaEntry]
) -> None:
    do(rep, commands.publish, meeting=meeting)
    with pytest.raises(NotAllowed):
        do(builders.a_stand_in(ward, Role.STAFF), commands.put_off, meeting=meeting, item=items[0], because="x")


def test_putting_off_needs_a_reason_counts_as_carried_over_and_is_remembered(
    do: Do, rep: Actor, session: Session, meeting: Meeting, items: list[Item], told: Told
) -> None:
    with pytest.raises(RuleBroken) as refused:
        do(rep, commands.put_off, meeting=meeting, item=items[0], because=" ")
    assert refused.value.field == "because"
    entry = do(rep, commands.put_off, meeting=meeting, item=items[0], because="We ask the cook first.")
    assert (entry.state, entry.because, items[0].state) == (
        EntryState.PUT_OFF,
        "We ask the cook first.",
        ItemState.PUT_OFF,
    )
    assert told(items[0])[-1] == Happened.ITEM_PUT_OFF
    assert items[0].read_on is not None
    assert queries.times_carried(session, [items[0].id]) == {items[0].id: 1}
    with pytest.raises(RuleBroken):
        do(rep, commands.put_off, meeting=meeting, item=items[0], because="Again.")


def test_what_was_put_off_can_be_placed_after_all_and_counts_no_more(
    do: Do, rep: Actor, session: Session, meeting: Meeting, items: list[Item], order: Callable[[], list[str]]
) -> None:
    do(rep, commands.put_off, meeting=meeting, item=items[0], because="Later.")
    entry = do(rep, commands.place_item, meeting=meeting, item=items[0])
    assert (order(), entry.because) == (["item 0"], None)
    assert queries.times_carried(session, [items[0].id]) == {}


def test_an_item_that_stands_on_another_agenda_is_not_put_off_from_this_one(
    do: Do, rep: Actor, ward: Ward, meeting: Meeting, items: list[Item], clock: SetClock
) -> None:
    group = builders.a_meeting(ward, kind=MeetingKind.MUTUAL_HELP, clock=clock)
    do(rep, commands.place_item, meeting=group, item=items[0])
    with pytest.raises(Stale):
        do(rep, commands.put_off, meeting=meeting, item=items[0], because="x")


# --- answered items whose day has come ---


def test_an_answered_item_is_offered_and_placed_again_on_its_review_day(
    do: Do, rep: Actor, nurse: Actor, session: Session, ward: Ward, items: list[Item], clock: SetClock
) -> None:
    review = clock.today + timedelta(days=7)
    do(nurse, commands.answer_item, item=items[0], answer=Answer.NO, words="No money", review_on=review)
    early = builders.a_meeting(ward, clock.today + timedelta(days=1), clock=clock)
    assert queries.offered_again(session, ward.id, clock.today) == ([], 0)
    with pytest.raises(Stale):
        do(rep, commands.place_item, meeting=early, item=items[0])
    clock.go_to(review)
    assert queries.offered_again(session, ward.id, clock.today) == ([items[0]], 1)
    do(rep, commands.place_item, meeting=early, item=items[0])
    assert items[0].state is ItemState.PLACED
