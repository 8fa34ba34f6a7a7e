"""What goes from a ward to the patients' council by itself, and until when the council answers (F7, F11, I8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardvoice.agenda.rules.answers import COUNCIL_ANSWER_DAYS, Acceptance, accepted
from wardvoice.agenda.rules.codes import EscalatedBecause
from wardvoice.core.errors import N_, RuleBroken

CARRIED_TO_COUNCIL = 3
RAISED_TO_COUNCIL = 4


@dataclass(frozen=True)
class Reached:
    """That an item has to go to the council, since which day. The same reason comes once in each `turn`.

    A new answer begins a new turn: what is carried over three times after it, or not accepted either, goes again.
    """

    reason: EscalatedBecause
    turn: int
    since: date


def carried_enough(carried: Iterable[date], answered: Iterable[date]) -> Iterator[Reached]:
    """Yield each day on which an item was carried over for the third time since its last answer, put off included.

    `carried` are the days of the meetings, `answered` those of its answers; an answer ends the turn on its own day.
    """
    answers = sorted(answered)
    turns: dict[int, list[date]] = {}
    for day in sorted(carried):
        turns.setdefault(sum(answer < day for answer in answers), []).append(day)
    for turn, days in turns.items():
        if len(days) >= CARRIED_TO_COUNCIL:
            yield Reached(EscalatedBecause.CARRIED, turn, days[CARRIED_TO_COUNCIL - 1])


def raised_enough(linked: Iterable[date]) -> Iterator[Reached]:
    """Yield the day on which an item counted as raised for the fourth time: the third earlier one was linked."""
    days = sorted(linked)
    if len(days) + 1 >= RAISED_TO_COUNCIL:
        yield Reached(EscalatedBecause.RAISED, 0, days[RAISED_TO_COUNCIL - 2])


def refused(answers: Iterable[Sequence[tuple[Acceptance, date]]]) -> Iterator[Reached]:
    """Yield the day since which each answer is not accepted; `answers` hold the replies to each, in their order."""
    for turn, replies in enumerate(answers):
        since = refused_since(replies)
        if since is not None:
            yield Reached(EscalatedBecause.NOT_ACCEPTED, turn, since)


def refused_since(replies: Sequence[tuple[Acceptance, date]]) -> date | None:
    """Return the day since which an answer is not accepted, or None: a second no moves nothing, a yes ends it."""
    since = None
    for n, (_, day) in enumerate(replies, 1):
        is_refused = accepted(reply for reply, _ in replies[:n]) is False
        since = (since or day) if is_refused else None
    return since


def council_answers_by(reason: EscalatedBecause, since: date) -> date | None:
    """Return the day by which the council answers. Of what was raised four times it is told: the manager answers it."""
    return None if reason is EscalatedBecause.RAISED else since + timedelta(days=COUNCIL_ANSWER_DAYS)


def council_is_late(due: date | None, answered_on: date | None, today: date) -> bool:
    """Return whether the council's answer is overdue, or came after its day."""
    return due is not None and (answered_on or today) > due


def lead_answers_by(refused_on: date) -> date:
    """Return the day by which the service lead answers instead, where the council's own answer is not accepted.

    rules.md sends what is not accepted up, with 28 days: from the ward to the council, and what is late there to the
    service lead. Above the council is nobody else, so its answer goes there, too.
    """
    return refused_on + timedelta(days=COUNCIL_ANSWER_DAYS)


def may_answer_at_council(*, refused: bool, by_lead: bool) -> None:
    """What was not accepted there is answered anew by the service lead alone, unless the council talks of it again."""
    if refused and not by_lead:
        raise RuleBroken(N_("The council’s answer was not accepted. Now the service lead answers."), field="words")
