"""What is drawn by chance makes sense: nothing is confirmed before it is done, and the same seed draws the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from tests.demo.made import TODAY
from wardvoice.actions.rules import FAR_DAYS, Reply
from wardvoice.agenda.rules import ShownAs
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.clock import Clock
from wardvoice.demo.cast import Cast
from wardvoice.demo.content import ASKED
from wardvoice.demo.fates import (
    RAISER,
    Brought,
    Cannot,
    Course,
    Done,
    InTheRoom,
    LetOff,
    Moved,
    Reported,
    Told,
)
from wardvoice.demo.life.courses import OWNERS, drawn_course
from wardvoice.demo.life.ordinary import drawn_item, drawn_way
from wardvoice.demo.life.ward import Life, Plan, Way
from wardvoice.demo.small.promised import PROMISED
from wardvoice.demo.timeline import Timeline

PROMISING = [said for texts in ASKED.values() for said in texts if said.promise]


class NoStage:
    """A stage on which nothing is told: enough to draw."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.timeline = Timeline(clock.moment(TODAY, 8), clock.moment(TODAY, 9))

    def tell(self, actor: Actor, command: Any, **facts: Any) -> Any:
        raise AssertionError(f"nobody does {command.__name__} here")

    lines_of = card_of = tell


class Named:
    """A row with an id and a name, as a story knows it."""

    def __init__(self, name: str) -> None:
        self.id, self.word, self.name = uuid4(), name, name


@pytest.fixture
def life(clock: Clock) -> Life:
    cast = Cast(uuid4())
    for word in ("Kestrel", "Linnet", "Oak"):
        cast.admit(Named(word))
    for key in ("nurse", "manager"):
        cast.hire(key, Named(key), Role.STAFF)
    return Life(NoStage(clock), cast, Random(1), Plan("Ward", 16, "here", 0, datetime.min.time()))


def courses(count: int, *, by_name: bool = True) -> list[Course]:
    chance = Random(7)
    return [drawn_course(chance, chance.choice(PROMISING), by_name=by_name) for _ in range(count)]


# --- promises -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("course", [*courses(60), *courses(60, by_name=False), *(b.course for _, b in PROMISED)])
def test_the_steps_of_a_promise_are_in_order(course: Course) -> None:
    days = [step.after for step in course.steps]
    assert days == sorted(days)
    assert all(day >= 0 for day in days)


@pytest.mark.parametrize("course", [*courses(60), *courses(60, by_name=False), *(b.course for _, b in PROMISED)])
def test_patients_are_asked_only_after_somebody_said_something(course: Course) -> None:
    for n, step in enumerate(course.steps):
        before = [type(earlier) for earlier in course.steps[:n]]
        if isinstance(step, (Told, InTheRoom)):
            assert Done in before
        if isinstance(step, LetOff):
            assert Cannot in before


@pytest.mark.parametrize("course", [*courses(120), *(b.course for _, b in PROMISED)])
def test_a_far_date_has_its_reason_and_a_near_one_none(course: Course) -> None:
    assert (course.days > FAR_DAYS) == (course.far_because is not None)


@pytest.mark.parametrize("course", [*courses(120), *(b.course for _, b in PROMISED)])
def test_every_move_and_report_says_why(course: Course) -> None:
    for step in course.steps:
        if isinstance(step, Moved):
            assert step.because
            assert step.to > step.after
        elif isinstance(step, (Reported, Done, Cannot)) or (isinstance(step, Told) and step.reply is Reply.PARTLY):
            assert step.words


def test_promises_go_in_all_ways_and_most_are_done() -> None:
    last = Counter(type(course.steps[-1]).__name__ if course.steps else "nothing" for course in courses(800))
    assert {"Told", "InTheRoom", "LetOff", "Done", "Reported", "nothing"} <= set(last)
    assert last["Told"] + last["InTheRoom"] > 400


def test_without_a_name_two_others_answer() -> None:
    replies = [step for course in courses(300, by_name=False) for step in course.steps if isinstance(step, Told)]
    assert {step.who for step in replies} == {0, 1}


def test_the_raiser_answers_where_the_item_came_by_name() -> None:
    replies = [step for course in courses(300) for step in course.steps if isinstance(step, Told)]
    assert {step.who for step in replies} == {RAISER}


def test_owners_are_people_that_every_first_ward_has(life: Life) -> None:
    assert {course.owner for course in courses(300)} <= set(OWNERS)
    assert life.owner("house") is life.cast.staff["manager"], "the manager answers for whoever is not there"


# --- items ----------------------------------------------------------------------------------------------------------


def items(life: Life, count: int) -> list[Brought]:
    return [drawn_item(life) for _ in range(count)]


def test_only_a_ward_name_can_show_its_name(life: Life) -> None:
    for brought in items(life, 300):
        if brought.shown_as is ShownAs.NAME:
            assert brought.by in life.cast.patients


def test_items_come_in_every_way(life: Life) -> None:
    drawn = items(life, 400)
    assert {brought.written_by for brought in drawn} == {None, "rep", "nurse", "support"}
    assert {bool(brought.by) for brought in drawn} == {True, False}
    assert {len(brought.held) for brought in drawn} == {0, 1, 2}
    assert {brought.accepted for brought in drawn} == {True, False, None}
    assert {brought.read for brought in drawn} == {True, False}


def test_a_promise_is_made_exactly_where_the_answer_has_one(life: Life) -> None:
    assert all(bool(brought.course) == bool(brought.said.promise) for brought in items(life, 200))


def test_nobody_says_twice_what_has_been_said_where_that_is_asked_for(life: Life) -> None:
    life.never_twice = True
    said = [brought.said.words for brought in items(life, 120)]
    assert len(set(said)) == len(said)


def test_most_meetings_are_held() -> None:
    chance = Random(3)
    ways = Counter(drawn_way(chance) for _ in range(1000))
    assert set(ways) == set(Way)
    assert ways[Way.HELD] > 880


# --- people and time ------------------------------------------------------------------------------------------------


def test_the_rep_sits_at_the_laptop_and_a_nurse_stands_in_where_there_is_none(life: Life) -> None:
    assert life.cast.chair.stands_in
    life.cast.patients["Linnet"].becomes(Role.REP)
    life.cast.rep = life.cast.patients["Linnet"]
    chair = life.cast.chair
    assert (chair.door, chair.name, chair.stands_in) == (Door.LAPTOP, "Linnet", False)


def test_whoever_was_rep_is_a_patient_again(life: Life) -> None:
    person = life.cast.patients["Linnet"]
    person.becomes(Role.REP)
    person.is_only(Role.PATIENT)
    assert person.actor.roles == frozenset({Role.PATIENT})


def test_the_unsigned_and_the_clock_have_no_name(life: Life) -> None:
    assert (life.cast.unsigned.id, life.cast.unsigned.door) == (None, Door.TERMINAL)
    assert life.cast.clock.ward_id == life.cast.ward_id


def test_others_leaves_out_whoever_is_named(life: Life) -> None:
    assert [person.actor.name for person in life.cast.others(["Kestrel", None])] == ["Linnet", "Oak"]


def test_a_ward_tells_its_own_days(life: Life) -> None:
    assert life.today == TODAY
    assert life.days_on(14) == date(2026, 3, 16)
    assert life.moment(TODAY, 14, 30) - life.moment(TODAY, 8) == timedelta(hours=6, minutes=30)


def test_an_item_that_waits_again_is_counted(life: Life) -> None:
    item, brought = Named("item"), drawn_item(life)
    life.arrives(item, brought)
    life.waiting.clear()
    life.wait_again(item.id)
    assert life.carried[item.id] == 1
    assert life.waiting == {item.id: item}
