"""What is asked about schedules, holds and notices; and what may go."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.core.errors import NotFound
from wardvoice.people.models import Account
from wardvoice.records.models import Hold, Look, Removal, Schedule
from wardvoice.records.rules import TOLD_BEFORE, USUAL, Keeping, months_that_hold
from wardvoice.storage.finding import one_of
from wardvoice.storage.history import HOSPITAL
from wardvoice.wards.models import Ward

MOST_SHOWN = 60
"""Holds and notices on one page, the newest first."""


def in_force(session: Session) -> Schedule | None:
    """Return the schedule that holds: the newest that two people stand by; None before there is one."""
    agreed = select(Schedule).where(Schedule.agreed_on.is_not(None)).order_by(Schedule.n.desc()).limit(1)
    return session.scalar(agreed)


def waiting(session: Session) -> Schedule | None:
    """Return the schedule that waits for a second person, or None."""
    open_ones = Schedule.agreed_on.is_(None) & Schedule.dropped_on.is_(None)
    return session.scalar(select(Schedule).where(open_ones).order_by(Schedule.n.desc()).limit(1))


def schedule(session: Session, schedule_id: UUID) -> Schedule:
    """Return a schedule, or NotFound."""
    return one_of(session, Schedule, schedule_id)


def keeping_now(session: Session) -> Keeping:
    """Return the numbers that hold; the usual ones while nobody has chosen, when nothing goes by itself."""
    found = in_force(session)
    return found.keeping if found else USUAL


def concern_months(session: Session, today: date) -> int:
    """Return for how many months after it was closed something sent in private is kept today."""
    agreed = select(Schedule.agreed_on, Schedule.concern_months).where(Schedule.agreed_on.is_not(None))
    return months_that_hold(
        today, [(day, months) for day, months in session.execute(agreed.order_by(Schedule.n)) if day]
    )


def hold(session: Session, hold_id: UUID, reader_id: UUID | None) -> Hold:
    """Return a hold, or NotFound; one about whoever reads is none to them."""
    found = one_of(session, Hold, hold_id)
    if found.account_id is not None and found.account_id == reader_id:
        raise NotFound()
    return found


@dataclass(frozen=True)
class HoldShown:
    """A hold, its ward's name if it is about one, who set it and lifted it, and the username of the account held."""

    hold: Hold
    ward: str | None
    by: str
    account: str | None
    lifted_by: str | None


def holds_shown(session: Session, ward_id: UUID | None, reader_id: UUID | None, *, in_full: bool) -> list[HoldShown]:
    """Return the holds of a ward, or with None those of the whole hospital; those that stand first.

    It may be an inquiry that names somebody (P42): whoever does not read `in_full` reads of whole wards alone, since
    one page or account can be their own, and nobody reads of a hold about their account.
    """
    told, lifter = aliased(Account), aliased(Account)
    query = (
        select(Hold, Ward.name, Account.name, told.username, lifter.name)
        .join(Account, Account.id == Hold.set_by_id)
        .outerjoin(told, Hold.account_id == told.id)
        .outerjoin(lifter, Hold.lifted_by_id == lifter.id)
        .outerjoin(Ward, Ward.id == Hold.ward_id)
        .order_by(Hold.lifted_on.is_not(None), Hold.since.desc(), Hold.id)
        .limit(MOST_SHOWN)
    )
    about_others = and_(Hold.account_id.is_not(None), Hold.account_id != reader_id)
    of_wards = Hold.ward_id == ward_id if ward_id else Hold.ward_id.is_not(None)
    query = query.where(or_(of_wards, about_others) if in_full else and_(of_wards, Hold.about.is_(None)))
    return [HoldShown(*row) for row in session.execute(query)]


def holds_on(session: Session, chain: UUID, today: date) -> list[Hold]:
    """Return the holds that count for a chain today: its own, and those about an account.

    One that is lifted counts for four weeks more. A single person lifts it, and a notice of before may run out the next
    day: whoever reads of it has the same time to ask for another as for everything else that goes.
    """
    stands = select(Hold).where(or_(Hold.lifted_on.is_(None), Hold.lifted_on > today - TOLD_BEFORE))
    return list(session.scalars(stands.where(or_(Hold.ward_id == chain, Hold.account_id.is_not(None)))))


def removals_of(session: Session, chain: UUID, *, running: bool = False) -> list[Removal]:
    """Return what was told to go on a ward, or of the hospital's accounts, the newest first."""
    mine = Removal.ward_id.is_(None) if chain == HOSPITAL else Removal.ward_id == chain
    query = select(Removal).where(mine).order_by(Removal.announced_on.desc(), Removal.kind)
    return list(session.scalars(query.where(Removal.ended_on.is_(None)) if running else query.limit(MOST_SHOWN)))


def words_go_on(ward_id: Any) -> Any:
    """Return, as a column, the next day on which a ward loses words or names that it was told of."""
    running = (Removal.ward_id == ward_id) & Removal.ended_on.is_(None)
    return select(func.min(Removal.goes_on)).where(running).scalar_subquery()


def next_chain(session: Session, today: date) -> UUID | None:
    """Return a chain that was not looked at today; None if none waits, or nothing goes.

    By chance, so that one at which the looking fails keeps no other from its turn.
    """
    if not session.scalar(select(exists().where(Schedule.agreed_on.is_not(None)))):
        return None
    looked = set(session.scalars(select(Look.chain).where(Look.day == today)))
    chains: Sequence[UUID] = [HOSPITAL, *session.scalars(select(Ward.id).order_by(Ward.id))]
    due = [chain for chain in chains if chain not in looked]
    return secrets.choice(due) if due else None


def removals_shown(session: Session, ward_id: UUID | None) -> list[tuple[Removal, str | None]]:
    """Return what was told to go on a ward, or with None everywhere, the newest first, each with its ward's name."""
    query = select(Removal, Ward.name).outerjoin(Ward, Ward.id == Removal.ward_id)
    query = query.order_by(Removal.announced_on.desc(), Ward.name, Removal.kind).limit(MOST_SHOWN)
    query = query.where(Removal.ward_id == ward_id) if ward_id else query
    return [(removal, ward) for removal, ward in session.execute(query)]
