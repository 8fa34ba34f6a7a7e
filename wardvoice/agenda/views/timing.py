"""How long each line may take, and the whole meeting: small boxes on the page of the agenda (G6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wardvoice.agenda import rules
from wardvoice.agenda.models import AgendaEntry
from wardvoice.meetings.models import Meeting


@dataclass(frozen=True)
class Times:
    """How a meeting's minutes are shared out: by line, for a line that nobody timed (`share`), and in all."""

    length: int
    planned: int
    share: int
    parts: Mapping[UUID, int]

    @property
    def too_long(self) -> bool:
        """True if more is planned than the meeting lasts; a warning, never a refusal."""
        return self.planned > self.length


def times_of(meeting: Meeting, entries: Sequence[AgendaEntry], still_to_come: int) -> Times:
    """Share a meeting's minutes out among its lines, and so many that come onto the agenda when it goes out."""
    given = [entry.minutes for entry in entries]
    parts = rules.shares(meeting.length, [*given, *[None] * still_to_come])
    share = rules.shares(meeting.length, [*given, *[None] * max(still_to_come, 1)])[-1]
    by_line = {entry.id: part for entry, part in zip(entries, parts, strict=False)}
    return Times(meeting.length, rules.planned_minutes(parts), share, by_line)
