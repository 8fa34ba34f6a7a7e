"""Answers: which make sense, which still hold, and whether the patients accept them (F3, F11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardvoice.agenda.rules.codes import AcceptedBy, Answer, CarriedBecause
from wardvoice.core.errors import N_, RuleBroken

COUNCIL_ANSWER_DAYS = 28
"""An answer that was not accepted is due from the council within these days (F11)."""
ANSWER_DAYS = 14
"""Measure 5 counts items answered within these days."""
CORRECTION_DAYS = 2


def answer_makes_sense(
    answer: Answer,
    words: str | None,
    *,
    review_on: date | None,
    passed_to: str | None,
    check_on: date | None,
    today: date,
) -> None:
    """A no needs a reason and a review date; passed to needs whom and the next check date (F3)."""
    if answer is Answer.NO and not (words or "").strip():
        raise RuleBroken(N_("Say why not, in words that everybody understands."), field="words")
    if answer is Answer.NO:
        _a_coming_day(review_on, today, "review_on", N_("Choose the day on which this no is looked at again."))
    if answer is Answer.PASSED_TO and not (passed_to or "").strip():
        raise RuleBroken(N_("Say who has it now."), field="passed_to")
    if answer is Answer.PASSED_TO:
        _a_coming_day(check_on, today, "check_on", N_("Choose the day on which we check again."))


def carrying_makes_sense(because: CarriedBecause, words: str | None) -> None:
    """Whoever gives another reason says it in words."""
    if because is CarriedBecause.OTHER and not (words or "").strip():
        raise RuleBroken(N_("Say why it waits until next time."), field="carried_words")


@dataclass(frozen=True)
class OutcomeFacts:
    """An outcome as the rules see it, newest last in a sequence."""

    answer: Answer | None
    review_on: date | None = None
    check_on: date | None = None


def is_answered(outcomes: Sequence[OutcomeFacts], today: date) -> bool:
    """Return whether the last answer still holds: a review or check day that passed without a word undoes it."""
    answers = [outcome for outcome in outcomes if outcome.answer is not None]
    if not answers:
        return False
    last = answers[-1]
    due = last.review_on if last.answer is Answer.NO else last.check_on if last.answer is Answer.PASSED_TO else None
    return due is None or today <= due


def answer_due_again(answer: Answer | None, review_on: date | None, check_on: date | None, today: date) -> bool:
    """Return whether the day has come on which an answered item is offered for the agenda again."""
    due = review_on if answer is Answer.NO else check_on if answer is Answer.PASSED_TO else None
    return due is not None and due <= today


@dataclass(frozen=True)
class Acceptance:
    """One reply to "Do you accept this?": the raiser's yes or no, or hands in the room."""

    source: AcceptedBy
    yes: int
    no: int
    voice: str | None = None


def accepted(replies: Iterable[Acceptance]) -> bool | None:
    """Return True, False, or None while nobody has said; `replies` come in the order in which they were given.

    The last word of each raiser decides, one no outweighing any yes; else more hands against than for.
    """
    said = list(replies)
    raisers = {reply.voice: reply for reply in said if reply.source is AcceptedBy.RAISER}
    if raisers:
        return all(reply.no == 0 for reply in raisers.values())
    rooms = [reply for reply in said if reply.yes + reply.no]
    return rooms[-1].no <= rooms[-1].yes if rooms else None


def hands_make_sense(yes: int, no: int, unsure: int) -> None:
    """Hands are whole numbers, and at least one was raised."""
    if not all(0 <= count <= 200 for count in (yes, no, unsure)):
        raise RuleBroken(N_("Count between 0 and 200 people."), field="yes")
    if yes + no + unsure == 0:
        raise RuleBroken(N_("Count at least one hand."), field="yes")


def correction_in_time(answered_on: date, today: date) -> None:
    """Whoever gave an answer may append a correction within two days (rules.md, Who may)."""
    if today > answered_on + timedelta(days=CORRECTION_DAYS):
        raise RuleBroken(N_("A correction can be added within two days of the answer."))


def _a_coming_day(day: date | None, today: date, field: str, message: str) -> None:
    if day is None:
        raise RuleBroken(message, field=field)
    if day <= today:
        raise RuleBroken(N_("Choose a day after today."), field=field)
    if day > today + timedelta(days=366):
        raise RuleBroken(N_("Choose a day within a year."), field=field)
