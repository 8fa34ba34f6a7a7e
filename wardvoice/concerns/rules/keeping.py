"""How long things are kept, and what has to be done before one is deleted (P45, P47)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from wardvoice.core.errors import N_, RuleBroken

WORDS_LIVE = timedelta(days=365)
"""Five words open an answer for twelve months after the release (C3)."""
KEPT_MONTHS = 36
"""So many months after it was closed a concern is deleted, unless the ward's trust sets another number."""
TOLD_BEFORE = timedelta(days=28)
"""So long before a deletion its readers see it announced."""


@dataclass(frozen=True)
class Kept:
    """What decides whether a concern may be deleted."""

    closed_on: date | None
    reference: str
    not_needed_by: tuple[object, ...]
    legal_hold: bool

    @property
    def has_a_home(self) -> bool:
        """True once it stands in another record, or two readers have signed that none is needed."""
        return bool(self.reference) or len(set(self.not_needed_by)) >= 2


def words_expire(released: date) -> date:
    """Return the day from which five words open nothing any more."""
    return released + WORDS_LIVE


def check_comes_back(words_until: date | None, today: date) -> None:
    """Refuse what is meant for a writer who wanted no five words, or whose words have ended: nobody could read it."""
    if words_until is None:
        raise RuleBroken(N_("The writer wanted no answer, and nobody could read one."))
    if words_until <= today:
        raise RuleBroken(N_("The writer’s five words ended after twelve months. Nobody could read this any more."))


def deletes_on(closed_on: date, months: int = KEPT_MONTHS) -> date:
    """Return the day on which a closed concern is deleted by itself."""
    years, month = divmod(closed_on.month - 1 + months, 12)
    return date(closed_on.year + years, month + 1, min(closed_on.day, 28))


def check_deletion(kept: Kept) -> None:
    """Refuse to delete what is open, held by law, or stands nowhere else."""
    if kept.legal_hold:
        raise RuleBroken(N_("A legal hold keeps this."))
    if kept.closed_on is None:
        raise RuleBroken(N_("Close it first."))
    if not kept.has_a_home:
        raise RuleBroken(N_("Write down its reference first, or let two readers sign that none is needed."))


def check_not_alone(signed: Collection[object], by: object) -> None:
    """Refuse a second signature by the person who gave the first: what is about staff ends with two (C7)."""
    if by in signed:
        raise RuleBroken(N_("You have signed already. Another reader has to confirm it."))


def falls_due(kept: Kept, today: date, months: int = KEPT_MONTHS) -> bool:
    """Return whether a concern is deleted by itself today."""
    free = kept.closed_on is not None and not kept.legal_hold and kept.has_a_home
    return free and kept.closed_on is not None and deletes_on(kept.closed_on, months) <= today
