"""What reviewers looked at: for those who answer for a ward by name, for the ward itself by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.core.actor import Actor, Role
from wardvoice.core.clock import Clock
from wardvoice.evidence.models import View
from wardvoice.people.models import Account, Membership
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.rules.accounts import last_day_of
from wardvoice.wards.models import Ward

TOLD_FOR = timedelta(days=92)
"""So long the ward's own page tells of a visit: as long as a reviewer may stay."""
DAYS_TOLD = 3


class Visit(NamedTuple):
    """What was read, by whom, and the name of its ward if it was of one."""

    view: View
    name: str
    job: str
    ward_name: str | None


@dataclass(frozen=True)
class Reviewed:
    """What everybody of a ward is told of its reviewers: no name, for it is the office that reads."""

    until: date | None
    days: tuple[date, ...]

    def __bool__(self) -> bool:
        """True if there is anything to tell."""
        return self.until is not None or bool(self.days)


def sees_all(actor: Actor) -> bool:
    """Return whether somebody reads of every ward what reviewers looked at."""
    return actor.has(Role.ADMIN)


def visits(session: Session, ward_id: UUID | None, *, skip: int, most: int) -> tuple[list[Visit], int]:
    """Return visits, the newest first, and how many there are.

    Of one ward also those of the page on which all wards stand, by whoever was invited to it; of None, of all.
    """
    wanted = _of(ward_id) if ward_id else View.id.is_not(None)
    found = (
        select(View, Account.name, Account.job, Ward.name)
        .join(Account, Account.id == View.account_id)
        .outerjoin(Ward, Ward.id == View.ward_id)
        .where(wanted)
        .order_by(View.at.desc(), View.id)
    )
    total = session.scalar(select(func.count()).select_from(View).where(wanted))
    return [Visit(*row) for row in session.execute(found.offset(skip).limit(most))], total or 0


def reviewed(session: Session, ward_id: UUID, today: date, clock: Clock) -> Reviewed:
    """Return until when somebody may review this ward, and the last days on which somebody did."""
    part = Membership
    invited = select(func.max(part.until)).join(Account, Account.id == part.account_id)
    invited = invited.where(_reviews(part, ward_id), part.until.is_not(None), runs(part, today), account_in_use(today))
    since = clock.moment(today - TOLD_FOR, 0)
    a_day = func.date(View.at)
    seen = select(func.max(View.at)).where(_of(ward_id), View.at >= since).group_by(a_day).order_by(a_day.desc())
    days = sorted({clock.day_of(at) for at in session.scalars(seen.limit(DAYS_TOLD))})
    return Reviewed(last_day_of(session.scalar(invited)), tuple(days))


def _of(ward_id: UUID) -> ColumnElement[bool]:
    """The views of a ward's pages, and of the page of all wards by whoever was ever invited to this one."""
    part = aliased(Membership)
    invited = exists().where(part.account_id == View.account_id, _reviews(part, ward_id)).correlate(View)
    return or_(View.ward_id == ward_id, and_(View.ward_id.is_(None), invited))


def _reviews(part: type[Membership], ward_id: UUID) -> ColumnElement[bool]:
    return and_(part.role == Role.REVIEWER, or_(part.ward_id == ward_id, part.ward_id.is_(None)))
