"""Any order of yeses, yeses taken back, memories and corrections: what was agreed and what was said stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.actions.world import World
from tests.conftest import SetClock
from tests.databases import in_memory
from tests.minutes.agreed import a_closed_meeting, does, the_minutes
from wardvoice.actions import commands as actions
from wardvoice.actions.models import Action
from wardvoice.core.actor import Role
from wardvoice.core.errors import Refused
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, queries
from wardvoice.minutes.models import Minutes, Remark

WHO = ("rep", "peer", "nurse", "manager")
ACTS = ("yes", "back", "differently", "correction", "move", "tomorrow")


def record_of(world: World, meeting: Meeting) -> tuple[Any, ...]:
    """What the minutes say: everything that was entered in the meeting, in the words of the page."""
    world.session.expire_all()
    lines = queries.lines(world.session, meeting, world.clock.now(), world.today)
    return tuple(
        (
            line.words,
            line.entry.said,
            tuple((one.outcome.answer, one.outcome.words, one.by and one.by.id) for one in line.given),
            tuple((card.words, card.owner.id, card.first_date) for card in line.cards),
        )
        for line in lines
    )


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO)), max_size=14))
def test_agreed_exactly_when_both_yeses_stand_and_nothing_disappears(
    fresh: Callable[[], Session], acts: list[tuple[str, str]]
) -> None:
    with fresh() as session:
        world = World(session, SetClock())
        _play(world, acts)


def _play(world: World, acts: list[tuple[str, str]]) -> None:
    meeting, _entry = a_closed_meeting(world)
    kept, before = the_minutes(world, meeting), record_of(world, meeting)
    people = {
        "rep": world.as_rep(),
        "peer": world.as_patient(world.kestrel, Role.PEER),
        "nurse": world.as_staff(world.nurse),
        "manager": world.as_staff(world.manager),
    }
    standing: dict[str, bool] = {"patients": False, "staff": False}
    said: dict[UUID, str] = {}
    for n, (act, who) in enumerate(acts):
        side, over = "patients" if who in ("rep", "peer") else "staff", all(standing.values())
        done = _do(world, people[who], kept, act, n)
        if act == "yes":
            assert (done is not None) is (not over and not standing[side])
        if act == "back":
            assert (done is not None) is (not over and standing[side])
        if act == "correction":
            assert (done is not None) is over
        if act in ("yes", "back") and done is not None:
            standing[side] = act == "yes"
        if isinstance(done, Remark):
            said[done.id] = f"words {n}"
        _holds(world, meeting, all(standing.values()), said, before)


def _do(world: World, who: Any, kept: Minutes, act: str, n: int) -> Any:
    command: dict[str, Callable[[], Any]] = {
        "yes": lambda: does(world, who, commands.say_fair, minutes=kept),
        "back": lambda: does(world, who, commands.take_back, minutes=kept),
        "differently": lambda: does(world, who, commands.remember_differently, minutes=kept, words=f"words {n}"),
        "correction": lambda: does(world, who, commands.put_right, minutes=kept, words=f"words {n}"),
        "move": lambda: _move(world, n),
        "tomorrow": lambda: world.clock.go_to(world.today + timedelta(days=1)),
    }
    try:
        return command[act]()
    except Refused:
        world.session.rollback()
        return None


def _move(world: World, n: int) -> None:
    (action,) = world.session.query(Action).all()
    to: date = world.today + timedelta(days=20 + n)
    does(world, world.as_staff(world.nurse), actions.move_date, action=action, to=to, because="Part on order")


def _holds(world: World, meeting: Meeting, agreed: bool, said: dict[UUID, str], before: tuple[Any, ...]) -> None:
    assert record_of(world, meeting) == before
    _meeting, found = queries.read(world.session, world.ward.id, meeting.id)
    assert found is not None
    assert (found.minutes.fair.agreed_at is not None) is agreed
    assert {one.remark.id: one.remark.words for one in found.beside} == said
    assert [one.remark.n for one in found.beside] == list(range(1, len(said) + 1))


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Callable[[], Session]:
    """Return what opens an empty database in memory."""
    return lambda: Session(in_memory(), expire_on_commit=False)
