"""How follow-through is classed, and what is asked when (rules.md, Follow-through)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wardvoice.actions.rules.life import ActionState, Class, Question

PATIENCE_DAYS = 14
"""After these days and two meeting days an unanswered "done?" reads "staff say done"; so long may two patients' no
reopen what was confirmed."""
PATIENCE_MEETINGS = 2
STILL_FIXED_AFTER = timedelta(weeks=6)
"""When "is it still fixed?" is asked (F8)."""


@dataclass(frozen=True)
class ActionFacts:
    """A promise as the rules see it.

    `done_on` is the day of the last "done?"; `meeting_days` counts those of the rhythm since then, held or not;
    `reopened` says that patients said no or partly to the last "done?".
    """

    state: ActionState
    first_date: date
    due: date
    done_on: date | None = None
    confirmed_on: date | None = None
    reopened: bool = False
    meeting_days: int = 0


def is_overdue(facts: ActionFacts, today: date) -> bool:
    """Return whether today is after the current date and there is no "done?"."""
    return facts.state is ActionState.OPEN and today > facts.due


def is_late(facts: ActionFacts) -> bool:
    """Return whether the last "done?" came after the first date."""
    return facts.done_on is not None and facts.done_on > facts.first_date


def follow_through(facts: ActionFacts, today: date) -> Class:
    """Return the class of a promise: the first line of the table in rules.md that fits."""
    if facts.state is ActionState.CONFIRMED:
        return Class.KEPT_LATE if is_late(facts) else Class.KEPT_ON_TIME
    if facts.state is ActionState.LET_OFF:
        return Class.AGREED_NOT_TO
    if facts.state is ActionState.CANNOT_SAID:
        return Class.ASKED_TO_BE_LET_OFF
    if facts.state is ActionState.DONE_SAID:
        return Class.STAFF_SAY_DONE if patience_is_over(facts, today) else Class.WAITING_FOR_PATIENTS
    return _class_of_open(facts, today)


def _class_of_open(facts: ActionFacts, today: date) -> Class:
    if facts.reopened:
        return Class.DISPUTED
    if is_overdue(facts, today):
        return Class.NOT_KEPT
    return Class.MOVED if today > facts.first_date else Class.ON_THE_WAY


def patience_is_over(facts: ActionFacts, today: date) -> bool:
    """Return whether nobody has answered a "done?" for 14 days and two meeting days."""
    assert facts.done_on is not None
    return today >= facts.done_on + timedelta(days=PATIENCE_DAYS) and facts.meeting_days >= PATIENCE_MEETINGS


def asks_still_fixed(facts: ActionFacts, today: date) -> bool:
    """Return whether "is it still fixed?" is asked now: six weeks after patients confirmed it (F8)."""
    return (
        facts.state is ActionState.CONFIRMED
        and facts.confirmed_on is not None
        and today >= facts.confirmed_on + STILL_FIXED_AFTER
    )


def open_question(facts: ActionFacts, today: date) -> Question | None:
    """Return what patients may answer now, or None while staff have said nothing."""
    if facts.state is ActionState.DONE_SAID:
        return Question.HAPPENED
    if facts.state is ActionState.CONFIRMED:
        return Question.STILL_FIXED if asks_still_fixed(facts, today) else Question.HAPPENED
    return None
