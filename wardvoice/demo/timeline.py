"""Many stories side by side: each is a generator that yields the moment at which it goes on."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime
from itertools import count

Story = Iterator[datetime]


class Timeline:
    """Runs stories in the order of time, so that the history is written in the order in which things happened.

    `now` is the moment that is being told. What would happen after `until` has not happened yet and is left out.
    """

    def __init__(self, since: datetime, until: datetime) -> None:
        self.now = since
        self.until = until
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._turns = count()

    def begin(self, story: Story) -> None:
        """Let a story tell what comes before its first pause, and go on when its time comes."""
        moment = next(story, None)
        if moment is not None and moment < self.now:
            raise ValueError(f"a story goes back from {self.now} to {moment}")
        if moment is not None and moment <= self.until:
            heapq.heappush(self._waiting, (moment, next(self._turns), story))

    def run(self) -> None:
        """Tell everything that happens up to the end."""
        while self._waiting:
            self.now, _, story = heapq.heappop(self._waiting)
            self.begin(story)
