"""How much a ward may send in a short time; kept in memory alone, so that a restart leaves no trace (P46).

A fixed limit would be an oracle: whoever sends until it is full could count how many others wrote just now. So each
stretch of time gets a limit of its own, drawn at random, and begins by the clock, whenever anybody wrote. What is taken
back is not given back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import SystemRandom
from threading import Lock

SHORT, SHORT_LEAST = timedelta(minutes=10), 4
LONG, LONG_LEAST = timedelta(days=1), 27
"""The lowest limit that is drawn; the highest is twice as much: 6 in ten minutes and 40 a day on average."""
LEAST_OF_ALL = 2
"""No process draws a lower limit than this: to be refused at the first try would tell that somebody else wrote."""
_between = SystemRandom().randint


@dataclass
class Stretch:
    """A stretch of time, by its number since the clock began, what may be sent in it, and what was."""

    number: int
    most: int
    sent: int = 0


class Budget:
    """What each ward sends to one process; `processes` share the ward's allowance. `draw` chooses from low to high."""

    def __init__(self, processes: int = 1, draw: Callable[[int, int], int] = _between) -> None:
        self._least = {SHORT: max(LEAST_OF_ALL, SHORT_LEAST // processes)}
        self._least[LONG] = max(LEAST_OF_ALL, LONG_LEAST // processes)
        self._draw = draw
        self._now: dict[tuple[Hashable, timedelta], Stretch] = {}
        self._lock = Lock()

    def allows(self, ward: Hashable, now: datetime) -> bool:
        """Return whether this ward may send one more now, and count it if so."""
        with self._lock:
            stretches = [self._stretch(ward, length, now) for length in self._least]
            if any(one.sent >= one.most for one in stretches):
                return False
            for one in stretches:
                one.sent += 1
            return True

    def give_back(self, ward: Hashable, then: datetime) -> None:
        """Let one count for nothing that was allowed then, because it could not be stored."""
        with self._lock:
            for length in self._least:
                known = self._now.get((ward, length))
                if known is not None and known.number == _number(then, length):
                    known.sent -= 1

    def _stretch(self, ward: Hashable, length: timedelta, now: datetime) -> Stretch:
        number, least = _number(now, length), self._least[length]
        known = self._now.get((ward, length))
        if known is None or known.number != number:
            known = self._now[ward, length] = Stretch(number, self._draw(least, 2 * least))
        return known


def _number(moment: datetime, length: timedelta) -> int:
    """Return the number of the stretch of this length in which a moment lies."""
    return int(moment.timestamp() // length.total_seconds())
