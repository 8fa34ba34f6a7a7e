"""What is asked about words that somebody wants removed for good: where they stand, and who asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, literal, select, union_all
from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.agenda.models import AgendaEntry
from wardvoice.minutes.models import Remark
from wardvoice.people.models import Account
from wardvoice.questions.models import Question
from wardvoice.records.models import RemovalRequest
from wardvoice.records.queries.chain import Place
from wardvoice.storage.finding import one_of
from wardvoice.storage.history import HistoryWords, Remembered, of_things

MOST_SHOWN = 60
"""Removals by two people on one page, the newest first."""


@dataclass(frozen=True)
class Text:
    """Words that stand in the history of something: at which place, since when, and of which thing.

    `stands` is False of what was said in other words since: no page shows that to anybody.
    """

    place: Place
    day: date
    thing: str
    text: str
    stands: bool


@dataclass(frozen=True)
class RequestShown:
    """A request, the words that it is about (None once they have gone), and who asked."""

    request: RemovalRequest
    text: str | None
    by: str


def request(session: Session, ward_id: UUID, request_id: UUID) -> RemovalRequest:
    """Return a request of a ward, or NotFound."""
    return one_of(session, RemovalRequest, request_id, ward_id=ward_id)


def beside_item(session: Session, item_id: UUID) -> list[str]:
    """Return what has a history of its own beside an item's: its promises, questions, and remarks on its minutes."""
    lines = select(AgendaEntry.id).where(AgendaEntry.item_id == item_id)
    found = union_all(
        select(literal("actions"), Action.id).where(Action.item_id == item_id),
        select(literal("questions"), Question.id).where(Question.entry_id.in_(lines)),
        select(literal(Remark.__tablename__), Remark.id).where(Remark.entry_id.in_(lines)),
    )
    return [f"{table}:{row_id}" for table, row_id in session.execute(found)]


def texts_of(session: Session, things: Sequence[str]) -> list[Text]:
    """Return all words that stand in the history of some things, each once, the oldest first."""
    rows = of_things(session, things)
    stands = {row.words.get(n) for row, n in _in_columns(rows)}
    found: dict[str, Text] = {}
    for row in rows:
        day = date.fromisoformat(row.body["day"])
        for n, text in row.words.items():
            if text:
                found.setdefault(text, Text((row.seq, n), day, row.thing, text, text in stands))
    return list(found.values())


def text_at(session: Session, ward_id: UUID, place: Place) -> str | None:
    """Return the words that stand at a place of a ward's chain, or None where they have gone."""
    at = (HistoryWords.chain == ward_id) & (HistoryWords.seq == place[0]) & (HistoryWords.n == place[1])
    return session.scalar(select(HistoryWords.text).where(at)) or None


def asked_for(session: Session, ward_id: UUID, place: Place) -> bool:
    """Return whether a request about the words at this place waits."""
    at = (RemovalRequest.seq == place[0]) & (RemovalRequest.n == place[1])
    return session.scalar(select(RemovalRequest.id).where(RemovalRequest.ward_id == ward_id, at, _waits())) is not None


def waiting(session: Session, ward_id: UUID, about: str | None = None) -> list[RequestShown]:
    """Return the requests of a ward, or about one thing of it, that wait for a second person, the oldest first."""
    at = (
        (HistoryWords.chain == RemovalRequest.ward_id)
        & (HistoryWords.seq == RemovalRequest.seq)
        & (HistoryWords.n == RemovalRequest.n)
    )
    query = (
        select(RemovalRequest, HistoryWords.text, Account.name)
        .join(Account, Account.id == RemovalRequest.first_by_id)
        .outerjoin(HistoryWords, at)
        .where(RemovalRequest.ward_id == ward_id, _waits())
        .order_by(RemovalRequest.first_on, RemovalRequest.id)
    )
    query = query.where(RemovalRequest.about == about) if about else query
    return [RequestShown(*row) for row in session.execute(query)]


def removed_by_two(session: Session, ward_id: UUID) -> list[RemovalRequest]:
    """Return what two people have removed on a ward, the newest first: when and why, and no words."""
    query = select(RemovalRequest).where(RemovalRequest.ward_id == ward_id, RemovalRequest.second_on.is_not(None))
    newest = query.order_by(RemovalRequest.second_on.desc(), RemovalRequest.id)
    return list(session.scalars(newest.limit(MOST_SHOWN)))


def _in_columns(rows: Sequence[Remembered]) -> Iterable[tuple[Remembered, int]]:
    """Return which words of which row stand now in each column that these rows have filled with words."""
    last: dict[tuple[str, str], tuple[Remembered, int] | None] = {}
    for row in rows:
        for thing, columns in row.body["rows"].items():
            for name, value in columns.items():
                last[thing, name] = (row, value["w"]) if isinstance(value, dict) and set(value) == {"w"} else None
    return [one for one in last.values() if one is not None]


def _waits() -> ColumnElement[bool]:
    return RemovalRequest.second_on.is_(None) & RemovalRequest.ended_on.is_(None)
