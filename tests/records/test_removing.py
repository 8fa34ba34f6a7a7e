"""Words that two people remove before their time: who asks, who agrees, what goes, what stays, and who learns of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.records.keeping import somebody
from tests.records.old import ANSWERED, ASKED, PROMISED, Old, the_old_ward
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import HideBecause
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import NotAllowed, NotFound, Repeated, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.evidence.queries.loading import facts_of
from wardvoice.evidence.rules.periods import Period
from wardvoice.proof.verify import verify
from wardvoice.records import commands
from wardvoice.records.models import RemovalRequest
from wardvoice.records.queries.removing import beside_item, removed_by_two, texts_of, waiting
from wardvoice.records.queries.standing import EVER

WHY = HideBecause.NAMES_SOMEBODY


@pytest.fixture
def old(clock: SetClock) -> Iterator[Old]:
    with the_old_ward() as found:
        yield found


def on_the_ward(old: Old, role: Role, clock: SetClock) -> Actor:
    return replace(somebody(old.session, role, clock), ward_id=old.ward_id)


def asks(old: Old, who: Actor, clock: SetClock, text: str = ASKED, **more: Any) -> RemovalRequest:
    facts = {"thing": old.item, "text": text, "because": WHY, **more}
    made: RemovalRequest = a.done(old.session, who, commands.ask_removal, clock, **facts)
    return made


def agrees(old: Old, who: Actor, clock: SetClock, request: RemovalRequest, **more: Any) -> Any:
    return a.done(old.session, who, commands.agree_removal, clock, request=request, **more)


def events(old: Old) -> list[str]:
    return [row.what for row in a.history_of(old.ward)]


def test_the_words_go_and_everything_else_stays(old: Old, clock: SetClock) -> None:
    def counted() -> Any:
        found = facts_of(old.session, [old.ward_id], Period(EVER, clock.today), clock)
        return found[old.ward_id]

    before = counted()
    manager, advocate = (on_the_ward(old, role, clock) for role in (Role.MANAGER, Role.ADVOCATE))
    request = asks(old, manager, clock)
    assert (old.item.words, events(old)[-1]) == (ASKED, Happened.REMOVAL_ASKED)
    assert agrees(old, advocate, clock, request) >= 1
    assert (old.item.words, old.action.words) == (None, PROMISED)
    assert events(old)[-1] == Happened.WORDS_REMOVED
    assert counted() == before
    assert ASKED not in "\n".join(old.session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr]
    proof = verify(old.session)
    assert proof.whole, proof.broken
    (one,) = removed_by_two(old.session, old.ward_id)
    assert (one.second_on, one.because) == (clock.today, WHY)


@pytest.mark.parametrize(
    ("first", "second"),
    [(Role.MANAGER, Role.ADVOCATE), (Role.ADMIN, Role.ADVOCATE), (Role.ADVOCATE, Role.ADVOCATE),
     (Role.ADVOCATE, Role.ADMIN)],
)  # fmt: skip
def test_an_advocate_is_one_of_the_two(old: Old, clock: SetClock, first: Role, second: Role) -> None:
    request = asks(old, on_the_ward(old, first, clock), clock)
    agrees(old, on_the_ward(old, second, clock), clock, request)
    assert old.item.words is None


@pytest.mark.parametrize(
    ("first", "second"),
    [(Role.MANAGER, Role.ADMIN), (Role.ADMIN, Role.ADMIN), (Role.MANAGER, Role.MANAGER),
     (Role.ADVOCATE, Role.MANAGER), (Role.ADVOCATE, Role.STAFF), (Role.ADVOCATE, Role.LEAD),
     (Role.ADVOCATE, Role.LISTENER), (Role.ADVOCATE, Role.REVIEWER)],
)  # fmt: skip
def test_no_other_pair_removes_anything(old: Old, clock: SetClock, first: Role, second: Role) -> None:
    request = asks(old, on_the_ward(old, first, clock), clock)
    with pytest.raises(NotAllowed):
        agrees(old, on_the_ward(old, second, clock), clock, request)
    assert old.item.words == ASKED


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.LISTENER, Role.REVIEWER, Role.DUTY])
def test_nobody_else_asks(old: Old, clock: SetClock, role: Role) -> None:
    with pytest.raises(NotAllowed):
        asks(old, on_the_ward(old, role, clock), clock)
    with pytest.raises(NotAllowed):
        asks(old, old.rep, clock)


def test_one_person_does_not_agree_with_themselves(old: Old, clock: SetClock) -> None:
    advocate = on_the_ward(old, Role.ADVOCATE, clock)
    request = asks(old, advocate, clock)
    with pytest.raises(NotAllowed):
        agrees(old, replace(advocate, roles=frozenset({Role.ADVOCATE, Role.ADMIN})), clock, request)
    assert old.item.words == ASKED


def test_an_advocate_who_works_on_the_ward_is_none_here(old: Old, clock: SetClock) -> None:
    both = on_the_ward(old, Role.ADVOCATE, clock)
    both = replace(both, roles=frozenset({Role.ADVOCATE, Role.STAFF}))
    with pytest.raises(NotAllowed):
        agrees(old, both, clock, asks(old, on_the_ward(old, Role.MANAGER, clock), clock))
    by_both = asks(old, both, clock, text=ANSWERED)
    with pytest.raises(NotAllowed):
        agrees(old, on_the_ward(old, Role.ADMIN, clock), clock, by_both)


def test_another_wards_advocate_finds_nothing_there(old: Old, clock: SetClock) -> None:
    birch = a.a_ward(old.session, "Birch", clock=clock)
    elsewhere = replace(somebody(old.session, Role.ADVOCATE, clock), ward_id=birch.id)
    with pytest.raises(NotFound):
        asks(old, elsewhere, clock)
    request = asks(old, on_the_ward(old, Role.MANAGER, clock), clock)
    for command in (commands.agree_removal, commands.end_removal):
        with pytest.raises(NotFound):
            a.done(old.session, elsewhere, command, clock, request=request)


def test_what_is_decided_is_decided_once(old: Old, clock: SetClock) -> None:
    manager, advocate = (on_the_ward(old, role, clock) for role in (Role.MANAGER, Role.ADVOCATE))
    request = asks(old, manager, clock, once="one click")
    with pytest.raises(Repeated):
        asks(old, manager, clock, once="one click")
    with pytest.raises(Stale):
        asks(old, advocate, clock)
    with pytest.raises(Stale):
        agrees(old, advocate, clock, request, version=request.version + 1)
    agrees(old, advocate, clock, request, version=request.version)
    for who, command in ((advocate, commands.agree_removal), (manager, commands.end_removal)):
        with pytest.raises(Stale):
            a.done(old.session, who, command, clock, request=request)
    with pytest.raises(Stale):
        asks(old, manager, clock)
    assert events(old).count(Happened.WORDS_REMOVED) == 1


def test_a_no_leaves_the_words_and_says_so(old: Old, clock: SetClock) -> None:
    manager, advocate = (on_the_ward(old, role, clock) for role in (Role.MANAGER, Role.ADVOCATE))
    request = asks(old, manager, clock)
    a.done(old.session, advocate, commands.end_removal, clock, request=request)
    assert (old.item.words, events(old)[-1]) == (ASKED, Happened.REMOVAL_ENDED)
    assert waiting(old.session, old.ward_id) == []
    assert removed_by_two(old.session, old.ward_id) == []
    assert asks(old, advocate, clock).id != request.id, "it can be asked again"


@pytest.mark.parametrize("what", ["the ward", "the item", "the account"])
def test_what_is_held_stays_until_the_hold_is_lifted(old: Old, clock: SetClock, what: str) -> None:
    manager, advocate, admin = (on_the_ward(old, role, clock) for role in (Role.MANAGER, Role.ADVOCATE, Role.ADMIN))
    held: dict[str, dict[str, Any]] = {
        "the ward": {"ward_id": old.ward_id},
        "the item": {"ward_id": old.ward_id, "about": old.item.thing},
        "the account": {"account_id": old.nurse.id},
    }
    hold = a.done(old.session, admin, commands.hold, clock, **held[what], because="Inquest")
    request = asks(old, manager, clock)
    with pytest.raises(RuleBroken):
        agrees(old, advocate, clock, request)
    assert old.item.words == ASKED
    a.done(old.session, admin, commands.lift, clock, held=hold)
    clock.go_on(days=29)
    agrees(old, advocate, clock, request)
    assert old.item.words is None


def test_what_was_said_in_other_words_since_is_shown_to_nobody(session: Session, clock: SetClock) -> None:
    ward = a.a_ward(session, clock=clock)
    kestrel = a.a_patient_actor(ward, clock=clock)
    item = a.an_item(ward, "Mr Heron hit me", actor=kestrel, clock=clock)
    a.done(session, kestrel, agenda.reword_item, clock, item=item, words="I was hurt")
    texts = texts_of(session, [item.thing, *beside_item(session, item.id)])
    assert {one.text: one.stands for one in texts} == {"Mr Heron hit me": False, "I was hurt": True}
    advocate, other = (a.a_staff_actor(ward, Role.ADVOCATE, name=name, clock=clock) for name in ("Joan", "Ade"))
    a.removed_by(advocate, other, item, "Mr Heron hit me", clock)
    assert item.words == "I was hurt"
    assert verify(session).whole
    assert session.scalars(select(RemovalRequest)).one().about == item.thing
