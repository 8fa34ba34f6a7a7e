"""How much a ward may send in a short time; kept in memory alone, so that a restart leaves no trace (P46)."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

SHORT, SHORT_MOST = timedelta(minutes=10), 6
LONG, LONG_MOST = timedelta(days=1), 40


class Budget:
    """What each ward has sent of late, to one process; `processes` share the ward's allowance."""

    def __init__(self, processes: int = 1) -> None:
        self.short, self.long = (max(1, most // processes) for most in (SHORT_MOST, LONG_MOST))
        self._sent: dict[Hashable, deque[datetime]] = {}
        self._lock = Lock()

    def allows(self, ward: Hashable, now: datetime) -> bool:
        """Return whether this ward may send one more now, and count it if so."""
        with self._lock:
            sent = self._sent.setdefault(ward, deque())
            while sent and sent[0] <= now - LONG:
                sent.popleft()
            lately = sum(moment > now - SHORT for moment in sent)
            if lately >= self.short or len(sent) >= self.long:
                return False
            sent.append(now)
            return True
