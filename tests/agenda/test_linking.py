"""Items linked to what was asked before, and a wrong link taken back, with all that followed from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from tests.proof import recount
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.rules import AboutWhom, led_back, may_unlink
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.proof.verify import verify
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def items(ward: Ward, kestrel: Actor, clock: SetClock) -> list[Item]:
    return [builders.an_item(ward, f"item {n}", actor=kestrel, clock=clock) for n in range(4)]


def raised(session: Session, items: list[Item]) -> list[int]:
    found = queries.how_often_raised(session, [item.id for item in items])
    return [found[item.id] for item in items]


def chained(do: Do, rep: Actor, items: list[Item]) -> None:
    for n in (1, 2, 3):
        do(rep, commands.link_items, item=items[n], earlier=items[n - 1])


# --- rules ---


def test_whoever_leads_back_to_one_leads_back_to_what_that_one_leads_to() -> None:
    assert led_back([("c", "b"), ("b", "a")]) == {("c", "b"), ("b", "a"), ("c", "a")}
    assert led_back([]) == set()


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] > pair[1])))
def test_nothing_more_follows_from_what_follows(said: set[tuple[int, int]]) -> None:
    once = led_back(said)
    assert said <= once == led_back(once)


def test_only_what_somebody_said_and_that_stands_is_taken_back() -> None:
    may_unlink(stands=True, follows=False)
    with pytest.raises(Stale):
        may_unlink(stands=False, follows=False)
    with pytest.raises(RuleBroken) as refused:
        may_unlink(stands=True, follows=True)
    assert refused.value.field == "earlier"


# --- taking a link back ---


def test_with_a_link_goes_what_followed_from_it_alone(
    do: Do, rep: Actor, items: list[Item], session: Session, told: Told
) -> None:
    chained(do, rep, items)
    do(rep, commands.unlink_items, item=items[2], earlier=items[1])
    assert raised(session, items) == [1, 2, 1, 2]
    assert told(items[2])[-1] == Happened.ITEM_UNLINKED
    assert verify(session).whole


def test_what_was_said_of_others_stays(do: Do, rep: Actor, items: list[Item], session: Session) -> None:
    """The third is said to be the first again, and the second; then the second to be the first again."""
    do(rep, commands.link_items, item=items[2], earlier=items[0])
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    do(rep, commands.unlink_items, item=items[2], earlier=items[1])
    assert raised(session, items) == [1, 2, 2, 1]


def test_said_twice_over_two_ways_it_still_counts_once_one_is_taken_back(
    do: Do, rep: Actor, items: list[Item], session: Session
) -> None:
    do(rep, commands.link_items, item=items[2], earlier=items[0])
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    do(rep, commands.unlink_items, item=items[2], earlier=items[0])
    assert raised(session, items) == [1, 2, 3, 1]
    with pytest.raises(RuleBroken):
        do(rep, commands.unlink_items, item=items[2], earlier=items[0])


def test_linked_again_everything_is_back_from_that_day_on(
    do: Do, rep: Actor, items: list[Item], session: Session, clock: SetClock
) -> None:
    chained(do, rep, items)
    do(rep, commands.unlink_items, item=items[3], earlier=items[2])
    assert queries.tally(session, items[3], clock.now()).owed_since is None
    clock.go_on(days=2)
    do(rep, commands.link_items, item=items[3], earlier=items[2])
    assert raised(session, items) == [1, 2, 3, 4]
    assert queries.tally(session, items[3], clock.now()).owed_since == clock.today
    assert len(session.scalars(select(ItemLink)).all()) == 6, "no link has a second row"
    assert verify(session).whole


def test_the_written_answer_is_owed_no_more(
    do: Do, rep: Actor, items: list[Item], session: Session, clock: SetClock
) -> None:
    chained(do, rep, items)
    assert queries.tally(session, items[3], clock.now()).owed_since == clock.today
    do(rep, commands.unlink_items, item=items[1], earlier=items[0])
    assert raised(session, items) == [1, 1, 2, 3]
    assert queries.tally(session, items[3], clock.now()).owed_since is None


def test_it_leaves_the_top_of_an_agenda_that_is_not_out(
    do: Do, rep: Actor, items: list[Item], session: Session, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    other = builders.an_item(ward, "first come", clock=clock)
    for one in (other, items[2]):
        do(rep, commands.place_item, meeting=meeting, item=one)
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [items[2].id, other.id]
    do(rep, commands.unlink_items, item=items[2], earlier=items[1])
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [other.id, items[2].id]
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    do(rep, commands.publish, meeting=meeting)
    do(rep, commands.unlink_items, item=items[2], earlier=items[1])
    assert queries.on_agenda(session, meeting)[0].item_id == items[2].id, "what is out keeps its order"


def test_its_author_may_take_it_back_and_other_patients_and_staff_may_not(
    do: Do, rep: Actor, kestrel: Actor, somebody: Actor, nurse: Actor, items: list[Item]
) -> None:
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    for actor in (somebody, nurse):
        with pytest.raises(NotAllowed):
            do(actor, commands.unlink_items, item=items[1], earlier=items[0])
    do(kestrel, commands.unlink_items, item=items[1], earlier=items[0])


def test_staff_in_the_reps_place_link_and_take_nothing_back(
    do: Do, ward: Ward, kestrel: Actor, items: list[Item], clock: SetClock
) -> None:
    nurse = builders.a_staff_actor(ward, Role.STAFF, name="Ben", stands_in=True, clock=clock)
    peer = replace(builders.a_patient_actor(ward, Role.PEER, clock=clock), stands_in=True)
    do(nurse, commands.link_items, item=items[1], earlier=items[0])
    with pytest.raises(NotAllowed):
        do(nurse, commands.unlink_items, item=items[1], earlier=items[0])
    do(peer, commands.unlink_items, item=items[1], earlier=items[0])


def test_whom_it_is_about_takes_no_link_back(do: Do, rep: Actor, nurse: Actor, items: list[Item]) -> None:
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    do(nurse, commands.say_about_rep, item=items[1], whom=AboutWhom.REP)
    with pytest.raises(NotAllowed):
        do(rep, commands.unlink_items, item=items[1], earlier=items[0])


def test_what_is_not_linked_or_taken_back_already_is_gone(do: Do, rep: Actor, items: list[Item]) -> None:
    with pytest.raises(Stale):
        do(rep, commands.unlink_items, item=items[1], earlier=items[0])
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    do(rep, commands.unlink_items, item=items[1], earlier=items[0])
    with pytest.raises(Stale):
        do(rep, commands.unlink_items, item=items[1], earlier=items[0])


def test_a_recount_of_the_history_knows_what_was_taken_back(
    do: Do, rep: Actor, items: list[Item], session: Session, ward: Ward
) -> None:
    chained(do, rep, items)
    do(rep, commands.unlink_items, item=items[2], earlier=items[1])
    do(rep, commands.link_items, item=items[3], earlier=items[1])
    told = recount.raised(json.loads(row.body) for row in builders.history_of(ward))
    assert [told[str(item.id)] for item in items] == raised(session, items) == [1, 2, 1, 4]
