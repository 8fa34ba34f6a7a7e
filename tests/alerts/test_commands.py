"""Raising, taking, closing; listening; passing on: who may, what is stored, and what is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tests.alerts.office import command
from tests.builders import length_of_log
from tests.conftest import PEPPER, SetClock
from wardvoice.alerts import commands, queries
from wardvoice.alerts.models import Alert, ClosedAlert, CommandTest, InCharge, Listening
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound, Stale
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.apart_work import ApartWork

WARD, OTHER, SCREEN = UUID(int=7), UUID(int=8), UUID(int=31)
TERMINAL, LAPTOP = Actor(Door.TERMINAL, WARD), Actor(Door.LAPTOP, WARD, UUID(int=5), "Heron", frozenset({Role.PATIENT}))
STATION, BOARD = Actor(Door.STATION, WARD), Actor(Door.BOARD, WARD)
PLACE = "the corridor"


def somebody(number: int, *roles: Role, ward: UUID | None = WARD) -> Actor:
    return Actor(Door.OWN_DEVICE, ward, UUID(int=number), "Tom", frozenset(roles))


NURSE, MANAGER, DUTY = somebody(21, Role.STAFF), somebody(22, Role.MANAGER), somebody(23, Role.DUTY, ward=None)
OUTSIDERS = [somebody(30, role) for role in (Role.LEAD, Role.ADVOCATE, Role.LISTENER, Role.ADMIN, Role.REVIEWER)]
As = Callable[[Actor], ApartWork]


def raised(apart_as: As, by: Actor = TERMINAL, *, about_staff: bool = False, pressed: str | None = None) -> Alert:
    work = apart_as(by)
    alert = commands.raise_alert(work, place=PLACE, about_staff=about_staff, pressed=pressed)
    work.commit()
    return alert


def taken(apart_as: As, by: Actor, alert: Alert) -> Alert:
    work = apart_as(by)
    commands.take_alert(work, alert=alert)
    work.commit()
    return alert


def closed(apart_as: As, by: Actor, alert: Alert) -> ClosedAlert:
    work = apart_as(by)
    left = commands.close_alert(work, alert=alert)
    work.commit()
    return left


# --- raising ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [TERMINAL, LAPTOP])
def test_whoever_sits_at_a_patients_screen_calls(apart_as: As, clock: SetClock, by: Actor) -> None:
    alert = raised(apart_as, by)
    assert (alert.ward_id, alert.place, alert.raised_at, alert.repeats) == (WARD, PLACE, clock.now(), 0)
    assert alert.state.value == "calling"


@pytest.mark.parametrize("by", [BOARD, STATION, NURSE, MANAGER, *OUTSIDERS, Actor(Door.OWN_DEVICE), CLOCK])
def test_nobody_else_calls(apart_as: As, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        commands.raise_alert(apart_as(by), place=PLACE)


def test_ten_calls_from_one_screen_are_one_alert_and_none_is_dropped(apart_as: As) -> None:
    for n in range(10):
        raised(apart_as, pressed=f"sheet {n}")
    (alert,) = apart_as(NURSE).session.scalars(select(Alert))
    assert alert.repeats == 9


def test_the_same_sheet_sent_twice_counts_once(apart_as: As) -> None:
    for _ in range(3):
        alert = raised(apart_as, pressed="one sheet")
    assert alert.repeats == 0


def test_calls_without_a_sheet_each_count(apart_as: As) -> None:
    for _ in range(3):
        alert = raised(apart_as)
    assert alert.repeats == 2


def test_what_is_about_staff_is_never_joined_to_what_is_not(apart_as: As) -> None:
    assert raised(apart_as).id != raised(apart_as, about_staff=True).id
    assert [one.about_staff for one in queries.of_ward(apart_as(NURSE).session, WARD)] == [False]


def test_a_repeat_while_somebody_is_on_the_way_is_counted(apart_as: As, clock: SetClock) -> None:
    alert = taken(apart_as, NURSE, raised(apart_as))
    clock.go_on(minutes=5)
    assert raised(apart_as).id == alert.id
    assert (alert.repeats, alert.state.value) == (1, "taken")


def test_a_repeat_long_after_the_duty_list_was_called_calls_it_once_more(apart_as: As, clock: SetClock) -> None:
    alert = raised(apart_as, about_staff=True)
    alert.passed_on_at = called = clock.now()
    clock.go_on(minutes=4)
    assert raised(apart_as, about_staff=True).passed_on_at == called
    clock.go_on(minutes=2)
    assert raised(apart_as, about_staff=True).passed_on_at is None


def test_a_repeat_after_that_calls_anew_and_the_first_is_counted(apart_as: As, clock: SetClock) -> None:
    alert = raised(apart_as)
    clock.go_on(minutes=2)
    taken(apart_as, NURSE, alert)
    clock.go_on(minutes=6)
    raised(apart_as)
    assert (alert.state.value, alert.raised_at, alert.taken_by, alert.repeats) == ("calling", clock.now(), None, 0)
    (left,) = apart_as(NURSE).session.scalars(select(ClosedAlert))
    assert left.minutes == 2


# --- taking and closing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "who", "off_ward"), [
    (STATION, None, False), (NURSE, NURSE.id, False), (MANAGER, MANAGER.id, False), (DUTY, DUTY.id, True),
])  # fmt: skip
def test_staff_the_station_and_the_duty_lead_take(
    apart_as: As, clock: SetClock, by: Actor, who: UUID | None, off_ward: bool
) -> None:
    alert = taken(apart_as, by, raised(apart_as))
    assert (alert.taken_at, alert.taken_by, alert.taken_off_ward) == (clock.now(), who, off_ward)


@pytest.mark.parametrize("by", [TERMINAL, LAPTOP, BOARD, *OUTSIDERS])
def test_nobody_else_takes_or_closes(apart_as: As, by: Actor) -> None:
    alert = raised(apart_as)
    for verb in (commands.take_alert, commands.close_alert):
        with pytest.raises(NotFound):
            verb(apart_as(by), alert=alert)


@pytest.mark.parametrize("by", [STATION, NURSE, MANAGER, *OUTSIDERS])
def test_what_is_about_staff_is_not_there_for_anybody_but_the_duty_lead(apart_as: As, by: Actor) -> None:
    alert = raised(apart_as, about_staff=True)
    for verb in (commands.take_alert, commands.close_alert):
        with pytest.raises(NotFound):
            verb(apart_as(by), alert=alert)
    taken(apart_as, DUTY, alert)
    assert closed(apart_as, DUTY, alert).about_staff


def test_the_second_of_two_is_refused_and_the_first_stays(apart_as: As) -> None:
    alert = taken(apart_as, NURSE, raised(apart_as))
    with pytest.raises(Stale):
        commands.take_alert(apart_as(MANAGER), alert=alert)
    assert alert.taken_by == NURSE.id


def test_what_nobody_took_cannot_be_closed(apart_as: As) -> None:
    with pytest.raises(Stale):
        commands.close_alert(apart_as(NURSE), alert=raised(apart_as))


def test_closing_leaves_the_shift_and_the_minutes_and_nothing_else(apart_as: As, clock: SetClock) -> None:
    clock.go_to(date(2026, 3, 3), 2, 10)
    alert = raised(apart_as)
    clock.go_on(minutes=3, seconds=30)
    taken(apart_as, NURSE, alert)
    clock.go_on(hours=6)
    left = closed(apart_as, MANAGER, alert)
    assert (left.ward_id, left.day, left.shift.value, left.minutes) == (WARD, date(2026, 3, 2), "night", 3)
    session = apart_as(NURSE).session
    assert list(session.scalars(select(Alert))) == []
    assert length_of_log(session) == 0


def test_nothing_that_stays_holds_a_place_a_time_or_a_person(apart_engine) -> None:
    columns = {column["name"] for column in inspect(apart_engine).get_columns("closed_alerts")}
    assert columns == {"id", "ward_id", "day", "shift", "minutes", "about_staff"}


def test_no_column_joins_an_alert_to_words_or_to_who_wrote_them(apart_engine) -> None:
    columns = {column["name"] for column in inspect(apart_engine).get_columns("alerts")}
    own = {"id", "ward_id", "place", "about_staff", "raised_at", "repeats", "pressed"}
    assert columns == own | {"passed_on_at", "taken_at", "taken_by", "taken_off_ward"}
    assert inspect(apart_engine).get_foreign_keys("alerts") == []


# --- listening -------------------------------------------------------------------------------------------------------


def test_only_the_station_takes_a_test_and_it_counts_as_heard(apart_as: As, clock: SetClock) -> None:
    work = apart_as(STATION)
    row = commands.hear_test(work, screen_id=SCREEN, worked=True)
    work.commit()
    assert (row.ward_id, row.tested_at, row.heard_at) == (WARD, clock.now(), clock.now())
    for by in (TERMINAL, BOARD, NURSE, DUTY):
        with pytest.raises(NotAllowed):
            commands.hear_test(apart_as(by), screen_id=SCREEN, worked=True)


def test_a_test_that_nobody_heard_takes_the_proof_away(apart_as: As, clock: SetClock) -> None:
    for worked in (True, False):
        work = apart_as(STATION)
        commands.hear_test(work, screen_id=SCREEN, worked=worked)
        work.commit()
    (row,) = apart_as(STATION).session.scalars(select(Listening))
    assert (row.tested_at, row.heard_at) == (None, None)


def test_of_two_screens_the_tested_one_counts(apart_as: As, clock: SetClock) -> None:
    session, now = apart_as(STATION).session, clock.now()
    session.add(Listening(ward_id=WARD, screen_id=UUID(int=1), heard_at=now, tested_at=None))
    session.add(Listening(ward_id=WARD, screen_id=UUID(int=2), heard_at=now - timedelta(seconds=9), tested_at=now))
    session.add(Listening(ward_id=OTHER, screen_id=UUID(int=3), heard_at=now, tested_at=now))
    proof = queries.proof(session, WARD, clock)
    assert (proof.heard_at, proof.tested_at) == (now - timedelta(seconds=9), now)
    session.rollback()


def test_the_last_who_says_so_is_in_charge_until_the_shift_ends(apart_as: As, clock: SetClock) -> None:
    for by in (NURSE, MANAGER):
        work = apart_as(by)
        commands.be_in_charge(work)
        work.commit()
    session = apart_as(NURSE).session
    assert len(list(session.scalars(select(InCharge)))) == 1
    assert queries.in_charge(session, WARD, clock.local(clock.now())) == MANAGER.id
    assert queries.in_charge(session, OTHER, clock.local(clock.now())) is None
    clock.go_on(hours=12)
    assert queries.in_charge(session, WARD, clock.local(clock.now())) is None
    for by in (TERMINAL, STATION, DUTY, *OUTSIDERS):
        with pytest.raises(NotAllowed):
            commands.be_in_charge(apart_as(by))


# --- passing on ------------------------------------------------------------------------------------------------------


def pass_on(apart_as: As, main: Session, *, works: bool = True) -> tuple[int, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    work = apart_as(Actor(Door.CLOCK, WARD))
    reached = commands.pass_on(work, main, command(told, works=works))
    work.commit()
    return reached, told


def test_after_ten_minutes_it_is_passed_on_once(apart_as: As, session: Session, clock: SetClock) -> None:
    alert = raised(apart_as)
    clock.go_on(minutes=9)
    assert pass_on(apart_as, session) == (0, [])
    clock.go_on(minutes=1)
    reached, told = pass_on(apart_as, session)
    assert (reached, [place for _ward, place in told]) == (1, [PLACE])
    assert alert.passed_on_at == clock.now()
    assert pass_on(apart_as, session) == (0, [])


def test_what_somebody_took_is_not_passed_on(apart_as: As, session: Session, clock: SetClock) -> None:
    taken(apart_as, NURSE, raised(apart_as))
    clock.go_on(minutes=11)
    assert pass_on(apart_as, session) == (0, [])


def test_what_is_about_staff_is_passed_on_at_once(apart_as: As, session: Session) -> None:
    raised(apart_as, about_staff=True)
    assert pass_on(apart_as, session)[0] == 1


def test_a_command_that_fails_is_tried_again_and_is_no_proof(apart_as: As, session: Session, clock: SetClock) -> None:
    alert = raised(apart_as, about_staff=True)
    assert pass_on(apart_as, session, works=False)[0] == 0
    assert alert.passed_on_at is None
    assert not apart_as(NURSE).session.scalars(select(CommandTest)).one().worked
    clock.go_on(minutes=1)
    assert pass_on(apart_as, session)[0] == 1
    assert apart_as(NURSE).session.scalars(select(CommandTest)).one().worked


def try_it(apart_as: As, main: Session, *, works: bool) -> bool | None:
    work = apart_as(Actor(Door.CLOCK, WARD))
    worked = commands.try_command(work, main, command([], works=works))
    work.commit()
    return worked


def test_the_command_is_tried_once_a_day_and_again_while_it_fails(
    apart_as: As, session: Session, clock: SetClock
) -> None:
    assert try_it(apart_as, session, works=False) is False
    clock.go_on(minutes=1)
    assert try_it(apart_as, session, works=True) is None
    clock.go_on(minutes=14)
    assert try_it(apart_as, session, works=True) is True
    clock.go_to(date(2026, 3, 3), 8, 59)
    assert try_it(apart_as, session, works=True) is None
    clock.go_to(date(2026, 3, 3), 9, 0)
    assert try_it(apart_as, session, works=True) is True


def test_only_the_clock_passes_on(apart_as: As, session: Session) -> None:
    for by in (TERMINAL, STATION, NURSE, DUTY):
        with pytest.raises(NotAllowed):
            commands.pass_on(apart_as(by), session, command([]))
        with pytest.raises(NotAllowed):
            commands.try_command(apart_as(by), session, command([]))


# --- the program itself ----------------------------------------------------------------------------------------------


def program(folder: Path, text: str) -> str:
    file = folder / "bleep.py"
    file.write_text(text, encoding="utf-8")
    return f"'{sys.executable}' '{file}'"


def test_the_program_gets_ward_and_place_as_they_are(tmp_path: Path) -> None:
    told = tmp_path / "told"
    runs = program(tmp_path, f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(repr(sys.argv[1:]))")
    assert commands.run(runs, "Alder; rm -rf $HOME", "the 'corridor' `by` \"the\" kitchen")
    assert told.read_text() == repr(["Alder; rm -rf $HOME", "the 'corridor' `by` \"the\" kitchen"])


@pytest.mark.parametrize("broken", ["", "   ", "/there/is/no/such/program", "'unfinished"])
def test_a_program_that_is_not_there_reaches_nobody(broken: str) -> None:
    assert not commands.run(broken, "Alder", PLACE)


def test_a_program_that_ends_badly_reaches_nobody(tmp_path: Path) -> None:
    assert not commands.run(program(tmp_path, "raise SystemExit(3)"), "Alder", PLACE)


def test_a_program_that_hangs_is_given_up(tmp_path: Path) -> None:
    hangs = program(tmp_path, "import threading; threading.Event().wait()")
    assert not commands.run(hangs, "Alder", PLACE, seconds=0.5)


def test_what_a_hanging_program_has_started_is_ended_with_it(tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text(
        "import pathlib, threading\n"
        f"pathlib.Path({str(tmp_path / 'began')!r}).touch()\n"
        "threading.Event().wait(60)\n"
        f"pathlib.Path({str(tmp_path / 'went on')!r}).touch()\n"
    )
    hangs = program(tmp_path, f"import subprocess, sys; subprocess.run([sys.executable, {str(child)!r}])")
    for seconds in (2, 6, 18):  # a busy machine begins late
        assert not commands.run(hangs, "Alder", PLACE, seconds=seconds)
        if (tmp_path / "began").exists():
            break
    assert (tmp_path / "began").exists()
    assert not (tmp_path / "went on").exists()


# --- any life --------------------------------------------------------------------------------------------------------


class Lives(RuleBasedStateMachine):
    """Whatever people do, nothing that was called is lost: it was taken in the end, or it still stands."""

    @initialize()
    def begin(self) -> None:
        self.engine = create_engine("sqlite://", poolclass=StaticPool)
        ApartBase.metadata.create_all(self.engine)
        self.session, self.clock = Session(self.engine, expire_on_commit=False), SetClock()
        self.calls = self.taken = 0

    def work(self, actor: Actor) -> ApartWork:
        return ApartWork(self.session, actor, self.clock, PEPPER)

    @property
    def open(self) -> Alert | None:
        return self.session.scalars(select(Alert)).first()

    @property
    def begun(self) -> int:
        """How many alerts there have been: those that left their count, and the open one."""
        return len(list(self.session.scalars(select(ClosedAlert)))) + (self.open is not None)

    @rule(minutes=st.integers(0, 12))
    def time_passes(self, minutes: int) -> None:
        self.clock.go_on(minutes=minutes)

    @rule()
    def somebody_calls(self) -> None:
        work = self.work(TERMINAL)
        commands.raise_alert(work, place=PLACE)
        work.commit()
        assert self.open is not None

    @precondition(lambda self: self.open is not None)
    @rule(by=st.sampled_from([STATION, NURSE, DUTY]))
    def somebody_takes(self, by: Actor) -> None:
        alert = self.open
        assert alert is not None
        if alert.taken_at is not None:
            with pytest.raises(Stale):
                commands.take_alert(self.work(by), alert=alert)
            return
        work = self.work(by)
        commands.take_alert(work, alert=alert)
        work.commit()
        self.taken += 1

    @precondition(lambda self: self.open is not None)
    @rule(by=st.sampled_from([STATION, NURSE, DUTY]))
    def somebody_closes(self, by: Actor) -> None:
        alert = self.open
        assert alert is not None
        if alert.taken_at is None:
            with pytest.raises(Stale):
                commands.close_alert(self.work(by), alert=alert)
            return
        work = self.work(by)
        commands.close_alert(work, alert=alert)
        work.commit()

    @invariant()
    def nothing_vanishes_untaken(self) -> None:
        if not hasattr(self, "session"):
            return
        on_the_way = self.open is not None and self.open.taken_at is not None
        left = len(list(self.session.scalars(select(ClosedAlert))))
        assert left == self.taken - on_the_way

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_what_is_counted(apart_as: As) -> None:
    session = apart_as(NURSE).session
    days = [(date(2026, 3, 1), 3, False), (date(2026, 3, 2), 11, False), (date(2026, 3, 9), 10, False)]
    for day, minutes, about_staff in [*days, (date(2026, 3, 2), 1, True)]:
        row = {"day": day, "shift": "day", "minutes": minutes, "about_staff": about_staff}
        session.add(ClosedAlert(ward_id=WARD, **row))
    session.flush()
    for ward in (WARD, OTHER):
        commands.count_alerts(apart_as(Actor(Door.CLOCK, ward)), **FIRST_QUARTER)
    found = {
        (ward, row.about_staff): (row.number, row.in_time, row.median_minutes)
        for (ward, _quarter), rows in queries.counted(session, [WARD, OTHER]).items()
        for row in rows
    }
    nothing = (0, 0, None)
    assert found == {
        (WARD, False): (3, 2, 10),
        (WARD, True): (1, 1, 1),
        (OTHER, False): nothing,
        (OTHER, True): nothing,
    }
    session.rollback()


FIRST_QUARTER = {"year": 2026, "quarter": 1, "first": date(2026, 1, 1), "last": date(2026, 3, 31)}


def test_only_the_clock_counts(apart_as: As) -> None:
    with pytest.raises(NotAllowed):
        commands.count_alerts(apart_as(NURSE), **FIRST_QUARTER)
