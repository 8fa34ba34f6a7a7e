"""Each quarter is counted once, two weeks after it is over, and stays as it was counted (measures 13, 15; P16)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from tests.conftest import PEPPER, SetClock
from wardvoice.concerns.commands import count_quarters
from wardvoice.concerns.models import Concern, QuarterCount, QuarterTheme
from wardvoice.concerns.queries import counted
from wardvoice.concerns.rules import Fact, Line, Part, Recipient, State, Theme, count, how_many_to_tell, to_count
from wardvoice.concerns.rules.counting import Count, line_of
from wardvoice.concerns.rules.themes import MOST, themes_to_tell
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.clock import PartOfDay
from wardvoice.core.errors import NotAllowed
from wardvoice.people.queries.workdays import working_days
from wardvoice.storage.apart_work import ApartWork

WARD = uuid4()
THE_CLOCK = Actor(CLOCK.door, WARD, name=CLOCK.name)
FRIDAY, MONDAY, WEDNESDAY = date(2026, 2, 20), date(2026, 2, 23), date(2026, 2, 25)
QUARTER = (2026, 1)
FIRST_TOLD = date(2026, 4, 15)


@pytest.fixture
def apart(apart_engine: Engine) -> Iterator[Session]:
    with Session(apart_engine, expire_on_commit=False) as session:
        yield session


def a_concern(apart: Session, **facts: object) -> Concern:
    told = {"recipient": Recipient.ADVOCATE, "released_on": FRIDAY, "about_staff": False, "theme": Theme.LEAVE} | facts
    concern = Concern(ward_id=WARD, name=uuid4().hex, part=PartOfDay.MORNING, state=State.SEEN, **told)
    apart.add(concern)
    apart.commit()
    return concern


def counts(apart: Session, clock: SetClock, day: date = FIRST_TOLD) -> None:
    clock.go_to(day)
    work = ApartWork(apart, THE_CLOCK, clock, PEPPER)
    count_quarters(work, bank_holidays="england-and-wales")
    work.commit()


def lines(apart: Session, quarter: tuple[int, int] = QUARTER) -> dict[tuple[Part, Line], Count]:
    found = counted(apart, [WARD])[WARD, quarter].lines
    return {(row.part, row.line): Count(row.number, row.at_once, row.soon, row.complaints) for row in found}


def test_each_is_counted_once_and_those_about_staff_apart(apart: Session, clock: SetClock) -> None:
    a_concern(apart, acknowledged_on=MONDAY)
    a_concern(apart, acknowledged_on=WEDNESDAY, complaint_passed_on=WEDNESDAY)
    a_concern(apart, acknowledged_on=WEDNESDAY + timedelta(days=1))
    a_concern(apart, about_staff=True)
    a_concern(apart, about_staff=None, theme=None, recipient=Recipient.BOTH)
    a_concern(apart, recipient=Recipient.LISTENER, treated_differently=True)
    a_concern(apart, recipient=Recipient.MANAGER, treated_differently=True)
    a_concern(apart, released_on=date(2026, 4, 1))
    counts(apart, clock)
    found = lines(apart)
    assert len(found) == len(Part) * len(Line)
    assert {at: one for at, one in found.items() if one.number} == {
        (Part.NOT_STAFF, Line.ADVOCATE): Count(3, at_once=1, soon=2, complaints=1),
        (Part.NOT_STAFF, Line.DIFFERENTLY): Count(1),
        (Part.NOT_STAFF, Line.MANAGER): Count(1),
        (Part.STAFF, Line.ADVOCATE): Count(1),
        (Part.STAFF, Line.DIFFERENTLY): Count(1),
    }
    themes = counted(apart, [WARD])[WARD, QUARTER].themes
    assert themes == {Part.NOT_STAFF: {Theme.LEAVE: 4}, Part.STAFF: {Theme.LEAVE: 1}}, "none of the manager's"


def test_nothing_is_counted_before_two_weeks_have_passed(apart: Session, clock: SetClock) -> None:
    a_concern(apart)
    counts(apart, clock, FIRST_TOLD - timedelta(days=1))
    assert (WARD, QUARTER) not in counted(apart, [WARD])
    counts(apart, clock, FIRST_TOLD)
    assert lines(apart)[Part.NOT_STAFF, Line.ADVOCATE].number == 1


def test_what_was_counted_stays_whatever_happens_to_a_concern(apart: Session, clock: SetClock) -> None:
    """Else whoever looks twice sees one being read, called something else, passed on or deleted."""
    one = a_concern(apart, about_staff=None, theme=None)
    a_concern(apart, theme=Theme.RESPECT)
    counts(apart, clock)
    before = lines(apart)
    one.about_staff, one.acknowledged_on, one.recipient = False, FIRST_TOLD, Recipient.LISTENER
    apart.commit()
    counts(apart, clock, FIRST_TOLD + timedelta(days=1))
    apart.execute(delete(Concern))
    apart.commit()
    counts(apart, clock, FIRST_TOLD + timedelta(days=2))
    assert lines(apart) == before


def test_a_quarter_without_any_is_counted_too_and_the_first_tick_goes_two_years_back(
    apart: Session, clock: SetClock
) -> None:
    """Else a quarter that stands there for the first time would tell that somebody wrote."""
    counts(apart, clock)
    assert {quarter for _ward, quarter in counted(apart, [WARD])} == {
        (year, quarter) for year in (2024, 2025) for quarter in range(1, 5)
    } - {(2024, 1)} | {QUARTER}
    assert apart.scalar(select(QuarterTheme)) is None
    counts(apart, clock, date(2026, 7, 15))
    assert len(apart.scalars(select(QuarterCount)).all()) == 9 * len(Part) * len(Line)


def test_only_the_clock_counts(apart: Session, clock: SetClock) -> None:
    for actor in (
        Actor(Door.OWN_DEVICE, WARD, uuid4(), "Ines", frozenset({Role.ADVOCATE})),
        Actor(Door.TERMINAL, WARD),
    ):
        with pytest.raises(NotAllowed):
            count_quarters(ApartWork(apart, actor, clock, PEPPER), bank_holidays="england-and-wales")


def test_bank_holidays_are_no_working_days() -> None:
    easter = working_days("england-and-wales", date(2026, 4, 30)).passed
    facts = Fact(Recipient.ADVOCATE, False, False, date(2026, 4, 2), date(2026, 4, 7), False)
    assert count([facts], easter).lines[Part.NOT_STAFF, Line.ADVOCATE] == Count(1, at_once=1, soon=1)


def test_what_the_ward_manager_reads_is_always_hers() -> None:
    """She could call hers something else, and know from a sum how many others there are."""
    assert {line_of(Recipient.MANAGER, said) for said in (True, False, None)} == {Line.MANAGER}
    assert line_of(Recipient.LISTENER, True) is Line.DIFFERENTLY
    assert line_of(Recipient.BOTH, None) is Line.DIFFERENTLY


def test_a_gap_is_filled_once_the_clock_ticks_again() -> None:
    assert to_count({(2025, 2), (2025, 1)}, date(2026, 4, 20)) == [(2025, 3), (2025, 4), (2026, 1)]
    assert to_count({(2026, 1)}, date(2026, 7, 14)) == []


# --- themes beside the counts ----------------------------------------------------------------------------------------


def partitions(total: int, places: int, highest: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread so many concerns over themes, the most frequent first."""
    if not places or not total:
        if not total:
            yield (0,) * places
        return
    for first in range(min(total, highest), -1, -1):
        if first * places < total:
            return
        for rest in partitions(total - first, places - 1, first):
            yield first, *rest


MOST_CONCERNS = 30


@cache
def totals_behind(most: int) -> list[set[int]]:
    """How many concerns there could be in all, for each number of themes that is told."""
    found: list[set[int]] = [set() for _ in range(MOST + 1)]
    for total in range(MOST_CONCERNS + 1):
        for spread in partitions(total, len(Theme), total):
            themes = Counter(dict(zip(Theme, spread, strict=True)))
            found[len(themes_to_tell(themes.elements(), most))].add(total)
    return found


def left_of_three(least: int) -> dict[tuple[int | None, ...], list[set[int]]]:
    """For all that can stand there, three counts and a number of themes, the values that each count could have."""
    left: dict[tuple[int | None, ...], list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    for three in product(range(MOST_CONCERNS + 1), repeat=3):
        behind = totals_behind(how_many_to_tell(three, least)) if sum(three) <= MOST_CONCERNS else []
        for number in (number for number, totals in enumerate(behind) if sum(three) in totals):
            for seen, one in zip(left[(*(one if one >= least else None for one in three), number)], three, strict=True):
                seen.add(one)
    return left


@pytest.mark.parametrize("least", [5, 8])
def test_no_theme_tells_a_hidden_count(least: int) -> None:
    """Three counts beside each other, every way to spread their concerns over the themes: none has one value left."""
    for is_told, sets in left_of_three(least).items():
        hidden = [seen for one, seen in zip(is_told[:3], sets, strict=True) if one is None]
        known = sum(one for one in is_told[:3] if one is not None)
        if known + len(hidden) * (least - 1) <= MOST_CONCERNS:  # else some of what could be was not tried
            assert all(len(seen) > 1 for seen in hidden), (is_told, sets)


def test_of_too_many_themes_the_most_frequent_are_told() -> None:
    themes = [*[Theme.LEAVE] * 5, *[Theme.RESPECT] * 4, *[Theme.SAFETY] * 3, *[Theme.PRIVACY] * 3]
    assert themes_to_tell(themes, 4) == [Theme.SAFETY, Theme.RESPECT, Theme.LEAVE, Theme.PRIVACY]
    assert themes_to_tell(themes, 3) == [Theme.RESPECT, Theme.LEAVE], "of two that are equally frequent neither"
    assert themes_to_tell(themes, 0) == []
    assert how_many_to_tell([4, 4, 4], 5) == 2
    assert how_many_to_tell([14, 4, 4], 5) == MOST
    assert how_many_to_tell([5, 6, 7], 5) == MOST
