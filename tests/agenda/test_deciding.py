"""Who can decide an item: named, asked to come, there or missed, and the service lead is told at the second time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.world import World
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import AgendaEntry, Decider, Item
from wardvoice.agenda.rules import CarriedBecause, Coming, EntryState
from wardvoice.board.queries import meetings_and_invitations, missed_twice
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState

WEEK = timedelta(days=7)


@pytest.fixture
def world(session: Any, clock: SetClock) -> World:
    return World(session, clock)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meeting()


@pytest.fixture
def item(world: World) -> Item:
    return world.item(world.kestrel, read_on=world.today)


@pytest.fixture
def entry(world: World, meeting: Meeting, item: Item) -> AgendaEntry:
    return world.line(meeting, item)


def name(world: World, entry: AgendaEntry, person: Any = None, job: str | None = None) -> Decider:
    work = world.rep_works()
    decider = commands.name_decider(work, entry=entry, person=person, job=job)
    work.commit()
    return decider


def reply(world: World, decider: Decider, meeting: Meeting, coming: Coming, instead: str | None = None) -> None:
    work = world.work(world.as_staff(world.manager))
    commands.reply_as_decider(work, decider=decider, meeting=meeting, coming=coming, instead=instead)
    work.commit()


def carry(world: World, entry: AgendaEntry, because: CarriedBecause = CarriedBecause.DECIDER_ABSENT) -> None:
    work = world.rep_works()
    commands.carry_over(work, entry=entry, because=because)
    work.commit()


def shown(world: World, item: Item, meeting: Meeting | None = None) -> list[queries.CanDecide]:
    return queries.deciders_of(world.session, [item.id], meeting.id if meeting else None)[item.id]


# --- naming ----------------------------------------------------------------------------------------------------------


def test_a_person_or_a_job_is_named_and_stands_in_the_items_history(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    name(world, entry, world.manager)
    name(world, entry, job=" catering manager ")
    assert [(one.name, one.job) for one in shown(world, item, meeting)] == [
        ("Ann", "ward manager"),
        (None, "catering manager"),
    ]
    assert world.what_happened(item)[-2:] == [Happened.DECIDER_NAMED] * 2
    assert world.told(item)[-1].fact("job") == "catering manager"


@pytest.mark.parametrize(
    ("who", "field"), [("nobody", "person"), ("both", "person"), ("left", "person"), ("long", "job")]
)
def test_impossible_deciders_are_refused(world: World, entry: AgendaEntry, who: str, field: str) -> None:
    left = world.account("Lee", "nurse", ends_on=world.today - WEEK)
    facts: dict[str, Any] = {
        "nobody": {"job": "  "},
        "both": {"person": world.nurse, "job": "cook"},
        "left": {"person": left},
        "long": {"job": "x" * 5000},
    }[who]
    with pytest.raises(RuleBroken) as refused:
        name(world, entry, **facts)
    assert refused.value.field == field


def test_nobody_is_named_twice_and_who_was_taken_off_can_be_named_again(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    decider = name(world, entry, world.manager)
    with pytest.raises(RuleBroken):
        name(world, entry, world.manager)
    work = world.rep_works()
    commands.drop_decider(work, decider=decider)
    work.commit()
    assert shown(world, item, meeting) == []
    with pytest.raises(Stale):
        commands.drop_decider(world.rep_works(), decider=decider)
    assert name(world, entry, world.manager) is decider


def test_who_can_decide_is_named_by_whoever_prepares_for_an_item_on_a_coming_agenda(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    decider = name(world, entry, world.manager)
    for actor in (world.as_staff(world.manager), world.as_patient(world.kestrel)):
        with pytest.raises(NotAllowed):
            commands.name_decider(world.work(actor), entry=entry, job="cook")
        with pytest.raises(NotAllowed):
            commands.drop_decider(world.work(actor), decider=decider)
    with pytest.raises(NotFound):
        name(world, world.line(meeting, title="Welcome"), job="cook")
    over = world.meeting(MeetingState.CLOSED, day=world.today - WEEK)
    with pytest.raises(Stale):
        name(world, world.line(over, world.item()), job="cook")
    with pytest.raises(Stale):
        name(world, world.line(meeting, world.item(), state=EntryState.ANSWERED), job="cook")


# --- the invitation --------------------------------------------------------------------------------------------------


def test_the_person_says_whether_they_come_and_the_last_word_holds(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    decider = name(world, entry, world.manager)
    reply(world, decider, meeting, Coming.SOMEBODY_ELSE, "Jo, deputy manager")
    (one,) = shown(world, item)
    assert (one.coming, one.instead) == (Coming.SOMEBODY_ELSE, "Jo, deputy manager")
    reply(world, decider, meeting, Coming.YES, "Jo")
    (one,) = shown(world, item)
    assert (one.coming, one.instead) == (Coming.YES, None)
    assert world.what_happened(item)[-1] == Happened.DECIDER_REPLIED


def test_who_sends_somebody_else_says_whom(world: World, meeting: Meeting, entry: AgendaEntry) -> None:
    with pytest.raises(RuleBroken) as refused:
        reply(world, name(world, entry, world.manager), meeting, Coming.SOMEBODY_ELSE, "  ")
    assert refused.value.field == "instead"


def test_only_who_was_asked_replies_and_only_while_it_matters(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    decider = name(world, entry, world.manager)
    for actor in (world.as_staff(world.nurse), world.as_rep()):
        with pytest.raises(NotAllowed):
            commands.reply_as_decider(world.work(actor), decider=decider, meeting=meeting, coming=Coming.YES)
    with pytest.raises(Stale):
        reply(world, decider, world.meeting(day=world.today + WEEK), Coming.YES)
    carry(world, entry)
    with pytest.raises(Stale):
        reply(world, decider, meeting, Coming.YES)


def test_invitations_stand_on_that_persons_page_and_on_nobody_elses(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    name(world, entry, world.manager)
    held = world.meeting(MeetingState.CLOSED, day=world.today - WEEK)

    def invited(person: Any, early: bool = True) -> list[Any]:
        given = {"now": world.clock.now(), "today": world.today, "early": early}
        found, mine, _unagreed = meetings_and_invitations(world.session, world.ward.id, person.id, **given)
        assert found == [held, meeting]
        return [(one.asked.id, one.meeting) for one in mine]

    assert invited(world.manager) == [(item.id, meeting)]
    assert invited(world.manager, early=False) == [], "its agenda is not out"
    assert invited(world.nurse) == []
    carry(world, entry)
    assert invited(world.manager) == []


# --- in the room -----------------------------------------------------------------------------------------------------


def mark(world: World, decider: Decider, meeting: Meeting, present: bool, work: Any = None) -> None:
    work = work or world.rep_works()
    commands.mark_decider(work, decider=decider, meeting=meeting, present=present)
    work.commit()


def test_one_tap_says_whether_they_are_here(world: World, meeting: Meeting, entry: AgendaEntry, item: Item) -> None:
    decider = name(world, entry, world.manager)
    mark(world, decider, meeting, present=False)
    mark(world, decider, meeting, present=True)
    (one,) = shown(world, item, meeting)
    assert (one.present, one.absences) == (True, 0)
    assert world.told(item)[-1].fact("present") is True
    assert queries.deciders_present(world.session, meeting.id) == {world.manager.id}


def test_marks_are_made_in_the_open_meeting_by_whoever_runs_it(
    world: World, meeting: Meeting, entry: AgendaEntry
) -> None:
    decider = name(world, entry, world.manager)
    with pytest.raises(NotAllowed):
        mark(world, decider, meeting, True, world.work(world.as_staff(world.manager)))
    for state in (MeetingState.PUBLISHED, MeetingState.CLOSED):
        other = world.meeting(state, day=world.today + WEEK * (1 + len(state)))
        with pytest.raises(Stale):
            mark(world, decider, other, True)
    with pytest.raises(NotFound):
        mark(world, decider, world.meeting(day=world.today + WEEK), True)


def test_an_item_that_waits_for_who_can_decide_it_counts_whoever_was_not_seen(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    here, missing = name(world, entry, world.nurse), name(world, entry, world.manager)
    mark(world, here, meeting, present=True)
    carry(world, entry)
    assert [one.present for one in sorted(shown(world, item, meeting), key=lambda one: one.id == missing.id)] == [1, 0]
    assert queries.deciders_there_and_needed(world.session, world.ward.id, world.today, world.today) == (1, 2)


@pytest.mark.parametrize("because", [CarriedBecause.NO_TIME, CarriedBecause.STOPPED_EARLY])
def test_another_reason_misses_nobody(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item, because: CarriedBecause
) -> None:
    name(world, entry, world.manager)
    carry(world, entry, because)
    assert [one.present for one in shown(world, item, meeting)] == [None]


def test_the_second_absence_is_told_to_the_service_lead_until_the_item_is_answered(
    world: World, meeting: Meeting, entry: AgendaEntry, item: Item
) -> None:
    def told() -> list[Any]:
        return [one.asked.id for one in missed_twice(world.session, world.ward.id, now=world.clock.now())]

    name(world, entry, world.manager)
    carry(world, entry)
    assert (told(), shown(world, item)[0].told) == ([], False)
    following = world.meeting(day=world.today + WEEK)
    again = world.line(following, item)
    item.state = again_placed(item)
    carry(world, again)
    assert (told(), shown(world, item)[0].told) == ([item.id], True)
    world.answered(item)
    item.state = type(item.state).ANSWERED
    assert told() == []


def again_placed(item: Item) -> Any:
    return type(item.state).PLACED
