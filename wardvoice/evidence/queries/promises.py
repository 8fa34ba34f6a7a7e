"""The promises of some wards as the measures see them; one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Row, Select, func, select, union
from sqlalchemy.orm import Session, aliased

from wardvoice.actions.models import Action, Confirmation, Promise
from wardvoice.actions.queries import meeting_days_since
from wardvoice.actions.rules import ActionFacts, ActionState, Question, follow_through
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import GOOD_THINGS, WrittenBy
from wardvoice.evidence.queries.items import received_in
from wardvoice.evidence.rules.facts import PromiseFacts
from wardvoice.evidence.rules.periods import Period
from wardvoice.meetings.models import Rhythm

First, Last = aliased(Promise), aliased(Promise)


def promises_of(
    session: Session,
    ward_ids: Sequence[UUID],
    span: Period,
    today: date,
    rhythms: Mapping[UUID, Sequence[Rhythm]],
) -> dict[UUID, list[PromiseFacts]]:
    """Return the promises that were made or first due in a span of days, or answer an item that came in it."""
    found: dict[UUID, list[PromiseFacts]] = {}
    for row in session.execute(_statement(ward_ids, span)):
        found.setdefault(row.ward_id, []).append(_facts(row, rhythms.get(row.ward_id, ()), today))
    return found


def _statement(ward_ids: Sequence[UUID], span: Period) -> Select[Any]:
    last = select(func.max(Promise.n)).where(Promise.action_id == Action.id).correlate(Action).scalar_subquery()
    asked = _asked_still()
    return (
        select(Action.id, Action.ward_id, Action.item_id, Action.made_on, Action.state, Action.done_on)
        .add_columns(Action.confirmed_on, Action.reopened, Action.reopens, Action.imported, Action.round)
        .add_columns(First.due.label("first_date"), Last.due, Last.n.label("times_moved"))
        .add_columns(Item.kind.label("item_kind"), Item.written_by, Item.topic)
        .add_columns(asked.exists().label("asked_still"))
        .add_columns(asked.where(Confirmation.round == Action.round).exists().label("asked_now"))
        .join(First, (First.action_id == Action.id) & (First.n == 0))
        .join(Last, (Last.action_id == Action.id) & (Last.n == last))
        .outerjoin(Item, Item.id == Action.item_id)
        .where(Action.ward_id.in_(ward_ids), Action.id.in_(_wanted(ward_ids, span)))
        .order_by(First.due, Action.id)
    )


def _wanted(ward_ids: Sequence[UUID], span: Period) -> CompoundSelect[Any]:
    """Return the ids of what is wanted, each way of wanting it by its own index."""
    first_due = select(Promise.action_id).where(Promise.n == 0, Promise.due.between(span.first, span.last))
    made = select(Action.id).where(Action.ward_id.in_(ward_ids), Action.made_on.between(span.first, span.last))
    for_items = select(Action.id).join(Item, Item.id == Action.item_id).where(*received_in(ward_ids, span))
    return union(first_due, made, for_items)


def _asked_still() -> Select[Any]:
    still = (Confirmation.action_id == Action.id, Confirmation.question == Question.STILL_FIXED)
    return select(Confirmation.id).where(*still).correlate(Action)


def _facts(row: Row[Any], rhythm: Sequence[Rhythm], today: date) -> PromiseFacts:
    facts = ActionFacts(
        state=row.state,
        first_date=row.first_date,
        due=row.due,
        done_on=row.done_on,
        confirmed_on=row.confirmed_on,
        reopened=row.reopened,
        meeting_days=meeting_days_since(rhythm, row.done_on, today) if row.state is ActionState.DONE_SAID else 0,
    )
    return PromiseFacts(
        id=row.id,
        item_id=row.item_id,
        made_on=row.made_on,
        first_date=row.first_date,
        kind=follow_through(facts, today).value,
        times_moved=row.times_moved,
        reopens=row.reopens,
        said_done=row.done_on is not None,
        asked_still=row.asked_still,
        still_fixed=row.asked_now and row.state is ActionState.CONFIRMED,
        imported=row.imported,
        for_staff=row.written_by is WrittenBy.STAFF,
        for_good=row.item_kind in GOOD_THINGS,
        confirmed_on=row.confirmed_on,
        topic=row.topic.value if row.topic else None,
    )
