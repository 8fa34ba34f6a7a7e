"""How long things are kept: an admin sets it, an advocate agrees, and only then does it hold."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import func, select

from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.records import queries
from wardvoice.records.models import Schedule
from wardvoice.records.rules import Keeping, check_keeping, check_waits
from wardvoice.storage.history import HOSPITAL, hold
from wardvoice.storage.work import Work


def set_schedule(work: Work, *, keeping: Keeping, once: str | None = None) -> Schedule:
    """Set how long things are kept, to be agreed by a second person; one that still waited is taken back.

    RuleBroken beside a number outside its bounds.
    """
    work.require(May.KEEP_RECORDS)
    work.refuse_repeat(once)
    check_keeping(keeping)
    hold(work.session, [HOSPITAL])
    before = queries.waiting(work.session)
    if before is not None:
        _end(work, before)
    n = (work.session.scalar(select(func.max(Schedule.n))) or 0) + 1
    schedule = Schedule(n=n, set_by_id=work.actor.id, set_on=work.today, **asdict(keeping))
    work.session.add(schedule)
    work.record(Happened.RETENTION_SET, schedule)
    work.once(once, schedule)
    return schedule


def agree(work: Work, *, schedule: Schedule, version: int | None = None) -> Schedule:
    """Agree, as the second person, that it holds from today. Stale once somebody has decided about it."""
    work.require(May.AGREE_RECORDS, schedule)
    check_waits(agreed=schedule.agreed_on is not None, dropped=schedule.dropped_on is not None)
    work.still(schedule, version)
    schedule.agreed_by_id, schedule.agreed_on = work.actor.id, work.today
    work.record(Happened.RETENTION_AGREED, schedule)
    return schedule


def drop(work: Work, *, schedule: Schedule, version: int | None = None) -> Schedule:
    """Take back a schedule to which nobody has agreed: whoever sets them, or whoever would have to agree."""
    work.require(May.DROP_RECORDS, schedule)
    check_waits(agreed=schedule.agreed_on is not None, dropped=schedule.dropped_on is not None)
    work.still(schedule, version)
    _end(work, schedule)
    return schedule


def _end(work: Work, schedule: Schedule) -> None:
    schedule.dropped_on = work.today
    work.record(Happened.RETENTION_DROPPED, schedule)
