"""What stands on every agenda, until it is taken off again."""

from __future__ import annotations

from typing import cast

from sqlalchemy import func, select

from wardvoice.core.errors import MOVED_ON, Stale
from wardvoice.core.history import Happened
from wardvoice.core.policy import May, may
from wardvoice.meetings import rules
from wardvoice.meetings.models import StandingItem
from wardvoice.meetings.rules import MeetingKind
from wardvoice.storage.work import Work


def add_standing_item(
    work: Work, *, title: str, at_end: bool = False, kind: MeetingKind = MeetingKind.WARD
) -> StandingItem:
    """Put something on every agenda of a kind, at its start or at its end. RuleBroken without a title."""
    _may_keep(work)
    rules.kind_makes_sense(kind, at_council=work.actor.at_council)
    line = rules.short_text(title, field="title", needed=True)
    last = work.session.scalar(select(func.max(StandingItem.place)).where(StandingItem.ward_id == work.ward_id))
    standing = StandingItem(ward_id=work.ward_id, kind=kind, title=line, place=(last or 0) + 1, at_end=at_end)
    work.session.add(standing)
    work.record(Happened.STANDING_ITEM_ADDED, standing, title=cast(str, line), at_end=at_end)
    return standing


def remove_standing_item(work: Work, *, standing: StandingItem) -> StandingItem:
    """Take something off every agenda from today on; agendas that are out keep it. Stale if it is off already."""
    _may_keep(work, standing)
    if standing.until is not None:
        raise Stale(MOVED_ON)
    standing.until = work.today
    work.record(Happened.STANDING_ITEM_REMOVED, standing, title=standing.title)
    return standing


def _may_keep(work: Work, standing: StandingItem | None = None) -> None:
    work.require(May.PREPARE if may(work.actor, May.PREPARE, standing) else May.SET_RHYTHM, standing)
