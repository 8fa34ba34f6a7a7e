"""The life of a concern after its release, and how long until it is late (rules.md, The life of a concern; C7, C8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardvoice.concerns.rules.codes import Recipient, State
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.workflow import Workflow

LIFE: Workflow[State] = Workflow(
    "concern",
    State,
    State.NEW,
    {
        State.NEW: {"acknowledge": State.SEEN, "pass_on": State.NEW, "withdraw": State.WITHDRAWN},
        State.SEEN: {
            "look_into": State.LOOKED_INTO,
            "answer": State.ANSWERED,
            "pass_on": State.NEW,
            "close": State.CLOSED,
            "withdraw": State.WITHDRAWN,
        },
        State.LOOKED_INTO: {
            "answer": State.ANSWERED,
            "pass_on": State.NEW,
            "close": State.CLOSED,
            "withdraw": State.WITHDRAWN,
        },
        State.ANSWERED: {
            "answer": State.ANSWERED,
            "dispute": State.LOOKED_INTO,
            "pass_on": State.NEW,
            "close": State.CLOSED,
            "withdraw": State.WITHDRAWN,
        },
        State.CLOSED: {"dispute": State.LOOKED_INTO},
        State.WITHDRAWN: {"close": State.CLOSED},
    },
)

DUE_DAYS, LATE_DAYS = 1, 3
"""Working days after its release from which a concern that nobody acknowledged is due, and late (red)."""
COMPLAINT_DAYS = 3
"""Working days in which the complaints team acknowledges what was passed to it (C9)."""
OPEN_STATES = frozenset({State.NEW, State.SEEN, State.LOOKED_INTO, State.ANSWERED})


class Lateness(StrEnum):
    """How an acknowledgement stands."""

    IN_TIME = "in-time"
    DUE = "due"
    LATE = "late"


def lateness(
    released: date, acknowledged: date | None, today: date, working_days: Callable[[date, date], int]
) -> Lateness:
    """Return whether it was, or still can be, acknowledged in time; `working_days` counts those after a day."""
    passed = working_days(released, acknowledged or today)
    if passed > LATE_DAYS:
        return Lateness.LATE
    return Lateness.DUE if passed > DUE_DAYS or (acknowledged is None and passed == DUE_DAYS) else Lateness.IN_TIME


def lateness_on_the_day(released: date, acknowledged: date | None, today: date) -> Lateness:
    """Return the same for somebody who was treated differently after speaking up: that cannot wait a day (C11)."""
    if (acknowledged or today) > released:
        return Lateness.LATE
    return Lateness.DUE if acknowledged is None else Lateness.IN_TIME


@dataclass(frozen=True)
class Closing:
    """What is known when somebody wants to close a concern."""

    about_staff: bool
    checklist_done: bool
    unfounded: bool
    first_by: object | None = None


def check_closing(closing: Closing, by: object) -> None:
    """Refuse to close what concerns staff before its checklist is done, and as unfounded by one person alone (C7)."""
    if closing.about_staff and not closing.checklist_done:
        raise RuleBroken(N_("Answer each line of the checklist first."), field="checklist")
    if closing.unfounded and closing.first_by == by:
        raise RuleBroken(N_("One person alone cannot close it as unfounded. Ask another reader to agree."))


def may_get_it(recipient: Recipient) -> None:
    """Refuse to pass on to the ward manager what was sent past them: the writer was promised that they cannot read it.

    What the ward should hear of it is told in a reader's words, with the writer's yes.
    """
    if recipient is Recipient.MANAGER:
        raise RuleBroken(N_("It was sent past the ward. It stays with people off the ward."), field="recipient")
