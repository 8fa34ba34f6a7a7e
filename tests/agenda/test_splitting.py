"""An item that asks for two things: made two, both with the raiser's whole words, and made one again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Hiding, Item, Split
from wardvoice.agenda.rules import (
    MERGEABLE,
    MOST_PART,
    AboutWhom,
    Answer,
    CarriedBecause,
    EntryState,
    Feeling,
    HideBecause,
    ItemKind,
    ItemState,
    Topic,
    may_join,
    may_split,
    part_line,
    parts_differ,
)
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, Refused, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.meetings.commands import open_meeting
from wardvoice.proof.verify import verify
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
WORDS = "The shower is cold and the radiator bangs all night."
PARTS = {"first_part": "the cold shower", "second_part": "the radiator that bangs"}


@pytest.fixture
def item(ward: Ward, kestrel: Actor, clock: SetClock) -> Item:
    return builders.an_item(ward, WORDS, actor=kestrel, clock=clock)


# --- rules ---

FINE = {"has_words": True, "is_half": False, "leads_others": False, "hiding": False, "from_ward": False}


def test_a_part_is_one_line_of_limited_length() -> None:
    assert part_line("  the cold\n shower ", "first_part") == "the cold shower"
    assert part_line("x" * MOST_PART, "first_part") == "x" * MOST_PART
    for nothing in ("", " \n", None, "x" * (MOST_PART + 1)):
        with pytest.raises(RuleBroken) as refused:
            part_line(nothing, "second_part")
        assert refused.value.field == "second_part"


def test_the_two_parts_differ() -> None:
    parts_differ("the shower", "the radiator")
    with pytest.raises(RuleBroken) as refused:
        parts_differ("the shower", "The Shower")
    assert refused.value.field == "second_part"


@pytest.mark.parametrize("state", list(ItemState))
def test_only_what_still_waits_is_split(state: ItemState) -> None:
    if state in MERGEABLE:
        may_split(state, **FINE)
    else:
        with pytest.raises(Stale):
            may_split(state, **FINE)


@pytest.mark.parametrize(
    "doubt", [{"has_words": False}, {"is_half": True}, {"leads_others": True}, {"hiding": True}, {"from_ward": True}]
)
def test_what_is_tied_up_is_not_split(doubt: dict[str, bool]) -> None:
    with pytest.raises(RuleBroken):
        may_split(ItemState.RECEIVED, **(FINE | doubt))


@pytest.mark.parametrize("doubt", ["second_talked_about", "leads", "hiding"])
def test_halves_with_more_than_words_stay_two(doubt: str) -> None:
    waits = {"first": ItemState.PLACED, "second": ItemState.RECEIVED}
    fine = dict.fromkeys(("second_talked_about", "leads", "hiding"), False)
    may_join(**waits, **fine)
    with pytest.raises(RuleBroken):
        may_join(**waits, **(fine | {doubt: True}))


# --- splitting ---


def test_both_halves_keep_the_whole_words_and_their_raiser(
    do: Do, rep: Actor, kestrel: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    assert (item.words, second.words) == (WORDS, WORDS)
    assert (second.author_id, second.received_on, second.read_on) == (kestrel.id, item.received_on, clock.today)
    first, other = queries.tally(session, item, clock.now()), queries.tally(session, second, clock.now())
    assert (first.part, first.other_half) == ("the cold shower", second.id)
    assert (other.part, other.other_half) == ("the radiator that bangs", item.id)
    assert queries.waiting(session, ward.id) in ([item, second], [second, item])


def test_the_history_tells_it_at_both_halves_and_verify_agrees(
    do: Do, rep: Actor, item: Item, session: Session, ward: Ward, told: Told
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    assert told(item)[-1] == Happened.ITEM_SPLIT
    assert told(second) == [Happened.ITEM_SPLIT_OFF]
    row = next(row for row in builders.history_of(ward) if row.what == Happened.ITEM_SPLIT)
    assert f"splits:{session.scalars(select(Split)).one().id}" in row.body
    do(rep, commands.join_halves, item=second)
    assert (told(item)[-1], told(second)[-1]) == (Happened.SPLIT_UNDONE, Happened.SPLIT_UNDONE)
    assert verify(session).whole


def test_the_second_half_stands_below_the_first_on_its_agenda(
    do: Do, rep: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    last = builders.an_item(ward, "last", clock=clock)
    for one in (item, last):
        do(rep, commands.place_item, meeting=meeting, item=one)
    second = do(rep, commands.split_item, item=item, **PARTS)
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [item.id, second.id, last.id]
    assert [line.place for line in queries.on_agenda(session, meeting)] == [1, 2, 3]
    assert second.state is ItemState.PLACED


def test_what_mattered_to_others_matters_in_both_halves(
    do: Do, rep: Actor, kestrel: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    plover, dunlin = (builders.a_patient_actor(ward, word=word, clock=clock) for word in ("Plover", "Dunlin"))
    _publish(do, rep, ward, clock)
    do(plover, commands.say_it_matters, item=item, matters=True)
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(dunlin, commands.say_it_matters, item=second, matters=True)
    assert queries.wanted_by(session, [item.id, second.id]) == {item.id: 1, second.id: 2}
    do(plover, commands.say_it_matters, item=second, matters=False)
    assert queries.wanted_by(session, [item.id, second.id]) == {item.id: 1, second.id: 1}
    do(rep, commands.join_halves, item=item)
    assert queries.wanted_by(session, [item.id]) == {item.id: 2}
    do(dunlin, commands.say_it_matters, item=item, matters=False)
    assert queries.wanted_by(session, [item.id]) == {item.id: 1}


def test_of_two_halves_without_a_name_nobody_becomes_two_people(
    do: Do, rep: Actor, somebody: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    item = do(
        somebody,
        commands.raise_item,
        kind=ItemKind.PROBLEM,
        topic=Topic.ROOMS,
        words=WORDS,
        slip_hash="s" * 64,
    )
    second = do(rep, commands.split_item, item=item, **PARTS)
    assert [one.id for one in queries.items_of_slip(session, "s" * 64)] == sorted([item.id, second.id])
    do(rep, commands.join_halves, item=item)
    assert queries.items_of_slip(session, "s" * 64) == [item]
    assert queries.wanted_by(session, [item.id]) == {item.id: 0}


# --- who may, and what is refused ---


def test_staff_never_split_not_even_in_the_reps_place(
    do: Do, nurse: Actor, kestrel: Actor, ward: Ward, item: Item
) -> None:
    for actor in (nurse, kestrel, builders.a_stand_in(ward, Role.STAFF), builders.a_stand_in(ward, Role.MANAGER)):
        with pytest.raises(NotAllowed):
            do(actor, commands.split_item, item=item, **PARTS)
    do(builders.a_stand_in(ward, Role.ADVOCATE), commands.split_item, item=item, **PARTS)
    with pytest.raises(NotAllowed):
        do(nurse, commands.join_halves, item=item)


def test_whom_it_is_about_neither_splits_nor_joins(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, item: Item, clock: SetClock
) -> None:
    deputy = builders.a_patient_actor(ward, Role.DEPUTY, word="Fieldfare", clock=clock)
    do(nurse, commands.say_about_rep, item=item, whom=AboutWhom.REP)
    with pytest.raises(NotAllowed):
        do(rep, commands.split_item, item=item, **PARTS)
    second = do(deputy, commands.split_item, item=item, **PARTS)
    assert second.about_id == rep.id
    do(nurse, commands.say_about_rep, item=item, whom=AboutWhom.NOBODY)
    for half in (item, second):
        with pytest.raises(NotAllowed):
            do(rep, commands.join_halves, item=half)
    do(deputy, commands.join_halves, item=item)
    assert item.about_id == rep.id, "what was about the rep in one part is about the rep as a whole"


def test_nor_do_they_hide_the_words_through_the_other_part(do: Do, rep: Actor, nurse: Actor, item: Item) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(nurse, commands.say_about_rep, item=item, whom=AboutWhom.REP)
    with pytest.raises(NotAllowed):
        do(rep, commands.hide_words, item=second, because=HideBecause.THREAT, danger=True)
    hiding = do(nurse, commands.hide_words, item=second, because=HideBecause.THREAT)
    for command in (commands.agree_hiding, commands.end_hiding):
        with pytest.raises(NotAllowed):
            do(rep, command, hiding=hiding)


def test_an_item_is_split_once_and_a_half_not_again(do: Do, rep: Actor, item: Item) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    for half in (item, second):
        with pytest.raises(RuleBroken):
            do(rep, commands.split_item, item=half, **PARTS)


def test_words_in_doubt_and_items_tied_up_are_not_split(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, item: Item, clock: SetClock
) -> None:
    part, pictures = (builders.an_item(ward, "x", clock=clock) for _ in range(2))
    pictures.words, pictures.feeling = None, Feeling.SAD
    hidden = builders.an_item(ward, "y", clock=clock)
    do(nurse, commands.hide_words, item=hidden, because=HideBecause.HATE)
    do(rep, commands.merge_items, item=part, into=item)
    for tied, kind in ((item, RuleBroken), (hidden, RuleBroken), (part, Stale)):
        with pytest.raises(kind):
            do(rep, commands.split_item, item=tied, **PARTS)


def test_what_is_answered_or_taken_back_is_not_split(
    do: Do, rep: Actor, nurse: Actor, kestrel: Actor, ward: Ward, item: Item, clock: SetClock
) -> None:
    gone = builders.an_item(ward, "z", actor=kestrel, clock=clock)
    do(kestrel, commands.withdraw_item, item=gone)
    do(nurse, commands.answer_item, item=item, answer=Answer.YES)
    for one in (item, gone):
        with pytest.raises(Stale):
            do(rep, commands.split_item, item=one, **PARTS)


# --- the words stay one ---


def test_hidden_in_one_half_is_hidden_in_both(
    do: Do, rep: Actor, nurse: Actor, item: Item, session: Session, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    hiding = do(nurse, commands.hide_words, item=second, because=HideBecause.HATE, danger=True)
    now = clock.now()
    assert set(queries.hidden_now(session, [item.id, second.id], now)) == {item.id, second.id}
    assert queries.tally(session, item, now).hidden_because is HideBecause.HATE
    assert queries.open_hiding(session, item) is hiding
    with pytest.raises(Refused):
        do(nurse, commands.hide_words, item=item, because=HideBecause.HATE)
    with pytest.raises(RuleBroken):
        do(rep, commands.join_halves, item=item)
    do(rep, commands.end_hiding, hiding=session.scalars(select(Hiding)).one())
    assert queries.tally(session, item, now).hidden_because is None


def test_removed_by_two_people_they_are_removed_from_both(
    do: Do, rep: Actor, manager: Actor, advocate: Actor, item: Item, session: Session, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    builders.removed_by(manager, advocate, item, WORDS, clock)
    assert (item.words, second.words) == (None, None)
    assert verify(session).whole


def test_said_in_other_words_it_is_so_in_both(do: Do, rep: Actor, kestrel: Actor, item: Item, told: Told) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(kestrel, commands.reword_item, item=second, words="Cold shower. Loud radiator.")
    assert item.words == second.words == "Cold shower. Loud radiator."
    assert (item.read_on, second.read_on) == (None, None)
    assert told(item)[-1] == told(second)[-1] == Happened.ITEM_REWORDED


def test_once_one_half_is_out_neither_is_reworded(
    do: Do, rep: Actor, kestrel: Actor, item: Item, ward: Ward, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    meeting = builders.a_meeting(ward, clock=clock)
    do(rep, commands.put_off, meeting=meeting, item=second, because="Later.")
    do(rep, commands.publish, meeting=meeting)
    with pytest.raises(RuleBroken):
        do(kestrel, commands.reword_item, item=second, words="x")


def test_one_half_is_taken_back_and_the_other_stays(
    do: Do, rep: Actor, kestrel: Actor, item: Item, session: Session, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(kestrel, commands.withdraw_item, item=item)
    assert (item.state, second.state, second.words) == (ItemState.WITHDRAWN, ItemState.RECEIVED, WORDS)
    assert queries.tally(session, second, clock.now()).part == "the radiator that bangs"
    with pytest.raises(Stale):
        do(rep, commands.join_halves, item=second)


def test_two_halves_are_neither_merged_with_nor_linked_to_each_other(do: Do, rep: Actor, item: Item) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    with pytest.raises(RuleBroken) as refused:
        do(rep, commands.merge_items, item=second, into=item)
    assert refused.value.field == "into"
    with pytest.raises(RuleBroken) as refused:
        do(rep, commands.link_items, item=second, earlier=item)
    assert refused.value.field == "earlier"


def test_the_raiser_confirms_for_either_half(
    do: Do, rep: Actor, kestrel: Actor, nurse: Actor, item: Item, session: Session
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    for half in (item, second):
        assert queries.whose(session, half, kestrel) is half
    do(nurse, commands.answer_item, item=second, answer=Answer.YES)
    do(kestrel, commands.accept_answer, outcome=queries.outcomes_of(session, [second.id])[second.id][-1], accepted=True)


# --- one again ---


def test_joined_again_everything_is_as_it_was(
    do: Do, rep: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    for one in (item, builders.an_item(ward, "last", clock=clock)):
        do(rep, commands.place_item, meeting=meeting, item=one)
    before = [(line.item_id, line.place) for line in queries.on_agenda(session, meeting)]
    second = do(rep, commands.split_item, item=item, **PARTS)
    assert do(rep, commands.join_halves, item=second) is item
    assert [(line.item_id, line.place) for line in queries.on_agenda(session, meeting)] == before
    assert (item.state, item.words, item.merged_into_id) == (ItemState.PLACED, WORDS, None)
    assert (second.state, second.author_id, second.words) == (ItemState.MERGED, None, None)
    tally = queries.tally(session, item, clock.now())
    assert (tally.part, tally.other_half, tally.others) == (None, None, 0)
    assert queries.halves(session, item) is None
    for half in (item, second):
        with pytest.raises(Stale):
            do(rep, commands.join_halves, item=half)
    with pytest.raises(Stale):
        do(rep, commands.undo_merge, item=second)


def test_joined_again_it_can_be_split_anew_and_merged(
    do: Do, rep: Actor, kestrel: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(rep, commands.join_halves, item=item)
    again = do(rep, commands.split_item, item=item, first_part="the water", second_part="the noise")
    assert (again.id, again.words, again.author_id) == (second.id, WORDS, kestrel.id)
    assert queries.tally(session, again, clock.now()).part == "the noise"
    do(rep, commands.join_halves, item=again)
    lead = builders.an_item(ward, "The shower", clock=clock)
    do(rep, commands.merge_items, item=item, into=lead)
    assert queries.merged_into(session, lead) == [item]
    do(rep, commands.undo_merge, item=item)
    do(rep, commands.split_item, item=item, **PARTS)
    assert verify(session).whole


def test_a_part_that_the_meeting_has_talked_about_goes_its_own_way(
    do: Do, rep: Actor, nurse: Actor, item: Item, session: Session, ward: Ward, clock: SetClock
) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    meeting = _publish(do, rep, ward, clock)
    clock.go_to(meeting.day)
    do(rep, open_meeting, meeting=meeting)
    entry = queries.line_of(session, meeting, second.id)
    do(rep, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
    with pytest.raises(RuleBroken):
        do(rep, commands.join_halves, item=item)
    assert queries.line_of(session, meeting, item.id).state is EntryState.ON


def test_an_answered_half_is_never_joined(do: Do, rep: Actor, nurse: Actor, item: Item) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    do(nurse, commands.answer_item, item=second, answer=Answer.YES)
    for half in (item, second):
        with pytest.raises(Stale):
            do(rep, commands.join_halves, item=half)


def test_what_others_are_part_of_is_not_joined(do: Do, rep: Actor, item: Item, ward: Ward, clock: SetClock) -> None:
    second = do(rep, commands.split_item, item=item, **PARTS)
    other = builders.an_item(ward, "The radiator", clock=clock)
    do(rep, commands.merge_items, item=other, into=second)
    with pytest.raises(RuleBroken):
        do(rep, commands.join_halves, item=item)
    do(rep, commands.undo_merge, item=other)
    do(rep, commands.join_halves, item=item)


def _publish(do: Do, rep: Actor, ward: Ward, clock: SetClock) -> Any:
    meeting = builders.a_meeting(ward, day=clock.today + timedelta(days=3), clock=clock)
    do(rep, commands.publish, meeting=meeting)
    return meeting


def test_whoever_can_decide_the_whole_can_decide_both_parts(
    do: Do, rep: Actor, nurse: Actor, item: Item, session: Session, ward: Ward, clock: SetClock, told: Told
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    entry = do(rep, commands.place_item, meeting=meeting, item=item)
    do(rep, commands.name_decider, entry=entry, job="estates")
    second = do(rep, commands.split_item, item=item, **PARTS)
    (theirs,) = queries.every_decider_of(session, second.id)
    assert (theirs.job, theirs.dropped_on) == ("estates", None)
    assert told(second) == [Happened.ITEM_SPLIT_OFF, Happened.DECIDER_NAMED]
    do(rep, commands.join_halves, item=item)
    (theirs,) = queries.every_decider_of(session, second.id)
    assert theirs.dropped_on == clock.today
    (own,) = queries.every_decider_of(session, item.id)
    assert own.dropped_on is None
