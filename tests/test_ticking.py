"""The tick and what keeps it going: one fault stops nothing else, and a ticker that died is started anew."""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import time, timedelta
from typing import cast
from uuid import uuid4

import pytest
from gunicorn.config import Config
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import PEPPER, SetClock
from tests.postgres import Cluster
from wardvoice import serving
from wardvoice import tick as ticks
from wardvoice.config import Settings
from wardvoice.core.actor import Role
from wardvoice.meetings.commands import set_rhythm
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind
from wardvoice.people import commands as people
from wardvoice.people.models import Try
from wardvoice.proof.verify import verify
from wardvoice.slips.models import Open
from wardvoice.storage.anchors import LogAnchor
from wardvoice.storage.apart import Heart, open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.history import HistoryRow
from wardvoice.storage.migrate import APART, migrate
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind, SessionRow, round_up

WORDS = "what somebody wrote"


@pytest.fixture
def wards(session: Session) -> list[object]:
    made = [builders.a_ward(session, name).id for name in ("Alder", "Birch")]
    session.commit()
    return list(made)


def heart(apart: Engine) -> Heart:
    with Session(apart) as session:
        return session.scalars(select(Heart)).one()


def fails(*_: object, **__: object) -> None:
    raise RuntimeError(WORDS)


def test_each_tick_keeps_its_moment(engine: Engine, apart_engine: Engine, clock: SetClock, wards: object) -> None:
    for _ in range(3):
        clock.go_on(minutes=1)
        assert ticks.tick(engine, apart_engine, clock, PEPPER)
        assert heart(apart_engine).ticked_at == clock.now()


@pytest.mark.parametrize("room", ["main", "apart"])
def test_one_failing_chore_or_ward_stops_no_other_and_is_told_without_words(
    engine: Engine, apart_engine: Engine, clock: SetClock, wards: list[object], monkeypatch, capsys, room: str
) -> None:
    done: list[tuple[str, object]] = []

    def fails_for_the_first(work: Work | ApartWork, *_: object) -> None:
        done.append(("first", work.actor.ward_id))
        if work.actor.ward_id == wards[0]:
            fails()

    def goes_on(work: Work | ApartWork, *_: object) -> None:
        done.append(("second", work.actor.ward_id))

    monkeypatch.setattr(ticks, "CHORES" if room == "main" else "APART_CHORES", (fails_for_the_first, goes_on))
    reminded: list[object] = []
    monkeypatch.setattr(ticks, "remind_readers", lambda *_: reminded.append(1))
    assert not ticks.tick(engine, apart_engine, clock, PEPPER)
    assert set(done) == {(name, ward) for name in ("first", "second") for ward in wards}
    assert reminded == [1]
    assert heart(apart_engine).ticked_at == clock.now()
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "fails_for_the_first:" in told
    assert WORDS not in told


def test_a_tick_that_could_not_call_anybody_is_no_proof(
    engine: Engine, apart_engine: Engine, clock: SetClock, wards: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks.alerts, "pass_on", fails)
    assert not ticks.tick(engine, apart_engine, clock, PEPPER)
    assert heart(apart_engine).ticked_at is None


def test_the_heart_beats_at_every_tick_once_to_three_times_by_chance(
    engine: Engine, apart_engine: Engine, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[int] = []
    monkeypatch.setattr(ticks, "beat", lambda *_: beats.append(clock.now().minute))
    seen = set()
    for _ in range(60):
        clock.go_on(minutes=1)
        ticks.tick(engine, apart_engine, clock, PEPPER)
        seen.add(beats.count(clock.now().minute))
    assert seen == {1, 2, 3}


# --- the server ------------------------------------------------------------------------------------------------------


def test_the_loop_survives_anything(settings: Settings, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    turns, parents = [], iter([7, 7, 7, 1])
    monkeypatch.setattr(serving.os, "getppid", lambda: next(parents))
    monkeypatch.setattr(serving.time, "sleep", lambda _seconds: turns.append(1))
    monkeypatch.setattr(serving, "tick_once", fails)
    serving.tick_each_minute(settings, 7)
    assert len(turns) == 3
    told = capsys.readouterr().err
    assert told.count("RuntimeError") == 3
    assert WORDS not in told


def test_a_ticker_whose_server_died_before_it_began_does_nothing(settings: Settings, monkeypatch) -> None:
    monkeypatch.setattr(serving.os, "getppid", lambda: 1)
    monkeypatch.setattr(serving, "tick_once", fails)
    monkeypatch.setattr(serving.time, "sleep", fails)
    serving.tick_each_minute(settings, 7)


class Ticker:
    """A program that is there until it dies."""

    def __init__(self) -> None:
        self.dead, self.ended = False, False

    def poll(self) -> int | None:
        return 1 if self.dead else None

    def terminate(self) -> None:
        self.ended = True


def test_a_ticker_that_died_is_started_anew_and_ends_with_the_server() -> None:
    started: list[Ticker] = []
    third = threading.Event()

    def starts() -> subprocess.Popen[bytes]:
        started.append(Ticker())
        started[-1].dead = len(started) < 3
        if len(started) == 2:
            raise OSError("no room")
        if len(started) == 3:
            third.set()
        return cast("subprocess.Popen[bytes]", started[-1])

    with serving.ticking(starts, look_every=0.001):
        assert third.wait(timeout=30)
    assert [one.ended for one in started] == [False, False, True]


def test_gunicorn_tells_of_a_program_error_by_its_place_and_names_no_address(caplog: pytest.LogCaptureFixture) -> None:
    wanted, config = serving.gunicorn_settings("127.0.0.1", 1, 1), Config()
    for name, value in wanted.items():
        config.set(name, value)
    log = config.logger_class(config)
    with caplog.at_level(logging.ERROR, logger="gunicorn.error"):
        logging.getLogger("gunicorn.error").addHandler(caplog.handler)
        try:
            fails()
        except RuntimeError:
            log.exception("Error handling request %s", "/concerns/1")
        log.warning("Invalid request from ip=%s", "10.0.0.9")
        logging.getLogger("gunicorn.error").removeHandler(caplog.handler)
    assert "RuntimeError" in caplog.text
    assert "fails:" in caplog.text
    for private in ("/concerns/1", WORDS, "10.0.0.9"):
        assert private not in caplog.text


# --- two at once, and a clock that was put back ----------------------------------------------------------------------


@pytest.fixture
def on_postgresql(postgres: Engine, postgres_cluster: Cluster) -> Iterator[tuple[Engine, Engine]]:
    """Both databases on PostgreSQL, with a ward."""
    url = postgres_cluster.new_database()
    migrate(url, APART)
    apart = open_apart(url)
    with Session(postgres) as session:
        meets_weekly(builders.a_ward(session))
    yield postgres, apart
    postgres_cluster.drop(url)


def meets_weekly(ward: Ward) -> None:
    """Let a ward meet on Thursdays, so that there is something to plan ahead."""
    manager = builders.a_staff_actor(ward, Role.MANAGER)
    rhythm = {"kind": MeetingKind.WARD, "weekday": 3, "at": time(10, 30), "every_weeks": 1, "minutes": 60}
    builders.done(builders.session_of(ward), manager, set_rhythm, **rhythm)


def test_two_ticks_at_once_are_one(
    on_postgresql: tuple[Engine, Engine], clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, apart = on_postgresql
    done: list[object] = []

    def chore(work: Work) -> None:
        done.append(work.actor.ward_id)
        assert not ticks.tick(main, apart, clock, PEPPER), "another one is at it"

    monkeypatch.setattr(ticks, "CHORES", (chore,))
    assert ticks.tick(main, apart, clock, PEPPER)
    assert len(done) == 1
    assert ticks.tick(main, apart, clock, PEPPER), "the lock is free again"
    assert len(done) == 2


def test_two_ticks_that_do_not_know_of_each_other_double_nothing(
    on_postgresql: tuple[Engine, Engine], clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock may be lost with its connection: then each chore is done twice, one after the other."""
    main, apart = on_postgresql
    monkeypatch.setattr(ticks, "_only_one", lambda _engine: nullcontext(True))
    with ThreadPoolExecutor(2) as hands:
        went = list(hands.map(lambda _: ticks.tick(main, apart, clock, PEPPER), range(2)))
    assert went == [True, True]
    with Session(main) as session:
        meetings = session.execute(select(Meeting.ward_id, Meeting.day)).all()
        assert len(meetings) == len(set(meetings)) > 0
        assert session.query(LogAnchor).count() == 1
        assert verify(session).whole


def test_what_an_hour_put_back_would_keep_for_longer_goes_with_the_next_tick(
    engine: Engine, apart_engine: Engine, clock: SetClock, wards: list[object]
) -> None:
    """Nobody stays signed in, holds words or waits after wrong tries for longer than by a clock that is right."""

    def leave_something(mark: str) -> None:
        until = round_up(clock.now() + timedelta(minutes=20))
        held = {"person_kind": Kind.ACCOUNT, "person_id": uuid4()}
        with Session(engine) as session:
            session.add(SessionRow(token_hash=mark, expires=until, **held))
            people.try_password(session, who=mark, clock=clock)
            session.commit()
        with Session(apart_engine) as session:
            session.add(Open(token_hash=mark, sealed=b"", expires=until))
            session.commit()

    def left() -> set[tuple[str, ...]]:
        with Session(engine) as session, Session(apart_engine) as apart:
            asked = ((session, SessionRow.token_hash), (session, Try.who), (apart, Open.token_hash))
            return {tuple(where.scalars(select(column))) for where, column in asked}

    leave_something("ahead")
    assert ticks.tick(engine, apart_engine, clock, PEPPER)
    assert left() == {("ahead",)}
    clock.go_on(hours=-1)
    leave_something("now")
    assert ticks.tick(engine, apart_engine, clock, PEPPER)
    assert left() == {("now",)}


def test_a_clock_put_back_an_hour_doubles_nothing_and_keeps_the_order(
    engine: Engine, apart_engine: Engine, clock: SetClock, wards: list[object]
) -> None:
    assert ticks.tick(engine, apart_engine, clock, PEPPER)
    with Session(engine) as session:
        before = session.query(HistoryRow).count()
    clock.go_on(hours=-1)
    assert ticks.tick(engine, apart_engine, clock, PEPPER)
    with Session(engine) as session:
        assert session.query(HistoryRow).count() == before
        assert verify(session).whole
