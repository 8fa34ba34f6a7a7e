"""Who can decide an item that became part of another is asked for that one, and undoing it takes them back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.world import World
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.agenda.words.history import sentence
from wardvoice.board.queries import meetings_and_invitations
from wardvoice.core.history import Happened
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.people.models import Account
from wardvoice.proof.verify import verify


@pytest.fixture
def world(session: Any, clock: SetClock) -> World:
    return World(session, clock)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meeting(state=MeetingState.PUBLISHED)


@pytest.fixture
def items(world: World, meeting: Meeting) -> list[Item]:
    """Three items on one agenda, the first to lead."""
    made = [world.item(world.kestrel, read_on=world.today, words=f"The dryer, {n}") for n in range(3)]
    for item in made:
        world.line(meeting, item)
    return made


def rep_does(world: World, command: Any, **facts: Any) -> Any:
    work = world.rep_works()
    done = command(work, **facts)
    work.commit()
    return done


def name(world: World, meeting: Meeting, item: Item, person: Account | None = None, job: str | None = None) -> Any:
    entry = queries.entry_of(world.session, meeting, item)
    return rep_does(world, commands.name_decider, entry=entry, person=person, job=job)


def asked_for(world: World, item: Item) -> list[str | None]:
    return [one.name or one.job for one in queries.deciders_of(world.session, [item.id])[item.id]]


def invited(world: World, account: Account) -> list[Any]:
    facts = {"now": world.clock.now(), "today": world.today, "early": True}
    _, asked, _ = meetings_and_invitations(world.session, world.ward.id, account.id, **facts)
    return [one.asked.id for one in asked]


def test_they_are_asked_for_the_leads_line_and_its_history_says_so(
    world: World, meeting: Meeting, items: list[Item]
) -> None:
    lead, part, _ = items
    name(world, meeting, part, world.manager)
    name(world, meeting, part, job="catering manager")
    rep_does(world, commands.merge_items, item=part, into=lead)
    assert asked_for(world, lead) == ["Ann", "catering manager"]
    assert invited(world, world.manager) == [lead.id]
    told = world.told(lead)
    assert [row.what for row in told[-2:]] == [Happened.DECIDER_NAMED] * 2
    assert {row.fact("brought_by") for row in told[-2:]} == {str(part.id)}
    words = sentence(told[-2], {world.manager.id: "Ann (ward manager)"})
    assert "is asked here, too: they can decide what became part of it." in words


def test_undoing_it_takes_them_off_there_and_they_are_asked_for_their_own_item_again(
    world: World, meeting: Meeting, items: list[Item]
) -> None:
    lead, part, _ = items
    name(world, meeting, part, world.manager)
    rep_does(world, commands.merge_items, item=part, into=lead)
    rep_does(world, commands.undo_merge, item=part)
    assert (asked_for(world, lead), asked_for(world, part)) == ([], ["Ann"])
    assert world.what_happened(lead)[-1] == Happened.DECIDER_DROPPED
    assert world.what_happened(part)[-1] == Happened.MERGE_UNDONE
    assert invited(world, world.manager) == []
    rep_does(world, commands.place_item, meeting=meeting, item=part)
    assert invited(world, world.manager) == [part.id]
    assert verify(world.session).whole


def test_whom_the_lead_had_already_is_asked_once_and_stays(world: World, meeting: Meeting, items: list[Item]) -> None:
    lead, part, _ = items
    for item in (lead, part):
        name(world, meeting, item, world.manager)
    rep_does(world, commands.merge_items, item=part, into=lead)
    assert asked_for(world, lead) == ["Ann"]
    rep_does(world, commands.undo_merge, item=part)
    assert asked_for(world, lead) == ["Ann"]


def test_whom_two_parts_brought_goes_with_the_last_of_them(world: World, meeting: Meeting, items: list[Item]) -> None:
    lead, first, second = items
    for part in (first, second):
        name(world, meeting, part, world.manager)
        rep_does(world, commands.merge_items, item=part, into=lead)
    rep_does(world, commands.undo_merge, item=first)
    assert asked_for(world, lead) == ["Ann"]
    rep_does(world, commands.undo_merge, item=second)
    assert asked_for(world, lead) == []


def test_whoever_was_taken_off_the_lead_comes_back_with_a_part_and_keeps_what_was_missed(
    world: World, meeting: Meeting, items: list[Item]
) -> None:
    lead, part, _ = items
    decider = name(world, meeting, lead, world.manager)
    rep_does(world, commands.drop_decider, decider=decider)
    name(world, meeting, part, world.manager)
    rep_does(world, commands.merge_items, item=part, into=lead)
    (one,) = queries.deciders_of(world.session, [lead.id])[lead.id]
    assert one.id == decider.id


def test_taking_back_the_lead_lets_its_parts_keep_theirs(world: World, meeting: Meeting, items: list[Item]) -> None:
    lead, part, _ = items
    name(world, meeting, part, world.manager)
    rep_does(world, commands.merge_items, item=part, into=lead)
    work = world.work(world.as_patient(world.kestrel))
    commands.withdraw_item(work, item=lead)
    work.commit()
    assert part.state is not ItemState.MERGED
    assert asked_for(world, part) == ["Ann"]
