"""The two yeses that make a draft into minutes (rules.md, Fair record)."""

from __future__ import annotations

from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import queries, rules
from wardvoice.minutes.models import Minutes
from wardvoice.minutes.rules import Side
from wardvoice.storage.work import Work


def begin_draft(work: Work, meeting: Meeting) -> Minutes:
    """Begin the minutes of a meeting that ends; whoever ends it records that."""
    draft = Minutes(ward_id=meeting.ward_id, meeting_id=meeting.id)
    work.session.add(draft)
    return draft


def say_fair(work: Work, *, minutes: Minutes, version: int | None = None) -> Minutes:
    """Say for one's own side that the minutes are a fair record. The second side's yes agrees and publishes them.

    RuleBroken if one's side, or oneself for the other side, has said it; Stale if they are agreed, or if something was
    written beside them since the page was drawn: a yes is given to what was read.
    """
    work.require(May.AGREE_MINUTES, minutes)
    side = rules.side_of(work.actor)
    rules.may_press(minutes.fair, side, work.actor.id)
    _still(work, minutes, version)
    if side is Side.PATIENTS:
        minutes.patients_at, minutes.patients_by_id = work.now, work.actor.id
        minutes.patients_as = rules.spoke_as(work.actor)
    else:
        minutes.staff_at, minutes.staff_by_id = work.now, work.actor.id
    what = Happened.MINUTES_AGREED if minutes.fair.agreed_at else Happened.MINUTES_SAID_FAIR
    work.record(what, minutes, meeting=minutes.meeting_id, side=side, spoke_as=minutes.patients_as)
    return minutes


def take_back(work: Work, *, minutes: Minutes, version: int | None = None) -> Minutes:
    """Take one's side's yes back while the other is missing. Stale once they are agreed."""
    work.require(May.AGREE_MINUTES, minutes)
    side = rules.side_of(work.actor)
    rules.may_take_back(minutes.fair, side)
    _still(work, minutes, version)
    if side is Side.PATIENTS:
        minutes.patients_at = minutes.patients_by_id = minutes.patients_as = None
    else:
        minutes.staff_at = minutes.staff_by_id = None
    work.record(Happened.MINUTES_TAKEN_BACK, minutes, meeting=minutes.meeting_id, side=side)
    return minutes


def _still(work: Work, minutes: Minutes, version: int | None) -> None:
    if version is not None and version != queries.version_of(work.session, minutes):
        raise Stale(MOVED_ON)
