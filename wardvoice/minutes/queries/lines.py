"""The lines of one meeting as everybody may read them, with all that became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.actions import queries as of_actions
from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard, Owner
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry, Correction, Item, Outcome
from wardvoice.agenda.rules import EntryState, HideBecause, ItemState
from wardvoice.meetings.models import Hands, Meeting

T = TypeVar("T")


class Gap(StrEnum):
    """Why an item's words are not shown to everybody."""

    UNREAD = "unread"
    HIDDEN = "hidden"
    PICTURES = "pictures"
    REMOVED = "removed"


@dataclass(frozen=True)
class Given:
    """An outcome as it reads: the answer or why it waits, by whom, what was added, and whether it was accepted."""

    outcome: Outcome
    by: Owner | None
    corrections: list[str] = field(default_factory=list)
    accepted: bool | None = None


@dataclass(frozen=True)
class Line:
    """One line of one agenda. `item` is None for what stands on every agenda."""

    entry: AgendaEntry
    item: Item | None
    words: str | None
    gap: Gap | None
    hidden_because: HideBecause | None
    raised: int
    carried: int
    given: list[Given]
    hands: list[Hands]
    cards: list[ActionCard]

    @property
    def open(self) -> bool:
        """True while an item waits for its outcome in this meeting."""
        return self.item is not None and self.entry.state is EntryState.ON and self.item.state is ItemState.PLACED

    @property
    def answer(self) -> Given | None:
        """The last outcome on this line."""
        return self.given[-1] if self.given else None

    def asked(self, counted: Hands) -> str | None:
        """What the hands were asked; it often repeats the item's words, and is hidden with them."""
        return None if self.gap in (Gap.HIDDEN, Gap.REMOVED) else counted.question

    @property
    def lacks_promise(self) -> bool:
        """True if somebody said "we will" and nobody has promised it yet."""
        last = self.answer
        return last is not None and last.outcome.something_to_do and not self.cards


def lines(session: Session, meeting: Meeting, now: datetime, today: date) -> list[Line]:
    """Return the lines of a meeting's agenda in their order; the number of statements does not grow with them."""
    rows = of_agenda.with_items(session, meeting)
    items = [item for _, item in rows if item is not None]
    ids = [item.id for item in items]
    hidden, raised = of_agenda.hidden_now(session, ids, now), of_agenda.how_often_raised(session, ids)
    carried, given = of_agenda.times_carried(session, ids), _given(session, meeting, ids, today)
    promised, hands = _cards(session, meeting, given, today), _hands(session, meeting)
    return [
        Line(
            entry=entry,
            item=item,
            words=_words(entry, item, hidden),
            gap=_gap(item, hidden) if item else None,
            hidden_because=hidden.get(item.id) if item else None,
            raised=raised.get(item.id, 1) if item else 1,
            carried=carried.get(item.id, 0) if item else 0,
            given=given.get(entry.id, []),
            hands=hands.get(entry.id, []),
            cards=[card for one in given.get(entry.id, []) for card in promised.get(one.outcome.id, [])],
        )
        for entry, item in rows
    ]


def _words(entry: AgendaEntry, item: Item | None, hidden: Mapping[UUID, HideBecause]) -> str | None:
    if item is None:
        return entry.title
    return None if _gap(item, hidden) else item.words


def _gap(item: Item, hidden: Mapping[UUID, HideBecause]) -> Gap | None:
    """What a room full of people may read: not even the rep's own screen shows more there."""
    if item.id in hidden:
        return Gap.HIDDEN
    if item.read_on is None:
        return Gap.UNREAD
    if item.words is None:
        return Gap.PICTURES if item.feeling else Gap.REMOVED
    return None


def _given(session: Session, meeting: Meeting, item_ids: Sequence[UUID], today: date) -> dict[UUID, list[Given]]:
    """Return what each line got, oldest first; an answer given before the meeting stands on its line, too."""
    outcomes = [one for found in of_agenda.outcomes_of(session, item_ids).values() for one in found if one.entry_id]
    ids = [outcome.id for outcome in outcomes]
    givers = {outcome.given_by_id for outcome in outcomes if outcome.given_by_id}
    people = of_actions.owners(session, meeting.ward_id, givers, today)
    accepted, added = of_agenda.acceptance(session, ids), _corrections(session, ids)
    return _grouped(
        (outcome.entry_id, Given(outcome, _by(people, outcome), added.get(outcome.id, []), accepted[outcome.id]))
        for outcome in outcomes
        if outcome.entry_id
    )


def _by(people: Mapping[UUID, Owner], outcome: Outcome) -> Owner | None:
    return people.get(outcome.given_by_id) if outcome.given_by_id else None


def _cards(
    session: Session, meeting: Meeting, given: Mapping[UUID, list[Given]], today: date
) -> dict[UUID, list[ActionCard]]:
    ids = [one.outcome.id for found in given.values() for one in found]
    cards = of_actions.cards_where(session, meeting.ward_id, today, Action.outcome_id.in_(ids))
    return _grouped((card.outcome_id, card) for card in cards if card.outcome_id)


def _corrections(session: Session, outcome_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    query = select(Correction).where(Correction.outcome_id.in_(outcome_ids)).order_by(Correction.at)
    return _grouped((one.outcome_id, one.words) for one in session.scalars(query) if one.words)


def _hands(session: Session, meeting: Meeting) -> dict[UUID, list[Hands]]:
    query = select(Hands).where(Hands.meeting_id == meeting.id).order_by(Hands.at)
    return _grouped((one.entry_id, one) for one in session.scalars(query))


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
