"""Somebody with the locked room's database cuts the end off its log: the main history knows how far it went."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from tests.conftest import PEPPER, SetClock
from wardvoice import tick as ticks
from wardvoice.cli import wardvoice
from wardvoice.config import Settings
from wardvoice.core.actor import Actor, Door
from wardvoice.core.chaining import GENESIS
from wardvoice.proof.log import what_is_wrong
from wardvoice.proof.verify import verify
from wardvoice.storage.anchors import LogAnchor
from wardvoice.storage.apart import open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import prepare
from wardvoice.storage.history import HistoryRow

WREN = Actor(Door.OWN_DEVICE, UUID(int=7), UUID(int=9), "Wren")


class Rooms:
    """Both databases, a reader whose acts are logged, and a tick."""

    def __init__(self, engine: Engine, apart: Engine, clock: SetClock, pepper: bytes = PEPPER) -> None:
        self.engine, self.apart, self.clock, self.pepper = engine, apart, clock, pepper

    def read(self, times: int = 1) -> None:
        for _ in range(times):
            with Session(self.apart) as session:
                work = ApartWork(session, WREN, self.clock, self.pepper)
                work.log("opened", b"x" * 16)
                work.commit()

    def a_day_passes(self) -> None:
        self.clock.go_on(days=1)
        assert ticks.tick(self.engine, self.apart, self.clock, self.pepper)

    def anchors(self) -> list[tuple[int, str]]:
        with Session(self.engine) as session:
            return [(one.line, one.hash) for one in session.scalars(select(LogAnchor).order_by(LogAnchor.day))]

    def by_hand(self, statement: str) -> None:
        with self.apart.begin() as connection:
            assert connection.execute(text(statement)).rowcount == 1

    def wrong(self) -> str | None:
        with Session(self.engine) as main, Session(self.apart) as private:
            assert verify(main).whole
            return what_is_wrong(main, private, self.pepper)


@pytest.fixture
def rooms(engine: Engine, apart_engine: Engine, clock: SetClock) -> Rooms:
    return Rooms(engine, apart_engine, clock)


def test_where_the_log_stands_is_kept_once_a_day_whether_it_has_grown_or_not(rooms: Rooms) -> None:
    """Else the moment of a note would tell when a reader did something."""
    rooms.a_day_passes()
    assert rooms.anchors() == [(0, GENESIS)]
    rooms.read(2)
    rooms.a_day_passes()
    for _ in range(2):
        assert ticks.tick(rooms.engine, rooms.apart, rooms.clock, PEPPER)
    rooms.a_day_passes()
    rooms.read()
    rooms.a_day_passes()
    assert [line for line, _hash in rooms.anchors()] == [0, 2, 2, 3]
    assert rooms.wrong() is None


def test_an_anchor_tells_nothing_of_anybody(rooms: Rooms) -> None:
    rooms.read()
    rooms.a_day_passes()
    with Session(rooms.engine) as session:
        (row,) = session.scalars(select(HistoryRow).where(HistoryRow.what == "log-anchored"))
    assert str(WREN.id) not in row.body
    assert "opened" not in row.body
    assert (b"x" * 16).hex() not in row.body


def test_an_end_that_was_cut_off_is_named(rooms: Rooms) -> None:
    rooms.read(3)
    rooms.a_day_passes()
    rooms.by_hand("DELETE FROM log WHERE seq = 3")
    told = "line 3 of the log of what is read in private: it was there once, and its end was cut off since"
    assert rooms.wrong() == told
    rooms.read()
    assert rooms.wrong() == told, "another line in its place is not the same"
    rooms.a_day_passes()
    assert rooms.wrong() == told


def test_a_line_that_was_touched_is_named(rooms: Rooms) -> None:
    rooms.read(3)
    rooms.by_hand("UPDATE log SET what = 'closed' WHERE seq = 2")
    assert rooms.wrong() == "line 2 of the log of what is read in private: it does not fit the line before it"


def test_verify_says_so_on_the_command_line(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE", "CONCERNS_DATABASE"):
        monkeypatch.setenv(f"WARDVOICE_{name}_URL", f"sqlite:///{tmp_path / name}.sqlite")
    for name in ("SECRET_KEY", "PEPPER"):
        monkeypatch.setenv(f"WARDVOICE_{name}_FILE", str(tmp_path / name))
    assert CliRunner().invoke(wardvoice, ["migrate"]).exit_code == 0
    told, settings = [], Settings.load()
    engine, apart = prepare(create_engine(settings.database_url)), open_apart(settings.concerns_database_url)
    rooms = Rooms(engine, apart, clock, settings.pepper())
    rooms.read(2)
    rooms.a_day_passes()
    for broken in ("", "DELETE FROM log WHERE seq = 2", "UPDATE log SET what = 'closed' WHERE seq = 1"):
        if broken:
            rooms.by_hand(broken)
        answer = CliRunner().invoke(wardvoice, ["verify"], standalone_mode=False)
        told.append(answer.output or str(answer.exception))
    assert told[0].startswith("Whole: ")
    assert told[1].startswith("BROKEN: line 2 of the log of what is read in private: it was there once")
    assert told[2].startswith("BROKEN: line 1 of the log of what is read in private: it does not fit")
    engine.dispose()
