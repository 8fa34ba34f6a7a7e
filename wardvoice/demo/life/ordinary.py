"""What happens on any ward in any week, drawn by chance from what people say: the same seed gives the same weeks."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from wardvoice.agenda.rules import GOOD_THINGS, CarriedBecause, Feeling, ShownAs, Topic
from wardvoice.demo.content import Said
from wardvoice.demo.content.meetings import CARRIED
from wardvoice.demo.fates import Brought
from wardvoice.demo.life.courses import drawn_course
from wardvoice.demo.life.items import an_item
from wardvoice.demo.life.ward import Life, Way
from wardvoice.demo.timeline import Story

CALLED_OFF, STOPPED = 0.05, 0.03
BY_NAME, FOR_SOMEBODY = 0.5, 0.1
HELD_ONCE, HELD_TWICE = 0.1, 0.02
ASKED_BACK, ACCEPTED = 0.4, 0.85
LEFT_TO_PUBLISHING = 0.08
WITH_FEELING = 0.25


def weeks(life: Life, days: list[date], a_week: float) -> Story:
    """Let items come in before each meeting, about so many a week, and say how each meeting goes."""
    for day in days:
        yield life.moment(day - timedelta(days=7), 0, 10)
        life.ways.setdefault(day, drawn_way(life.chance))
        for _ in range(_how_many(life.chance, a_week)):
            brought = drawn_item(life)
            life.begin(an_item(life, brought, day - timedelta(days=brought.before)))


def drawn_way(chance: Random) -> Way:
    """Draw how a meeting goes."""
    drawn = chance.random()
    return Way.CALLED_OFF if drawn < CALLED_OFF else Way.STOPPED if drawn < CALLED_OFF + STOPPED else Way.HELD


def drawn_item(life: Life) -> Brought:
    """Draw an item: what it says, who sends it, what becomes of it."""
    chance = life.chance
    topic, said = life.something_said()
    drawn, by = chance.random(), chance.choice(list(life.cast.patients))
    by_name, written = drawn < BY_NAME, drawn > 1 - FOR_SOMEBODY
    return Brought(
        topic=topic,
        said=said,
        by=by if by_name else None,
        shown_as=_shown_as(chance, by_name=by_name),
        before=chance.randint(2, 7),
        hour=chance.randint(8, 21),
        feeling=_feeling(chance, topic) if not written else None,
        written_by=chance.choice(("rep", "nurse", "support")) if written else None,
        held=_held(chance),
        course=drawn_course(chance, said, by_name=by_name) if said.promise else None,
        accepted=chance.random() < ACCEPTED if _asked_back(chance, said) else None,
        answered_by=chance.choice(("manager", "doctor", "nurse")),
        read=chance.random() > LEFT_TO_PUBLISHING,
    )


def _how_many(chance: Random, a_week: float) -> int:
    """Draw a whole number around an average, at least one."""
    return max(1, round(chance.gauss(a_week, a_week / 4)))


def _shown_as(chance: Random, *, by_name: bool) -> ShownAs:
    if not by_name:
        return chance.choice((ShownAs.PATIENT, ShownAs.PATIENT, ShownAs.REP))
    return chance.choice((ShownAs.NAME, ShownAs.NAME, ShownAs.PATIENT, ShownAs.REP))


def _feeling(chance: Random, topic: Topic) -> Feeling | None:
    if chance.random() >= WITH_FEELING:
        return None
    return chance.choice((Feeling.SAD, Feeling.ANGRY, Feeling.WORRIED) if topic is not Topic.FAITH else (Feeling.OK,))


def _held(chance: Random) -> tuple[CarriedBecause, ...]:
    drawn = chance.random()
    times = 2 if drawn < HELD_TWICE else 1 if drawn < HELD_TWICE + HELD_ONCE else 0
    return tuple(chance.choice(CARRIED)[0] for _ in range(times))


def _asked_back(chance: Random, said: Said) -> bool:
    return chance.random() < ASKED_BACK and said.kind not in GOOD_THINGS
