"""What stands before the council, what the wards asked about, and which of its meetings were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AnswerReply, Escalation, Item, Outcome
from wardvoice.agenda.queries import is_published
from wardvoice.agenda.rules import (
    GOOD_THINGS,
    Acceptance,
    Answer,
    EscalatedBecause,
    ItemState,
    council_answers_by,
    council_is_late,
    lead_answers_by,
    refused_since,
    written_answer_due,
)
from wardvoice.board.queries.asked import Asked, asked_columns, asked_of, with_author
from wardvoice.core.clock import Clock
from wardvoice.council import rules
from wardvoice.council.rules import Counted, Theme
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import MeetingKind, MeetingState
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import WardKind

Back = aliased(AnswerReply, name="Back")


@dataclass(frozen=True)
class Escalated:
    """One reason for which a ward's item stands before the council; `asked` is the council's item for it.

    `on_ward` is the day of the written answer that manager or lead gave on its ward since (I8). `public` says that the
    council's agenda with it is out, so that patients of every ward may read the words. `refused_on` is the day since
    which its answer is not accepted, by whoever asked on a ward or by the hands at the council.
    """

    asked: Asked
    reason: EscalatedBecause
    since: date
    answer: Answer | None
    answered_on: date | None
    on_ward: date | None
    public: bool
    refused_on: date | None = None

    @property
    def lead_owes(self) -> date | None:
        """The day by which the service lead answers, where the council's answer is not accepted."""
        return lead_answers_by(self.refused_on) if self.refused_on else None

    @property
    def ward_owes(self) -> date | None:
        """The last day of the ward manager's written answer; None for what the council answers, or once it is given."""
        told = self.reason is EscalatedBecause.RAISED and self.on_ward is None
        return written_answer_due(self.since) if told else None

    @property
    def due(self) -> date | None:
        """The day by which the council answers; None for what it is only told of."""
        return council_answers_by(self.reason, self.since)

    def is_late(self, today: date) -> bool:
        """Return whether its answer is overdue, or came after its day."""
        return council_is_late(self.due, self.answered_on, today)

    def is_new(self, since: date) -> bool:
        """Return whether somebody still waits for an answer, or the last one came since this day."""
        return self.answered_on is None or self.refused_on is not None or self.answered_on >= since

    def waits_too_long(self, today: date) -> bool:
        """Return whether its answer is overdue and has not come."""
        return self.answered_on is None and self.is_late(today)


def escalated(session: Session, council_id: UUID, clock: Clock) -> list[Escalated]:
    """Return what waits for an answer, the soonest due first, then what was answered lately; one statement."""
    since = clock.moment(rules.answered_since(clock.day_of(clock.now())), 0)
    lately = _last_answer(Outcome.at)
    shown = or_(lately.is_(None), lately >= since, _is_doubted())
    found = _read(session, clock, Escalation.ward_id == council_id, shown)
    return [one for one in found if one.is_new(clock.day_of(since))]


@dataclass(frozen=True)
class ForTheLead:
    """What the service lead sees to: answers that the council owes since their day passed, and those not accepted."""

    late: list[Escalated]
    refused: list[Escalated]


def for_the_lead(session: Session, clock: Clock) -> ForTheLead:
    """Return what the council has not answered in time, and what was not accepted, the longest first; one statement."""
    today = clock.day_of(clock.now())
    found = _read(session, clock, or_(_last_answer(Outcome.at).is_(None), _is_doubted()))
    refused = {one.asked.id: one for one in found if one.refused_on}
    return ForTheLead([one for one in found if one.waits_too_long(today)], list(refused.values()))


def themes(session: Session, today: date) -> list[Theme]:
    """Return what was asked and published on the wards in twelve weeks, without good things; one statement."""
    gone = (ItemState.WITHDRAWN, ItemState.MERGED)
    query = (
        select(Item.topic, Ward.name, func.count())
        .join(Ward, Ward.id == Item.ward_id)
        .where(Ward.kind == WardKind.WARD, Item.received_on >= rules.themes_since(today), is_published())
        .where(Item.kind.not_in(GOOD_THINGS), Item.state.not_in(gone))
        .group_by(Item.topic, Ward.id, Ward.name)
    )
    return rules.themes(Counted(topic, ward, count) for topic, ward, count in session.execute(query))


@dataclass(frozen=True)
class Held:
    """How many of the council's meetings of the last year were held, and how many were not."""

    held: int
    not_held: int


def held(session: Session, council_id: UUID, today: date) -> Held:
    """Count the council's meetings of the last year (measure 21); one statement."""
    query = select(Meeting.state, func.count().label("meetings")).where(
        Meeting.ward_id == council_id,
        Meeting.kind == MeetingKind.COUNCIL,
        Meeting.day > today - timedelta(days=rules.HELD_DAYS),
        Meeting.state.in_((MeetingState.CLOSED, MeetingState.NOT_HELD)),
    )
    counts = {row.state: row.meetings for row in session.execute(query.group_by(Meeting.state))}
    return Held(counts.get(MeetingState.CLOSED, 0), counts.get(MeetingState.NOT_HELD, 0))


@dataclass(frozen=True)
class AskedBack:
    """How many answers the council gave to the wards in the last year, and how many of them are not accepted (F11)."""

    answers: int
    refused: int


def asked_back(session: Session, council_id: UUID, clock: Clock) -> AskedBack:
    """Count the council's answers of the last year to what came from the wards; one statement."""
    since = clock.moment(clock.day_of(clock.now()) - timedelta(days=rules.HELD_DAYS), 0)
    speaks = case((Item.state == ItemState.MERGED, Item.merged_into_id), else_=Item.id)
    from_wards = select(speaks).where(Item.ward_id == council_id, Item.origin_id.is_not(None))
    query = (
        select(Outcome.id, Back)
        .outerjoin(Back, Back.outcome_id == Outcome.id)
        .where(Outcome.item_id.in_(from_wards), Outcome.answer.is_not(None), Outcome.at >= since)
        .order_by(Back.day, Back.n)
    )
    replies: dict[UUID, list[tuple[Acceptance, date]]] = {}
    for row in session.execute(query):
        replies.setdefault(row.id, []).extend([(row.Back.facts, row.Back.day)] if row.Back else [])
    return AskedBack(len(replies), sum(refused_since(said) is not None for said in replies.values()))


def _read(session: Session, clock: Clock, *wanted: ColumnElement[bool]) -> list[Escalated]:
    """Return what is wanted, whose answer is due the soonest first, with what was said to the last answer of each."""
    by_id: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(_escalations(clock.now()).where(*wanted)):
        by_id.setdefault(row.escalation_id, []).append(row)
    return sorted((_escalated(rows, clock) for rows in by_id.values()), key=_soonest_first)


def _is_doubted() -> ColumnElement[bool]:
    """Return the condition that somebody does not accept the last answer, whatever others said."""
    of_the_last = AnswerReply.outcome_id == _last_answer(Outcome.id)
    return select(AnswerReply.id).where(of_the_last, AnswerReply.no > 0).correlate(Item).exists()


def _escalations(now: datetime) -> Select[Any]:
    query = (
        select(*asked_columns(now), Escalation.reason, Escalation.since, is_published().label("public"))
        .add_columns(Escalation.id.label("escalation_id"), Back.id.label("back_id"), Back)
        .add_columns(_last_answer(Outcome.at).label("answered_at"), _last_answer(Outcome.answer).label("answer"))
        .add_columns(_on_its_ward().label("on_ward"))
        .select_from(Escalation)
        .join(Item, Item.id == Escalation.item_id)
        .outerjoin(Back, Back.outcome_id == _last_answer(Outcome.id))
        .order_by(Escalation.since, Escalation.id, Back.day, Back.n)
    )
    return with_author(query)


def _on_its_ward() -> ColumnElement[Any]:
    query = select(func.max(Outcome.at)).where(Outcome.item_id == Item.origin_id, Outcome.in_charge.is_(True))
    return query.correlate(Item).scalar_subquery()


def _last_answer(what: Any) -> ColumnElement[Any]:
    """Return a part of the last answer to an item of the council, or to the one that it was merged into."""
    speaks = case((Item.state == ItemState.MERGED, Item.merged_into_id), else_=Item.id)
    query = select(what).where(Outcome.item_id == speaks, Outcome.answer.is_not(None))
    return query.order_by(Outcome.at.desc(), Outcome.id.desc()).limit(1).correlate(Item).scalar_subquery()


def _escalated(rows: Sequence[Row[Any]], clock: Clock) -> Escalated:
    row = rows[0]
    answered_on = clock.day_of(row.answered_at) if row.answered_at else None
    on_ward = clock.day_of(row.on_ward) if row.on_ward else None
    since = on_ward if on_ward and on_ward >= row.since else None
    replies = [(one.Back.facts, one.Back.day) for one in rows if one.back_id]
    told = (row.reason, row.since, row.answer, answered_on, since, bool(row.public))
    return Escalated(asked_of(row), *told, refused_since(replies))


def _soonest_first(one: Escalated) -> tuple[bool, date, str]:
    answered = one.answered_on is not None and one.refused_on is None
    return answered, one.lead_owes or one.due or one.since, str(one.asked.id)
