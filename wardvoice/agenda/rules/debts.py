"""What is asked for the fourth time: who owes a written, dated answer, and until when (I8, rules.md)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from wardvoice.agenda.rules.codes import Answer
from wardvoice.core.errors import N_, RuleBroken

WRITTEN_ANSWER_FROM = 4
"""From the fourth time an item is raised the manager owes a written answer."""
WRITTEN_ANSWER_DAYS = 7


class Owes(StrEnum):
    """Who owes the written answer."""

    MANAGER = "manager"
    LEAD = "lead"


def written_answer_due(fourth_since: date | None) -> date | None:
    """Return the last day of the manager's, seven days after a person found that it is the fourth time, or None.

    Not from the day on which it was raised: until somebody has linked the items nobody can know that one is owed.
    Only an answer that manager or lead have written themselves since that day ends it. What somebody says in the
    meeting answers the item and does not end it: it is another person's hand that writes it down, in a minute, and four
    times the thing came back after just such an answer.
    """
    return fourth_since + timedelta(days=WRITTEN_ANSWER_DAYS) if fourth_since else None


def who_owes(due: date, today: date) -> Owes:
    """Return who owes it today: the manager until the last day is over, then the service lead."""
    return Owes.LEAD if today > due else Owes.MANAGER


def answer_has_a_date(answer: Answer, *, raised: int, by_when: date | None, promise_follows: bool, today: date) -> None:
    """From the fourth time on "looking into it" is no answer: it says by which day something will be so.

    A no has its review day and "passed to" its check day, which answer_makes_sense asks for; a promise in the same
    breath has its own date.
    """
    if by_when is not None and not today <= by_when <= today + timedelta(days=366):
        raise RuleBroken(N_("Choose a day from today on, within a year."), field="by_when")
    vague = by_when is None and not promise_follows and answer in (Answer.YES, Answer.PARTLY)
    if raised >= WRITTEN_ANSWER_FROM and vague:
        raise RuleBroken(
            N_("This was asked %(times)s times. Say by which day it will be so."), field="by_when", times=raised
        )
