"""What stands before the council, what the wards asked about, and which of its meetings were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import Escalation, Item, Outcome
from wardvoice.agenda.queries import is_published
from wardvoice.agenda.rules import (
    GOOD_THINGS,
    Answer,
    EscalatedBecause,
    ItemState,
    council_answers_by,
    council_is_late,
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


@dataclass(frozen=True)
class Escalated:
    """One reason for which a ward's item stands before the council; `asked` is the council's item for it.

    `on_ward` is the day of the written answer that manager or lead gave on its ward since (I8). `public` says that the
    council's agenda with it is out, so that patients of every ward may read the words.
    """

    asked: Asked
    reason: EscalatedBecause
    since: date
    answer: Answer | None
    answered_on: date | None
    on_ward: date | None
    public: bool

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

    def waits_too_long(self, today: date) -> bool:
        """Return whether its answer is overdue and has not come."""
        return self.answered_on is None and self.is_late(today)


def escalated(session: Session, council_id: UUID, clock: Clock) -> list[Escalated]:
    """Return what waits for an answer, the soonest due first, then what was answered lately; one statement."""
    now = clock.now()
    since = datetime.combine(rules.answered_since(clock.day_of(now)), time.min, UTC)
    lately = _last_answer(Outcome.at)
    query = _escalations(now).where(Escalation.ward_id == council_id, or_(lately.is_(None), lately >= since))
    found = [_escalated(row, clock) for row in session.execute(query)]
    return sorted(found, key=_soonest_first)


def late(session: Session, clock: Clock) -> list[Escalated]:
    """Return what the council owes an answer to since its day passed, the longest first; one statement."""
    query = _escalations(clock.now()).where(_last_answer(Outcome.at).is_(None))
    today = clock.day_of(clock.now())
    found = [_escalated(row, clock) for row in session.execute(query)]
    return [one for one in sorted(found, key=_soonest_first) if one.waits_too_long(today)]


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


def _escalations(now: datetime) -> Select[Any]:
    query = (
        select(*asked_columns(now), Escalation.reason, Escalation.since, is_published().label("public"))
        .add_columns(_last_answer(Outcome.at).label("answered_at"), _last_answer(Outcome.answer).label("answer"))
        .add_columns(_on_its_ward().label("on_ward"))
        .select_from(Escalation)
        .join(Item, Item.id == Escalation.item_id)
        .order_by(Escalation.since, Escalation.id)
    )
    return with_author(query)


def _on_its_ward() -> ColumnElement[Any]:
    query = select(func.max(Outcome.at)).where(Outcome.item_id == Item.origin_id, Outcome.in_charge.is_(True))
    return query.correlate(Item).scalar_subquery()


def _last_answer(what: Any) -> ColumnElement[Any]:
    """Return a part of the last answer to an item of the council, or to the one that it was merged into."""
    speaks = case((Item.state == ItemState.MERGED, Item.merged_into_id), else_=Item.id)
    query = select(what).where(Outcome.item_id == speaks, Outcome.answer.is_not(None))
    return query.order_by(Outcome.at.desc()).limit(1).correlate(Item).scalar_subquery()


def _escalated(row: Row[Any], clock: Clock) -> Escalated:
    answered_on = clock.day_of(row.answered_at) if row.answered_at else None
    on_ward = clock.day_of(row.on_ward) if row.on_ward else None
    since = on_ward if on_ward and on_ward >= row.since else None
    return Escalated(asked_of(row), row.reason, row.since, row.answer, answered_on, since, bool(row.public))


def _soonest_first(one: Escalated) -> tuple[bool, date, str]:
    answered = one.answered_on is not None
    return answered, one.due or one.since, str(one.asked.id)
