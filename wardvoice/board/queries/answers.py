"""Every answer an item was given, with what was said back to it, in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from wardvoice.agenda.models import AnswerReply, Correction, Item, Outcome
from wardvoice.agenda.rules import (
    Acceptance,
    AcceptedBy,
    ItemKind,
    WrittenBy,
    accepted,
    is_answered,
    refused_since,
)
from wardvoice.board.queries.council import BeforeCouncil, before_council, council_columns, council_order, with_council
from wardvoice.board.queries.given import Given
from wardvoice.people.models import Account


@dataclass(frozen=True)
class Answered:
    """All outcomes of one item, oldest first. `answer` is its last one, `holds` whether that is still good today.

    `council` tells why a ward's item went to the patients' council, and what that said.
    """

    kind: ItemKind
    written_by: WrittenBy | None
    received_on: date
    outcomes: tuple[Given, ...]
    answer: Given | None
    holds: bool
    council: tuple[BeforeCouncil, ...] = ()


def answers_of(session: Session, condition: ColumnElement[bool], today: date) -> dict[UUID, Answered]:
    """Return the outcomes of the items that fit the condition, also of those that have none; one statement."""
    by_item: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(_statement().where(condition)):
        by_item.setdefault(row.item_id, []).append(row)
    return {item_id: _answered(rows, today) for item_id, rows in by_item.items()}


@cache
def _statement() -> Select[Any]:
    outcome = (
        Outcome.id,
        Outcome.answer,
        Outcome.words,
        Outcome.at,
        Outcome.given_by_id,
        Outcome.review_on,
        Outcome.passed_to,
    )
    columns: tuple[Any, ...] = (
        *(Item.id.label("item_id"), Item.kind, Item.written_by, Item.received_on, *outcome),
        *(Outcome.check_on, Outcome.by_when),
        *(Outcome.carried_because, Outcome.carried_words, Outcome.given_by_id, Account.name, Account.job),
        *(AnswerReply.id.label("reply_id"), AnswerReply.source, AnswerReply.yes, AnswerReply.no, AnswerReply.voice),
        AnswerReply.day.label("replied_on"),
        *(Correction.id.label("correction_id"), Correction.at.label("corrected_at")),
        Correction.words.label("corrected"),
        *council_columns(),
    )
    query = (
        select(*columns)
        .select_from(Item)
        .outerjoin(Outcome, Outcome.item_id == Item.id)
        .outerjoin(Account, Account.id == Outcome.given_by_id)
        .outerjoin(AnswerReply, AnswerReply.outcome_id == Outcome.id)
        .outerjoin(Correction, Correction.outcome_id == Outcome.id)
    )
    return with_council(query).order_by(Outcome.at, Outcome.id, AnswerReply.n, Correction.at, *council_order())


def _answered(rows: Sequence[Row[Any]], today: date) -> Answered:
    by_outcome: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        if row.id is not None:
            by_outcome.setdefault(row.id, []).append(row)
    outcomes = tuple(_given(outcome_rows) for outcome_rows in by_outcome.values())
    answers = [outcome for outcome in outcomes if outcome.answer is not None]
    return Answered(
        kind=rows[0].kind,
        written_by=rows[0].written_by,
        received_on=rows[0].received_on,
        outcomes=outcomes,
        answer=answers[-1] if answers else None,
        holds=is_answered([outcome.facts for outcome in outcomes], today),
        council=before_council(rows),
    )


def _given(rows: Sequence[Row[Any]]) -> Given:
    first = rows[0]
    replies = list({row.reply_id: _reply(row) for row in rows if row.reply_id}.values())
    return Given(
        id=first.id,
        answer=first.answer,
        words=first.words,
        given_by_id=first.given_by_id,
        by=first.name,
        job=first.job,
        at=first.at,
        review_on=first.review_on,
        passed_to=first.passed_to,
        check_on=first.check_on,
        by_when=first.by_when,
        carried_because=first.carried_because,
        carried_words=first.carried_words,
        accepted=accepted(said for said, _ in replies),
        refused_on=refused_since(replies),
        corrections=tuple(_corrections(rows)),
    )


def _reply(row: Row[Any]) -> tuple[Acceptance, date]:
    return Acceptance(AcceptedBy(row.source), row.yes, row.no, row.voice), row.replied_on


def _corrections(rows: Iterable[Row[Any]]) -> list[tuple[datetime, str | None]]:
    return list({row.correction_id: (row.corrected_at, row.corrected) for row in rows if row.correction_id}.values())
