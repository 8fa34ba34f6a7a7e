"""The life of an alert: it calls, somebody takes it, it is over; one that was taken long ago calls anew (C5, C12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from wardvoice.core.errors import N_, Stale
from wardvoice.core.workflow import Workflow

ON_THE_WAY = timedelta(minutes=5)
"""So long whoever took an alert may be on the way; a repeat after that is something new."""


class AlertState(StrEnum):
    """Where an alert is."""

    CALLING = "calling"
    TAKEN = "taken"
    CLOSED = "closed"


LIFE = Workflow(
    name="alert",
    states=AlertState,
    start=AlertState.CALLING,
    moves={
        AlertState.CALLING: {"repeat": AlertState.CALLING, "take": AlertState.TAKEN},
        AlertState.TAKEN: {"repeat": AlertState.TAKEN, "call_anew": AlertState.CALLING, "close": AlertState.CLOSED},
    },
)


def state_of(taken_at: datetime | None) -> AlertState:
    """Return where an open alert is; a closed one is not kept."""
    return AlertState.CALLING if taken_at is None else AlertState.TAKEN


def may_take(taken_at: datetime | None) -> None:
    """Refuse to take what somebody has taken."""
    if not LIFE.allows(state_of(taken_at), "take"):
        raise Stale(N_("Somebody has taken this already."))


def may_close(taken_at: datetime | None) -> None:
    """Refuse to close what nobody has taken: an alert is never cleared away unseen."""
    if not LIFE.allows(state_of(taken_at), "close"):
        raise Stale(N_("Nobody has taken this yet. Take it first, and go there."))


def calls_again(taken_at: datetime | None, now: datetime) -> bool:
    """Return whether a repeat begins anew: whoever took it should have been there by now."""
    return taken_at is not None and now - taken_at > ON_THE_WAY


def minutes_until(raised_at: datetime, taken_at: datetime) -> int:
    """Return how many full minutes an alert waited until somebody took it."""
    return max(0, int((taken_at - raised_at).total_seconds() // 60))
