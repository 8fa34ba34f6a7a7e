"""Who can decide an item, and what follows when they are not there (product.md, G7)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardvoice.agenda.rules.codes import Coming
from wardvoice.core.errors import N_, RuleBroken

ABSENCES_TOLD = 2
"""From so many meetings without whoever can decide an item the service lead is told."""


def absent_too_often(absences: int) -> bool:
    """Return whether somebody was missed so often for one item that the service lead is told."""
    return absences >= ABSENCES_TOLD


def decider_makes_sense(person: UUID | None, job: str | None, named: Iterable[tuple[UUID | None, str | None]]) -> None:
    """Somebody who can decide is one person or one job, and is named once."""
    if (person is None) == (job is None):
        raise RuleBroken(N_("Choose a person, or write down a job."), field="person")
    if (person, job) in set(named):
        raise RuleBroken(N_("This stands there already."), field="person" if person else "job")


def reply_makes_sense(coming: Coming, instead: str | None) -> str | None:
    """Return who comes instead: needed from whoever sends somebody else, and left out otherwise."""
    if coming is not Coming.SOMEBODY_ELSE:
        return None
    if not instead:
        raise RuleBroken(N_("Write who comes instead of you."), field="instead")
    return instead
