"""Hiding words from public view takes two people, and leaves a gap that some can look behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import HideBecause
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.storage.base import Witnessed
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Told = Callable[[Witnessed], list[str]]
NAMES, THREAT = HideBecause.NAMES_SOMEBODY, HideBecause.THREAT


@pytest.fixture
def item(ward: Ward, kestrel: Actor, clock: SetClock) -> Item:
    return builders.an_item(ward, actor=kestrel, clock=clock)


@pytest.fixture
def hidden(session: Session, item: Item, clock: SetClock) -> Callable[[], bool]:
    return lambda: item.id in queries.hidden_now(session, [item.id], clock.now())


def test_one_asks_and_a_second_agrees(
    do: Do, nurse: Actor, rep: Actor, item: Item, hidden: Callable[[], bool], told: Told
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=NAMES)
    assert not hidden()
    do(rep, commands.agree_hiding, hiding=hiding)
    assert hidden()
    assert told(item)[-2:] == [Happened.WORDS_HIDDEN, Happened.HIDING_AGREED]


def test_the_first_person_is_not_named_in_the_history(
    do: Do, rep: Actor, item: Item, remembered: Callable[[Witnessed], list[Any]]
) -> None:
    do(rep, commands.hide_words, item=item, because=NAMES)
    assert str(rep.id) not in str([row.body for row in remembered(item)])


def test_nobody_is_both_of_the_two(do: Do, rep: Actor, nurse: Actor, item: Item) -> None:
    hiding = do(rep, commands.hide_words, item=item, because=NAMES)
    with pytest.raises(NotAllowed):
        do(rep, commands.agree_hiding, hiding=hiding)
    do(nurse, commands.agree_hiding, hiding=hiding)


def test_two_members_of_staff_are_not_a_pair(
    do: Do, nurse: Actor, manager: Actor, advocate: Actor, item: Item, hidden: Callable[[], bool]
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=NAMES)
    with pytest.raises(NotAllowed):
        do(manager, commands.agree_hiding, hiding=hiding)
    assert not hidden()
    do(advocate, commands.agree_hiding, hiding=hiding)
    assert hidden()


def test_a_peer_supporter_asks_but_makes_no_pair_with_staff(
    do: Do, nurse: Actor, item: Item, ward: Ward, clock: SetClock
) -> None:
    peer = builders.a_patient_actor(ward, Role.PEER, clock=clock)
    hiding = do(peer, commands.hide_words, item=item, because=NAMES)
    with pytest.raises(NotAllowed):
        do(nurse, commands.agree_hiding, hiding=hiding)


def test_one_person_hides_words_for_a_day_where_somebody_is_in_danger(
    do: Do, nurse: Actor, item: Item, ward: Ward, clock: SetClock, hidden: Callable[[], bool], told: Told
) -> None:
    do(nurse, commands.hide_words, item=item, because=THREAT, danger=True)
    assert hidden()
    clock.go_on(hours=23, minutes=59)
    assert hidden()
    assert do(builders.the_clock(ward), commands.end_stale_hidings) == []
    clock.go_on(minutes=1)
    assert not hidden()
    (ended,) = do(builders.the_clock(ward), commands.end_stale_hidings)
    assert ended.ended_at == clock.now()
    assert told(item)[-1] == Happened.HIDING_ENDED
    assert do(builders.the_clock(ward), commands.end_stale_hidings) == []


def test_nobody_hides_the_same_words_alone_day_after_day(
    do: Do, nurse: Actor, item: Item, ward: Ward, clock: SetClock
) -> None:
    do(nurse, commands.hide_words, item=item, because=THREAT, danger=True)
    clock.go_on(days=2)
    with pytest.raises(RuleBroken):
        do(nurse, commands.hide_words, item=item, because=THREAT, danger=True)
    do(builders.the_clock(ward), commands.end_stale_hidings)
    with pytest.raises(RuleBroken):
        do(nurse, commands.hide_words, item=item, because=THREAT, danger=True)
    do(nurse, commands.hide_words, item=item, because=THREAT)


def test_a_second_person_keeps_words_hidden_that_were_hidden_in_danger(
    do: Do, nurse: Actor, rep: Actor, item: Item, clock: SetClock, hidden: Callable[[], bool], ward: Ward
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=THREAT, danger=True)
    do(rep, commands.agree_hiding, hiding=hiding)
    clock.go_on(days=30)
    assert do(builders.the_clock(ward), commands.end_stale_hidings) == []
    assert hidden()


def test_rep_and_advocate_show_the_words_again_and_staff_do_not(
    do: Do, nurse: Actor, rep: Actor, advocate: Actor, item: Item, hidden: Callable[[], bool], told: Told
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=NAMES)
    do(advocate, commands.agree_hiding, hiding=hiding)
    with pytest.raises(NotAllowed):
        do(nurse, commands.end_hiding, hiding=hiding)
    do(rep, commands.end_hiding, hiding=hiding)
    assert not hidden()
    assert told(item)[-1] == Happened.HIDING_ENDED
    for command in (commands.end_hiding, commands.agree_hiding):
        with pytest.raises(Stale):
            do(advocate, command, hiding=hiding)


def test_there_is_one_request_at_a_time_and_its_second_yes_is_the_last(
    do: Do, nurse: Actor, manager: Actor, rep: Actor, advocate: Actor, item: Item
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=NAMES)
    with pytest.raises(RuleBroken):
        do(manager, commands.hide_words, item=item, because=NAMES)
    do(rep, commands.agree_hiding, hiding=hiding)
    with pytest.raises(Stale):
        do(advocate, commands.agree_hiding, hiding=hiding)


def test_patients_without_a_part_hide_nothing(do: Do, kestrel: Actor, somebody: Actor, item: Item) -> None:
    for actor in (kestrel, somebody):
        with pytest.raises(NotAllowed):
            do(actor, commands.hide_words, item=item, because=NAMES)


def test_raiser_rep_and_advocate_look_behind_the_gap_and_staff_do_not(
    kestrel: Actor, rep: Actor, advocate: Actor, nurse: Actor, manager: Actor, somebody: Actor, item: Item
) -> None:
    assert all(may(actor, May.LOOK_BEHIND, item) for actor in (kestrel, rep, advocate))
    assert not any(may(actor, May.LOOK_BEHIND, item) for actor in (nurse, manager, somebody))


def test_requests_of_another_ward_are_not_found(
    do: Do, nurse: Actor, item: Item, session: Session, clock: SetClock
) -> None:
    hiding = do(nurse, commands.hide_words, item=item, because=NAMES)
    with pytest.raises(NotFound):
        queries.hiding(session, builders.a_ward(session, "Beech", clock=clock).id, hiding.id)
