"""How the council's page is ordered: what is late first, then by the day of its answer, what is answered last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

THEME_WEEKS = 12
ANSWERED_DAYS = 84
"""What the council answered stays on its page for twelve weeks; all of it stands on its board."""
HELD_DAYS = 365


def themes_since(today: date) -> date:
    """Return the first day of the last twelve weeks."""
    return today - timedelta(weeks=THEME_WEEKS) + timedelta(days=1)


def answered_since(today: date) -> date:
    """Return the first day on which an answer is new enough to be shown."""
    return today - timedelta(days=ANSWERED_DAYS)


@dataclass(frozen=True)
class Counted:
    """How often something was asked on one ward."""

    topic: str
    ward: str
    count: int


@dataclass(frozen=True)
class Theme:
    """What was asked about one topic: in all, and ward by ward, most first."""

    topic: str
    total: int
    wards: tuple[Counted, ...]


def themes(counted: Iterable[Counted]) -> list[Theme]:
    """Gather the counts of the wards under their topics, what was asked most first."""
    found: dict[str, list[Counted]] = {}
    for one in counted:
        found.setdefault(one.topic, []).append(one)
    gathered = [
        Theme(topic, sum(one.count for one in ones), tuple(sorted(ones, key=lambda one: (-one.count, one.ward))))
        for topic, ones in found.items()
    ]
    return sorted(gathered, key=lambda theme: (-theme.total, theme.topic))
