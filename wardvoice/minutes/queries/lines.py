"""The lines of one meeting as everybody may read them, with all that became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from wardvoice.actions import queries as of_actions
from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import AgendaEntry, AnswerReply, Correction, Item, Outcome
from wardvoice.agenda.queries import CanDecide, Tally
from wardvoice.agenda.rules import (
    OFF_THE_AGENDA,
    AfterOut,
    EntryState,
    HideBecause,
    ItemState,
    accepted,
    after_out,
    refused_since,
)
from wardvoice.meetings.models import Hands, Meeting
from wardvoice.people.models import Account
from wardvoice.questions.queries import FromWard, week_columns, week_of, with_week
from wardvoice.questions.rules import counts_are_shown

T = TypeVar("T")


class Gap(StrEnum):
    """Why an item's words are not shown to everybody."""

    UNREAD = "unread"
    HIDDEN = "hidden"
    PICTURES = "pictures"
    REMOVED = "removed"


@dataclass(frozen=True)
class Given:
    """An outcome as it reads: the answer or why it waits, by whom, what was added, and whether it was accepted.

    `refused_on` is the day since which it has not been accepted.
    """

    outcome: Outcome
    by: Account | None
    corrections: list[Correction] = field(default_factory=list)
    accepted: bool | None = None
    refused_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One line of one agenda. `item` is None for a title alone; `after` tells what changed once the agenda was out.

    Of an item that asked for two things `part` says which part this one is about.
    """

    entry: AgendaEntry
    item: Item | None
    words: str | None
    gap: Gap | None
    hidden_because: HideBecause | None
    raised: int
    carried: int
    others: int
    given: list[Given]
    hands: list[Hands]
    cards: list[ActionCard]
    deciders: list[CanDecide] = field(default_factory=list)
    after: AfterOut | None = None
    week: Sequence[FromWard] = ()
    is_over: bool = False
    part: str | None = None

    @property
    def open(self) -> bool:
        """True while an item waits for its outcome in this meeting."""
        return self.item is not None and self.entry.state is EntryState.ON and self.item.state is ItemState.PLACED

    @property
    def shows_ward(self) -> bool:
        """True once the answers of those who are not in the room may be read."""
        return counts_are_shown(is_over=self.is_over, hands_counted=bool(self.hands))

    @property
    def answer(self) -> Given | None:
        """The last outcome on this line."""
        return self.given[-1] if self.given else None

    @property
    def misses_decider(self) -> bool:
        """True if somebody who can decide it was looked for in the room and nobody of them is there."""
        seen = [one.present for one in self.deciders if one.present is not None]
        return bool(seen) and not any(seen)

    def asked(self, counted: Hands) -> str | None:
        """What the hands were asked; it often repeats the item's words, and is hidden with them."""
        return None if self.words_are_hidden else counted.question

    @property
    def words_are_hidden(self) -> bool:
        """True if the item's words were hidden or taken out, and with them whatever may repeat them."""
        return self.gap in (Gap.HIDDEN, Gap.REMOVED)

    @property
    def lacks_promise(self) -> bool:
        """True if somebody said "we will" and nobody has promised it yet."""
        last = self.answer
        return last is not None and last.outcome.something_to_do and not self.cards


def lines(session: Session, meeting: Meeting, now: datetime, today: date) -> list[Line]:
    """Return the lines of a meeting's agenda in their order; four statements, however many they are."""
    promised = of_actions.cards_where(session, meeting.ward_id, today, promised_on(meeting))
    return lines_with(session, meeting, promised, now)


def lines_with(session: Session, meeting: Meeting, cards: Iterable[ActionCard], now: datetime) -> list[Line]:
    """Return the lines of a meeting's agenda; of `cards` each takes those of the promises made for its answers."""
    rows, given = _rows(session, meeting, now), _given(session, meeting)
    promised = _grouped((card.outcome_id, card) for card in cards if card.outcome_id)
    found = [_line(each, given.get(each[0].AgendaEntry.id, []), promised) for each in rows]
    is_over = meeting.closed_at is not None
    return [replace(line, after=_after(line.entry, meeting), is_over=is_over) for line in found]


def promised_on(meeting: Meeting) -> ColumnElement[bool]:
    """Return the condition that a promise was made for an answer on this meeting's agenda."""
    return Action.outcome_id.in_(select(Outcome.id).where(Outcome.entry_id.in_(_entries(meeting))))


def _line(rows: Sequence[Row[Any]], given: list[Given], promised: Mapping[UUID, list[ActionCard]]) -> Line:
    """Return one line from its rows: one for each show of hands with each who can decide it."""
    row = rows[0]
    entry, item, tally = row.AgendaEntry, row.Item, of_agenda.tally_of(row)
    words = item.words or tally.said if item else entry.title
    gap = _gap(item, tally, words) if item else None
    return Line(
        entry=entry,
        item=item,
        words=None if gap else words,
        gap=gap,
        hidden_because=tally.hidden_because,
        raised=tally.raised,
        carried=tally.carried,
        others=tally.others,
        part=None if gap else tally.part,
        given=given,
        hands=list({each.Hands.id: each.Hands for each in rows if each.Hands}.values()),
        cards=[card for one in given for card in promised.get(one.outcome.id, [])],
        week=week_of(rows),
        deciders=list({each.decider_id: of_agenda.can_decide_of(each) for each in rows if each.decider_id}.values()),
    )


def _after(entry: AgendaEntry, meeting: Meeting) -> AfterOut | None:
    return after_out(entry.state, entry.placed_at, entry.changed_at, meeting.published_at)


def _gap(item: Item, tally: Tally, words: str | None) -> Gap | None:
    """What a room full of people may read: not even the rep's own screen shows more there."""
    if tally.hidden_because is not None:
        return Gap.HIDDEN
    if item.read_on is None or tally.kept_back:
        return Gap.UNREAD
    if words is None:
        return Gap.PICTURES if item.feeling else Gap.REMOVED
    return None


def _rows(session: Session, meeting: Meeting, now: datetime) -> list[list[Row[Any]]]:
    """Return the rows of each line: its item, what is counted of it, its shows of hands, and who can decide it."""
    query = (
        select(
            AgendaEntry, Item, Hands, *of_agenda.tally_columns(now), *of_agenda.can_decide_columns(), *week_columns()
        )
        .select_from(AgendaEntry)
        .outerjoin(Item, Item.id == AgendaEntry.item_id)
        .outerjoin(Hands, Hands.entry_id == AgendaEntry.id)
        .where(AgendaEntry.meeting_id == meeting.id, AgendaEntry.state.not_in(OFF_THE_AGENDA))
        .order_by(AgendaEntry.place, AgendaEntry.id, Hands.at)
    )
    rows = session.execute(with_week(of_agenda.with_deciders(query, meeting.id)))
    return list(_grouped((row.AgendaEntry.id, row) for row in rows).values())


def _given(session: Session, meeting: Meeting) -> dict[UUID, list[Given]]:
    """Return what each line got, oldest first; an answer given before the meeting stands on its line, too."""
    query = (
        select(Outcome, Account, AnswerReply, Correction)
        .outerjoin(Account, Account.id == Outcome.given_by_id)
        .outerjoin(AnswerReply, AnswerReply.outcome_id == Outcome.id)
        .outerjoin(Correction, Correction.outcome_id == Outcome.id)
        .where(Outcome.entry_id.in_(_entries(meeting)))
        .order_by(Outcome.at, Outcome.id, AnswerReply.n, Correction.at)
    )
    by_outcome = _grouped((row.Outcome.id, row) for row in session.execute(query))
    return _grouped((rows[0].Outcome.entry_id, _given_of(rows)) for rows in by_outcome.values())


def _given_of(rows: Sequence[Any]) -> Given:
    """Return one outcome from its rows: one for each reply to it with each correction of it."""
    replies = list({row.AnswerReply.id: row.AnswerReply for row in rows if row.AnswerReply}.values())
    added = list({row.Correction.id: row.Correction for row in rows if row.Correction}.values())
    verdict = accepted(reply.facts for reply in replies)
    refused_on = refused_since([(reply.facts, reply.day) for reply in replies])
    return Given(rows[0].Outcome, rows[0].Account, added, verdict, refused_on)


def _entries(meeting: Meeting) -> Select[Any]:
    return select(AgendaEntry.id).where(AgendaEntry.meeting_id == meeting.id)


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
