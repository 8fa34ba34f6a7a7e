"""The large hospital: many wards over years, for speed and growth, told by the same stories and written in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.demo.bulk.stage import BulkStage
from wardvoice.demo.content.places import MEETING_PLACES, WARDS
from wardvoice.demo.content.staff import FIRST_NAMES, FIRST_WARD, JOBS, Hired
from wardvoice.demo.life.meetings import the_rhythm
from wardvoice.demo.life.opening import open_a_ward
from wardvoice.demo.life.ordinary import weeks
from wardvoice.demo.life.people import Keys, admit, hire, hire_admin, hire_for_all, turnover
from wardvoice.demo.life.ward import Life, Plan
from wardvoice.demo.stage import Stage
from wardvoice.demo.timeline import Timeline
from wardvoice.people.wordlist import words_of_the_house
from wardvoice.storage.full_text import fill
from wardvoice.storage.history import HOSPITAL

KEPT_FREE = frozenset({"Kestrel", "Linnet"})
"""Ward names for those whom one can be through the doorway."""
BEDS = 16
IN_USE = 14
SEED = 20_260_302
KEYS_OF_JOBS = ("manager", "nurse", "ot", "support", "social", "doctor")
MEETING_HOURS = (10, 11, 13, 14, 15)


@dataclass(frozen=True)
class Size:
    """How large: wards, weeks, and about how many items a ward sends in a week."""

    wards: int = 40
    weeks: int = 260
    a_week: float = 7.9


def write_large(
    engine: Engine, clock: Clock, pepper: bytes, keys: Keys, today: date, until: datetime, size: Size
) -> None:
    """Write a large hospital that lived until yesterday evening, one ward at a time in memory."""
    opened = today - timedelta(weeks=size.weeks + 3)
    since = clock.moment(opened, 8)
    stage = BulkStage(clock, Timeline(since, until), pepper, Random(SEED))  # noqa: S311  the same each time
    lives = list(found(stage, keys, today, size))
    with Session(engine) as session:
        stage.ledgers[HOSPITAL].store(session)
        session.commit()
        while lives:
            life = lives.pop(0)
            stage.timeline = Timeline(since, until)
            let_it_live(life, keys, today, size)
            stage.timeline.run()
            stage.ledgers.pop(life.cast.ward_id).store(session)
            del stage.shelves[life.cast.ward_id]
            session.commit()
        fill(session.connection())
        session.commit()


def found(stage: Stage, keys: Keys, today: date, size: Size) -> Iterator[Life]:
    """Open every ward with its staff on the first day."""
    admin = hire_admin(stage, keys)
    shared = hire_for_all(stage, admin, keys)
    for n in range(size.wards):
        chance = Random(f"{SEED} {n}")  # noqa: S311
        plan = _plan(n, today + timedelta(days=n % 7))
        _, cast = open_a_ward(stage, admin, plan)
        hire(stage, admin, cast, FIRST_WARD if n == 0 else _staff(chance), keys, mark=plan.name.split()[0].lower())
        for person, account in shared:
            cast.hire(person.key, account, person.role)
        yield Life(stage, cast, chance, plan)


def let_it_live(life: Life, keys: Keys, today: date, size: Size) -> None:
    """Begin everything that happens on one ward."""
    assert life.plan is not None
    plan, advocate = life.plan, life.cast.staff["advocate"].actor
    for word in life.chance.sample([w for w in words_of_the_house() if w not in KEPT_FREE], IN_USE):
        admit(life, word, advocate, keys)
    last = today + timedelta(days=(plan.weekday - today.weekday()) % 7)
    days = [last - timedelta(weeks=n) for n in reversed(range(size.weeks + 1))]
    life.begin(the_rhythm(life, days[0] - timedelta(days=2), last))
    life.begin(turnover(life, days, advocate, keys, KEPT_FREE))
    life.begin(weeks(life, days, size.a_week))


def _plan(n: int, day: date) -> Plan:
    name = WARDS[n % len(WARDS)] if n < len(WARDS) else f"{WARDS[n % len(WARDS)]} {n // len(WARDS) + 1}"
    hour = MEETING_HOURS[n % len(MEETING_HOURS)]
    return Plan(name, BEDS, MEETING_PLACES[n % len(MEETING_PLACES)], day.weekday(), time(hour, 0))


def _staff(chance: Random) -> list[Hired]:
    names = chance.sample(FIRST_NAMES, len(JOBS))
    return [Hired(key, name, *job) for key, name, job in zip(KEYS_OF_JOBS, names, JOBS, strict=True)]
