"""Asked for the third and the fourth time: to the top, and a written, dated answer is owed (I8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.house import House
from tests.conftest import SetClock
from wardvoice.agenda import commands, queries, rules
from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import owed_since
from wardvoice.agenda.rules import Answer, ItemKind, Owes
from wardvoice.core.actor import Actor, Role
from wardvoice.core.errors import RuleBroken
from wardvoice.proof.verify import verify
from wardvoice.wards.models import Ward

Do = Callable[..., Any]
DAY, WEEK = date(2026, 3, 2), timedelta(days=7)


# --- rules ---


def test_the_manager_has_seven_days_and_then_the_lead_owes_it() -> None:
    due = rules.written_answer_due(DAY)
    assert due == DAY + WEEK
    assert (rules.who_owes(due, due), rules.who_owes(due, due + timedelta(days=1))) == (Owes.MANAGER, Owes.LEAD)
    assert rules.written_answer_due(None) is None


@pytest.mark.parametrize(
    ("answer", "raised", "by_when", "promise_follows", "good"),
    [
        (Answer.YES, 3, None, False, True),
        (Answer.YES, 4, None, False, False),
        (Answer.PARTLY, 5, None, False, False),
        (Answer.YES, 4, DAY, False, True),
        (Answer.PARTLY, 4, None, True, True),
        (Answer.NO, 4, None, False, True),
        (Answer.PASSED_TO, 4, None, False, True),
        (Answer.YES, 1, DAY - timedelta(days=1), False, False),
        (Answer.YES, 4, DAY + timedelta(days=367), False, False),
    ],
)
def test_from_the_fourth_time_on_a_yes_has_its_day(
    answer: Answer, raised: int, by_when: date | None, promise_follows: bool, good: bool
) -> None:
    told = {"raised": raised, "by_when": by_when, "promise_follows": promise_follows, "today": DAY}
    if good:
        rules.answer_has_a_date(answer, **told)
    else:
        with pytest.raises(RuleBroken) as refused:
            rules.answer_has_a_date(answer, **told)
        assert refused.value.field == "by_when"


# --- what is owed, and what ends it ---


def owed(session: Session, item: Item) -> date | None:
    return session.scalar(select(owed_since()).where(Item.id == item.id))


def four_times(do: Do, rep: Actor, ward: Ward, clock: SetClock, kind: ItemKind = ItemKind.PROBLEM) -> Item:
    """The same thing four times, linked on three days: today for the third link."""
    items = [builders.an_item(ward, f"time {n}", kind=kind, clock=clock) for n in range(4)]
    for n in (1, 2, 3):
        clock.go_on(days=1)
        do(rep, commands.link_items, item=items[n], earlier=items[n - 1])
    return items[3]


def test_the_days_count_from_the_day_on_which_it_was_found_to_be_the_fourth(
    do: Do, rep: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    item = four_times(do, rep, ward, clock)
    assert owed(session, item) == clock.today != item.received_on
    clock.go_on(days=3)
    fifth = builders.an_item(ward, "time 5", clock=clock)
    do(rep, commands.link_items, item=fifth, earlier=item)
    assert owed(session, item) == clock.today - timedelta(days=3), "a later link moves no day"
    assert owed(session, fifth) == clock.today


def test_thanks_and_what_was_taken_back_owe_nothing(
    do: Do, rep: Actor, kestrel: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    assert owed(session, four_times(do, rep, ward, clock, ItemKind.THANKS)) is None
    item = four_times(do, rep, ward, clock)
    builders.done(session, rep, commands.merge_items, clock, item=item, into=builders.an_item(ward, clock=clock))
    assert owed(session, item) is None


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD])
def test_only_the_managers_or_the_leads_own_written_answer_ends_it(
    do: Do, rep: Actor, nurse: Actor, ward: Ward, clock: SetClock, session: Session, role: Role
) -> None:
    boss = builders.a_staff_actor(ward, role, name="Bo", clock=clock)
    said = {"answer": Answer.YES, "by_when": clock.today + 2 * WEEK}
    item = four_times(do, rep, ward, clock)
    do(nurse, commands.answer_item, item=item, **said)
    assert owed(session, item) is not None
    do(boss, commands.answer_item, item=item, **said)
    assert owed(session, item) is None
    assert verify(session).whole


def test_what_somebody_says_in_the_room_answers_it_and_the_manager_still_owes(
    do: Do, rep: Actor, manager: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    item = four_times(do, rep, ward, clock)
    meeting = builders.an_open_meeting(ward, items=[item], actor=rep, clock=clock)
    entry = queries.entry_of(session, meeting, item)
    account = session.get(builders.Account, manager.id)
    answer = {"item": item, "entry": entry, "answer": Answer.YES, "given_by": account}
    with pytest.raises(RuleBroken):
        do(rep, commands.answer_item, **answer, words="We are looking into it")
    do(rep, commands.answer_item, **answer, something_to_do=True)
    assert owed(session, item) is not None


def test_what_the_manager_wrote_before_the_fourth_time_does_not_end_it(
    do: Do, rep: Actor, manager: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    items = [builders.an_item(ward, f"time {n}", clock=clock) for n in range(4)]
    do(manager, commands.answer_item, item=items[3], answer=Answer.YES)
    clock.go_on(days=1)
    for n in (1, 2, 3):
        do(rep, commands.link_items, item=items[n], earlier=items[n - 1])
    assert owed(session, items[3]) == clock.today


def test_on_postgresql_the_same_day_is_owed_and_paid(postgres: Engine, clock: SetClock) -> None:
    with Session(postgres) as session:
        ward = builders.a_ward(session, clock=clock)
        rep = builders.a_patient_actor(ward, Role.REP, clock=clock)
        boss = builders.a_staff_actor(ward, Role.MANAGER, clock=clock)

        def do(actor: Actor, command: Callable[..., Any], **facts: Any) -> Any:
            return builders.done(session, actor, command, clock, **facts)

        item = four_times(do, rep, ward, clock)
        assert owed(session, item) == clock.today
        do(boss, commands.answer_item, item=item, answer=Answer.YES, by_when=clock.today)
        assert owed(session, item) is None
        assert queries.wanted_by(session, [item.id]) == {item.id: 0}


# --- the third time ---


def test_a_link_made_late_moves_it_to_the_top_of_an_agenda_that_is_not_out(
    do: Do, rep: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    meeting = builders.a_meeting(ward, clock=clock)
    items = [builders.an_item(ward, f"time {n}", clock=clock) for n in range(3)]
    other = builders.an_item(ward, "other", clock=clock)
    for item in (other, items[2]):
        do(rep, commands.place_item, meeting=meeting, item=item)
    do(rep, commands.link_items, item=items[2], earlier=items[1])
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [other.id, items[2].id]
    do(rep, commands.link_items, item=items[1], earlier=items[0])
    assert [line.item_id for line in queries.on_agenda(session, meeting)] == [items[2].id, other.id]
    assert [line.place for line in queries.on_agenda(session, meeting)] == [1, 2]
    assert verify(session).whole


def test_once_the_agenda_is_out_nothing_moves_by_itself(
    do: Do, rep: Actor, ward: Ward, clock: SetClock, session: Session
) -> None:
    items = [builders.an_item(ward, f"time {n}", clock=clock) for n in range(4)]
    meeting = builders.a_published_agenda(ward, items=[items[3], items[2]], actor=rep, clock=clock)
    for n in (1, 2):
        do(rep, commands.link_items, item=items[n], earlier=items[n - 1])
    on = [line.item_id for line in queries.on_agenda(session, meeting)]
    assert on.index(items[3].id) < on.index(items[2].id)


# --- pages ---


def test_looking_into_it_is_refused_and_nothing_typed_is_lost(house: House) -> None:
    def do(actor: Actor, command: Callable[..., Any], **facts: Any) -> Any:
        return builders.done(house.session, actor, command, house.clock, **facts)

    item = four_times(do, house.rep_actor, house.ward, house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    manager = house.manager
    manager.get(f"/agenda/items/{item.id}/answer")
    typed = {"answer": "yes", "words": "We are looking into it"}
    page = manager.submit("Store the answer", **typed, status=422)
    assert "This was asked 4 times. Say by which day it will be so." in page.text
    assert page.one("textarea").raw.strip() == "We are looking into it"
    page = manager.submit("Store the answer", by_when=(house.clock.today + WEEK).isoformat())
    assert "It will be so by" in page.text
    assert "owes a written answer" not in page.text
