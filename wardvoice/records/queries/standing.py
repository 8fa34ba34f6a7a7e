"""What is still open on a ward: nothing of it loses its words, however old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Item
from wardvoice.core.clock import Clock
from wardvoice.evidence.queries.loading import facts_of
from wardvoice.evidence.rules.facts import SETTLED, ItemFacts, WardFacts
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingState
from wardvoice.minutes.models import Minutes
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

EVER = date(2000, 1, 1)
"""Before the first day of any ward."""
OVER = (MeetingState.CLOSED, MeetingState.NOT_HELD)


def open_things(session: Session, ward_id: UUID, clock: Clock) -> set[str]:
    """Return the items, promises and meetings of a ward on which something is still to come.

    An item is open while no answer holds, while its last answer is not accepted, while a promise for it is neither
    confirmed nor let off, or while what became of it at the patients' council is open. A meeting is, until it is over
    and both sides have agreed its minutes.
    """
    span = Period(EVER, clock.day_of(clock.now()))
    council = session.scalar(select(Ward.id).where(Ward.kind == WardKind.COUNCIL))
    facts = facts_of(session, [ward_id] if council in (None, ward_id) else [ward_id, council], span, clock)
    found = set(_of_ward(facts[ward_id]))
    if council is not None and council != ward_id:
        found.update(_gone_to(session, ward_id, {one.id for one in facts[council].items if _is_open(one)}))
    return found | set(_meetings(session, ward_id))


def _of_ward(facts: WardFacts) -> Iterator[str]:
    yield from (f"items:{one.id}" for one in facts.items if _is_open(one))
    yield from (f"actions:{one.id}" for one in facts.promises if one.kind not in SETTLED)


def _is_open(item: ItemFacts) -> bool:
    return item.stands and (item.is_open or item.refused)


def _gone_to(session: Session, ward_id: UUID, open_there: set[UUID]) -> Iterator[str]:
    """Yield the items of a ward with which the council is not done."""
    theirs = select(Item.id).where(Item.ward_id == ward_id)
    for row in session.execute(select(Item.id, Item.origin_id).where(Item.origin_id.in_(theirs))):
        if row.id in open_there:
            yield f"items:{row.origin_id}"


def _meetings(session: Session, ward_id: UUID) -> Iterator[str]:
    agreed = Minutes.patients_at.is_not(None) & Minutes.staff_at.is_not(None)
    goes_on = or_(Meeting.state.not_in(OVER), Minutes.id.is_not(None) & ~agreed)
    query = select(Meeting.id).outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
    for meeting_id in session.scalars(query.where(Meeting.ward_id == ward_id, goes_on)):
        yield f"meetings:{meeting_id}"
