"""The locked room: its pragmas, its log, and a door that opens to nobody who may not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.builders import length_of_log
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.core.errors import NotAllowed, NotFound
from wardvoice.core.policy import May
from wardvoice.storage.apart import ApartBase, Heart, beat, open_apart, random_key
from wardvoice.storage.apart_work import ApartWork, LogRow, first_broken
from wardvoice.storage.work import Unrecorded

As = Callable[[Actor], ApartWork]
WARD = UUID(int=7)
TERMINAL = Actor(Door.TERMINAL, WARD)
ADVOCATE = Actor(Door.OWN_DEVICE, WARD, UUID(int=2), "Ines", frozenset({Role.ADVOCATE}))


def test_nothing_of_the_order_stays_in_a_file(tmp_path) -> None:
    with open_apart(f"sqlite:///{tmp_path / 'apart.sqlite'}").connect() as connection:
        asked = ("journal_mode", "synchronous", "secure_delete", "temp_store", "trusted_schema", "foreign_keys")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert told == ["delete", 2, 1, 2, 0, 1]


def test_no_table_counts_its_rows(apart_engine) -> None:
    look = inspect(apart_engine)
    whole_numbers = [
        table.name
        for table in ApartBase.metadata.tables.values()
        for column in table.primary_key
        if column.type.python_type is int
    ]
    assert whole_numbers == []
    assert "sqlite_sequence" not in look.get_table_names()


def test_a_change_needs_a_permission(apart_as: As) -> None:
    work = apart_as(TERMINAL)
    work.session.add(Heart(beat=random_key()))
    with pytest.raises(Unrecorded):
        work.commit()


def test_a_readers_change_needs_a_line_in_the_log(apart_as: As) -> None:
    work = apart_as(ADVOCATE)
    work.require(May.KEEP_OWN_ACCOUNT)
    work.session.add(Heart(beat=random_key()))
    with pytest.raises(Unrecorded):
        work.commit()
    work.log("opened", random_key(), theme="food")
    work.commit()
    assert length_of_log(work.session) == 1


def test_a_writers_change_leaves_no_line(apart_as: As) -> None:
    work = apart_as(TERMINAL)
    work.require(May.START)
    work.session.add(Heart(beat=random_key()))
    work.commit()
    assert length_of_log(work.session) == 0
    with pytest.raises(AssertionError):
        work.log("opened")


def test_whoever_may_not_is_refused_and_a_thing_is_not_there_for_them(apart_as: As) -> None:
    work = apart_as(TERMINAL)
    with pytest.raises(NotAllowed):
        work.require(May.KEEP_ACCOUNTS)
    with pytest.raises(NotFound):
        work.require(May.KEEP_ACCOUNTS, object())


@pytest.mark.parametrize("change", ["UPDATE log SET what = 'x' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"])
def test_a_line_that_was_touched_shows(apart_as: As, change: str) -> None:
    work = apart_as(ADVOCATE)
    for what in ("opened", "answered", "closed"):
        work.log(what, random_key(), day="2026-03-02")
    work.commit()
    assert first_broken(work.session, PEPPER) is None
    work.session.execute(text(change))
    work.session.expire_all()
    assert first_broken(work.session, PEPPER) == 2


def test_the_heart_is_one_row_that_changes(apart_as: As) -> None:
    session = apart_as(CLOCK).session
    seen = []
    for _ in range(3):
        beat(session)
        session.commit()
        seen.append(session.scalars(select(Heart)).one().beat)
    assert len(set(seen)) == 3


def test_the_heart_keeps_the_moment_of_the_last_tick(apart_as: As, clock: SetClock) -> None:
    session = apart_as(CLOCK).session
    for moment in (clock.now(), None):
        beat(session, moment)
        session.commit()
        assert session.scalars(select(Heart)).one().ticked_at == clock.now()


def test_a_fault_of_the_locked_room_tells_no_value(tmp_path) -> None:
    with Session(open_apart(f"sqlite:///{tmp_path / 'apart.sqlite'}")) as session, pytest.raises(DBAPIError) as caught:
        session.execute(text("SELECT * FROM nowhere WHERE words = :words"), {"words": "what somebody wrote"})
    assert "what somebody wrote" not in str(caught.value)


def test_reading_refuses_to_write(tmp_path) -> None:
    from wardvoice.storage.base import reading

    engine = open_apart(f"sqlite:///{tmp_path / 'apart.sqlite'}")
    ApartBase.metadata.create_all(engine)
    with reading(), Session(engine) as session, pytest.raises(Exception, match="readonly"):
        beat(session)
        session.flush()
    with Session(engine) as session:
        assert session.scalars(select(LogRow)).all() == []


def test_a_line_about_nothing_in_particular_keeps_the_day_alone(apart_as: As) -> None:
    work = apart_as(ADVOCATE)
    work.log("typed in a note")
    work.log("opened", random_key())
    work.session.flush()
    noted, opened = work.session.scalars(select(LogRow).order_by(LogRow.seq))
    assert noted.at == work.clock.moment(work.today, 0)
    assert opened.at == work.now
