"""What of the wards has to go to the patients' council, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AgendaEntry, AnswerReply, Escalation, Item, ItemLink, Outcome
from wardvoice.agenda.queries.answers import acceptance, last_answer, outcomes_of
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.rules import (
    CARRIED_OVER_ENTRIES,
    GOOD_THINGS,
    Acceptance,
    ItemState,
    Reached,
    carried_enough,
    raised_enough,
    refused,
)
from wardvoice.agenda.rules.council import CARRIED_TO_COUNCIL, RAISED_TO_COUNCIL
from wardvoice.core.clock import Clock
from wardvoice.meetings.models import Meeting
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

Days = dict[UUID, list[date]]


def due_at_council(session: Session, opened_on: date, clock: Clock) -> list[tuple[Item, Reached]]:
    """Return every ward's item that has to go to the council and is not there for that reason, the oldest first.

    What was reached before the council opened stays where it is. Of items that are part of another the lead goes.
    """
    reached = [*_carried(session, clock), *_raised(session), *_refused(session)]
    fresh = [(item_id, one) for item_id, one in reached if one.since >= opened_on]
    leads = _leads(session, {item_id for item_id, _ in fresh})
    known = _known(session, {lead.id for lead in leads.values()})
    found = {(leads[i].id, one.reason, one.turn): (leads[i], one) for i, one in fresh if i in leads}
    return sorted((pair for key, pair in found.items() if key not in known), key=lambda pair: pair[1].since)


def open_at_council(session: Session, origin: Item) -> Item | None:
    """Return the council's item that stands for a ward's one and waits for its answer, or None."""
    waits = select(Item).where(
        Item.origin_id == origin.id, Item.state.not_in((ItemState.ANSWERED, ItemState.WITHDRAWN))
    )
    return session.scalars(waits.order_by(Item.received_on).limit(1)).first()


def at_council(session: Session, origin: Item) -> list[Item]:
    """Return every item under which the council has spoken of this one."""
    return list(session.scalars(select(Item).where(Item.origin_id == origin.id).order_by(Item.received_on, Item.id)))


def origins_of(session: Session, item: Item) -> list[Item]:
    """Return the wards' items for which an item of the council and those merged into it stand."""
    part = (Item.merged_into_id == item.id) & (Item.state == ItemState.MERGED)
    of_council = select(Item.origin_id).where(or_(Item.id == item.id, part))
    return list(session.scalars(select(Item).where(Item.id.in_(of_council)).order_by(Item.ward_id, Item.id)))


# --- which reached it ----------------------------------------------------------------------------------------------


def council_answer(session: Session, origin: Item) -> Outcome | None:
    """Return the last answer that the council gave to a ward's item, or None."""
    speaks = case((Item.state == ItemState.MERGED, Item.merged_into_id), else_=Item.id)
    stands_for = select(speaks).where(Item.origin_id == origin.id)
    query = select(Outcome).where(Outcome.item_id.in_(stands_for), Outcome.answer.is_not(None))
    return session.scalars(query.order_by(Outcome.at.desc(), Outcome.id.desc()).limit(1)).first()


def is_refused(session: Session, item: Item) -> bool:
    """Return whether the last answer to an item of the council that came from a ward is not accepted."""
    last = last_answer(outcomes_of(session, [item.id])[item.id])
    return last is not None and acceptance(session, [last.id])[last.id] is False and bool(origins_of(session, item))


def _carried(session: Session, clock: Clock) -> Iterator[tuple[UUID, Reached]]:
    often = (
        select(AgendaEntry.item_id)
        .where(AgendaEntry.item_id.is_not(None), AgendaEntry.state.in_(CARRIED_OVER_ENTRIES))
        .group_by(AgendaEntry.item_id)
        .having(func.count() >= CARRIED_TO_COUNCIL)
    )
    lines = select(AgendaEntry.item_id, Meeting.day).join(Meeting, Meeting.id == AgendaEntry.meeting_id)
    lines = lines.where(AgendaEntry.item_id.in_(often), AgendaEntry.state.in_(CARRIED_OVER_ENTRIES))
    answers = select(Outcome.item_id, Outcome.at).where(Outcome.item_id.in_(often), Outcome.answer.is_not(None))
    carried = _by_item(session, lines)
    answered = {(item_id, clock.day_of(at)) for item_id, at in session.execute(answers)}
    for item_id, days in carried.items():
        yield from ((item_id, one) for one in carried_enough(days, [day for key, day in answered if key == item_id]))


def _raised(session: Session) -> Iterator[tuple[UUID, Reached]]:
    often = (
        select(ItemLink.item_id)
        .where(stands())
        .group_by(ItemLink.item_id)
        .having(func.count() + 1 >= RAISED_TO_COUNCIL)
    )
    linked = select(ItemLink.item_id, ItemLink.day).where(ItemLink.item_id.in_(often), stands())
    for item_id, days in _by_item(session, linked).items():
        yield from ((item_id, one) for one in raised_enough(days))


def _refused(session: Session) -> Iterator[tuple[UUID, Reached]]:
    doubted = select(Outcome.item_id).join(AnswerReply, AnswerReply.outcome_id == Outcome.id).where(AnswerReply.no > 0)
    query = (
        select(Outcome.item_id, Outcome.id.label("outcome_id"), AnswerReply)
        .outerjoin(AnswerReply, AnswerReply.outcome_id == Outcome.id)
        .where(Outcome.item_id.in_(doubted), Outcome.answer.is_not(None))
        .order_by(Outcome.item_id, Outcome.at, Outcome.id, AnswerReply.n)
    )
    items: dict[UUID, dict[UUID, list[tuple[Acceptance, date]]]] = {}
    for row in session.execute(query):
        replies = items.setdefault(row.item_id, {}).setdefault(row.outcome_id, [])
        replies += [(row.AnswerReply.facts, row.AnswerReply.day)] if row.AnswerReply else []
    for item_id, answers in items.items():
        yield from ((item_id, one) for one in refused(answers.values()))


def _by_item(session: Session, query: Any) -> Days:
    found: Days = {}
    for item_id, day in session.execute(query):
        if item_id is not None:
            found.setdefault(item_id, []).append(day)
    return found


# --- where they stand ----------------------------------------------------------------------------------------------


def _leads(session: Session, ids: Iterable[UUID]) -> dict[UUID, Item]:
    """Return for each problem of a ward the item that stands for it: itself, or the one that it is part of."""
    of_wards = select(Item).join(Ward, Ward.id == Item.ward_id).where(Ward.kind == WardKind.WARD)
    asked = {item.id: item for item in session.scalars(of_wards.where(Item.id.in_(list(ids))))}
    into = {item.merged_into_id for item in asked.values() if item.state is ItemState.MERGED}
    leads = {item.id: item for item in session.scalars(select(Item).where(Item.id.in_(list(into))))} if into else {}
    stands = {i: leads.get(item.merged_into_id, item) if item.merged_into_id else item for i, item in asked.items()}
    return {i: item for i, item in stands.items() if _goes(item)}


def _goes(item: Item) -> bool:
    return item.kind not in GOOD_THINGS and item.state is not ItemState.WITHDRAWN


def _known(session: Session, origins: Iterable[UUID]) -> set[tuple[UUID, str, int]]:
    key = (Escalation.origin_id, Escalation.reason, Escalation.turn)
    rows = session.execute(select(*key).where(Escalation.origin_id.in_(list(origins))))
    return {(origin_id, reason, turn) for origin_id, reason, turn in rows}
