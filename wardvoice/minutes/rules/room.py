"""What makes sense in the meeting room, and when a meeting may end (product.md, G8 and G11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from wardvoice.core.errors import N_, RuleBroken

MOST_HANDS = 200
SOON_WEEKS = (1, 2, 4)
"""The days that one tap promises; none of them is chosen before somebody says it, and any other may be written."""
MOST_IN_SIGHT, LIKELY_IN_SIGHT = 5, 4
T = TypeVar("T")


def in_sight(everybody: Sequence[T], likely: Iterable[T]) -> list[T]:
    """Return who stands on a button of their own: all while they are few, else those who most likely answer."""
    if len(everybody) <= MOST_IN_SIGHT:
        return list(everybody)
    return [one for one in dict.fromkeys(likely) if one in everybody][:LIKELY_IN_SIGHT]


@dataclass(frozen=True)
class Timer:
    """How long a line is on against its planned minutes. It warns of nothing and stops nothing.

    `since` is when the room turned to it; `still_since` is set while its time stands still, `stood` is for how
    long it did so before.
    """

    since: datetime
    planned: timedelta
    still_since: datetime | None
    stood: timedelta

    def spent(self, now: datetime) -> timedelta:
        """Return how long the line was talked about by now."""
        return (self.still_since or now) - self.since - self.stood

    def until(self, now: datetime) -> datetime:
        """Return when its planned minutes are over, if its time runs on from now."""
        return now + self.planned - self.spent(now)


@dataclass(frozen=True)
class Raised:
    """Hands in the room, patients and staff apart, never a name."""

    patients_for: int = 0
    patients_against: int = 0
    patients_unsure: int = 0
    staff_for: int = 0
    staff_against: int = 0
    staff_unsure: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The six numbers by name."""
        return asdict(self)


def hands_make_sense(hands: Raised) -> None:
    """Hands are counted from 0 to 200, and somebody raised one."""
    for name, count in hands.counts.items():
        if not 0 <= count <= MOST_HANDS:
            raise RuleBroken(N_("Count the hands: a number from 0 to 200."), field=name)
    if not any(hands.counts.values()):
        raise RuleBroken(N_("Count at least one hand."), field="patients_for")


def answers_have_promises(without: int) -> None:
    """A yes or partly with something still to be done needs somebody who does it."""
    if without:
        raise RuleBroken(
            N_("Answers without a promise: %(count)s. They say that something will be done. Write who does it."),
            count=without,
        )


def stopping_makes_sense(because: str | None) -> str:
    """Return the one reason for all that is left (G8)."""
    reason = (because or "").strip()
    if not reason:
        raise RuleBroken(N_("Say why the meeting stops early. It stands in the minutes."), field="because")
    return reason
