"""An owner who was named in the room without being there is told, and says whether the promise is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.house import HouseWorld
from tests.actions.world import World
from wardvoice.actions import commands, queries, words
from wardvoice.actions.models import Action
from wardvoice.core.errors import NotAllowed, RuleBroken, Stale
from wardvoice.core.history import Happened
from wardvoice.people.models import Account


def given(world: World, owner: Account, *, by: Account | None = None, **more: Any) -> Action:
    """What the rep wrote down in the room as this person's job, after somebody's answer (the manager's)."""
    meeting = more.pop("meeting", None) or world.meeting()
    item = world.item(world.kestrel)
    outcome = world.answered(item, world.line(meeting, item))
    outcome.given_by_id = (by or world.manager).id
    work = world.rep_works()
    due = world.today + timedelta(days=10)
    action = commands.make_promise(work, outcome=outcome, words="Mend the dryer", owner=owner, due=due, meeting=meeting)
    work.record(Happened.ITEM_ANSWERED, item)
    work.commit()
    return action


def not_mine(world: World, action: Action, because: str | None = "I work nights", **more: Any) -> Action:
    work = more.pop("work", None) or world.nurse_works()
    commands.say_not_mine(work, action=action, because=because, **more)
    work.commit()
    return action


def card(world: World, action: Action) -> queries.ActionCard:
    return queries.card(world.session, world.ward.id, action, world.today)


# --- who is asked ----------------------------------------------------------------------------------------------------


def test_an_owner_of_whom_nobody_knows_that_they_were_there_is_told(world: World) -> None:
    action = given(world, world.nurse)
    assert action.asked_on == world.today
    assert world.told(action)[-1].fact("told") is True
    assert words.owner_words(card(world, action)) == "given to Tom (nurse), who has not said yes yet"
    assert words.next_step(card(world, action)) == "Tom says if it is theirs."


def test_whoever_gave_the_answer_or_writes_it_all_down_was_there(world: World) -> None:
    assert given(world, world.nurse, by=world.nurse).asked_on is None
    scribe = world.meeting(day=world.today + timedelta(days=1), scribe_id=world.nurse.id)
    assert given(world, world.nurse, meeting=scribe).asked_on is None


@pytest.mark.parametrize(
    ("present", "instead", "asked"), [(True, None, False), (False, None, True), (True, "Jo", True)]
)
def test_so_was_whoever_came_to_decide_something(world: World, present: bool, instead: str | None, asked: int) -> None:
    meeting = world.meeting()
    world.decides(world.nurse, meeting, present=present, instead=instead)
    assert (given(world, world.nurse, meeting=meeting).asked_on is not None) == bool(asked)


def test_a_promise_that_is_made_outside_a_meeting_asks_nobody(world: World) -> None:
    assert world.promise().asked_on is None


# --- yes -------------------------------------------------------------------------------------------------------------


def test_who_says_yes_owns_it_like_any_other_promise(world: World) -> None:
    action = given(world, world.nurse)
    work = world.nurse_works()
    commands.take_promise(work, action=action, version=action.version)
    work.commit()
    assert action.asked_on is None
    assert world.what_happened(action)[-1] == Happened.PROMISE_TAKEN
    assert words.owner_words(card(world, action)) == "Tom (nurse)"


def test_who_reports_on_it_or_moves_its_date_has_taken_it(world: World) -> None:
    reported, moved = (
        given(world, world.nurse),
        given(world, world.nurse, meeting=world.meeting(day=world.today + timedelta(days=1))),
    )
    work = world.nurse_works()
    commands.report_done(work, action=reported, words="Done")
    commands.move_date(work, action=moved, to=world.today + timedelta(days=12), because="Ill")
    work.commit()
    assert (reported.asked_on, moved.asked_on) == (None, None)


def test_the_managers_report_takes_nothing_in_the_owners_name(world: World) -> None:
    action = given(world, world.nurse)
    work = world.work(world.as_staff(world.manager))
    commands.report_done(work, action=action, words="Done")
    work.commit()
    assert action.asked_on is not None


# --- no --------------------------------------------------------------------------------------------------------------


def test_not_mine_goes_to_the_manager_and_loses_nothing(world: World) -> None:
    action = not_mine(world, given(world, world.nurse), perhaps="the laundry")
    first = action.first_date
    told = world.told(action)[-1]
    assert (told.what, told.fact("because"), told.fact("perhaps")) == (
        Happened.PROMISE_NOT_MINE,
        "I work nights",
        "the laundry",
    )
    shown = "given to Tom (nurse), who says it is not theirs: I work nights. It might be for: the laundry"
    assert words.owner_words(card(world, action)) == shown
    needs = queries.what_needs_me(world.session, world.ward.id, world.manager.id, world.today, manager=True)
    assert [one.id for one in needs.not_mine] == [action.id]
    work = world.work(world.as_staff(world.manager))
    commands.hand_over(work, action=action, to=world.manager, version=action.version)
    work.commit()
    assert (action.not_mine_on, action.not_mine_because, action.perhaps, action.asked_on) == (None, None, None, None)
    assert (action.first_date, action.owner_id) == (first, world.manager.id)
    assert words.owner_words(card(world, action)) == "Ann (ward manager)"
    assert "I work nights" in [row.fact("because") for row in world.told(action)]


@pytest.mark.parametrize("because", [None, "", "   "])
def test_not_mine_needs_a_reason(world: World, because: str | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        not_mine(world, given(world, world.nurse), because)
    assert refused.value.field == "because"


def test_not_mine_can_be_said_for_seven_days(world: World) -> None:
    action = given(world, world.nurse)
    world.clock.go_on(days=7)
    assert words.may_say_not_mine(card(world, action), world.today)
    world.clock.go_on(days=1)
    assert not words.may_say_not_mine(card(world, action), world.today)
    with pytest.raises(RuleBroken) as refused:
        not_mine(world, action)
    assert refused.value.params == {"days": 7}
    commands.take_promise(world.nurse_works(), action=action)


def test_nobody_else_says_whose_it_is(world: World) -> None:
    action = given(world, world.nurse)
    for actor in (world.as_staff(world.manager), world.as_rep(), world.as_patient(world.kestrel)):
        with pytest.raises(NotAllowed):
            commands.take_promise(world.work(actor), action=action)
        with pytest.raises(NotAllowed):
            not_mine(world, action, work=world.work(actor))


def test_who_was_not_asked_or_has_said_it_is_not_asked_again(world: World) -> None:
    action = not_mine(world, given(world, world.nurse))
    for other in (action, world.promise()):
        with pytest.raises(Stale):
            commands.take_promise(world.nurse_works(), action=other)
        with pytest.raises(Stale):
            not_mine(world, other)


def test_an_older_page_says_nothing(world: World) -> None:
    action = given(world, world.nurse)
    with pytest.raises(Stale):
        commands.take_promise(world.nurse_works(), action=action, version=action.version - 1)
    with pytest.raises(Stale):
        not_mine(world, action, version=action.version - 1)


# --- on the pages ----------------------------------------------------------------------------------------------------


def test_the_start_page_asks_first_and_keeps_what_was_typed(house: HouseWorld) -> None:
    house.promise(words="An older one", days=1)
    action = given(house, house.nurse)
    tom = house.staff()
    tom.get("/")
    assert "You were given this in the meeting of Monday 2 March. Is it yours?" in tom.page.text
    assert [one.text for one in tom.page.one("main").all("article")[0].all("h2")] == ["Mend the dryer"]
    tom.get(f"/actions/{action.id}")
    tom.submit("Say that it is not mine", status=422, perhaps="the laundry")
    assert "Say why it is not yours. Everybody on the ward will read it." in tom.page.text
    assert tom.page.one("input", name="perhaps")["value"] == "the laundry"
    tom.submit("Say that it is not mine", because="I work nights")
    assert "We have told the ward manager, who names somebody else." in tom.page.text
    ann = house.staff(house.manager)
    ann.get("/")
    assert "Not theirs, they say: name another owner" in ann.page.text


def test_a_second_yes_from_an_older_page_is_told_so(house: HouseWorld) -> None:
    action = given(house, house.nurse)
    tom, again = house.staff(), house.staff()
    for one in (tom, again):
        one.get(f"/actions/{action.id}")
    tom.submit("Yes, this is mine")
    assert "It is yours. Everybody on the ward can read that you said yes." in tom.page.text
    again.submit("Yes, this is mine", status=409)
    assert house.again(action).asked_on is None
