"""Measures 13 to 16 as they come out of the locked room: who reads what of a quarter and a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.conftest import PEPPER, SetClock
from wardvoice.alerts.models import ClosedAlert
from wardvoice.alerts.rules import ShiftName
from wardvoice.concerns.commands import count_quarters
from wardvoice.concerns.models import Concern
from wardvoice.concerns.rules import Recipient, State, Theme
from wardvoice.core.actor import CLOCK, Actor
from wardvoice.core.clock import PartOfDay
from wardvoice.evidence.queries.private import private_figures
from wardvoice.evidence.rules.periods import Period, quarter_of, year_of
from wardvoice.evidence.rules.private import Audience, Line, Part, Private
from wardvoice.evidence.rules.small import Kind, Told
from wardvoice.pulse.models import Pulse
from wardvoice.storage.apart_work import ApartWork

ALDER, BIRCH = UUID(int=7), UUID(int=8)
SPRING = quarter_of(date(2025, 5, 1))
WARD, OFF_WARD = Audience(), Audience(off_ward=True)
LISTENER = Audience(off_ward=True, reads=frozenset({Line.LISTENER, Line.DIFFERENTLY}))
FEWER = Told(Kind.FEWER, 5)


@pytest.fixture
def apart(apart_engine: Engine) -> Iterator[Session]:
    with Session(apart_engine, expire_on_commit=False) as session:
        yield session


def were_sent(
    apart: Session, number: int, *, day: date = date(2025, 5, 6), ward: UUID = ALDER, **facts: object
) -> None:
    told = {"recipient": Recipient.ADVOCATE, "about_staff": False, "theme": Theme.LEAVE, "acknowledged_on": day} | facts
    rows = {"ward_id": ward, "released_on": day, "part": PartOfDay.MORNING, "state": State.SEEN} | told
    apart.add_all(Concern(name=uuid4().hex, **rows) for _ in range(number))


def figures(
    apart: Session, clock: SetClock, audience: Audience = WARD, ward: UUID = ALDER, *, day: date = date(2026, 1, 20)
) -> dict[Period, Private]:
    clock.go_to(day)
    apart.commit()
    for one in (ALDER, BIRCH):
        work = ApartWork(apart, Actor(CLOCK.door, one, name=CLOCK.name), clock, PEPPER)
        count_quarters(work, bank_holidays="england-and-wales")
        work.commit()
    return private_figures(apart, [ALDER, BIRCH], audience, least=5)[ward]


def numbers(told: Private) -> dict[tuple[Part, Line], Told | None]:
    return {(one.part, one.line): one.number for one in told.concerns}


def test_the_ward_reads_of_what_is_not_about_staff_alone(apart: Session, clock: SetClock) -> None:
    were_sent(apart, 6)
    were_sent(apart, 7, about_staff=True)
    were_sent(apart, 8, about_staff=None, theme=None, recipient=Recipient.BOTH, acknowledged_on=None)
    told = figures(apart, clock)[SPRING]
    assert {part for part, _line in numbers(told)} == {Part.NOT_STAFF}
    assert numbers(told)[Part.NOT_STAFF, Line.ADVOCATE] == Told(Kind.EXACT, 6)
    assert [one.part for one in told.alerts] == [Part.NOT_STAFF]
    assert told.complaints is None
    assert set(told.themes) == {Part.NOT_STAFF}


def test_what_is_about_staff_changes_nothing_that_the_ward_reads(apart: Session, clock: SetClock) -> None:
    were_sent(apart, 6)
    before = figures(apart, clock)
    were_sent(apart, 9, ward=BIRCH)
    were_sent(apart, 9, ward=BIRCH, about_staff=True, complaint_passed_on=date(2025, 5, 7))
    apart.add_all(an_alert(minutes, ward=BIRCH, about_staff=True) for minutes in range(9))
    apart.query(Pulse).delete()
    apart.commit()
    assert figures(apart, clock) == before


def an_alert(
    minutes: int, *, ward: UUID = ALDER, about_staff: bool = False, day: date = date(2025, 6, 1)
) -> ClosedAlert:
    return ClosedAlert(ward_id=ward, day=day, shift=ShiftName.DAY, minutes=minutes, about_staff=about_staff)


def test_off_the_ward_both_parts_stand_apart(apart: Session, clock: SetClock) -> None:
    were_sent(apart, 6)
    were_sent(apart, 7, about_staff=True)
    told = figures(apart, clock, OFF_WARD)[SPRING]
    assert numbers(told)[Part.NOT_STAFF, Line.ADVOCATE] == Told(Kind.EXACT, 6)
    assert numbers(told)[Part.STAFF, Line.ADVOCATE] == Told(Kind.EXACT, 7)
    assert len(told.concerns) == len(Part) * len(Line), "and no sum of them"
    assert told.themes == {Part.NOT_STAFF: [Theme.LEAVE], Part.STAFF: [Theme.LEAVE]}


def test_a_reader_reads_no_count_of_what_may_have_been_kept_from_them(apart: Session, clock: SetClock) -> None:
    """Six on the page and five in the inbox would tell a listener that somebody left them out (P42)."""
    were_sent(apart, 6, about_staff=True, recipient=Recipient.LISTENER)
    were_sent(apart, 6, about_staff=True)
    told = numbers(figures(apart, clock, LISTENER)[SPRING])
    assert [line for part, line in told if part is Part.STAFF] == [Line.ADVOCATE, Line.MANAGER]
    assert len(numbers(figures(apart, clock, OFF_WARD)[SPRING])) == len(Part) * len(Line)


def test_a_reader_is_told_nothing_that_holds_what_may_have_been_kept_from_them(apart: Session, clock: SetClock) -> None:
    """A theme of three, or a complaint, that is in no inbox of theirs would tell the same (P42)."""
    passed_on = {"about_staff": True, "complaint_passed_on": date(2025, 5, 7)}
    were_sent(apart, 9)
    were_sent(apart, 9, recipient=Recipient.LISTENER, theme=Theme.STAFF_CONDUCT, **passed_on)
    told, to_others = figures(apart, clock, LISTENER)[SPRING], figures(apart, clock, OFF_WARD)[SPRING]
    assert told.themes == {Part.NOT_STAFF: [Theme.LEAVE]}
    assert told.complaints is None
    assert to_others.themes == {Part.NOT_STAFF: [Theme.LEAVE], Part.STAFF: [Theme.STAFF_CONDUCT]}
    assert to_others.complaints == Told(Kind.EXACT, 9)


def test_alerts_and_answers_of_a_quarter(apart: Session, clock: SetClock) -> None:
    apart.add_all(an_alert(minutes) for minutes in (1, 2, 3, 4, 5, 11, 12, 13, 14, 30))
    apart.add(Pulse(ward_id=ALDER, year=2025, quarter=2, yes=6, no=7, unsure=2))
    told = figures(apart, clock)[SPRING]
    (alerts,) = told.alerts
    assert (alerts.number, alerts.in_time) == (Told(Kind.EXACT, 10), Told(Kind.EXACT, 5))
    assert alerts.minutes == 8
    assert (told.answers, told.yes) == (Told(Kind.EXACT, 15), Told(Kind.EXACT, 6))


def test_alerts_that_are_closed_later_move_nothing_that_was_counted(apart: Session, clock: SetClock) -> None:
    """Else whoever looks twice sees one being closed, on the very day, and how long it waited."""
    apart.add_all(an_alert(minutes, about_staff=staff) for minutes in range(1, 10) for staff in (False, True))
    before = figures(apart, clock, OFF_WARD)
    apart.add_all(an_alert(55, about_staff=staff) for staff in (False, True))
    apart.query(ClosedAlert).filter_by(minutes=2).delete()
    assert figures(apart, clock, OFF_WARD, day=date(2026, 1, 21)) == before


def test_nought_reads_as_four_does(apart: Session, clock: SetClock) -> None:
    empty = figures(apart, clock, OFF_WARD)[SPRING]
    assert set(numbers(empty).values()) == {FEWER}
    assert (empty.answers, empty.yes) == (FEWER, FEWER)
    assert {one.number for one in empty.alerts} == {FEWER}
    were_sent(apart, 4, day=date(2026, 2, 3), theme=None)
    apart.add(Pulse(ward_id=ALDER, year=2026, quarter=1, yes=4))
    apart.add_all(an_alert(2, day=date(2026, 2, 3)) for _ in range(4))
    later = figures(apart, clock, OFF_WARD, day=date(2026, 4, 15))
    assert later[quarter_of(date(2026, 2, 3))] == later[SPRING]


def test_a_year_stands_there_once_its_four_quarters_do(apart: Session, clock: SetClock) -> None:
    for month in (2, 5, 8, 11):
        were_sent(apart, 6, day=date(2025, month, 4))
        were_sent(apart, 5 if month != 8 else 4, day=date(2025, month, 4), recipient=Recipient.LISTENER)
    assert year_of(SPRING.first) not in figures(apart, clock, day=date(2025, 12, 31))
    year = figures(apart, clock)[year_of(SPRING.first)]
    assert numbers(year)[Part.NOT_STAFF, Line.ADVOCATE] == Told(Kind.EXACT, 24)
    assert numbers(year)[Part.NOT_STAFF, Line.LISTENER] is None, "one quarter had fewer than five"


def test_a_quarter_that_goes_on_or_has_not_settled_is_not_told(apart: Session, clock: SetClock) -> None:
    were_sent(apart, 9)
    apart.add(Pulse(ward_id=ALDER, year=2025, quarter=2, yes=60))
    assert SPRING not in figures(apart, clock, day=date(2025, 7, 14))
    assert SPRING in figures(apart, clock, day=date(2025, 7, 15))


def test_four_statements_however_many_wards_and_quarters(apart: Session, clock: SetClock) -> None:
    were_sent(apart, 9)
    figures(apart, clock)
    asked: list[str] = []
    event.listen(apart.get_bind(), "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    private_figures(apart, [ALDER, BIRCH, *(uuid4() for _ in range(40))], OFF_WARD, least=5)
    assert len([one for one in asked if one.startswith("SELECT")]) == 4
