"""The history of an item together with that of its promises, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wardvoice.actions import words as of_actions
from wardvoice.agenda import words as of_agenda
from wardvoice.storage.history import Remembered
from wardvoice.web.timeline import Names, Told


def tell(remembered: Sequence[Remembered], names: Names) -> list[Told]:
    """Return a timeline of everything that happened to an item and its promises, oldest first."""
    return [line for row in remembered for line in _told(row, names)]


def people_in(remembered: Sequence[Remembered]) -> set[UUID]:
    """Return the accounts that a history speaks of."""
    promised = [row for row in remembered if _is_a_promises(row)]
    return of_agenda.people_in(remembered) | of_actions.people_in(promised)


def _told(row: Remembered, names: Names) -> Sequence[Told]:
    return of_actions.tell([row], names) if _is_a_promises(row) else of_agenda.tell([row], names)


def _is_a_promises(row: Remembered) -> bool:
    return row.thing.startswith("actions:")
