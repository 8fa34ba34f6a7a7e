"""How long words and names are kept: the bounds, the notice that is given, and when something may go.

Only words and names ever go. Counts, days, states, the follow-through and the chain of the history stay for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from wardvoice.core.errors import N_, RuleBroken, Stale

TOLD_BEFORE = timedelta(days=28)
"""So long before words go whoever they concern can read that they will, and ask for a hold: four weekly meetings."""
MOST_REASON = 500
"""Letters of the reason for a hold."""


class Kind(StrEnum):
    """What goes together: by one number of the schedule, and under one notice."""

    WORDS = "words"
    COMMENTS = "comments"
    NAMES = "names"
    STAFF = "staff"


class HeldWhat(StrEnum):
    """What somebody who sets a hold can name."""

    WARD = "ward"
    PAGE = "page"
    ACCOUNT = "account"


OF_A_WARD = (Kind.WORDS, Kind.COMMENTS, Kind.NAMES)
"""What goes ward by ward; names of former staff belong to the hospital."""


@dataclass(frozen=True)
class Bounds:
    """What a trust may choose for one number, and what it finds when nobody has chosen yet."""

    least: int
    most: int
    usual: int


BOUNDS: Mapping[str, Bounds] = {
    "words_years": Bounds(3, 20, 8),
    "comments_years": Bounds(3, 20, 8),
    "staff_years": Bounds(1, 20, 6),
    "names_years": Bounds(1, 3, 1),
    "concern_months": Bounds(12, 120, 36),
}
"""The five numbers. Why each bound is where it is stands in docs/retention.md, beside what the number covers."""


@dataclass(frozen=True)
class Keeping:
    """The five numbers of a schedule: in years, but for what was sent in private, in months."""

    words_years: int = BOUNDS["words_years"].usual
    comments_years: int = BOUNDS["comments_years"].usual
    staff_years: int = BOUNDS["staff_years"].usual
    names_years: int = BOUNDS["names_years"].usual
    concern_months: int = BOUNDS["concern_months"].usual

    def years(self, kind: Kind) -> int:
        """How many years something of this kind is kept once it is over."""
        return int(getattr(self, f"{kind.value}_years"))


USUAL = Keeping()


@dataclass(frozen=True)
class Announced:
    """That something goes on a day: what was over before another day, and whether it is over and done with."""

    kind: Kind
    announced_on: date
    goes_on: date
    over_before: date
    ended_on: date | None = None


def check_keeping(keeping: Keeping) -> None:
    """Refuse a number outside its bounds, beside its box (422)."""
    for name, bounds in BOUNDS.items():
        if not bounds.least <= getattr(keeping, name) <= bounds.most:
            raise RuleBroken(N_("Choose from %(least)s to %(most)s."), field=name, least=bounds.least, most=bounds.most)


def check_waits(*, agreed: bool, dropped: bool) -> None:
    """Refuse to agree to a schedule, or to take it back, on which somebody has decided already (409)."""
    if agreed or dropped:
        raise Stale(N_("Somebody has decided this already."))


def check_reason(because: str) -> None:
    """Refuse a hold of which nobody could say later why it stands."""
    if not because.strip():
        raise RuleBroken(N_("Write why it must stay."), field="because")


def years_before(day: date, years: int) -> date:
    """Return the same day so many years ago; of 29 February the day before it where that year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def announcement(kind: Kind, today: date, keeping: Keeping) -> Announced:
    """Return what is told today: what goes in four weeks, and how long ago it must have been over."""
    goes_on = today + TOLD_BEFORE
    return Announced(kind, today, goes_on, years_before(goes_on, keeping.years(kind)))


def is_from_tomorrow(told: Announced, today: date) -> bool:
    """Return whether a notice was given on a day that is still to come: the clock was wrong then."""
    return told.announced_on > today


def may_go(told: Announced, today: date) -> bool:
    """Return whether the day that was told has come, after the whole notice."""
    return not is_from_tomorrow(told, today) and told.goes_on <= today and today - told.announced_on >= TOLD_BEFORE


def goes_before(told: Announced, today: date, keeping: Keeping) -> date:
    """Return before which day something must have been over to go now; a longer schedule holds at once."""
    return min(told.over_before, years_before(today, keeping.years(told.kind)))


def months_that_hold(today: date, agreed: list[tuple[date, int]]) -> int:
    """Return for how many months what was sent in private is kept: a shorter number holds after the notice alone.

    `agreed` are the days on which schedules were agreed and their months, the oldest first.
    """
    if not agreed:
        return USUAL.concern_months
    held = [(date.min, USUAL.concern_months), *agreed]
    lately = [months for (_day, months), (ended, _next) in pairwise(held) if today - ended < TOLD_BEFORE]
    return max([agreed[-1][1], *lately])
