"""How promises go on any ward, drawn by chance: most are kept, some late, some not, some only said to be."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from wardvoice.actions.rules import FAR_DAYS, Reply
from wardvoice.demo.content.along import CANNOT, FAR_BECAUSE, MOVED, NO_CHANGE, NOT_DONE, PROGRESS, STILL_MISSING
from wardvoice.demo.content.said import Said
from wardvoice.demo.fates import RAISER, Cannot, Course, Done, InTheRoom, LetOff, Moved, Reported, Step, Told

OWNERS = ("nurse", "nurse", "ot", "support", "manager", "social", "doctor", "house")
SPANS = (5, 7, 7, 10, 14, 14, 14, 21, 21, 28, 35)
STILL_FIXED_DAYS = 46
HALF, SOME, FEW = 0.5, 0.25, 0.2

Steps = tuple[Step, ...]


class Given(NamedTuple):
    """What is known when a promise is made: what is promised, for how many days on, and to whom."""

    chance: Random
    days: int
    said: Said
    by_name: bool


def drawn_course(chance: Random, said: Said, *, by_name: bool) -> Course:
    """Draw who promises, for when, and how it goes."""
    days = chance.choice(SPANS)
    way = chance.choices(list(WAYS), list(WAYS.values()))[0]
    return Course(
        owner=chance.choice(OWNERS),
        days=days,
        steps=way(Given(chance, days, said, by_name)),
        far_because=chance.choice(FAR_BECAUSE) if days > FAR_DAYS else None,
    )


def _on_time(given: Given) -> Steps:
    done = given.chance.randint(1, given.days)
    return (*_on_the_way(given, done), Done(done, given.said.done), *_confirmed(given, done))


def _late(given: Given) -> Steps:
    stuck = Reported(given.days, given.chance.choice(NO_CHANGE), stuck=True)
    done = given.days + given.chance.randint(2, 9)
    return (stuck, Done(done, given.said.done), *_confirmed(given, done))


def _moved(given: Given) -> Steps:
    times, days = given.chance.choice((1, 1, 2)), given.days
    moves = tuple(Moved(days - 1 + 7 * n, days + 7 * (n + 1), given.chance.choice(MOVED)) for n in range(times))
    done = days + 7 * times
    return (*moves, Done(done, given.said.done), *_confirmed(given, done))


def _moved_and_open(given: Given) -> Steps:
    moved = Moved(given.days - 1, given.days + 14, given.chance.choice(MOVED))
    return (moved, Reported(given.days + 3, given.chance.choice(PROGRESS)))


def _denied(given: Given) -> Steps:
    """Said to be done, denied by patients, and done once more."""
    chance, done, again = given.chance, given.days, given.days + given.chance.randint(12, 20)
    reply, words = chance.choice(((Reply.NO, chance.choice(NOT_DONE)), (Reply.PARTLY, chance.choice(STILL_MISSING))))
    denied: Steps = (Told(done + 2, 0, reply, words), Told(done + 3, 1, reply, words))
    if given.by_name:
        denied = (Told(done + 2, RAISER, reply, words),)
    return (Done(done, given.said.done), *denied, Done(again, given.said.done), *_confirmed(given, again))


def _only_said(given: Given) -> Steps:
    return (Done(given.days, given.said.done),)


def _never(given: Given) -> Steps:
    return _on_the_way(given, given.days)


def _cannot(given: Given) -> Steps:
    hands = given.chance.choice(((6, 1), (5, 2), (2, 6)))
    return (Cannot(max(1, given.days - 2), given.chance.choice(CANNOT)), LetOff(given.days, *hands))


WAYS: dict[Callable[[Given], Steps], int] = {
    _on_time: 48,
    _late: 9,
    _moved: 13,
    _moved_and_open: 4,
    _denied: 8,
    _only_said: 9,
    _never: 5,
    _cannot: 4,
}
"""Each way with how often in a hundred it is taken."""


def _on_the_way(given: Given, days: int) -> Steps:
    if given.chance.random() >= HALF:
        return ()
    return (Reported(given.chance.randint(0, days), given.chance.choice(PROGRESS)),)


def _confirmed(given: Given, done: int) -> Steps:
    """The raiser says yes, or two others, or the next meeting; six weeks later some are asked again."""
    chance = given.chance
    if chance.random() < SOME:
        return (InTheRoom(done, chance.randint(4, 8), 0, chance.randint(0, 2), chance.randint(0, 2)),)
    if not given.by_name:
        return (Told(done + 1, 0, Reply.YES), Told(done + 2, 1, Reply.YES))
    still = (Told(done + STILL_FIXED_DAYS, RAISER, Reply.YES),) if chance.random() < FEW else ()
    return (Told(done + chance.randint(1, 5), RAISER, Reply.YES), *still)
