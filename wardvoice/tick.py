"""Everything that falls due by itself; safe to run twice, and at the same time as another."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Engine, delete, or_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wardvoice.actions.commands import pass_on_promises
from wardvoice.agenda.commands import end_stale_hidings, let_slips_die, take_up_from_wards
from wardvoice.alerts import commands as alerts
from wardvoice.concerns.commands import count_quarters, let_go, release_due
from wardvoice.core.actor import CLOCK, Actor
from wardvoice.core.clock import Clock
from wardvoice.core.errors import without_words
from wardvoice.diary.mailing import forget_diaries, mail_staff
from wardvoice.meetings.commands import plan_ahead
from wardvoice.people.commands import forget_drafts, forget_movings, forget_tries, let_names_rest
from wardvoice.people.reminding import remind_readers
from wardvoice.records.commands import let_go as let_records_go
from wardvoice.records.queries import concern_months, next_chain
from wardvoice.signon.commands import forget_knocks
from wardvoice.slips.commands import forget_held
from wardvoice.storage.anchors import anchor_log, end_of_log
from wardvoice.storage.apart import beat
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import aside, reading
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind
from wardvoice.web.sessions import LONGEST, SessionRow

LOCK = 20_260_307
"""The number under which PostgreSQL knows that a tick is running."""

BEATS = 3
"""Each tick writes to the locked room from once to so many times, by chance, whether or not anything happened (P7).

So neither the time of its file nor the counter in it, which grows with each write, tells that somebody wrote.
"""

Chore = Callable[[Work], object]
CHORES: tuple[Chore, ...] = (
    plan_ahead,
    end_stale_hidings,
    let_slips_die,
    take_up_from_wards,
    pass_on_promises,
    let_names_rest,
    forget_tries,
    forget_drafts,
    forget_movings,
)


ApartChore = Callable[[ApartWork, Session], object]
APART_CHORES: tuple[ApartChore, ...] = (release_due, partial(let_go, months=concern_months), forget_held)
"""Chores in the locked room, for every ward too; the session is of the main database, and only to be read."""


def tick(
    engine: Engine,
    apart: Engine,
    clock: Clock,
    pepper: bytes,
    alert_command: str = "",
    smtp: Mapping[str, str] | None = None,
    bank_holidays: str = "england-and-wales",
) -> bool:
    """Do every chore for every ward, whoever waits for help first; return whether all went well.

    It is False if another tick is at it just now, or if a chore failed: that one is told of and stops no other.
    `alert_command` reaches the duty list; `smtp` tells through which mail server readers are reminded and staff are
    written to, if any; `bank_holidays` by which nation's calendar both answer.
    """
    runs = partial(alerts.run, alert_command)
    counts = partial(count_quarters, bank_holidays=bank_holidays)
    calling = (partial(alerts.pass_on, runs=runs), partial(alerts.try_command, runs=runs))
    with _only_one(engine) as mine:
        if not mine:
            return False
        called = _do_apart(engine, apart, clock, pepper, calling)
        return all(
            [  # a list, for each of them is done whatever became of the one before
                called,
                _do(engine, clock, pepper),
                _do_apart(engine, apart, clock, pepper, (*APART_CHORES, counts)),
                _went_well(partial(_let_records_go, engine, clock, pepper)),
                _went_well(partial(_anchor, engine, apart, clock, pepper)),
                _went_well(partial(_beat, apart, clock.now() if called else None)),
                _went_well(partial(_forget_sessions, engine, clock)),
                _went_well(partial(forget_diaries, engine, clock)),
                _went_well(partial(forget_knocks, engine, clock)),
                # last: a mail server keeps none waiting
                _went_well(partial(remind_readers, engine, clock, smtp or {})),
                _went_well(partial(mail_staff, engine, clock, smtp or {}, bank_holidays)),
            ]
        )


def _went_well(chore: Callable[[], object]) -> bool:
    """Do one thing; if it fails, tell only what kind of fault it was and where, and let the others have their turn."""
    try:
        chore()
    except Exception as fault:
        sys.stderr.write(f"tick: something failed: {without_words(fault)}\n")
        return False
    return True


def _do(engine: Engine, clock: Clock, pepper: bytes) -> bool:
    def do(ward_id: UUID, chore: Chore) -> None:
        with Session(engine) as session:
            work = Work(session, Actor(door=CLOCK.door, name=CLOCK.name, ward_id=ward_id), clock, pepper)
            chore(work)
            work.commit()

    went = [_went_well(partial(do, ward_id, chore)) for ward_id in _wards(engine) for chore in CHORES]
    return all(went)


def _do_apart(engine: Engine, apart: Engine, clock: Clock, pepper: bytes, chores: tuple[ApartChore, ...]) -> bool:
    def do(ward_id: UUID, chore: ApartChore) -> None:
        with Session(apart) as session, Session(engine) as main:
            with reading():  # it begins first, so that a tick never waits for the one while it holds the other
                main.connection()
            work = ApartWork(session, replace(CLOCK, ward_id=ward_id), clock, pepper)
            chore(work, main)
            work.commit()

    went = [_went_well(partial(do, ward_id, chore)) for ward_id in _wards(engine, council=False) for chore in chores]
    return all(went)


def _let_records_go(engine: Engine, clock: Clock, pepper: bytes) -> None:
    """Look at one chain in each tick, once a day: what was told weeks ago goes, and what will go is told."""
    with Session(engine) as session:
        work = Work(session, CLOCK, clock, pepper)
        chain = next_chain(session, work.today)
        if chain is not None:
            let_records_go(work, chain)
        work.commit()


def _beat(apart: Engine, ticked_at: datetime | None) -> None:
    """Let the heart beat, with the moment of this tick if it called whoever had to be called."""
    for _ in range(1 + secrets.randbelow(BEATS)):
        with aside(apart) as session:
            beat(session, ticked_at)


def _anchor(engine: Engine, apart: Engine, clock: Clock, pepper: bytes) -> None:
    """Note in the history where the log of the locked room stands, so that its end is not cut off unseen."""
    with reading(), Session(apart) as private:
        end = end_of_log(private)
    with Session(engine) as session:
        work = Work(session, CLOCK, clock, pepper)
        anchor_log(work, end)
        work.commit()


def _forget_sessions(engine: Engine, clock: Clock) -> None:
    """Forget who has rested too long, and who would be signed in for as long as the clock was ahead."""
    now = clock.now()
    with aside(engine) as session:
        over = or_(SessionRow.expires <= now, SessionRow.expires > now + LONGEST)
        session.execute(delete(SessionRow).where(over))


@contextmanager
def _only_one(engine: Engine) -> Iterator[bool]:
    """SQLite lets one writer in at a time, and every chore may run twice; PostgreSQL is asked for its lock.

    The lock goes with the connection, whatever becomes of either; two ticks at once would do no harm.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return
    with reading():
        connection = engine.connect()
        mine = connection.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    try:
        yield bool(mine)
    finally:
        with suppress(SQLAlchemyError):  # the connection may be gone, and the lock with it
            connection.close()


def _wards(engine: Engine, *, council: bool = True) -> list[UUID]:
    """Return every ward, and the patients' council, to which nobody writes in private and where nobody is called."""
    wanted = select(Ward.id) if council else select(Ward.id).where(Ward.kind == WardKind.WARD)
    with reading(), Session(engine) as session:
        return list(session.scalars(wanted))
