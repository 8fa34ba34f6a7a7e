"""Who can decide: one is asked to come today, one was missed twice."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.agenda import commands as agenda
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story


def missed_twice(life: Life, today: date) -> Story:
    """Three weeks ago the rep asked for whoever runs the shop; they were not there then, nor a week later."""
    yield from _ask(life, "trolley", today - timedelta(days=21), job="head of the hospital shop")


def asked_to_come(life: Life, today: date) -> Story:
    """Supper was asked for four times: the manager is asked to come, and the catering manager."""
    yield from _ask(life, "supper 4", today, person="manager")
    yield from _ask(life, "supper 4", today, job="catering manager")


def _ask(life: Life, item: str, day: date, person: str = "", job: str | None = None) -> Story:
    """Once the agenda of a day is out, name who can decide an item on it."""
    yield max(life.moment(day - timedelta(days=1), 11), life.now)
    wanted = life.named[item].id
    entry = next(line for line in life.stage.lines_of(life.meetings[day]) if line.item_id == wanted)
    named = life.cast.staff[person].thing if person else None
    life.tell(life.cast.chair, agenda.name_decider, entry=entry, person=named, job=job)
