"""Numbers that are given once and typed in once, paper with its own day, and what the history says of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ItemKind, ShownAs, Topic, WrittenBy
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import NotAllowed, Repeated, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.paper import commands, queries
from wardvoice.paper.models import PaperPack
from wardvoice.storage.base import Witnessed
from wardvoice.storage.history import Remembered
from wardvoice.wards import commands as wards
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
Memory = Callable[[Witnessed], list[Remembered]]
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
DRYER: dict[str, Any] = {"kind": ItemKind.PROBLEM, "topic": Topic.LAUNDRY, "words": "The dryer is broken"}


@pytest.fixture
def pack(do: Do, nurse: Actor) -> PaperPack:
    """Four forms, printed on Monday."""
    return do(nurse, commands.print_pack, forms=4)


def paper(number: object = None, day: date | None = TUESDAY, **more: Any) -> dict[str, Any]:
    return {**DRYER, "number": str(number) if number else None, "handed_in_on": day, **more}


# --- printing --------------------------------------------------------------------------------------------------------


def test_a_pack_takes_the_next_numbers_and_says_so(do: Do, nurse: Actor, rep: Actor, remembered: Memory) -> None:
    first, none, second = (do(who, commands.print_pack, forms=n) for who, n in ((nurse, 4), (rep, 0), (rep, 2)))
    assert [str(number)[:8] for number in first.numbers] == ["ALD-0001", "ALD-0002", "ALD-0003", "ALD-0004"]
    assert none.numbers == []
    assert [number.n for number in second.numbers] == [5, 6]
    (row,) = remembered(second)
    assert (row.what, row.fact("first"), row.fact("forms")) == (Happened.OUTAGE_PACK_PRINTED, 5, 2)
    assert (row.body["role"], row.body["person"]) == ("rep", None)


def test_the_same_click_takes_no_second_numbers(do: Do, nurse: Actor, session: Session) -> None:
    pack = do(nurse, commands.print_pack, forms=4, once="a key of this form")
    with pytest.raises(Repeated) as repeated:
        do(nurse, commands.print_pack, forms=4, once="a key of this form")
    assert repeated.value.thing_id == pack.thing
    assert session.query(PaperPack).count() == 1


def test_a_ward_keeps_its_letters_and_no_other_has_them(
    do: Do, nurse: Actor, ward: Ward, session: Session, clock: SetClock
) -> None:
    mark = do(nurse, commands.print_pack, forms=2).mark
    _renamed(do, ward, "Rowan")
    namesake = builders.a_ward(session, "Alder", clock=clock)
    there = builders.a_staff_actor(namesake, Role.STAFF, name="Bo", clock=clock)
    assert do(nurse, commands.print_pack, forms=2).mark == mark == "ALD"
    assert do(there, commands.print_pack, forms=2).mark == "ALA"


@pytest.mark.parametrize("door", [Door.TERMINAL, Door.BOARD, Door.STATION, Door.LAPTOP])
def test_nobody_takes_numbers_without_a_name(do: Do, ward: Ward, door: Door) -> None:
    with pytest.raises(NotAllowed):
        do(Actor(door, ward.id), commands.print_pack, forms=2)


def test_not_even_the_rep_prints_at_the_terminal(do: Do, ward: Ward, clock: SetClock) -> None:
    rep = builders.a_patient_actor(ward, Role.REP, door=Door.TERMINAL, clock=clock)
    with pytest.raises(NotAllowed):
        do(rep, commands.print_pack, forms=2)


# --- typing in -------------------------------------------------------------------------------------------------------


def test_paper_was_received_when_it_was_handed_in(
    do: Do, nurse: Actor, pack: PaperPack, clock: SetClock, remembered: Memory
) -> None:
    clock.go_to(FRIDAY)
    item: Item = do(nurse, commands.type_in, **paper(pack.numbers[1], shown_as=ShownAs.REP))
    assert (item.received_on, item.typed_in_on, item.form_number) == (TUESDAY, FRIDAY, 2)
    assert (item.written_by, item.written_by_id, item.author_id) == (WrittenBy.STAFF, nurse.id, None)
    (row,) = remembered(item)
    assert (row.what, row.body["day"], row.fact("handed_in_on")) == (Happened.ITEM_RAISED, "2026-03-06", "2026-03-03")


def test_the_number_of_a_form_stays_out_of_the_history(
    do: Do, nurse: Actor, pack: PaperPack, remembered: Memory
) -> None:
    """Whoever saw who took which form must not find the item by it."""
    item = do(nurse, commands.type_in, **paper(pack.numbers[0], MONDAY))
    assert "form_number" not in str(remembered(item)[0].body)


def test_a_form_with_pictures_alone_needs_no_words(do: Do, rep: Actor, pack: PaperPack) -> None:
    item = do(rep, commands.type_in, **paper(pack.numbers[0], MONDAY, words="", feeling=Feeling.SAD))
    assert (item.words, item.feeling, item.written_by) == (None, Feeling.SAD, WrittenBy.REP)
    with pytest.raises(RuleBroken) as refused:
        do(rep, commands.type_in, **paper(pack.numbers[1], MONDAY, words=" "))
    assert refused.value.field == "words"


def test_a_number_is_typed_in_once(do: Do, nurse: Actor, rep: Actor, pack: PaperPack, session: Session) -> None:
    item = do(nurse, commands.type_in, **paper(pack.numbers[0], MONDAY))
    with pytest.raises(RuleBroken, match="already"):
        do(rep, commands.type_in, **paper(pack.numbers[0], MONDAY, words="Something else"))
    assert queries.typed_in(session, pack.ward_id, pack.numbers[0]).id == item.id  # type: ignore[union-attr]
    assert session.query(Item).count() == 1


def test_a_number_that_was_not_printed_here_is_refused(
    do: Do, nurse: Actor, other_nurse: Actor, pack: PaperPack
) -> None:
    theirs = do(other_nurse, commands.print_pack, forms=2)
    (unborn,) = [number for number in do(nurse, commands.print_pack, forms=2).numbers if number.n == 6]
    not_yet = type(unborn)(unborn.mark, 7)
    for number in (theirs.numbers[0], not_yet):
        with pytest.raises(RuleBroken, match="no form with this number"):
            do(nurse, commands.type_in, **paper(number, MONDAY))


def test_a_form_cannot_come_back_before_it_was_printed(do: Do, nurse: Actor, pack: PaperPack, clock: SetClock) -> None:
    clock.go_to(FRIDAY)
    with pytest.raises(RuleBroken, match="not printed yet"):
        do(nurse, commands.type_in, **paper(pack.numbers[0], MONDAY - timedelta(days=1)))


def test_paper_without_a_number_is_asked_about_once(do: Do, nurse: Actor, pack: PaperPack, clock: SetClock) -> None:
    clock.go_to(FRIDAY)
    do(nurse, commands.type_in, **paper(pack.numbers[0]))
    again = paper(None, TUESDAY + timedelta(days=1), words="the dryer is broken.")
    with pytest.raises(RuleBroken, match="same paper"):
        do(nurse, commands.type_in, **again)
    torn = do(nurse, commands.type_in, **again, none_of_these=True)
    assert (torn.form_number, torn.typed_in_on) == (None, FRIDAY)


def test_pictures_alone_look_alike_by_their_topic_and_face(do: Do, nurse: Actor) -> None:
    sad = paper(None, MONDAY, words=None, feeling=Feeling.SAD)
    do(nurse, commands.type_in, **sad)
    with pytest.raises(RuleBroken, match="same paper"):
        do(nurse, commands.type_in, **sad)
    do(nurse, commands.type_in, **{**sad, "feeling": Feeling.HAPPY})
    do(nurse, commands.type_in, **{**sad, "topic": Topic.FOOD})


def test_another_wards_items_look_like_nothing_here(do: Do, nurse: Actor, other_nurse: Actor) -> None:
    do(other_nurse, commands.type_in, **paper(None, MONDAY))
    assert do(nurse, commands.type_in, **paper(None, MONDAY)).words == DRYER["words"]


def test_the_same_form_sent_twice_is_stored_once(do: Do, nurse: Actor, pack: PaperPack) -> None:
    twice = paper(pack.numbers[0], MONDAY, once="a key of this form")
    item = do(nurse, commands.type_in, **twice)
    with pytest.raises(Repeated) as repeated:
        do(nurse, commands.type_in, **twice)
    assert repeated.value.thing_id == item.thing


def test_a_patient_types_in_nobodys_paper(do: Do, kestrel: Actor, somebody: Actor, pack: PaperPack) -> None:
    for who in (kestrel, somebody):
        with pytest.raises(NotAllowed):
            do(who, commands.type_in, **paper(pack.numbers[0], MONDAY))


def _renamed(do: Do, ward: Ward, name: str) -> None:
    admin = builders.a_staff_actor(ward, Role.ADMIN, name="Wes", job="hospital admin")
    do(admin, wards.change_ward, ward=ward, name=name, place="", numbers="")
