"""Figures are counted once for each moment of a history, alike for one ward and many, and on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.journeys.everything import Everything
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.rules import ItemKind, Topic
from wardvoice.evidence.queries import Known, figures_of, figures_of_wards, months_of, ward_told, wards_told
from wardvoice.evidence.queries.known import MOST
from wardvoice.evidence.rules.periods import Period, quarter_of, year_of
from wardvoice.people import commands as people


@contextmanager
def counting(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []
    engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def alder(session: Session, clock: SetClock) -> Everything:
    return Everything(session, clock, "Alder")


def numbers(figures: dict[str, object]) -> dict[str, tuple[object, ...]]:
    return {key: (one.numerator, one.denominator, one.value) for key, one in figures.items()}  # type: ignore[attr-defined]


def test_a_ward_that_nothing_happened_on_is_asked_for_its_head_alone(alder: Everything, clock: SetClock) -> None:
    known, period = Known(), quarter_of(clock.today)
    first = figures_of(alder.session, alder.ward.id, period, clock, known)
    with counting(alder.session) as seen:
        again = figures_of(alder.session, alder.ward.id, period, clock, known)
    assert len(seen) == 1
    assert again is first


def test_what_is_done_on_the_ward_is_counted_with_the_next_look(alder: Everything, clock: SetClock) -> None:
    known, period = Known(), quarter_of(clock.today)
    before = figures_of(alder.session, alder.ward.id, period, clock, known)["9-agendas"].denominator
    work = a.work(alder.session, a.a_terminal_actor(alder.ward), clock)
    agenda.raise_item(work, kind=ItemKind.PROBLEM, topic=Topic.FOOD, words="Cold soup")
    work.commit()
    after = figures_of(alder.session, alder.ward.id, period, clock, known)["9-agendas"].denominator
    assert after == (before or 0) + 1


def test_what_is_done_in_the_hospital_is_counted_too(alder: Everything, clock: SetClock) -> None:
    known, period = Known(), quarter_of(clock.today)
    before = figures_of(alder.session, alder.ward.id, period, clock, known)
    work = a.work(alder.session, alder.people["Wes"], clock)
    people.open_account(work, name="Zed", job="nurse", username="zed-of-alder", password_hash="none")
    work.commit()
    assert figures_of(alder.session, alder.ward.id, period, clock, known) is not before


def test_a_day_that_passes_is_a_new_moment(alder: Everything, clock: SetClock) -> None:
    known, period = Known(), year_of(clock.today)
    early = figures_of(alder.session, alder.ward.id, period, clock, known)
    clock.go_on(days=40)
    late = figures_of(alder.session, alder.ward.id, period, clock, known)
    assert numbers(early) != numbers(late)
    assert numbers(late) == numbers(figures_of(alder.session, alder.ward.id, period, clock))


def test_of_one_period_too_many_the_oldest_is_forgotten_and_no_other(alder: Everything, clock: SetClock) -> None:
    known, day = Known(), clock.today
    periods = [Period(day - timedelta(days=n), day) for n in range(MOST)]
    counted = {one: figures_of(alder.session, alder.ward.id, one, clock, known) for one in periods}
    one_more = Period(day - timedelta(days=MOST), day)
    figures_of(alder.session, alder.ward.id, one_more, clock, known)
    told = ward_told(alder.session, alder.ward.id)
    kept = known.of(alder.ward.id, (*told.moment, day))
    assert list(kept) == [*periods[1:], one_more]
    assert all(kept[one] is counted[one] for one in periods[1:])


def test_what_somebody_is_reading_is_not_forgotten_under_their_hands(alder: Everything, clock: SetClock) -> None:
    """Two ask at once: one fills the shelf from which the other reads."""
    known, day = Known(), clock.today
    moment = (*ward_told(alder.session, alder.ward.id).moment, day)
    known.of(alder.ward.id, moment)
    known.keep(alder.ward.id, moment, {Period(day, day): {}})
    reading = known.of(alder.ward.id, moment)
    known.keep(alder.ward.id, moment, {Period(day - timedelta(days=n + 1), day): {} for n in range(2 * MOST)})
    assert list(reading) == [Period(day, day)]
    assert len(known.of(alder.ward.id, moment)) == MOST


def test_what_was_counted_of_an_older_moment_is_not_kept(alder: Everything, clock: SetClock) -> None:
    known, day = Known(), clock.today
    moment = (*ward_told(alder.session, alder.ward.id).moment, day)
    later = (*moment[:2], day + timedelta(days=1))
    known.of(alder.ward.id, later)
    known.keep(alder.ward.id, moment, {Period(day, day): {}})
    assert not known.of(alder.ward.id, later)


def test_many_wards_cost_as_many_statements_as_one_and_count_the_same(alder: Everything, clock: SetClock) -> None:
    session, period = alder.session, quarter_of(clock.today)
    Everything(session, clock, "Birch")
    one = ward_told(session, alder.ward.id)
    with counting(session) as of_one:
        figures_of_wards(session, [one], period, clock)
    wards = wards_told(session)
    with counting(session) as of_all:
        together = figures_of_wards(session, wards, period, clock)
    assert [ward.name for ward in wards] == ["Alder", "Birch"]
    assert len(of_all) == len(of_one) == 4
    for ward in wards:
        assert numbers(together[ward.id]) == numbers(figures_of(session, ward.id, period, clock))


def test_a_month_of_the_chart_is_that_month(alder: Everything, clock: SetClock) -> None:
    clock.go_on(days=100)
    told = ward_told(alder.session, alder.ward.id)
    months = months_of(alder.session, told, clock)
    assert len(months) > 3
    for month, figures in months:
        assert numbers(figures) == numbers(figures_of(alder.session, alder.ward.id, month, clock)), month


def test_a_ward_is_silent_after_fourteen_days_whatever_staff_write_down(alder: Everything, clock: SetClock) -> None:
    told = ward_told(alder.session, alder.ward.id)
    assert told.last_item is not None
    last = told.last_item
    assert [told.is_silent(last + timedelta(days=n)) for n in (13, 14)] == [False, True]


def test_postgresql_counts_the_same(postgres: Engine, engine: Engine, clock: SetClock) -> None:
    found = []
    for one in (engine, postgres):
        clock.moment_told = SetClock().moment_told
        with Session(one) as session:
            ward = Everything(session, clock, "Alder").ward
            clock.go_on(days=20)
            periods = [quarter_of(clock.today), year_of(clock.today), Period(clock.today, clock.today)]
            found.append([numbers(figures_of(session, ward.id, period, clock)) for period in periods])
            months_of(session, ward_told(session, ward.id), clock)
    assert found[0] == found[1]
    assert found[0][0]["9-agendas"][1]
