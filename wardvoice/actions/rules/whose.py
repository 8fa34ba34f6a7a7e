"""When an owner is asked whether a promise is theirs, and what makes sense then (product.md, F1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale

NOT_MINE_DAYS = 7
"""For so many days an owner who was not in the room may say "not mine"; afterwards they can still hand it over."""


def was_there(owner_id: UUID, in_the_room: Collection[UUID | None]) -> bool:
    """Return whether an owner is known to have been in the room: who gave the answer, wrote it down, or came to decide.

    Heads are counted without names, so nobody else is known to have been there.
    """
    return owner_id in in_the_room


def may_still_say_not_mine(asked_on: date | None, today: date) -> bool:
    """Return whether "not mine" can still be said."""
    return asked_on is not None and today <= asked_on + timedelta(days=NOT_MINE_DAYS)


def is_asked(asked_on: date | None, not_mine_on: date | None) -> None:
    """Only an owner who was told of a promise says whose it is, and once; Stale for anybody else."""
    if asked_on is None or not_mine_on is not None:
        raise Stale(MOVED_ON)


def not_mine_makes_sense(asked_on: date, because: str | None, today: date) -> str:
    """Return why a promise is not its owner's. It is said within 7 days, so that another owner has time for it."""
    if not may_still_say_not_mine(asked_on, today):
        raise RuleBroken(
            N_("This can be said for %(days)s days. Give the promise to somebody else, or talk to the ward manager."),
            days=NOT_MINE_DAYS,
        )
    said = (because or "").strip()
    if not said:
        raise RuleBroken(N_("Say why it is not yours. Everybody on the ward will read it."), field="because")
    return said
