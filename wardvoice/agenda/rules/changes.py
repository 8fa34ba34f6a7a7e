"""What was done to an agenda after it was out: everybody sees it beside the line (G2)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from wardvoice.agenda.rules.codes import EntryState


class AfterOut(StrEnum):
    """What happened to a line once everybody could read the agenda."""

    ADDED = "added"
    MOVED = "moved"
    PUT_OFF = "put-off"
    TAKEN_OFF = "taken-off"


def after_out(
    state: EntryState, placed_at: datetime | None, changed_at: datetime | None, published_at: datetime | None
) -> AfterOut | None:
    """Return the last thing that was done by hand to a line after its agenda was out; None for one left as it was."""
    if _later(changed_at, published_at) and state in _LEFT:
        return _LEFT[state]
    if _later(placed_at, published_at):
        return AfterOut.ADDED
    return AfterOut.MOVED if _later(changed_at, published_at) else None


_LEFT = {EntryState.PUT_OFF: AfterOut.PUT_OFF, EntryState.TAKEN_OFF: AfterOut.TAKEN_OFF}


def _later(moment: datetime | None, published_at: datetime | None) -> bool:
    return moment is not None and published_at is not None and moment > published_at
