"""Before a meeting: how long it may last, whether its agenda was out in time, and the round from person to person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from wardvoice.core.errors import N_, RuleBroken

AGENDA_HOURS = 24
"""An agenda is on time if it is out this many hours before the meeting (G2)."""
USUAL_MINUTES = 60
"""How long a meeting lasts where nobody said anything else."""
MOST_ASKED = 200
MOST_GROUND_RULES = 10


def length_makes_sense(minutes: int) -> None:
    """A meeting lasts from ten minutes to four hours."""
    if not 10 <= minutes <= 240:
        raise RuleBroken(N_("A meeting lasts from 10 to 240 minutes."), field="minutes")


def hours_before(published_at: datetime, begins_at: datetime) -> int:
    """Return how many whole hours before the meeting its agenda went out; 0 for one that came late or just then."""
    return max(int((begins_at - published_at).total_seconds() // 3600), 0)


def agenda_was_late(published_at: datetime, begins_at: datetime) -> bool:
    """Return whether an agenda was out less than a day before its meeting (G2)."""
    return hours_before(published_at, begins_at) < AGENDA_HOURS


@dataclass(frozen=True)
class RoundFacts:
    """One person's round: how many were offered a talk, and how many gave an item, declined, or said not now (G9)."""

    offered: int
    gave: int = 0
    declined: int = 0
    not_now: int = 0


def added_up(rounds: Iterable[RoundFacts]) -> RoundFacts:
    """Return all rounds of one meeting as one."""
    said = list(rounds)
    return RoundFacts(**{part.name: sum(getattr(one, part.name) for one in said) for part in fields(RoundFacts)})


def round_makes_sense(said: RoundFacts) -> None:
    """Somebody was asked, and no more answers came than people were asked."""
    for part in fields(RoundFacts):
        if not 0 <= getattr(said, part.name) <= MOST_ASKED:
            raise RuleBroken(N_("Count between 0 and 200 people."), field=part.name)
    if said.offered == 0:
        raise RuleBroken(N_("Count at least one person whom you asked."), field="offered")
    if said.gave + said.declined + said.not_now > said.offered:
        raise RuleBroken(N_("More answers than people who were asked? Count again."), field="offered")
