"""What was asked for in a period, topic by topic, and the criteria of the standards that each topic belongs to (E7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wardvoice.evidence.models import Criterion
from wardvoice.evidence.queries.criteria import numbers_by_theme
from wardvoice.evidence.queries.known import Figures

ASKED = "12"
"""The figure whose denominator is all that was asked."""


@dataclass(frozen=True)
class Topic:
    """A topic by its key, how much was asked about it, and its criteria in the edition in use."""

    key: str
    count: int
    criteria: Sequence[Criterion] = ()


def topics(session: Session, *wards: Figures) -> list[Topic]:
    """Return the topics of what was asked in a period, on one ward or more, the most frequent first; exact (E3)."""
    counted = Counter(item.topic for figures in wards for item in figures[ASKED].of)
    numbers = numbers_by_theme(session)
    found = [Topic(key, count, numbers.get(key, ())) for key, count in counted.items()]
    return sorted(found, key=lambda topic: (-topic.count, topic.key))
