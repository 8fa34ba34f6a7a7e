"""How long to wait after wrong words: longer each time, never for good (privacy.md, P25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

TRIES = 5
"""Wrong words that a ward may try one after the other, in all processes of the server together."""
LEAST_TRIES = 2
"""What each process allows all the same: a slip of the finger shall cost nobody a minute."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(minutes=15)
HELD_FOR = timedelta(minutes=20)
"""A browser holds what words opened for so long; a row is kept until the next full five minutes."""
HELD_AT_MOST = timedelta(minutes=30)
"""A row that would be kept for longer than this comes from a clock that has been put back since."""


def share_of(processes: int) -> int:
    """Return how many tries one of so many processes allows before people have to wait."""
    return max(LEAST_TRIES, TRIES // processes)


def wait_until(wrong: Sequence[datetime], share: int, now: datetime) -> datetime | None:
    """Return until when no words are looked at, or None if they may be tried now.

    From the last of `share` wrong tries on 1, 2, 4 and then always 5 minutes; a try that is not looked at counts for
    nothing, so nobody can keep others out by trying on. Wrong tries are forgotten after a quarter of an hour.
    """
    recent = [at for at in wrong if now - at < FORGOTTEN_AFTER]
    if len(recent) < share:
        return None
    until = max(recent) + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(len(recent) - share, 8))
    return until if now < until else None
