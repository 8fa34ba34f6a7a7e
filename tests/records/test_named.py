"""Each row of the history that names an account is found by it, whoever did what: as if every row had been read."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, delete, select, text, update
from sqlalchemy.orm import Session

from tests.conftest import SetClock
from tests.journeys.everything import Everything
from wardvoice.people import commands as people
from wardvoice.people.models import Account
from wardvoice.records.queries.person import about_account
from wardvoice.storage.history import ChainEnd, HistoryPerson, HistoryRow
from wardvoice.storage.migrate import step_up

Pairs = set[tuple[str, str, int]]


def noted(session: Session) -> Pairs:
    """What each event noted of whom it names."""
    rows = session.execute(select(HistoryPerson.account_id, HistoryPerson.chain, HistoryPerson.seq))
    return {(str(one), str(chain), seq) for one, chain, seq in rows}


def read(session: Session) -> Pairs:
    """The same, by reading every row for every account."""
    accounts = [str(one) for one in session.scalars(select(Account.id))]
    rows = session.execute(select(HistoryRow.chain, HistoryRow.seq, HistoryRow.body)).all()
    return {(one, str(chain), seq) for chain, seq, body in rows for one in accounts if one in body}


def test_nobody_who_stands_in_a_row_is_missed_and_nobody_else_is_noted(session: Session, clock: SetClock) -> None:
    Everything(session, clock, "Alder")
    accounts = {str(one) for one in session.scalars(select(Account.id))}
    assert {pair for pair in noted(session) if pair[0] in accounts} == read(session)
    assert len(read(session)) > 50


def told_of(session: Session, account: Account) -> int:
    """How many rows of the history the file of somebody tells."""
    (rows,) = [one.rows for one in about_account(session, account.id) if one.key == "history"]
    return len(rows)


def test_the_file_tells_each_of_these_rows(session: Session, clock: SetClock) -> None:
    Everything(session, clock, "Alder")
    hospital = session.scalars(select(Account)).all()
    rows = [pair[0] for pair in read(session)]
    told = {account.name: told_of(session, account) for account in hospital}
    assert told == {account.name: rows.count(str(account.id)) for account in hospital}


def test_rows_of_a_version_that_noted_nothing_are_told_all_the_same(session: Session, clock: SetClock) -> None:
    """During an update two versions run side by side, and one may be taken back."""
    alder = Everything(session, clock, "Alder")
    tom = alder.accounts["Tom"]
    before = told_of(session, tom)
    session.execute(delete(HistoryPerson).where(HistoryPerson.seq > 20))
    session.execute(update(ChainEnd).values(noted=20))
    session.commit()
    assert told_of(session, tom) == before
    alder.does("Tom", people.accept_conduct, account=tom)
    assert told_of(session, tom) == before + 1
    assert set(session.scalars(select(ChainEnd.noted).where(ChainEnd.length > 21))) == {20}


INSERTS = (
    "INSERT INTO accounts (id, name, job, username, password_hash, starts_on, version)"
    " VALUES (:who, 'Rae', 'reviewer', 'rae', '', '2026-03-02', 1)",
    "INSERT INTO history_chains (chain, length, head) VALUES (:chain, 2, 'h')",
    "INSERT INTO history VALUES (:chain, 1, 'x', 'y', :body, 'h')",
    "INSERT INTO history VALUES (:chain, 2, 'x', 'y', '{}', 'h')",
)


def test_the_step_looks_once_through_what_was_written_before_it(tmp_path: Path) -> None:
    who, engine = UUID(int=7), create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with engine.begin() as connection:
        step_up(connection, to="0020")
        values = {"who": who.hex, "chain": UUID(int=9).hex, "body": f'{{"person":"{who}"}}'}
        for statement in INSERTS:
            names = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), names)
        step_up(connection)
    with Session(engine) as session:
        assert noted(session) == {(str(who), str(UUID(int=9)), 1)}
        assert session.scalars(select(ChainEnd.noted)).all() == [2]
    engine.dispose()
