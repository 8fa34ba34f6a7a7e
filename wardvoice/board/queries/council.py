"""What a ward reads of the patients' council: why its item went there, until when it is answered, and the answer.

The columns stand beside an `Item` of a ward in a statement that asks for its answers, so they cost no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, case, select
from sqlalchemy.orm import aliased

from wardvoice.agenda.models import AnswerReply, Escalation, Item, Outcome
from wardvoice.agenda.rules import (
    Acceptance,
    AcceptedBy,
    EscalatedBecause,
    ItemState,
    accepted,
    council_answers_by,
    council_is_late,
    lead_answers_by,
    refused_since,
)
from wardvoice.board.queries.given import Given
from wardvoice.people.models import Account

Theirs, Said, Giver, Back = aliased(Item), aliased(Outcome), aliased(Account), aliased(AnswerReply)


@dataclass(frozen=True)
class BeforeCouncil:
    """That an item stands before the patients' council since a day, and its last answer there.

    `due` is None for what the council is only told of (raised four times: the manager answers it).
    """

    reason: EscalatedBecause
    since: date
    answer: Given | None

    @property
    def due(self) -> date | None:
        """The day by which the council answers."""
        return council_answers_by(self.reason, self.since)

    def is_late(self, today: date) -> bool:
        """Return whether its answer has not come and is overdue."""
        return self.answer is None and council_is_late(self.due, None, today)

    def came_late(self, on: date) -> bool:
        """Return whether an answer that came on this day of the ward's calendar came after its day."""
        return council_is_late(self.due, on, on)

    @property
    def lead_owes(self) -> date | None:
        """The day by which the service lead answers, where whoever asked on this ward does not accept the answer."""
        refused_on = self.answer.refused_on if self.answer else None
        return lead_answers_by(refused_on) if refused_on else None


def council_columns() -> tuple[Any, ...]:
    """Return the columns of which `before_council` reads; join them with `with_council`."""
    return (
        *(Escalation.id.label("escalation_id"), Escalation.reason, Escalation.since),
        *(Said.id.label("council_outcome"), Said.answer.label("council_answer"), Said.words.label("council_words")),
        *(Said.at.label("council_at"), Said.review_on.label("council_review"), Said.check_on.label("council_check")),
        *(Said.passed_to.label("council_passed"), Said.by_when.label("council_by_when")),
        *(Said.given_by_id.label("council_by_id"), Giver.name.label("council_by"), Giver.job.label("council_job")),
        *(
            Back.id.label("back_id"),
            Back.n.label("back_n"),
            Back.source.label("back_source"),
            Back.day.label("back_on"),
        ),
        *(Back.yes.label("back_yes"), Back.no.label("back_no"), Back.voice.label("back_voice")),
    )


def with_council(query: Select[Any]) -> Select[Any]:
    """Join what stands before the council for an item, every answer of the council, and what its ward said to each."""
    speaks = case((Theirs.state == ItemState.MERGED, Theirs.merged_into_id), else_=Theirs.id)
    return (
        query.outerjoin(Escalation, Escalation.origin_id == Item.id)
        .outerjoin(Theirs, Theirs.id == Escalation.item_id)
        .outerjoin(Said, and_(Said.item_id == speaks, Said.answer.is_not(None)))
        .outerjoin(Giver, Giver.id == Said.given_by_id)
        .outerjoin(Back, and_(Back.outcome_id == Said.id, Back.ward_id == Item.ward_id))
    )


@cache
def last_said() -> tuple[Any, ...]:
    """Return the council's last answer on an `Item` and its words, as two columns."""
    speaks = case((Theirs.state == ItemState.MERGED, Theirs.merged_into_id), else_=Theirs.id)
    given: dict[str, Any] = {"council_answer": Said.answer, "council_words": Said.words}
    return tuple(
        select(part)
        .join(Theirs, Said.item_id == speaks)
        .where(Theirs.origin_id == Item.id, Said.answer.is_not(None))
        .order_by(Said.at.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
        .label(name)
        for name, part in given.items()
    )


def council_order() -> tuple[Any, ...]:
    """Return in which order `before_council` takes the rows: the last answer of each reason counts."""
    return Escalation.since, Escalation.id, Said.at, Said.id, Back.n


def before_council(rows: Sequence[Row[Any]]) -> tuple[BeforeCouncil, ...]:
    """Return each reason for which an item stands before the council, the oldest first."""
    found: dict[UUID, dict[UUID | None, list[Row[Any]]]] = {}
    for row in rows:
        if row.escalation_id:
            found.setdefault(row.escalation_id, {}).setdefault(row.council_outcome, []).append(row)
    last = [list(answers.values())[-1] for answers in found.values()]
    return tuple(BeforeCouncil(of[0].reason, of[0].since, _answer(of)) for of in last)


def last_of_council(council: Sequence[BeforeCouncil]) -> Given | None:
    """Return the newest answer of the council to an item: the one that whoever asked is asked about."""
    answers = [one.answer for one in council if one.answer]
    return max(answers, key=lambda given: (given.at, given.id.hex), default=None)


def _answer(rows: Sequence[Row[Any]]) -> Given | None:
    row = rows[0]
    if row.council_outcome is None:
        return None
    said_back = list({one.back_id: _reply(one) for one in rows if one.back_id}.values())
    return Given(
        id=row.council_outcome,
        answer=row.council_answer,
        words=row.council_words,
        given_by_id=row.council_by_id,
        by=row.council_by,
        job=row.council_job,
        at=row.council_at,
        review_on=row.council_review,
        passed_to=row.council_passed,
        check_on=row.council_check,
        by_when=row.council_by_when,
        accepted=accepted(said for said, _ in said_back),
        refused_on=refused_since(said_back),
    )


def _reply(row: Row[Any]) -> tuple[Acceptance, date]:
    return Acceptance(AcceptedBy(row.back_source), row.back_yes, row.back_no, row.back_voice), row.back_on
