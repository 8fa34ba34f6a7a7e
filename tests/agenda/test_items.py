"""From somebody's words to an item, and what its author can still do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ItemKind, ItemState, ShownAs, Topic, WrittenBy
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.clock import PartOfDay
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
Memory = Callable[[Witnessed], list[Remembered]]
DRYER: dict[str, Any] = {"kind": ItemKind.PROBLEM, "topic": Topic.LAUNDRY, "words": "The dryer is broken"}
SLIP = "a" * 64


def holding(actor: Actor, slip: str = SLIP) -> Actor:
    """The same person, with the secret that the receipt page holds."""
    return Actor(actor.door, actor.ward_id, slip=slip)


# --- raised ---


def test_somebody_without_a_name_leaves_only_the_day_and_its_part(do: Do, somebody: Actor, remembered: Memory) -> None:
    item = do(somebody, commands.raise_item, **DRYER, slip_hash=SLIP)
    assert (item.author_id, item.part_of_day, item.state) == (None, PartOfDay.MORNING, ItemState.RECEIVED)
    (row,) = remembered(item)
    assert row.what == Happened.ITEM_RAISED
    assert (row.body["at"], row.body["person"], row.body["voice"]) == (None, None, None)
    assert (row.body["day"], row.body["part_of_day"]) == ("2026-03-02", "morning")


def test_the_slip_and_the_author_stay_out_of_the_history(
    do: Do, kestrel: Actor, somebody: Actor, remembered: Memory
) -> None:
    unsigned = do(somebody, commands.raise_item, **DRYER, slip_hash=SLIP)
    signed = do(kestrel, commands.raise_item, **DRYER, shown_as=ShownAs.NAME)
    told = str([row.body for item in (unsigned, signed) for row in remembered(item)])
    assert SLIP not in told
    assert str(kestrel.id) not in told


def test_a_ward_name_is_its_author_and_leaves_a_voice(do: Do, kestrel: Actor, remembered: Memory) -> None:
    item = do(kestrel, commands.raise_item, **DRYER, slip_hash=SLIP)
    assert (item.author_id, item.slip_hash, item.part_of_day) == (kestrel.id, None, None)
    assert remembered(item)[0].body["voice"]


def test_a_picture_needs_no_words_but_words_or_a_picture_it_must_be(do: Do, somebody: Actor) -> None:
    facts = {**DRYER, "words": None}
    assert do(somebody, commands.raise_item, **facts, feeling=Feeling.SAD).words is None
    with pytest.raises(RuleBroken) as refused:
        do(somebody, commands.raise_item, **facts)
    assert refused.value.field == "words"


def test_nobody_is_shown_by_a_ward_name_without_signing_in(do: Do, somebody: Actor) -> None:
    do(somebody, commands.raise_item, **DRYER, shown_as=ShownAs.REP)
    with pytest.raises(RuleBroken):
        do(somebody, commands.raise_item, **DRYER, shown_as=ShownAs.NAME)


def test_the_same_form_is_stored_once(do: Do, somebody: Actor, session: Session) -> None:
    item = do(somebody, commands.raise_item, **DRYER, once="a key of this form")
    with pytest.raises(Repeated) as repeated:
        do(somebody, commands.raise_item, **DRYER, once="a key of this form")
    assert repeated.value.thing_id == item.thing
    assert len(session.scalars(select(Item)).all()) == 1


@pytest.mark.parametrize("door", [Door.BOARD, Door.OWN_DEVICE])
def test_nothing_is_raised_from_the_board_or_from_outside(do: Do, ward: Ward, door: Door) -> None:
    with pytest.raises(NotAllowed):
        do(Actor(door, ward.id), commands.raise_item, **DRYER)


def test_any_words_are_taken_as_they_are(do: Do, somebody: Actor) -> None:
    words = "<script>alert(1)</script> مرحبا 😀 \u202e end"
    assert do(somebody, commands.raise_item, **{**DRYER, "words": words}).words == words


# --- written down for somebody ---


@pytest.mark.parametrize(
    ("roles", "pen"),
    [
        ([Role.REP], WrittenBy.REP),
        ([Role.DEPUTY], WrittenBy.REP),
        ([Role.PEER], WrittenBy.PEER),
    ],
)
def test_rep_deputy_and_peer_write_for_others_and_own_nothing(
    do: Do, ward: Ward, clock: SetClock, roles: list[Role], pen: WrittenBy
) -> None:
    writer = builders.a_patient_actor(ward, *roles, clock=clock)
    item = do(writer, commands.write_for, **DRYER)
    assert (item.written_by, item.written_by_id, item.author_id) == (pen, None, None)
    with pytest.raises(NotAllowed):
        do(writer, commands.withdraw_item, item=item)


def test_staff_and_advocate_write_for_others_with_their_account(
    do: Do, nurse: Actor, manager: Actor, advocate: Actor, told: Told
) -> None:
    for actor, pen in ((nurse, WrittenBy.STAFF), (manager, WrittenBy.STAFF), (advocate, WrittenBy.ADVOCATE)):
        item = do(actor, commands.write_for, **DRYER)
        assert (item.written_by, item.written_by_id) == (pen, actor.id)
        assert told(item) == [Happened.ITEM_RAISED]


def test_a_patient_without_a_part_writes_for_nobody(do: Do, kestrel: Actor, somebody: Actor) -> None:
    for actor in (kestrel, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.write_for, **DRYER)


def test_what_is_written_for_somebody_has_words_no_ward_name_and_is_stored_once(do: Do, nurse: Actor) -> None:
    with pytest.raises(RuleBroken):
        do(nurse, commands.write_for, **{**DRYER, "words": ""})
    with pytest.raises(RuleBroken):
        do(nurse, commands.write_for, **DRYER, shown_as=ShownAs.NAME)
    do(nurse, commands.write_for, **DRYER, once="the same form")
    with pytest.raises(Repeated):
        do(nurse, commands.write_for, **DRYER, once="the same form")


# --- reworded and withdrawn ---


def test_its_author_says_it_differently_until_the_agenda_is_out(
    do: Do, kestrel: Actor, rep: Actor, ward: Ward, clock: SetClock, told: Told
) -> None:
    item = builders.an_item(ward, actor=kestrel, clock=clock)
    do(kestrel, commands.reword_item, item=item, words="Both dryers are broken", version=item.version)
    assert item.words == "Both dryers are broken"
    assert told(item)[-1] == Happened.ITEM_REWORDED
    builders.a_published_agenda(ward, items=[item], actor=rep, clock=clock)
    with pytest.raises(RuleBroken):
        do(kestrel, commands.reword_item, item=item, words="Never mind")


def test_whoever_holds_the_slip_changes_and_withdraws_without_a_name(
    do: Do, somebody: Actor, ward: Ward, clock: SetClock
) -> None:
    item = builders.an_item(ward, slip_hash=SLIP, clock=clock)
    do(holding(somebody), commands.reword_item, item=item, words="Both dryers")
    do(holding(somebody), commands.withdraw_item, item=item)
    assert (item.state, item.slip_hash) == (ItemState.WITHDRAWN, None)


def test_the_slip_lives_on_when_the_agenda_is_out_and_takes_nothing_back(
    do: Do, somebody: Actor, ward: Ward, clock: SetClock
) -> None:
    item = builders.an_item(ward, slip_hash=SLIP, clock=clock)
    builders.a_published_agenda(ward, clock=clock)
    with pytest.raises(RuleBroken):
        do(holding(somebody), commands.withdraw_item, item=item)
    do(holding(somebody), commands.add_note, item=item, words="Since Monday")
    assert item.slip_hash == SLIP


@pytest.mark.parametrize("command", [commands.reword_item, commands.withdraw_item])
def test_nobody_but_its_author_rewords_or_deletes(
    do: Do,
    command: Any,
    kestrel: Actor,
    somebody: Actor,
    nurse: Actor,
    manager: Actor,
    rep: Actor,
    ward: Ward,
    clock: SetClock,
) -> None:
    item = builders.an_item(ward, actor=kestrel, clock=clock)
    words = {"words": "x"} if command is commands.reword_item else {}
    for actor in (somebody, holding(somebody), nurse, manager, rep):
        with pytest.raises(NotAllowed):
            do(actor, command, item=item, **words)


def test_a_page_drawn_before_the_last_change_rewords_nothing(
    do: Do, kestrel: Actor, ward: Ward, clock: SetClock
) -> None:
    item = builders.an_item(ward, actor=kestrel, clock=clock)
    with pytest.raises(Stale):
        do(kestrel, commands.reword_item, item=item, words="x", version=item.version - 1)


def test_a_withdrawn_item_leaves_its_place_and_the_others_move_up(
    do: Do, kestrel: Actor, rep: Actor, session: Session, ward: Ward, clock: SetClock, told: Told
) -> None:
    items = [builders.an_item(ward, f"item {n}", actor=kestrel, clock=clock) for n in range(3)]
    meeting = builders.a_meeting(ward, clock=clock)
    for item in items:
        do(rep, commands.place_item, meeting=meeting, item=item)
    do(kestrel, commands.withdraw_item, item=items[1])
    assert [(line.item_id, line.place) for line in queries.on_agenda(session, meeting)] == [
        (items[0].id, 1),
        (items[2].id, 2),
    ]
    assert told(items[1])[-1] == Happened.ITEM_WITHDRAWN
    with pytest.raises(Stale):
        do(kestrel, commands.withdraw_item, item=items[1])


def test_whatever_was_part_of_a_withdrawn_item_stands_for_itself_again(
    do: Do, kestrel: Actor, rep: Actor, ward: Ward, clock: SetClock, told: Told
) -> None:
    lead = builders.an_item(ward, actor=kestrel, clock=clock)
    part = builders.an_item(ward, clock=clock)
    do(rep, commands.merge_items, item=part, into=lead)
    do(kestrel, commands.withdraw_item, item=lead)
    assert (part.state, part.merged_into_id) == (ItemState.RECEIVED, None)
    assert told(part)[-1] == Happened.MERGE_UNDONE


# --- notes, and being read ---


def test_its_author_adds_notes_at_any_time_and_nobody_else_does(
    do: Do, kestrel: Actor, rep: Actor, session: Session, ward: Ward, clock: SetClock, told: Told
) -> None:
    item = builders.an_item(ward, actor=kestrel, clock=clock)
    builders.a_published_agenda(ward, items=[item], actor=rep, clock=clock)
    for words in ("since Tuesday", "and now the other one"):
        do(kestrel, commands.add_note, item=item, words=words)
    assert [note.words for note in queries.notes(session, item)] == ["since Tuesday", "and now the other one"]
    assert told(item)[-2:] == [Happened.NOTE_ADDED] * 2
    with pytest.raises(NotAllowed):
        do(rep, commands.add_note, item=item, words="x")
    with pytest.raises(RuleBroken):
        do(kestrel, commands.add_note, item=item, words=" ")


def test_the_rep_says_i_have_read_this_once(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, clock: SetClock, told: Told
) -> None:
    item = builders.an_item(ward, clock=clock)
    with pytest.raises(NotAllowed):
        do(nurse, commands.read_item, item=item)
    do(rep, commands.read_item, item=item)
    clock.go_on(days=1)
    do(rep, commands.read_item, item=item)
    assert told(item) == [Happened.ITEM_RAISED, Happened.ITEM_READ]
    assert item.read_on == item.received_on


def test_an_item_of_another_ward_does_not_exist(
    do: Do, rep: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    other = builders.an_item(builders.a_ward(session, "Beech", clock=clock), clock=clock)
    with pytest.raises(NotFound):
        queries.item(session, ward.id, other.id)
    with pytest.raises(NotFound):
        do(rep, commands.read_item, item=other)


def test_somebodys_own_items_are_found_also_among_merged_ones(
    do: Do, kestrel: Actor, rep: Actor, nurse: Actor, somebody: Actor, session: Session, ward: Ward, clock: SetClock
) -> None:
    lead, mine = builders.an_item(ward, slip_hash=SLIP, clock=clock), builders.an_item(ward, actor=kestrel, clock=clock)
    do(rep, commands.merge_items, item=mine, into=lead)
    assert queries.written_by(session, ward.id, kestrel.id) == [mine]
    assert queries.whose(session, lead, kestrel) is mine
    assert queries.whose(session, lead, holding(somebody)) is lead
    for actor in (rep, nurse, somebody):
        assert queries.whose(session, lead, actor) is None
