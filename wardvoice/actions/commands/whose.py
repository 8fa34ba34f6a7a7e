"""An owner who was not in the room is told of a promise, and says whether it is theirs (F1)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from wardvoice.actions import rules
from wardvoice.actions.models import Action
from wardvoice.agenda import queries as of_agenda
from wardvoice.agenda.models import Outcome
from wardvoice.agenda.rules import clean_words
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.storage.work import Work


def take_promise(work: Work, *, action: Action, version: int | None = None) -> Action:
    """Say, as its owner, that a promise is theirs. Stale for an owner who was not asked."""
    work.require(May.SAY_WHOSE, action)
    work.still(action, version)
    rules.is_asked(action.asked_on, action.not_mine_on)
    settle(action)
    work.record(Happened.PROMISE_TAKEN, action)
    return action


def say_not_mine(
    work: Work, *, action: Action, because: str | None, perhaps: str | None = None, version: int | None = None
) -> Action:
    """Say, as its owner, that a promise is not theirs, and whose it might be; the ward manager names another owner.

    Nothing else changes: the first date stays, and until then the board says so. RuleBroken beside `because`, or when
    7 days have passed.
    """
    work.require(May.SAY_WHOSE, action)
    work.still(action, version)
    rules.is_asked(action.asked_on, action.not_mine_on)
    assert action.asked_on is not None
    why = clean_words(because, needed=False, field="because")
    action.not_mine_because = rules.not_mine_makes_sense(action.asked_on, why, work.today)
    action.perhaps = clean_words(perhaps, needed=False, field="perhaps")
    action.not_mine_on = work.today
    work.record(Happened.PROMISE_NOT_MINE, action, because=action.not_mine_because, perhaps=action.perhaps)
    return action


def settle(action: Action) -> None:
    """Let a promise have an owner about whom nobody has to be asked: who took it, acted on it, or was named anew."""
    action.asked_on = action.not_mine_on = action.not_mine_because = action.perhaps = None


def settle_if_owner(action: Action, who: UUID | None) -> None:
    """Whoever reports on a promise or moves its date as its owner has taken it."""
    if who == action.owner_id:
        settle(action)


def told_on(work: Work, owner_id: UUID, outcome: Outcome, meeting: Meeting | None) -> date | None:
    """Return today for an owner who is named in a meeting in which nobody knows them to have been, else None."""
    if meeting is None:
        return None
    known = {outcome.given_by_id, work.actor.id, meeting.scribe_id}
    there = rules.was_there(owner_id, known | of_agenda.deciders_present(work.session, meeting.id))
    return None if there else work.today
