"""Everything that falls due by itself; safe to run twice, and at the same time as another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine, delete, select, text
from sqlalchemy.orm import Session

from wardvoice.actions.commands import pass_on_promises
from wardvoice.agenda.commands import end_stale_hidings
from wardvoice.core.actor import CLOCK, Actor
from wardvoice.core.clock import Clock
from wardvoice.meetings.commands import plan_ahead
from wardvoice.people.commands import forget_drafts, forget_tries, let_names_rest
from wardvoice.storage.base import aside
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import SessionRow

LOCK = 20_260_307
"""The number under which PostgreSQL knows that a tick is running."""

Chore = Callable[[Work], object]
CHORES: tuple[Chore, ...] = (
    plan_ahead,
    end_stale_hidings,
    pass_on_promises,
    let_names_rest,
    forget_tries,
    forget_drafts,
)


def tick(engine: Engine, clock: Clock, pepper: bytes) -> bool:
    """Do every chore for every ward; return False if another tick is at it just now."""
    with _only_one(engine) as mine:
        if not mine:
            return False
        for ward_id in _wards(engine):
            for chore in CHORES:
                with Session(engine) as session:
                    work = Work(session, Actor(door=CLOCK.door, name=CLOCK.name, ward_id=ward_id), clock, pepper)
                    chore(work)
                    work.commit()
        with aside(engine) as session:
            session.execute(delete(SessionRow).where(SessionRow.expires <= clock.now()))
    return True


@contextmanager
def _only_one(engine: Engine) -> Iterator[bool]:
    """SQLite lets one writer in at a time, and every chore may run twice; PostgreSQL is asked for its lock."""
    if engine.dialect.name != "postgresql":
        yield True
        return
    with engine.connect() as connection:
        mine = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}))
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})


def _wards(engine: Engine) -> list[UUID]:
    with Session(engine) as session:
        return list(session.scalars(select(Ward.id)))
