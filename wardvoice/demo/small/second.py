"""The second ward: people like everywhere, and an agenda for a later day of this week."""

from __future__ import annotations

from datetime import date, timedelta

from wardvoice.actions.rules import Reply
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import CarriedBecause, ShownAs, Topic
from wardvoice.core.actor import Actor, Role
from wardvoice.demo.content.said import IDEA, PROBLEM, THANKS, granted, told
from wardvoice.demo.fates import RAISER, Brought, Course, Done, Reported, Told
from wardvoice.demo.life.people import choose
from wardvoice.demo.life.ward import Life
from wardvoice.demo.timeline import Story

NAME = ShownAs.NAME

BROUGHT: tuple[tuple[int, Brought], ...] = (
    (-6, Brought(Topic.LAUNDRY, granted(
        PROBLEM, "The iron burns. I went to court with a brown mark on my shirt.", "It goes.",
        "A new iron for this ward.", "The new iron is at the hatch."), by="Wisteria", shown_as=NAME,
        course=Course("house", 10, (Done(8, "The new iron is at the hatch."), Told(9, RAISER, Reply.YES))))),
    (-3, Brought(Topic.FOOD, granted(
        IDEA, "A pot of soup on Sundays that we cook ourselves.", "Gladly.",
        "The kitchen booked on Sundays from four to six.", ""), by="Dipper", shown_as=NAME,
        course=Course("ot", 28, (Reported(7, "Booked for the first two Sundays."),)))),
    (-1, Brought(Topic.ROOMS, told(
        PROBLEM, "The television can be heard in all rooms of the left corridor.", ""), by="Curlew", shown_as=NAME,
        held=(CarriedBecause.NO_TIME,))),
    (-1, Brought(Topic.RESPECT, told(
        PROBLEM, "Nobody tells us when a new person comes. They stand there like in a museum.", ""),
        held=(CarriedBecause.DECIDER_ABSENT,), name="new people")),
    (-1, Brought(Topic.CARE, told(THANKS, "The group on Mondays. Thank you.", "We will tell them."))),
)  # fmt: skip


def terms(life: Life, advocate: Actor, today: date) -> Story:
    """One rep for the whole time."""
    yield life.moment(today - timedelta(days=85), 15)
    choose(life, "Curlew", Role.REP, advocate, until=today + timedelta(days=4))


def put_off(life: Life, today: date) -> Story:
    """What was carried over last week waits one more."""
    yield life.moment(today - timedelta(days=1), 17)
    item, meeting = life.named["new people"], life.meetings[today + timedelta(days=3)]
    because = "The manager is away until next week."
    life.tell(life.cast.chair, agenda.put_off, meeting=meeting, item=item, because=because)
    life.waiting.pop(item.id)
