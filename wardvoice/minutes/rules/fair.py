"""When minutes are agreed, and what may stand beside them (product.md, G2 and G8; rules.md, Fair record).

Minutes write themselves from what was entered in the meeting. They are a draft until one person of each side has said
"This is a fair record"; from then on nothing in them changes, and what is put right stands below with its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from wardvoice.core.actor import WARD_STAFF, Actor, Role
from wardvoice.core.errors import N_, RuleBroken, Stale

MINUTES_DAYS = 3
"""Minutes are on time if they are agreed, and with that published, this many days after the meeting (G2)."""
DIFFERENTLY_DAYS = 14
"""So long after they were agreed somebody may still remember it differently: whoever was on leave or unwell has seen
them on the noticeboard by then, and two more meetings of a weekly rhythm have passed."""


class Side(StrEnum):
    """The two who agree minutes together."""

    PATIENTS = "patients"
    STAFF = "staff"


class SpokeAs(StrEnum):
    """In which part somebody said yes for the patients."""

    REP = "rep"
    DEPUTY = "deputy"
    PEER = "peer"
    ADVOCATE = "advocate"
    LISTENER = "listener"


class RemarkKind(StrEnum):
    """What stands beside minutes: a line of whoever remembers it differently, or a correction once they are agreed."""

    DIFFERENTLY = "differently"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Fair:
    """Which side has said that it is a fair record, when, and who that was."""

    patients_at: datetime | None = None
    patients_by: UUID | None = None
    staff_at: datetime | None = None
    staff_by: UUID | None = None

    @property
    def agreed_at(self) -> datetime | None:
        """The moment of the second yes, or None while one is missing."""
        return max(self.patients_at, self.staff_at) if self.patients_at and self.staff_at else None

    def of(self, side: Side) -> datetime | None:
        """Return when this side said yes, or None."""
        return self.patients_at if side is Side.PATIENTS else self.staff_at

    def other_person(self, side: Side) -> UUID | None:
        """Return who said yes on the other side."""
        return self.staff_by if side is Side.PATIENTS else self.patients_by

    @property
    def waits_for(self) -> list[Side]:
        """The sides whose yes is missing."""
        return [side for side in Side if self.of(side) is None]


def side_of(actor: Actor) -> Side:
    """Return for whom somebody speaks: advocate and listener stand in for patients, whoever works there never does."""
    works_here = not actor.roles.isdisjoint({*WARD_STAFF, Role.LEAD})
    return Side.STAFF if actor.is_staff and works_here else Side.PATIENTS


def spoke_as(actor: Actor) -> SpokeAs:
    """Return in which part somebody says yes for the patients: the first of the list that is theirs."""
    return next(part for part in SpokeAs if Role(part.value) in actor.roles)


def may_press(fair: Fair, side: Side, who: UUID | None) -> None:
    """Refuse a yes to minutes that are agreed, the second yes of one side, and one person on both sides."""
    if fair.agreed_at:
        raise Stale(N_("These minutes are agreed already."))
    if fair.of(side):
        raise RuleBroken(N_("Your side has said yes already. The other side is missing."))
    if who is not None and fair.other_person(side) == who:
        raise RuleBroken(N_("You said yes for the other side. Somebody else must say it for this one."))


def may_take_back(fair: Fair, side: Side) -> None:
    """A yes can be taken back until the other side has said it, too."""
    if fair.agreed_at:
        raise Stale(N_("These minutes are agreed. Nobody can take a yes back now."))
    if not fair.of(side):
        raise Stale(N_("Your side has not said yes."))


def is_open_to_memories(agreed_on: date | None, today: date) -> bool:
    """Return whether somebody may still remember it differently: in a draft, and for two weeks once it is agreed."""
    return agreed_on is None or today <= agreed_on + timedelta(days=DIFFERENTLY_DAYS)


def may_remember_differently(agreed_on: date | None, today: date) -> None:
    """Refuse whoever remembers it differently when the time for that is over."""
    if not is_open_to_memories(agreed_on, today):
        raise RuleBroken(
            N_("This was possible until %(days)s days after the minutes were agreed. Ask the rep to add a correction."),
            days=DIFFERENTLY_DAYS,
        )


def may_be_put_right(agreed_on: date | None) -> None:
    """A correction is appended to agreed minutes; a draft is disagreed with instead."""
    if agreed_on is None:
        raise RuleBroken(N_("These minutes are a draft. Say that you remember it differently."))


def days_late(meeting_on: date, agreed_on: date | None, today: date) -> int:
    """Return by how many days minutes are, or were, later than promised; 0 if they are on time (G2)."""
    taken = ((agreed_on or today) - meeting_on).days
    return max(0, taken - MINUTES_DAYS)
