"""The items of some wards as the measures see them, with what they got; one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AgendaEntry, AnswerReply, Item, ItemLink, Outcome
from wardvoice.agenda.queries import answered_on
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.rules import (
    GOOD_THINGS,
    Acceptance,
    Answer,
    EntryState,
    ItemState,
    OutcomeFacts,
    WrittenBy,
    accepted,
    is_answered,
    times_raised,
)
from wardvoice.evidence.rules.facts import ItemFacts, PromiseFacts
from wardvoice.evidence.rules.periods import Period

Given = tuple[OutcomeFacts, date, list[Acceptance]]
"""An outcome, its day, and what was said back to it."""


def items_of(
    session: Session,
    ward_ids: Iterable[UUID],
    span: Period,
    today: date,
    promises: Mapping[UUID, Sequence[PromiseFacts]],
    met: Mapping[UUID, Sequence[date]],
) -> dict[UUID, list[ItemFacts]]:
    """Return the items that came in a span of days, ward by ward.

    `promises` stand by the item that they answer, `met` are the days of each ward's meetings, held or not.
    """
    rows: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(_statement(list(ward_ids), span)):
        rows.setdefault(row.id, []).append(row)
    found: dict[UUID, list[ItemFacts]] = {}
    for item_id, of_item in rows.items():
        ward_id = of_item[0].ward_id
        facts = _facts(of_item, today, tuple(promises.get(item_id, ())), met.get(ward_id, ()))
        found.setdefault(ward_id, []).append(facts)
    return found


def received_in(ward_ids: Sequence[UUID], span: Period) -> tuple[Any, ...]:
    """Return the conditions that an item of these wards came in a span of days."""
    return Item.ward_id.in_(ward_ids), Item.received_on.between(span.first, span.last)


def _statement(ward_ids: Sequence[UUID], span: Period) -> Select[Any]:
    agendas = select(func.count()).where(AgendaEntry.item_id == Item.id, AgendaEntry.state != EntryState.TAKEN_OFF)
    links = select(func.count()).where(ItemLink.item_id == Item.id, stands())
    return (
        select(Item.id, Item.ward_id, Item.topic, Item.kind, Item.received_on, Item.written_by, Item.state)
        .add_columns(agendas.correlate(Item).scalar_subquery().label("agendas"))
        .add_columns(links.correlate(Item).scalar_subquery().label("links"))
        .add_columns(Outcome.id.label("outcome_id"), Outcome.answer, Outcome.review_on, Outcome.check_on)
        .add_columns(answered_on().label("day"), AnswerReply.id.label("reply_id"), AnswerReply.source)
        .add_columns(AnswerReply.yes, AnswerReply.no, AnswerReply.voice)
        .outerjoin(Outcome, (Outcome.item_id == Item.id) & Outcome.answer.is_not(None))
        .outerjoin(AnswerReply, AnswerReply.outcome_id == Outcome.id)
        .where(*received_in(ward_ids, span))
        .order_by(Item.received_on, Item.id, Outcome.at, Outcome.id, AnswerReply.n)
    )


def _facts(rows: Sequence[Row[Any]], today: date, promises: tuple[PromiseFacts, ...], met: Sequence[date]) -> ItemFacts:
    row, given = rows[0], _given(rows)
    answers = [(facts.answer, day) for facts, day, _replies in given]
    said = [facts for facts, _day, _replies in given if facts.answer is not Answer.PASSED_TO]
    return ItemFacts(
        id=row.id,
        topic=row.topic.value,
        kind=row.kind.value,
        received_on=row.received_on,
        good=row.kind in GOOD_THINGS,
        by_staff=row.written_by is WrittenBy.STAFF,
        withdrawn=row.state is ItemState.WITHDRAWN,
        merged=row.state is ItemState.MERGED,
        agendas=row.agendas + _passed_by(answers, met),
        raised=times_raised(row.links),
        answer=answers[-1][0].value if answers and answers[-1][0] else None,
        answered_on=min((day for answer, day in answers if answer is not Answer.PASSED_TO), default=None),
        passed_on=min((day for answer, day in answers if answer is Answer.PASSED_TO), default=None),
        said=is_answered(said, today),
        holds=is_answered([facts for facts, _day, _replies in given], today),
        refused=bool(given) and accepted(given[-1][2]) is False,
        promises=promises,
    )


def _passed_by(answers: Sequence[tuple[Answer | None, date]], met: Sequence[date]) -> int:
    """Count the meetings since an item was passed on: it stands on none of their agendas, and waits all the same."""
    if not answers or answers[-1][0] is not Answer.PASSED_TO:
        return 0
    return sum(day > answers[-1][1] for day in met)


def _given(rows: Sequence[Row[Any]]) -> list[Given]:
    """Return the answers of one item, the oldest first, each with the replies to it in their order."""
    found: dict[UUID, Given] = {}
    for row in rows:
        if row.outcome_id is None:
            continue
        facts = OutcomeFacts(row.answer, row.review_on, row.check_on)
        _, _, replies = found.setdefault(row.outcome_id, (facts, _day(row.day), []))
        if row.reply_id is not None:
            replies.append(Acceptance(row.source, row.yes, row.no, row.voice))
    return list(found.values())


def _day(told: Any) -> date:
    """Return a day that SQLite gives back as text where it was put together from two columns."""
    return told if isinstance(told, date) else date.fromisoformat(told)
