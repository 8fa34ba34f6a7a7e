"""What a ward reads of the patients' council: why its item went there, until when it is answered, and the answer.

The columns stand beside an `Item` of a ward in a statement that asks for its answers, so they cost no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, case, select
from sqlalchemy.orm import aliased

from wardvoice.agenda.models import Escalation, Item, Outcome
from wardvoice.agenda.rules import Answer, EscalatedBecause, ItemState, council_answers_by, council_is_late
from wardvoice.people.models import Account

Theirs, Given, Giver = aliased(Item), aliased(Outcome), aliased(Account)


@dataclass(frozen=True)
class CouncilAnswer:
    """What the council answered; `by` is None where the meeting itself recommends it."""

    answer: Answer
    words: str | None
    by: str | None
    job: str | None
    at: datetime
    review_on: date | None
    passed_to: str | None
    check_on: date | None


@dataclass(frozen=True)
class BeforeCouncil:
    """That an item stands before the patients' council since a day, and its last answer there.

    `due` is None for what the council is only told of (raised four times: the manager answers it).
    """

    reason: EscalatedBecause
    since: date
    answer: CouncilAnswer | None

    @property
    def due(self) -> date | None:
        """The day by which the council answers."""
        return council_answers_by(self.reason, self.since)

    def is_late(self, today: date) -> bool:
        """Return whether its answer is overdue, or came after its day."""
        return council_is_late(self.due, self.answer.at.date() if self.answer else None, today)


def council_columns() -> tuple[Any, ...]:
    """Return the columns of which `before_council` reads; join them with `with_council`."""
    return (
        *(Escalation.id.label("escalation_id"), Escalation.reason, Escalation.since),
        *(Given.id.label("council_outcome"), Given.answer.label("council_answer"), Given.words.label("council_words")),
        *(Given.at.label("council_at"), Given.review_on.label("council_review"), Given.check_on.label("council_check")),
        *(Given.passed_to.label("council_passed"), Giver.name.label("council_by"), Giver.job.label("council_job")),
    )


def with_council(query: Select[Any]) -> Select[Any]:
    """Join what stands before the council for an item, and every answer that the council gave."""
    speaks = case((Theirs.state == ItemState.MERGED, Theirs.merged_into_id), else_=Theirs.id)
    return (
        query.outerjoin(Escalation, Escalation.origin_id == Item.id)
        .outerjoin(Theirs, Theirs.id == Escalation.item_id)
        .outerjoin(Given, and_(Given.item_id == speaks, Given.answer.is_not(None)))
        .outerjoin(Giver, Giver.id == Given.given_by_id)
    )


def last_said() -> tuple[Any, ...]:
    """Return the council's last answer on an `Item` and its words, as two columns."""
    speaks = case((Theirs.state == ItemState.MERGED, Theirs.merged_into_id), else_=Theirs.id)
    given: dict[str, Any] = {"council_answer": Given.answer, "council_words": Given.words}
    return tuple(
        select(part)
        .join(Theirs, Given.item_id == speaks)
        .where(Theirs.origin_id == Item.id, Given.answer.is_not(None))
        .order_by(Given.at.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
        .label(name)
        for name, part in given.items()
    )


def council_order() -> tuple[Any, ...]:
    """Return in which order `before_council` takes the rows: the last answer of each reason counts."""
    return Escalation.since, Escalation.id, Given.at


def before_council(rows: Sequence[Row[Any]]) -> tuple[BeforeCouncil, ...]:
    """Return each reason for which an item stands before the council, the oldest first."""
    last: dict[UUID, Row[Any]] = {row.escalation_id: row for row in rows if row.escalation_id}
    return tuple(BeforeCouncil(row.reason, row.since, _answer(row)) for row in last.values())


def _answer(row: Row[Any]) -> CouncilAnswer | None:
    if row.council_outcome is None:
        return None
    given = (row.council_answer, row.council_words, row.council_by, row.council_job, row.council_at)
    return CouncilAnswer(*given, row.council_review, row.council_passed, row.council_check)
