"""Items that ask for the same: made one, made two again, linked to what was asked before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Answer, ItemKind, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]


@pytest.fixture
def items(ward: Ward, kestrel: Actor, clock: SetClock) -> list[Item]:
    return [builders.an_item(ward, f"item {n}", actor=kestrel, clock=clock) for n in range(4)]


# --- merging ---


def test_both_keep_their_words_and_share_one_line(
    do: Do, rep: Actor, items: list[Item], session: Session, ward: Ward, clock: SetClock, told: Told
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    for item in items[:2]:
        do(rep, commands.place_item, meeting=meeting, item=item)
    do(rep, commands.merge_items, item=items[1], into=items[0])
    assert (items[1].state, items[1].merged_into_id, items[1].words) == (ItemState.MERGED, items[0].id, "item 1")
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [items[0].id]
    assert queries.merged_into(session, items[0]) == [items[1]]
    assert told(items[1])[-1] == Happened.ITEM_MERGED


def test_a_merge_is_undone_and_the_item_waits_for_its_own_place(
    do: Do, rep: Actor, items: list[Item], session: Session, ward: Ward, told: Told
) -> None:
    do(rep, commands.merge_items, item=items[1], into=items[0])
    do(rep, commands.undo_merge, item=items[1])
    assert (items[1].state, items[1].merged_into_id) == (ItemState.RECEIVED, None)
    assert items[1] in queries.waiting(session, ward.id)
    assert told(items[1])[-1] == Happened.MERGE_UNDONE
    with pytest.raises(Stale):
        do(rep, commands.undo_merge, item=items[1])


def test_no_chain_no_circle_no_second_merge(do: Do, rep: Actor, items: list[Item]) -> None:
    do(rep, commands.merge_items, item=items[1], into=items[0])
    for item, into in ((items[0], items[2]), (items[2], items[1]), (items[2], items[2])):
        with pytest.raises(RuleBroken) as refused:
            do(rep, commands.merge_items, item=item, into=into)
        assert refused.value.field == "into"
    with pytest.raises(Stale):
        do(rep, commands.merge_items, item=items[1], into=items[2])


def test_an_answered_item_is_neither_merged_nor_merged_into(
    do: Do, rep: Actor, nurse: Actor, items: list[Item]
) -> None:
    do(nurse, commands.answer_item, item=items[0], answer=Answer.YES)
    with pytest.raises(Stale):
        do(rep, commands.merge_items, item=items[0], into=items[1])
    with pytest.raises(RuleBroken):
        do(rep, commands.merge_items, item=items[1], into=items[0])


def test_thanks_and_problems_stay_apart(do: Do, rep: Actor, items: list[Item], ward: Ward, clock: SetClock) -> None:
    thanks = builders.an_item(ward, "Thank you", kind=ItemKind.THANKS, clock=clock)
    with pytest.raises(RuleBroken):
        do(rep, commands.merge_items, item=items[0], into=thanks)


def test_staff_never_merge_not_even_in_the_reps_place(do: Do, nurse: Actor, ward: Ward, items: list[Item]) -> None:
    for actor in (nurse, builders.a_stand_in(ward, Role.STAFF), builders.a_stand_in(ward, Role.MANAGER)):
        with pytest.raises(NotAllowed):
            do(actor, commands.merge_items, item=items[1], into=items[0])
    do(builders.a_stand_in(ward, Role.ADVOCATE), commands.merge_items, item=items[1], into=items[0])
    with pytest.raises(NotAllowed):
        do(builders.a_stand_in(ward, Role.STAFF), commands.undo_merge, item=items[1])


def test_a_merged_item_is_not_changed_but_may_be_added_to(
    do: Do, rep: Actor, kestrel: Actor, items: list[Item]
) -> None:
    do(rep, commands.merge_items, item=items[1], into=items[0])
    for command, more in ((commands.reword_item, {"words": "x"}), (commands.withdraw_item, {})):
        with pytest.raises(RuleBroken):
            do(kestrel, command, item=items[1], **more)
    do(kestrel, commands.add_note, item=items[1], words="Mine is the one upstairs.")


# --- linking ---


def test_the_fourth_time_is_known_as_the_fourth(
    do: Do, rep: Actor, items: list[Item], session: Session, told: Told
) -> None:
    for n in (1, 2, 3):
        do(rep, commands.link_items, item=items[n], earlier=items[n - 1])
    raised = queries.how_often_raised(session, [item.id for item in items])
    assert [raised[item.id] for item in items] == [1, 2, 3, 4]
    assert told(items[3])[-1] == Happened.ITEM_LINKED


def test_a_link_found_late_counts_for_all_that_followed(
    do: Do, rep: Actor, items: list[Item], session: Session
) -> None:
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    assert queries.how_often_raised(session, [items[2].id]) == {items[2].id: 3}


def test_its_author_may_link_their_own_item_and_other_patients_may_not(
    do: Do, kestrel: Actor, somebody: Actor, nurse: Actor, items: list[Item]
) -> None:
    do(kestrel, commands.link_items, item=items[1], earlier=items[0])
    for actor in (somebody, nurse):
        with pytest.raises(NotAllowed):
            do(actor, commands.link_items, item=items[2], earlier=items[0])


def test_no_link_twice_in_a_circle_to_itself_or_to_another_ward(
    do: Do, rep: Actor, items: list[Item], session: Session, clock: SetClock
) -> None:
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    for item, earlier in ((items[1], items[0]), (items[0], items[1]), (items[2], items[2])):
        with pytest.raises(RuleBroken):
            do(rep, commands.link_items, item=item, earlier=earlier)
    other = builders.an_item(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    with pytest.raises(NotFound):
        do(rep, commands.link_items, item=items[2], earlier=other)


def test_nothing_is_linked_to_what_came_later(
    do: Do, rep: Actor, items: list[Item], ward: Ward, clock: SetClock
) -> None:
    clock.go_on(days=1)
    later = builders.an_item(ward, clock=clock)
    with pytest.raises(RuleBroken):
        do(rep, commands.link_items, item=items[0], earlier=later)
