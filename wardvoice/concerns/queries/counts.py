"""What was counted of quarters that are over (measures 13, 15). How it may be told is settled where it is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.concerns.models import QuarterCount, QuarterTheme
from wardvoice.concerns.rules import Part, Theme
from wardvoice.core.quarters import Quarter

OfWard = tuple[UUID, Quarter]
"""Which ward's quarter it is."""


@dataclass
class Counted:
    """A ward's quarter: its lines, and how often each theme was touched."""

    lines: list[QuarterCount] = field(default_factory=list)
    themes: dict[Part, Counter[Theme]] = field(default_factory=lambda: {part: Counter() for part in Part})


def counted(session: Session, ward_ids: Collection[UUID]) -> dict[OfWard, Counted]:
    """Return every quarter of these wards that was counted; two statements, however many there are."""
    found: dict[OfWard, Counted] = defaultdict(Counted)
    for row in session.scalars(select(QuarterCount).where(QuarterCount.ward_id.in_(ward_ids))):
        found[row.ward_id, (row.year, row.quarter)].lines.append(row)
    for theme in session.scalars(select(QuarterTheme).where(QuarterTheme.ward_id.in_(ward_ids))):
        found[theme.ward_id, (theme.year, theme.quarter)].themes[theme.part][theme.theme] += theme.number
    return dict(found)
