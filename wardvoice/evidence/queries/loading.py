"""All facts of some wards in a span of days, with as many statements for forty wards as for one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from wardvoice.core.clock import Clock
from wardvoice.evidence.queries.items import items_of
from wardvoice.evidence.queries.marks import Marks, marks_of
from wardvoice.evidence.queries.meetings import expected_of, meetings_of
from wardvoice.evidence.queries.promises import promises_of
from wardvoice.evidence.rules.facts import Decided, Expected, ItemFacts, MeetingFacts, PromiseFacts, Voice, WardFacts
from wardvoice.evidence.rules.periods import Period
from wardvoice.evidence.rules.reached import REACH_DAYS


def facts_of(session: Session, ward_ids: Sequence[UUID], span: Period, clock: Clock) -> dict[UUID, WardFacts]:
    """Return what is counted of these wards in a span of days, and the four weeks before its end; four statements."""
    today = clock.day_of(clock.now())
    wide = Period(min(span.first, span.until(today).last - REACH_DAYS), span.last)
    marks = marks_of(session, ward_ids, wide)
    promises = promises_of(session, ward_ids, wide, today, {one: marks[one].rhythms for one in ward_ids})
    meetings = meetings_of(session, ward_ids, wide, clock)
    met = {ward_id: [one.day for one in found if one.held or one.because] for ward_id, (found, _) in meetings.items()}
    items = items_of(session, ward_ids, wide, today, _by_item(promises), met)
    return {
        one: _facts(
            one,
            items.get(one, ()),
            promises.get(one, ()),
            meetings.get(one, ((), ())),
            tuple(expected_of(marks[one].rhythms, wide)),
            marks[one],
        )
        for one in ward_ids
    }


def _facts(
    ward_id: UUID,
    items: Sequence[ItemFacts],
    promises: Sequence[PromiseFacts],
    met: tuple[Sequence[MeetingFacts], Sequence[Decided]],
    expected: Sequence[Expected],
    marks: Marks,
) -> WardFacts:
    meetings, decided = met
    heard = [Voice(one.received_on, ("item", str(one.id))) for one in items]
    return WardFacts(
        ward_id=ward_id,
        beds=marks.beds,
        opened_on=marks.opened_on,
        items=items,
        promises=promises,
        meetings=meetings,
        expected=expected,
        decided=decided,
        reps=marks.reps,
        rests=marks.rests,
        names=marks.names,
        voices=[*heard, *marks.voices],
        staff_days=marks.staff_days,
    )


def _by_item(promises: dict[UUID, list[PromiseFacts]]) -> dict[UUID, list[PromiseFacts]]:
    found: dict[UUID, list[PromiseFacts]] = {}
    for of_ward in promises.values():
        for one in of_ward:
            if one.item_id is not None:
                found.setdefault(one.item_id, []).append(one)
    return found
