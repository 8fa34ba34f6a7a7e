"""Bringing in what a ward promised before it had this program: each line of its old list becomes a promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wardvoice.actions import rules
from wardvoice.actions.models import Action, Promise
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.rules import clean_words
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.storage.work import Work
from wardvoice.wards.models import Ward

SAID_IN_A_LIST = {
    ActionState.OPEN: None,
    ActionState.DONE_SAID: "report_done",
    ActionState.CANNOT_SAID: "report_cannot",
}
"""How a promise of an old list can stand: nothing that patients decide is taken from a list."""


@dataclass(frozen=True)
class Brought:
    """A line of an old list: `dates` are the first date and those to which it was moved; `as_told` its own words.

    `named` says that the list names its owner; `perhaps` is whom it names, where that is nobody's name on the ward.
    """

    words: str
    dates: tuple[date, ...]
    state: ActionState
    owner_id: UUID
    named: bool = False
    agreed: date | None = None
    done_on: date | None = None
    perhaps: str | None = None
    as_told: dict[str, Any] | None = None


def bring_promise(work: Work, *, ward: Ward, brought: Brought, list_id: UUID, line: int) -> Action:
    """Write down a promise from a ward's old list. It is marked for ever as such, and counted apart.

    Its first date stays the first date, also one that has passed. Of one that is open its owner is asked whether it is
    theirs. RuleBroken where it has no date, or stands as no list can tell.
    """
    work.require(May.BRING_PROMISES, ward)
    if not brought.dates or brought.state not in SAID_IN_A_LIST:
        raise RuleBroken(N_("It needs a date. It can be open, said done, or not possible."))
    is_open, made_on = brought.state is ActionState.OPEN, brought.agreed or min(work.today, brought.dates[0])
    action = Action(
        ward_id=ward.id,
        words=clean_words(brought.words, needed=True),
        imported=True,
        made_on=made_on,
        owner_id=brought.owner_id,
        owner_since=made_on if brought.named else work.today,
        asked_on=work.today if is_open else None,
        perhaps=brought.perhaps if is_open else None,
        **_stands(work, brought),
    )
    action.promises.extend(Promise(n=n, due=due, made_at=work.now) for n, due in enumerate(brought.dates))
    work.session.add(action)
    facts = {"list": list_id, "line": line, "due": action.first_date, "owner": action.owner_id, "words": action.words}
    work.record(Happened.PROMISE_BROUGHT, action, **facts, **(brought.as_told or {}))
    return action


def _stands(work: Work, brought: Brought) -> dict[str, Any]:
    """How it stands, as if somebody had reported it now; of what was done some time nobody knows the day."""
    move = SAID_IN_A_LIST[brought.state]
    if move is None:
        return {}
    done_on = (brought.done_on or work.today) if brought.state is ActionState.DONE_SAID else None
    return {"state": rules.LIFE.after(ActionState.OPEN, move), "round": 1, "done_on": done_on}
