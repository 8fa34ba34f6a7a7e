"""Cards, lists and what needs somebody: right for each promise, and as quick for many as for one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.actions.world import World
from wardvoice.actions import commands, queries
from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard, Shelf
from wardvoice.actions.rules import ActionState, Class, Question, Reply, ReportKind
from wardvoice.core.actor import CLOCK

WEEK = timedelta(days=7)


def card(world: World, action: Action) -> ActionCard:
    return queries.card(world.session, world.ward.id, action, world.today)


def test_a_card_says_who_what_when_and_what_was_said_last(world: World) -> None:
    action = world.promise()
    work = world.nurse_works()
    commands.move_date(work, action=action, to=action.due + WEEK, because="part on order")
    commands.report(work, action=action, kind=ReportKind.NO_CHANGE, words="still waiting")
    work.commit()
    shown = card(world, action)
    assert (shown.owner.name, shown.owner.job) == ("Tom", "nurse")
    assert shown.first_date == world.today + WEEK
    assert shown.due == world.today + 2 * WEEK
    assert (shown.times_moved, shown.last_move.because) == (1, "part on order")  # type: ignore[union-attr]
    assert (shown.said.kind, shown.said.words) == (ReportKind.NO_CHANGE, "still waiting")  # type: ignore[union-attr]
    assert shown.kind is Class.ON_THE_WAY
    assert shown.question is None
    assert shown.owner_since is None
    assert shown.unfinished


def test_a_card_follows_its_promise_through_the_classes(world: World) -> None:
    action = world.promise()
    world.clock.go_on(days=8)
    assert (card(world, action).kind, card(world, action).overdue) == (Class.NOT_KEPT, True)
    world.done(action)
    assert card(world, action).kind is Class.WAITING_FOR_PATIENTS
    assert card(world, action).question is Question.HAPPENED
    world.clock.go_on(days=14)
    assert card(world, action).kind is Class.STAFF_SAY_DONE
    work = world.work(world.as_patient(world.kestrel))
    commands.confirm(work, action=action, reply=Reply.YES)
    assert card(world, action).kind is Class.KEPT_LATE
    assert card(world, action).asks_again_on == world.today + 6 * WEEK
    world.clock.go_on(days=42)
    assert card(world, action).question is Question.STILL_FIXED


def test_a_rhythm_of_every_four_weeks_makes_the_patience_longer(world: World) -> None:
    from wardvoice.meetings.models import Rhythm

    world.session.query(Rhythm).update({"every_weeks": 4})
    action = world.done_promise()
    world.clock.go_on(days=20)
    assert card(world, action).kind is Class.WAITING_FOR_PATIENTS
    world.clock.go_on(days=36)
    assert card(world, action).kind is Class.STAFF_SAY_DONE


def test_a_card_shows_that_its_owner_is_gone_or_leaves_first(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    action = world.promise(owner=agency, days=5)
    assert not card(world, action).owner_leaves_first
    work = world.work(world.as_staff(world.manager))
    commands.move_date(work, action=action, to=world.today + 2 * WEEK, because="busy")
    work.commit()
    assert card(world, action).owner_leaves_first
    world.clock.go_on(days=8)
    assert card(world, action).owner_gone
    assert not card(world, action).owner_leaves_first
    commands.pass_on_promises(world.work(CLOCK))
    assert card(world, action).owner_since == world.today
    assert card(world, action).owner.is_manager


def test_no_cards_ask_the_database_for_nothing(world: World) -> None:
    assert queries.cards(world.session, world.ward.id, [], world.today) == []


def test_promises_are_found_by_item_and_by_outcome(world: World) -> None:
    later, sooner = world.promise(days=9), world.promise(days=2)
    items = [later.item_id, sooner.item_id]
    assert queries.of_items(world.session, world.ward.id, items) == [sooner, later]  # type: ignore[arg-type]
    assert queries.of_outcomes(world.session, world.ward.id, [later.outcome_id]) == [later]  # type: ignore[list-item]


@pytest.mark.parametrize("shelf", Shelf)
def test_every_shelf_holds_what_its_name_says(world: World, shelf: Shelf) -> None:
    overdue, waiting, cannot = world.promise(days=1), world.promise(days=2), world.promise(days=3)
    confirmed, left, open_ = world.promise(days=4), world.promise(days=5), world.promise(days=30, far_because="x")
    world.done(waiting)
    world.done(confirmed)
    work = world.nurse_works()
    for action in (cannot, left):
        commands.report_cannot(work, action=action, words="No money")
    work.commit()
    commands.confirm(world.work(world.as_patient(world.kestrel)), action=confirmed, reply=Reply.YES)
    rep = world.rep_works()
    commands.count_let_off(rep, action=left, meeting=world.meeting(), hands_for=5, hands_against=0)
    world.clock.go_on(days=6)
    expected = {
        Shelf.UNFINISHED: [overdue, waiting, cannot, open_],
        Shelf.OVERDUE: [overdue],
        Shelf.WAITING: [waiting],
        Shelf.CANNOT: [cannot],
        Shelf.CONFIRMED: [confirmed],
        Shelf.LET_OFF: [left],
        Shelf.ALL: [open_, left, confirmed, cannot, waiting, overdue],
    }[shelf]
    found = queries.listed(world.session, world.ward.id, shelf, world.today)
    assert [one.id for one in found.cards] == [action.id for action in expected]
    assert found.total == len(expected)


def test_a_moved_promise_is_overdue_by_its_current_date(world: World) -> None:
    action = world.promise(days=1)
    work = world.nurse_works()
    commands.move_date(work, action=action, to=world.today + WEEK, because="part on order")
    work.commit()
    world.clock.go_on(days=3)
    assert queries.listed(world.session, world.ward.id, Shelf.OVERDUE, world.today).total == 0
    world.clock.go_on(days=5)
    assert queries.listed(world.session, world.ward.id, Shelf.OVERDUE, world.today).total == 1


def test_a_list_is_cut_into_pages(world: World) -> None:
    for n in range(5):
        world.promise(days=n)
    found = queries.listed(world.session, world.ward.id, Shelf.ALL, world.today, offset=3, limit=3)
    assert (len(found.cards), found.total) == (2, 5)


def test_what_needs_the_owner_is_only_their_own_oldest_first(world: World) -> None:
    later, sooner = world.promise(days=9), world.promise(days=2)
    asked = world.done_promise(days=1)
    world.promise(owner=world.manager)
    needs = queries.what_needs_me(world.session, world.ward.id, world.nurse.id, world.today)
    assert [one.id for one in needs.own] == [sooner.id, later.id, asked.id]
    assert (needs.overdue, needs.owner_gone, needs.cannot) == ([], [], [])


def test_what_needs_the_manager_begins_with_overdue_and_owner_gone(world: World) -> None:
    agency = world.account("Lee", "agency nurse", ends_on=world.today + WEEK)
    gone = world.promise(owner=agency, days=6)
    overdue, cannot, own = world.promise(days=2), world.promise(days=20), world.promise(owner=world.manager)
    work = world.nurse_works()
    commands.report_cannot(work, action=cannot, words="No money")
    work.commit()
    world.clock.go_on(days=8)
    needs = queries.what_needs_me(world.session, world.ward.id, world.manager.id, world.today, manager=True)
    assert [one.id for one in needs.own] == [own.id]
    assert [one.id for one in needs.overdue] == [overdue.id]
    assert [one.id for one in needs.owner_gone] == [gone.id]
    assert [one.id for one in needs.cannot] == [cannot.id]


def test_each_meeting_begins_with_what_is_not_settled_oldest_first(world: World) -> None:
    later, sooner, kept = world.promise(days=9), world.promise(days=2), world.done_promise(days=1)
    commands.confirm(world.work(world.as_patient(world.kestrel)), action=kept, reply=Reply.YES)
    meeting, counted = world.meeting(), world.done_promise(days=3)
    commands.count_replies(world.rep_works(), action=counted, meeting=meeting, yes=5, partly=0, no=0)
    assert counted.state is ActionState.CONFIRMED
    spoken_of = queries.spoken_of_in(meeting.id, world.today)
    cards = queries.cards_where(world.session, world.ward.id, world.today, spoken_of)
    assert [one.id for one in cards] == [sooner.id, counted.id, later.id]


def test_who_can_own_is_everybody_in_post_by_name(world: World) -> None:
    world.account("Zed", "nurse")
    world.account("Lee", "agency nurse", ends_on=world.today)
    assert [one.name for one in queries.who_can_own(world.session, world.ward.id, world.today)] == [
        "Ann",
        "Lee",
        "Tom",
        "Zed",
    ]
    world.clock.go_on(days=1)
    assert "Lee" not in [one.name for one in queries.who_can_own(world.session, world.ward.id, world.today)]


@pytest.mark.parametrize("address", ["/actions", "/actions?show=all", "/actions?show=overdue"])
def test_the_list_asks_as_little_for_many_as_for_one(house: HouseWorld, address: str) -> None:
    house.promise()
    few = statements(house, house.staff(), address)
    for n in range(20):
        action = house.promise(words=f"Promise {n}", owner=house.manager if n % 2 else house.nurse)
        work = house.work(house.as_staff(house.manager))
        commands.move_date(work, action=action, to=action.due + WEEK, because="part on order")
        commands.report(work, action=action, kind=ReportKind.PROGRESS, words="on order")
        work.commit()
    assert statements(house, house.staff(), address) <= few


def test_one_promise_asks_as_little_with_a_long_history(house: HouseWorld) -> None:
    action = house.promise()
    few = statements(house, house.staff(), f"/actions/{action.id}")
    for n in range(12):
        work = house.nurse_works()
        commands.report(work, action=action, kind=ReportKind.PROGRESS, words=f"Step {n}")
        work.commit()
    assert statements(house, house.staff(), f"/actions/{action.id}") <= few


def test_state_and_class_agree(world: World) -> None:
    assert card(world, world.promise()).state is ActionState.OPEN
