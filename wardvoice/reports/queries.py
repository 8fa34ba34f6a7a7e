"""What paper needs beside what the pages show: what moved on, and what falls due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from wardvoice.actions.models import Action
from wardvoice.actions.queries import ActionCard, cards_where
from wardvoice.actions.rules import UNFINISHED, ActionState
from wardvoice.board.queries import Line
from wardvoice.board.rules import is_due_this_shift


@dataclass(frozen=True)
class News:
    """The lines of a printed board: what moved on this week, what was promised before, what waits, good things."""

    fresh: list[Line]
    promised: list[ActionCard]
    waiting: list[Line]
    good: list[Line]


def news(lines: Sequence[Line], week_begins: date, day_of: Callable[[datetime], date]) -> News:
    """Sort the lines of the board for paper, each into one place: of old answers the open promises, oldest first."""
    good = [line for line in lines if line.asked.is_good]
    asked = [line for line in lines if not line.asked.is_good]
    fresh = [line for line in asked if _moved_on(line, week_begins, day_of)]
    older = [line for line in asked if line not in fresh]
    promised = [card for line in older for card in line.promises if card.unfinished]
    return News(
        fresh=fresh,
        promised=sorted(promised, key=lambda card: (card.first_date, str(card.id))),
        waiting=[line for line in older if not line.answered.holds],
        good=good,
    )


def _moved_on(line: Line, week_begins: date, day_of: Callable[[datetime], date]) -> bool:
    days = [day_of(one.at) for one in line.answered.outcomes if one.answer is not None]
    days += [day for card in line.promises for day in (card.done_on, card.confirmed_on) if day is not None]
    return any(day >= week_begins for day in days)


def unfinished(session: Session, ward_id: UUID, today: date) -> list[ActionCard]:
    """Return every promise of the ward that is not settled, the oldest first date first; two statements."""
    return cards_where(session, ward_id, today, Action.state.in_(UNFINISHED))


def due_this_shift(session: Session, ward_id: UUID, today: date) -> list[ActionCard]:
    """Return the open promises that are overdue or fall due within three days, by their day, never by their owner."""
    due = [card for card in unfinished(session, ward_id, today) if is_due(card, today)]
    return sorted(due, key=lambda card: (card.due, card.first_date, str(card.id)))


def is_due(card: ActionCard, today: date) -> bool:
    """Return whether a promise is overdue or falls due within three days, and nobody says that it is done."""
    return card.state is ActionState.OPEN and is_due_this_shift(card.due, today)
