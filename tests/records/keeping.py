"""A schedule that two people stand by, and the days on which the chore runs: what every test of the room needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.records import commands
from wardvoice.records.models import Removal, Schedule
from wardvoice.records.queries import next_chain
from wardvoice.records.rules import Keeping
from wardvoice.storage.work import Work


def somebody(session: Session, role: Role, clock: SetClock) -> Actor:
    """Somebody for the whole hospital, with an account behind them."""
    account = a.an_account(session, role.value.title(), clock=clock)
    return Actor(Door.OWN_DEVICE, id=account.id, name=account.name, roles=frozenset({role}))


def in_force(session: Session, clock: SetClock, **numbers: int) -> Schedule:
    """A schedule that an admin set and an advocate agreed to today."""
    admin, advocate = (somebody(session, role, clock) for role in (Role.ADMIN, Role.ADVOCATE))
    made = a.done(session, admin, commands.set_schedule, clock, keeping=Keeping(**numbers))
    return a.done(session, advocate, commands.agree, clock, schedule=made)


def look(session: Session, clock: SetClock, chain: UUID) -> bool:
    """Let the chore look at one chain, as a tick does."""
    piece = Work(session, CLOCK, clock, PEPPER)
    done = commands.let_go(piece, chain)
    piece.commit()
    return done


def look_at_all(session: Session, clock: SetClock, most: int = 400) -> int:
    """Let ticks come until each chain was looked at today; return how many it took."""
    for times in range(most):
        chain = next_chain(session, clock.today)
        session.commit()
        if chain is None:
            return times
        look(session, clock, chain)
    raise AssertionError("it never comes to an end")


def removals(session: Session, **which: Any) -> list[Removal]:
    """What was told to go, in the order of their days and kinds."""
    return list(session.scalars(select(Removal).filter_by(**which).order_by(Removal.announced_on, Removal.kind)))
