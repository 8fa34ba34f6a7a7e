"""How long the invented hospital keeps words: the usual numbers, which an admin set and the advocate agreed to."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.core.actor import Actor
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story
from wardvoice.records import commands
from wardvoice.records.rules import USUAL

SET, AGREED = timedelta(days=80), timedelta(days=77)


def are_kept(life: Life, admin: Actor, advocate: Actor, today: date) -> Story:
    """Megan sets the numbers; the advocate agrees three days later."""
    yield life.stage.clock.moment(today - SET, 11)
    schedule = life.tell(admin, commands.set_schedule, keeping=USUAL)
    yield life.stage.clock.moment(today - AGREED, 15)
    life.tell(advocate, commands.agree, schedule=schedule)
