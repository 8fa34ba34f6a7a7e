"""A promise on its way: progress, a date that moves, "done?", and what patients say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wardvoice.actions import commands as actions
from wardvoice.actions.rules import ReportKind
from wardvoice.core.errors import RuleBroken, Stale
from wardvoice.demo.cast import Person
from wardvoice.demo.fates import (
    RAISER,
    Brought,
    Cannot,
    Course,
    Done,
    HandedOver,
    InTheRoom,
    LetOff,
    Moved,
    NotMine,
    Reported,
    Step,
    Told,
)
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story

FIRST_HOUR, LAST_HOUR = 9, 20
SOON = timedelta(minutes=20)


def a_promise(life: Life, action: Any, brought: Brought, course: Course) -> Story:
    """Take one step after the other, each on its day; the story ends where the promise went another way."""
    made, owner = life.today, life.owner(course.owner)
    for step in course.steps:
        on_its_day = life.moment(made + timedelta(days=step.after), life.chance.randint(FIRST_HOUR, LAST_HOUR))
        yield max(on_its_day, life.now + SOON)
        try:
            if isinstance(step, HandedOver):
                before, owner = owner, life.owner(step.to)
                life.tell(before.actor, actions.hand_over, action=action, to=owner.thing)
            elif isinstance(step, (InTheRoom, LetOff)):
                life.questions.append((action, step))
            elif isinstance(step, Told):
                _reply(life, action, step, brought, course)
            else:
                _report(life, action, step, owner, made)
        except (RuleBroken, Stale):
            return


def _report(life: Life, action: Any, step: Step, owner: Person, made: date) -> None:
    if isinstance(step, Moved):
        to = made + timedelta(days=step.to)
        life.tell(owner.actor, actions.move_date, action=action, to=to, because=step.because)
    elif isinstance(step, Reported):
        kind = ReportKind.NO_CHANGE if step.stuck else ReportKind.PROGRESS
        life.tell(owner.actor, actions.report, action=action, kind=kind, words=step.words)
    elif isinstance(step, Done):
        life.tell(owner.actor, actions.report_done, action=action, words=step.words)
    elif isinstance(step, NotMine):
        words = {"because": step.because, "perhaps": step.perhaps}
        life.tell(owner.actor, actions.say_not_mine, action=action, **words)
    elif isinstance(step, Cannot):
        life.tell(owner.actor, actions.report_cannot, action=action, words=step.words)


def _reply(life: Life, action: Any, step: Told, brought: Brought, course: Course) -> None:
    """A ward name answers; whoever has left the ward answers no more."""
    if isinstance(step.who, int):
        person: Person | None = life.cast.others([brought.by, course.shared_by])[step.who]
    else:
        word = brought.by if step.who == RAISER else step.who
        person = life.cast.patients.get(word or "")
    if person is not None:
        life.tell(person.actor, actions.confirm, action=action, reply=step.reply, words=step.words or None)
