"""Who tried wrong words, in memory alone: a ward, never a person or a screen, and nothing after a restart (P25)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from wardvoice.core.errors import N_, TooMuch
from wardvoice.slips.rules import FORGOTTEN_AFTER, share_of, wait_until


class Tries:
    """The wrong tries of each ward in this process."""

    def __init__(self, processes: int) -> None:
        self._share = share_of(processes)
        self._wrong: dict[UUID, list[datetime]] = defaultdict(list)
        self._lock = Lock()

    def begin(self, ward_id: UUID, now: datetime) -> None:
        """Count a try as wrong before it is looked at, so that many at once do not outrun the count.

        Raises TooMuch while the ward has to wait; such a try is not counted.
        """
        with self._lock:
            self._wrong[ward_id] = [at for at in self._wrong[ward_id] if _counts(at, now)]
            until = wait_until(self._wrong[ward_id], self._share, now)
            if until is None:
                self._wrong[ward_id].append(now)
        if until is not None:
            minutes = -((now - until) // timedelta(minutes=1))
            raise TooMuch(
                N_("Too many wrong words here. Please wait %(minutes)s min. Then try again."),
                field="five",
                minutes=minutes,
            )

    def forgive(self, ward_id: UUID) -> None:
        """Take back what was counted last: the words were right."""
        with self._lock:
            if self._wrong[ward_id]:
                self._wrong[ward_id].pop()


def _counts(at: datetime, now: datetime) -> bool:
    """Return whether a try is not forgotten; one far ahead was noted by a clock that has been put back since."""
    return abs(now - at) < FORGOTTEN_AFTER
