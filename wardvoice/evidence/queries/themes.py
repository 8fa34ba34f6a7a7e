"""What was asked for in a period, topic by topic, and the criteria of the standards that each topic belongs to (E7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wardvoice.evidence.models import Criterion, Edition
from wardvoice.evidence.queries.criteria import edition_in_use, numbers_by_theme
from wardvoice.evidence.queries.known import Figures

ASKED = "12"
"""The figure whose denominator is all that was asked."""


@dataclass(frozen=True)
class Topic:
    """A topic by its key, how much was asked about it, and its criteria in the edition in use."""

    key: str
    count: int
    criteria: Sequence[Criterion] = ()
    edition: Edition | None = None


def topics(session: Session, *wards: Figures) -> list[Topic]:
    """Return the topics of what was asked in a period, on one ward or more, the most frequent first; exact (E3)."""
    counted = Counter(item.topic for figures in wards for item in figures[ASKED].of)
    in_use = edition_in_use(session)
    numbers = numbers_by_theme(session, in_use) if in_use else {}
    found = [Topic(key, count, numbers.get(key, ()), in_use) for key, count in counted.items()]
    return sorted(found, key=lambda topic: (-topic.count, topic.key))


def edition_of(topics: Sequence[Topic]) -> Edition | None:
    """Return the edition to which the criteria beside these topics belong; None where no criterion stands there."""
    return next((topic.edition for topic in topics if topic.criteria), None)
