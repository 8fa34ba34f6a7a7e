"""The chair's script: what to read aloud, line by line, with the minutes of each (G6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from wardvoice.agenda.rules import AROUND_MINUTES, planned_minutes, shares
from wardvoice.core.policy import May, may
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.words import SUGGESTED_RULES, begins_at, clock_time
from wardvoice.minutes import queries
from wardvoice.minutes.queries import Line
from wardvoice.minutes.views.stage import bp, opened
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, page

OPENING_MINUTES = AROUND_MINUTES // 2
"""The first half of what is kept free; the other half is for the end."""


@dataclass(frozen=True)
class Timed:
    """One line of the script: how many minutes it has, and when it is planned to begin."""

    line: Line
    minutes: int
    at: str


@bp.get("/meetings/<uuid:meeting_id>/script")
@requires(May.READ_WARD)
def script(meeting_id: UUID) -> Answer:
    """Show the chair's script; before the agenda is out only to whoever prepares it."""
    return page("minutes/script.html", **script_of(*opened(meeting_id)))


def script_of(work: Work, meeting: Meeting) -> dict[str, Any]:
    """Return all that is read aloud in one meeting; of an agenda that is nobody's yet only the rules."""
    readable = meeting.published_at is not None or may(work.actor, May.PREPARE, meeting)
    shown = queries.room(work.session, meeting, "", work.now, work.today) if readable else None
    own = of_meetings.ground_rules(work.session, work.ward_id)
    lines, cards = (shown.lines, shown.cards) if shown else ([], [])
    return {
        "meeting": meeting,
        "readable": readable,
        "rules": [one.words or "…" for one in own] or [str(one) for one in SUGGESTED_RULES],
        "opening": OPENING_MINUTES,
        "promises": [card for card in cards if queries.asked_in_room(card)],
        "others": [card for card in cards if not queries.asked_in_room(card)],
        "timed": list(_timed(work, meeting, lines)),
        "planned": planned_minutes(_parts(meeting, lines)),
    }


def _timed(work: Work, meeting: Meeting, lines: Sequence[Line]) -> Iterator[Timed]:
    at = begins_at(meeting) + timedelta(minutes=OPENING_MINUTES)
    for line, minutes in zip(lines, _parts(meeting, lines), strict=True):
        yield Timed(line, minutes, clock_time(work.clock.local(at).time()))
        at += timedelta(minutes=minutes)


def _parts(meeting: Meeting, lines: Sequence[Line]) -> list[int]:
    return shares(meeting.length, [line.entry.minutes for line in lines])
