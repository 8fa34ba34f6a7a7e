"""Keys, duties and covers on PostgreSQL: found alike, held by the same rules, and one key in use for each account."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.core.errors import Stale
from wardvoice.people import commands, queries
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.queries import keys
from wardvoice.people.queries.keys import ReaderKind, WorkingDays
from wardvoice.storage.base import Base, prepare
from wardvoice.storage.sealing import key_from, lock, unlock
from wardvoice.storage.triggers import create_triggers
from wardvoice.storage.work import Work
from wardvoice.web.sessions import Kind, SessionRow

pytestmark = pytest.mark.usefixtures("quick_sealing")


@pytest.fixture
def real(postgres_url: str) -> Iterator[Engine]:
    engine = prepare(create_engine(postgres_url))
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_triggers(connection)
    yield engine
    engine.dispose()


def test_holders_offers_and_covers_are_found(real: Engine, clock: SetClock) -> None:
    with Session(real) as session:
        ward = a.a_ward(session)
        joan, maya = (a.an_account(session, name) for name in ("Joan", "Maya"))
        for account in (joan, maya):
            a.a_membership(account, Role.ADVOCATE)
            a.a_duty(account)
            a.a_reader_key(account)
        admin = Actor(Door.OWN_DEVICE, ward.id, a.ADMIN.id, "Wes", frozenset({Role.ADMIN}))
        work = Work(session, admin, clock, PEPPER)
        commands.name_cover(work, kind=ReaderKind.ADVOCATE, account=maya, ward_id=ward.id)
        work.commit()
        assert keys.covers(session, ward.id, ReaderKind.ADVOCATE, clock.today) == [maya.id]
        assert keys.reads_as(session, joan.id, clock.today) == {(ReaderKind.ADVOCATE, ward.id)}
        found = keys.offered(session, ward.id, clock.today, WorkingDays())
        assert [holder.name for holder in found[ReaderKind.ADVOCATE]] == ["Joan", "Maya"]
        assert set(found) == {ReaderKind.ADVOCATE}
        later = clock.today + timedelta(days=7)
        assert keys.offered(session, ward.id, later, WorkingDays()) == {}
        commands.note_presence(session, joan.id, later)
        assert set(keys.offered(session, ward.id, later, WorkingDays())) == {ReaderKind.ADVOCATE}


def test_bytes_come_back_as_they_went_in(real: Engine, clock: SetClock) -> None:
    with Session(real) as session:
        account = a.an_account(session, "Ines")
        a.a_membership(account, Role.LISTENER)
        _, pair, _ = a.a_reader_key(account)
        kept = lock(pair.private, key_from("visit", "reader"))
        soon = clock.now() + timedelta(minutes=5)
        facts = {"person_kind": Kind.ACCOUNT, "person_id": account.id, "expires": soon, "unlocked": kept}
        session.add(SessionRow(token_hash="visit", **facts))
        session.commit()
        caller = queries.load_caller(session, "visit", None, clock.now(), clock.today)
        assert caller is not None
        assert caller.session is not None
        assert caller.session.unlocked is not None
        assert unlock(caller.session.unlocked, key_from("visit", "reader")) == pair.private


@pytest.mark.parametrize(("table", "column"), [("duties_taken", "duty"), ("covers", "role")])
def test_no_code_stands_in_a_row_that_the_house_does_not_know(
    real: Engine, clock: SetClock, table: str, column: str
) -> None:
    with Session(real) as session:
        account_id = a.an_account(session, "Ines").id
        row = {"id": uuid4(), "account_id": account_id, "since": clock.today}
        put = f"INSERT INTO {table} ({', '.join(row)}, {column}) VALUES (:id, :account_id, :since, :code)"
        with pytest.raises(IntegrityError, match="check constraint"):
            session.execute(text(put), {**row, "code": "spy"})


def test_two_clicks_at_once_make_one_key(real: Engine, clock: SetClock) -> None:
    with Session(real) as session:
        account = a.an_account(session, "Ines")
        a.a_membership(account, Role.LISTENER)
        a.accepts_conduct(account)
        account_id = account.id
    ready, outcomes = threading.Barrier(2), []

    def make() -> None:
        ready.wait()
        with Session(real) as session:
            holder = Actor(Door.OWN_DEVICE, None, account_id, "Ines", frozenset({Role.LISTENER}))
            mine = session.get_one(Account, account_id)
            work = Work(session, holder, clock, PEPPER)
            try:
                commands.make_key(work, account=mine, public_key=b"p", wrapped=b"w", recovery=b"r")
                work.commit()
                outcomes.append("made")
            except Stale:
                outcomes.append("refused")

    hands = [threading.Thread(target=make) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(outcomes) == ["made", "refused"]
    with Session(real) as session:
        assert session.scalar(select(func.count()).select_from(ReaderKey)) == 1
