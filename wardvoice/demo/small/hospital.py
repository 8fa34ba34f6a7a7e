"""The small hospital from its first day to yesterday evening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from random import Random
from typing import Any

from wardvoice.agenda.rules import Topic
from wardvoice.core.actor import Actor
from wardvoice.demo.content import ASKED, Said
from wardvoice.demo.content.places import BEDS, MEETING_PLACES, WARDS
from wardvoice.demo.content.staff import FIRST_WARD, SECOND_WARD, Hired
from wardvoice.demo.fates import Brought
from wardvoice.demo.life.items import an_item
from wardvoice.demo.life.meetings import the_rhythm
from wardvoice.demo.life.opening import enrol, open_a_ward
from wardvoice.demo.life.ordinary import weeks
from wardvoice.demo.life.people import Keys, admit, hire, hire_admin, hire_for_all
from wardvoice.demo.life.ward import Life, Plan, Way
from wardvoice.demo.small import (
    beside_figures,
    by_hand,
    council,
    deciding,
    partings,
    prepared,
    records,
    second,
    standards,
)
from wardvoice.demo.small.promised import PROMISED
from wardvoice.demo.small.said import SAID
from wardvoice.demo.stage import Stage
from wardvoice.demo.timeline import Story
from wardvoice.wards.rules import ScreenKind

OPENED = timedelta(days=94)
FIRST_WEEK = -12
WEEK = timedelta(weeks=1)
FIRST_PATIENTS = (
    "Alder", "Kestrel", "Sparrow", "Birch", "Tern", "Oak", "Puffin", "Osprey", "Maple", "Severn", "Linnet",
)  # fmt: skip
SECOND_PATIENTS = ("Curlew", "Wisteria", "Dipper", "Cedar", "Humber", "Swift", "Polaris", "Damson", "Plover")
ORDINARY = 2.0
SECOND_DAY = timedelta(days=3)
WAYS_OF_FIRST = {-10: Way.STOPPED, -6: Way.CALLED_OFF}
WAYS_OF_SECOND = {-7: Way.CALLED_OFF, -2: Way.STOPPED}


def the_hospital(stage: Stage, keys: Keys, tokens: dict[ScreenKind, str], today: date) -> Story:
    """Open the hospital and let both wards live side by side."""
    yield stage.clock.moment(today - OPENED, 8)
    admin = hire_admin(stage, keys)
    shared = hire_for_all(stage, admin, keys)
    first = _open(stage, admin, shared, keys, _plan(0, today), FIRST_WARD, tokens)
    second_ward = _open(stage, admin, shared, keys, _plan(1, today + SECOND_DAY), SECOND_WARD, {})
    _first_ward(first, admin, keys, today)
    _second_ward(second_ward, keys, today)
    first.begin(council.the_council(first, second_ward, admin, today))
    first.begin(standards.are_taken_in(first, admin, today))
    first.begin(records.are_kept(first, admin, first.cast.staff["advocate"].actor, today))
    first.begin(by_hand.a_reviewer_is_invited(first, second_ward, admin, today))
    second_ward.begin(partings.moves(second_ward, first, today))


def _plan(n: int, day: date) -> Plan:
    return Plan(WARDS[n], BEDS[n], MEETING_PLACES[n], day.weekday(), time(14, 0) if n == 0 else time(10, 30))


def _open(
    stage: Stage,
    admin: Actor,
    shared: Iterable[tuple[Hired, Any]],
    keys: Keys,
    plan: Plan,
    staff: Iterable[Hired],
    tokens: dict[ScreenKind, str],
) -> Life:
    ward, cast = open_a_ward(stage, admin, plan)
    hire(stage, admin, cast, staff, keys, mark=plan.name.split()[0].lower())
    for person, account in shared:
        cast.hire(person.key, account, person.role)
    enrol(stage, admin, ward, tokens)
    chance = Random(plan.name)  # noqa: S311  the same each time, and no secret
    return Life(stage, cast, chance, plan, asked=_share_of_texts(plan.name), never_twice=True)


def _share_of_texts(name: str) -> dict[Topic, list[Said]]:
    """Return half of what people say, without what is told by hand, so that nothing is said twice."""
    start = 0 if name == WARDS[0] else 1
    by_hand = {brought.said.words for _, brought in (*PROMISED, *SAID, *second.BROUGHT)}
    fresh = {topic: [said for said in texts if said.words not in by_hand] for topic, texts in ASKED.items()}
    return {topic: texts[start::2] for topic, texts in fresh.items()}


def _first_ward(life: Life, admin: Actor, keys: Keys, today: date) -> None:
    advocate = life.cast.staff["advocate"].actor
    for word in FIRST_PATIENTS:
        admit(life, word, advocate, keys)
    _let_it_live(life, WAYS_OF_FIRST, (*PROMISED, *SAID), today)
    for story in (
        by_hand.terms(life, advocate, today),
        by_hand.comings_and_goings(life, admin, keys, today),
        by_hand.asked_again(life, today),
        by_hand.put_together(life, today),
        by_hand.taken_back(life, today),
        by_hand.hidden(life, today),
        by_hand.answered_before_the_meeting(life, today),
        by_hand.said_later(life, today),
        by_hand.the_agenda_of_next_week(life, today),
        by_hand.two_in_one(life, today),
        by_hand.matters_to_others(life, today),
        deciding.missed_twice(life, today),
        deciding.asked_to_come(life, today),
        prepared.the_last_meeting(life, today),
        prepared.todays_meeting(life, today),
        prepared.next_meeting(life, today),
        partings.not_enough(life, today),
        partings.rests(life, today),
        beside_figures.the_reps_say(life, today),
    ):
        life.begin(story)


def _second_ward(life: Life, keys: Keys, today: date) -> None:
    advocate = life.cast.staff["advocate"].actor
    for word in SECOND_PATIENTS:
        admit(life, word, advocate, keys)
    _let_it_live(life, WAYS_OF_SECOND, second.BROUGHT, today + SECOND_DAY)
    life.begin(second.terms(life, advocate, today))
    life.begin(second.put_off(life, today))
    life.begin(partings.away(life, today))


def _let_it_live(life: Life, ways: dict[int, Way], brought: Iterable[tuple[int, Brought]], next_meeting: date) -> None:
    """Let the weeks run: the meetings, what was written for them, and what any ward says besides."""
    days = [next_meeting + WEEK * n for n in range(FIRST_WEEK, 1)]
    life.ways = {day: ways.get(n, Way.HELD) for n, day in enumerate(days, start=FIRST_WEEK)}
    life.begin(the_rhythm(life, days[0] - timedelta(days=2), next_meeting))
    life.begin(weeks(life, days, ORDINARY))
    for week, item in brought:
        life.begin(an_item(life, item, next_meeting + WEEK * week - timedelta(days=item.before)))
