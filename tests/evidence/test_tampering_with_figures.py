"""Whatever a figure is counted from: whoever changes it by hand in the database is found by `verify`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Boolean, Date, Enum, Integer, Time, UniqueConstraint, Uuid, select, text
from sqlalchemy.orm import Session

from tests.evidence.golden import PERIOD, TODAY, Golden
from tests.evidence.lines import lines_of
from tests.evidence.lives import Life, a_life
from tests.evidence.recount import Ward as Told
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import AgendaEntry
from wardvoice.agenda.rules import Answer
from wardvoice.evidence.queries.known import figures_of
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import Decides, MeetingState, NotHeldBecause, Present
from wardvoice.minutes import commands as minutes
from wardvoice.minutes.models import Minutes
from wardvoice.people import commands as people
from wardvoice.people.models import Term
from wardvoice.proof.replay import witnessed_columns, witnessed_models
from wardvoice.proof.verify import verify
from wardvoice.questions import commands as questions
from wardvoice.questions.rules import Says
from wardvoice.storage.base import UTC

CHAIN = {"history": ("chain", "seq", "what", "thing", "body", "hash"), "history_chains": ("chain", "length", "head")}
"""The history itself: no table is witnessed by it that it consists of, its hashes tell of those."""
EACH = 2
"""So many rows of each table are changed here, first and last; all of them in tests/soak."""


def _fill(life: Life, golden: Golden) -> None:
    """Let happen what the ward of twelve promises has not: so that every table that is read has a row."""
    ward, do = life.ward, golden.do
    missed = life.session.scalars(select(Meeting).where(Meeting.state == MeetingState.PLANNED)).first()
    do(ward.rep, agenda.call_off, meeting=missed, because=NotHeldBecause.INCIDENT)
    meeting = golden.agenda_is_out("7 May")
    ours = AgendaEntry.item_id == golden.items["n"].id
    entry = life.pick(AgendaEntry, ours, AgendaEntry.meeting_id == meeting.id)
    do(ward.patients[1], agenda.say_it_matters, item=golden.items["n"], matters=True)
    asked = do(ward.rep, questions.put_question, meeting=meeting, words="Tea at four?", decides=Decides.WE_WILL_WEIGH)
    do(ward.patients[0], questions.answer_question, question=asked, says=Says.FOR)
    decider = do(ward.rep, agenda.name_decider, entry=entry, job="the cook")
    life.clock.go_to(meeting.day, 11)
    do(ward.stand_in, meetings.open_meeting, meeting=meeting)
    heads = {"counts": dict.fromkeys(Present, 3), "patients_on_ward": 12, "chaired_by_patient": True}
    do(ward.stand_in, meetings.count_attendance, meeting=meeting, **heads)
    do(ward.rep, agenda.mark_decider, decider=decider, meeting=meeting, present=True)
    no = {"answer": Answer.NO, "words": "Too dear", "review_on": date(2026, 6, 1)}
    given = do(
        ward.rep, agenda.answer_item, item=golden.items["n"], entry=entry, given_by=life.account(ward.nurse), **no
    )
    do(ward.patients[0], agenda.accept_answer, outcome=given, accepted=False)
    do(ward.rep, minutes.close_meeting, meeting=meeting)
    for who in (ward.rep, ward.nurse):
        do(who, minutes.say_fair, minutes=life.pick(Minutes, Minutes.meeting_id == meeting.id))
    term = life.pick(Term, Term.ward_name_id == ward.rep.id)
    do(ward.rep, people.say_not_this_week, term=term, until=life.clock.today + timedelta(days=7))


@pytest.fixture(scope="module")
def life() -> Iterator[Life]:
    with in_wrong_hands() as lived:
        yield lived


@contextmanager
def in_wrong_hands() -> Iterator[Life]:
    """The ward of twelve promises and a week more, in the hands of somebody who has dropped the triggers."""
    with a_life() as lived:
        _fill(lived, Golden(lived))
        for name in lived.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            lived.session.execute(text(f"DROP TRIGGER {name}"))
        lived.session.commit()
        raw: Any = lived.session.get_bind().raw_connection()  # type: ignore[union-attr]
        raw.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        raw.close()
        yield lived


def columns_read(life: Life) -> dict[str, set[str]]:
    """Return every column that the database is asked for when the figures are counted, as the database itself says."""
    seen: dict[str, set[str]] = {}

    def note(act: int, table: str | None, column: str | None, *_: object) -> int:
        if act == sqlite3.SQLITE_READ and table and column:
            seen.setdefault(table, set()).add(column)
        return sqlite3.SQLITE_OK

    life.session.expunge_all()
    raw: Any = life.session.connection().connection.dbapi_connection
    raw.set_authorizer(note)
    figures_of(life.session, life.ward.id, Period(*PERIOD), life.clock)
    raw.set_authorizer(None)
    life.session.rollback()
    return seen


def test_figures_are_counted_from_witnessed_columns_alone(life: Life) -> None:
    """No column that is private, and so stands outside the history, has a part in any figure."""
    models = witnessed_models()
    read = {table: columns for table, columns in columns_read(life).items() if table not in CHAIN}
    assert {"items", "outcomes", "actions", "promises", "meetings", "confirmations", "terms", "wards"} <= set(read)
    for table, columns in read.items():
        assert columns <= set(witnessed_columns(models[table])), table


def test_the_ward_has_something_of_all_that_is_read(life: Life) -> None:
    for table in columns_read(life):
        assert life.session.scalar(text(f"SELECT count(*) FROM {table}")), table


def test_the_second_count_needs_nothing_that_was_not_read(life: Life) -> None:
    """What the database was not asked for can be taken out of the history, and it still gives the same figures."""
    read, told = columns_read(life), Told(lines_of(life.session, life.ward.id))
    figures = told.figures(TODAY, "Europe/London", PERIOD)
    less = Told(lines_of(life.session, life.ward.id))
    for table, rows in less.tables.items():
        for row in rows.values():
            for column in set(row) - read.get(table, set()) - {"id"}:
                del row[column]
    assert sum(map(len, less.rows("items"))) < sum(map(len, told.rows("items")))
    assert less.figures(TODAY, "Europe/London", PERIOD) == figures


# --- by hand ----------------------------------------------------------------------------------------------------------


def other(kind: Any, value: Any) -> Any:
    """Return something else that a column of this kind can hold, as SQLite stores it."""
    if isinstance(kind, Enum):
        return next(code for code in kind.enums if code != value)
    if isinstance(kind, Uuid):
        return uuid4().hex
    if isinstance(kind, Boolean):
        return 1 - (value or 0)
    if isinstance(kind, Integer):
        return (value or 0) + 100
    return _another_time(kind, value)


def _another_time(kind: Any, value: Any) -> Any:
    if isinstance(kind, UTC):
        moment = datetime.fromisoformat(value) if value else datetime(2026, 3, 3, 3, 3)
        return str(moment + timedelta(days=1000)) + ("" if moment.microsecond else ".000000")
    if isinstance(kind, Date):
        return ((date.fromisoformat(value) if value else TODAY) + timedelta(days=1000)).isoformat()
    if isinstance(kind, Time):
        return time(3, 3).isoformat() + ".000000"
    return f"{value}x"


@contextmanager
def by_hand(session: Session, statement: str, **values: Any) -> Iterator[None]:
    """Change something behind WardVoice's back, for as long as the block lasts."""
    assert session.execute(text(statement), values).rowcount == 1  # type: ignore[attr-defined]
    session.expire_all()
    try:
        yield
    finally:
        session.rollback()


def rows_of(session: Session, table: str, key: str = "id") -> list[Any]:
    """Return the rows of a table, by a dictionary each."""
    return [dict(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY {key}")).mappings()]


def some(rows: list[Any], each: int) -> list[Any]:
    return rows if len(rows) <= each else [*rows[: each - 1], rows[-1]]


def changes(life: Life, each: int) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield each change that is made: table, column, row, and what stands there then."""
    models = witnessed_models()
    for table, columns in columns_read(life).items():
        if table in CHAIN:
            continue
        for row in some(rows_of(life.session, table), each):
            for column in sorted(columns):
                yield table, column, row, other(models[table].__table__.columns[column].type, row[column])


def found_every_change(life: Life, each: int) -> int:
    """Make each change by itself and let `verify` look; return how many there were.

    Where the database itself refuses it, as another row has these values already, that one goes first.
    """
    session, made = life.session, 0
    assert verify(session).whole
    for table, column, row, value in list(changes(life, each)):
        with by_hand(session, f"UPDATE OR REPLACE {table} SET {column} = :new WHERE id = :id", new=value, id=row["id"]):
            proof = verify(session)
        assert not proof.whole, f"nobody found that {table}.{column} was {row[column]} and is {value}"
        made += 1
    return made


def test_every_change_by_hand_is_found(life: Life) -> None:
    assert found_every_change(life, EACH) > 120


def test_every_row_that_is_deleted_or_slipped_in_is_found(life: Life) -> None:
    session, models = life.session, witnessed_models()
    for table in sorted(set(columns_read(life)) - set(CHAIN)):
        row = rows_of(session, table)[-1]
        with by_hand(session, f"DELETE FROM {table} WHERE id = :id", id=row["id"]):
            assert not verify(session).whole, table
        made = row | {"id": uuid4().hex}
        stands = models[table].__table__
        once = [rule for rule in stands.constraints if isinstance(rule, UniqueConstraint)]
        for rule in (*once, *(index for index in stands.indexes if index.unique)):
            made |= {one.name: other(one.type, row[one.name]) for one in rule.columns}
        names = ", ".join(made)
        with by_hand(session, f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{one}' for one in made)})", **made):
            assert not verify(session).whole, table


@pytest.mark.parametrize("table", CHAIN)
def test_every_change_of_the_history_itself_is_found(life: Life, table: str) -> None:
    """Figure 21-staff is read from it, and the second count from nothing else."""
    session = life.session
    places = "chain = :of" + (" AND seq = :at" if table == "history" else "")
    rows = [row for row in rows_of(session, table, "chain") if UUID(row["chain"]) == life.ward.id]
    for row in rows if table == "history_chains" else (rows[1], rows[len(rows) // 2], rows[-1]):
        for column in CHAIN[table]:
            at = {"of": row["chain"]} | ({"at": row["seq"]} if table == "history" else {})
            was = row[column]
            new = was + 1000 if isinstance(was, int) else uuid4().hex if column == "chain" else _elsewise(was)
            with by_hand(session, f"UPDATE {table} SET {column} = :new WHERE {places}", new=new, **at):
                assert not verify(session).whole, (table, column)


def _elsewise(told: str) -> str:
    """One letter or digit of a text is another one."""
    place = next(n for n, sign in enumerate(told) if sign.isalnum())
    return told[:place] + ("1" if told[place] != "1" else "2") + told[place + 1 :]
