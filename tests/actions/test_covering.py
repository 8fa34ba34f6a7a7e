"""An owner who is away over the date: somebody else says yes to doing it, or the date moves (product.md, F5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.actions.world import World
from wardvoice.actions import commands, queries, words
from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard
from wardvoice.actions.rules import ReportKind
from wardvoice.core.actor import Role
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.people import commands as people
from wardvoice.people.models import Absence, Account

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def speaking(app: Flask) -> Iterator[None]:
    """Words are looked up in the catalogue of a request."""
    with app.test_request_context():
        yield


def away(world: World, who: Account, first: date, last: date, deputy: Account | None = None) -> Absence:
    work = world.work(world.as_staff(world.manager))
    made = people.enter_absence(work, account=who, starts_on=first, ends_on=last, deputy=deputy)
    work.commit()
    return made


def card(world: World, action: Action) -> ActionCard:
    return queries.card(world.session, world.ward.id, action, world.today)


@pytest.fixture
def asha(world: World) -> Account:
    return world.account("Asha", "nurse")


@pytest.fixture
def action(world: World) -> Action:
    """A promise of Tom's, who is away over its date."""
    action = world.promise(days=7)
    away(world, world.nurse, world.today + 5 * DAY, world.today + 9 * DAY)
    return action


def asked(world: World, action: Action, by: Account) -> Action:
    work = world.nurse_works()
    commands.ask_cover(work, action=action, by=by)
    work.commit()
    return action


def test_a_promise_whose_date_lies_inside_asks_for_cover(world: World, action: Action) -> None:
    assert card(world, action).needs_cover
    assert words.away_words(card(world, action)) == (
        "Tom is away from Saturday 7 March to Wednesday 11 March. Nobody covers yet."
    )
    before = world.promise(days=4)
    assert not card(world, before).needs_cover
    assert words.away_words(card(world, before)) == ""


@pytest.mark.parametrize(("days", "inside"), [(4, False), (5, True), (9, True), (10, False)])
def test_first_and_last_day_lie_inside(world: World, days: int, inside: bool) -> None:
    away(world, world.nurse, world.today + 5 * DAY, world.today + 9 * DAY)
    assert card(world, world.promise(days=days)).needs_cover is inside


def test_it_counts_once_they_say_yes(world: World, action: Action, asha: Account) -> None:
    asked(world, action, asha)
    assert card(world, action).needs_cover
    assert "Asha (nurse) is asked to cover." in words.away_words(card(world, action))
    assert not may(world.as_staff(asha), May.REPORT, action)
    work = world.work(world.as_staff(asha))
    commands.take_cover(work, action=action)
    work.commit()
    assert [row.what for row in world.told(action)[-2:]] == [Happened.COVER_ASKED, Happened.COVER_TAKEN]
    world.clock.go_on(days=5)
    assert words.away_words(card(world, action)) == "Tom is away until Wednesday 11 March. Asha (nurse) covers."
    assert words.next_step(card(world, action)).startswith("Asha (nurse) does it by")
    work = world.work(world.as_staff(asha))
    commands.report(work, action=action, kind=ReportKind.PROGRESS, words="Half of it")
    work.commit()


def test_whoever_says_no_leaves_it_uncovered(world: World, action: Action, asha: Account) -> None:
    asked(world, action, asha)
    work = world.work(world.as_staff(asha))
    commands.decline_cover(work, action=action)
    work.commit()
    assert world.told(action)[-1].what == Happened.COVER_DECLINED
    assert card(world, action).needs_cover
    assert "Nobody covers yet." in words.away_words(card(world, action))


def test_only_whoever_is_asked_says_yes_and_once(world: World, action: Action, asha: Account) -> None:
    asked(world, action, asha)
    for other in (world.nurse, world.manager):
        with pytest.raises(NotAllowed):
            commands.take_cover(world.work(world.as_staff(other)), action=action)
    work = world.work(world.as_staff(asha))
    commands.take_cover(work, action=action)
    with pytest.raises(Stale):
        commands.take_cover(work, action=action)
    with pytest.raises(Stale):
        commands.decline_cover(work, action=action)


def test_only_owner_or_manager_ask_for_cover(world: World, action: Action, asha: Account) -> None:
    with pytest.raises(NotAllowed):
        commands.ask_cover(world.work(world.as_staff(asha)), action=action, by=asha)
    with pytest.raises(NotAllowed):
        commands.ask_cover(world.rep_works(), action=action, by=asha)


def test_who_cannot_cover(world: World, action: Action, asha: Account) -> None:
    soon_gone = world.account("Lee", "agency nurse", ends_on=world.today + 3 * DAY)
    away(world, asha, world.today + 7 * DAY, world.today + 7 * DAY)
    for by in (None, world.nurse, soon_gone, asha):
        with pytest.raises(RuleBroken) as refused:
            commands.ask_cover(world.nurse_works(), action=action, by=by)
        assert refused.value.field == "cover"
    there = world.promise(days=2)
    with pytest.raises(RuleBroken, match="will be here"):
        commands.ask_cover(world.nurse_works(), action=there, by=world.manager)


def test_a_new_date_and_a_new_owner_end_the_cover(world: World, action: Action, asha: Account) -> None:
    asked(world, action, asha)
    work = world.work(world.as_staff(asha))
    commands.take_cover(work, action=action)
    commands.move_date(work, action=action, to=world.today + 8 * DAY, because="The part comes later")
    work.commit()
    assert (action.cover_id, action.cover_taken_on) == (None, None)
    assert card(world, action).needs_cover
    asked(world, action, asha)
    work = world.nurse_works()
    commands.hand_over(work, action=action, to=world.manager)
    work.commit()
    assert (action.cover_id, card(world, action).needs_cover) == (None, False)


def test_what_nobody_covers_heads_the_managers_list(world: World, action: Action, asha: Account) -> None:
    def needs(who: Account, *, manager: bool = False) -> queries.Needs:
        return queries.what_needs_me(world.session, world.ward.id, who.id, world.today, manager=manager)

    assert [one.id for one in needs(world.manager, manager=True).away] == [action.id]
    asked(world, action, asha)
    assert [one.id for one in needs(asha).asked] == [action.id]
    work = world.work(world.as_staff(asha))
    commands.take_cover(work, action=action)
    work.commit()
    assert needs(world.manager, manager=True).away == []
    assert [one.id for one in needs(asha).covering] == [action.id]
    assert needs(asha).asked == []


def test_whoever_comes_back_early_needs_no_cover(world: World, action: Action) -> None:
    (row,) = world.session.query(Absence).all()
    world.clock.go_on(days=6)
    work = world.nurse_works()
    people.end_absence(work, absence=row)
    work.commit()
    assert not card(world, action).needs_cover


def test_a_lead_is_away_on_every_ward(world: World) -> None:
    femi = world.account("Femi", "service lead", Role.LEAD, ward=None)
    action = world.promise(owner=femi, days=7)
    away(world, femi, world.today + 5 * DAY, world.today + 9 * DAY)
    assert card(world, action).needs_cover
