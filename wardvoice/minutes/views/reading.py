"""Reading one meeting: what it is about, what came of it, and the record as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wardvoice.core.policy import May
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import queries
from wardvoice.minutes.queries import Line
from wardvoice.minutes.views.stage import bp, opened
from wardvoice.questions import queries as of_questions
from wardvoice.questions.queries import FromWard
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, page


@bp.get("/meetings/<uuid:meeting_id>")
@requires(May.READ_WARD)
def show(meeting_id: UUID) -> Answer:
    """Show one meeting: coming, going on, held, or not held and why."""
    work, meeting = opened(meeting_id)
    return page("minutes/show.html", **facts(work, meeting))


@bp.get("/meetings/<uuid:meeting_id>/minutes")
@requires(May.READ_WARD)
def minutes(meeting_id: UUID) -> Answer:
    """Show the record of one meeting."""
    work, meeting = opened(meeting_id)
    return page("minutes/minutes.html", **facts(work, meeting))


def facts(work: Work, meeting: Meeting) -> dict[str, Any]:
    """Return all that is read of one meeting; the lines of an agenda that is not out are nobody's yet."""
    out = meeting.published_at is not None
    lines = queries.lines(work.session, meeting, work.now, work.today) if out else []
    return {
        "meeting": meeting,
        "lines": lines,
        "left_over": _left_over(work, meeting, lines) if meeting.closed_at else [],
        "earlier": queries.earlier(work.session, meeting) if out else [],
        "heads": of_meetings.attendance(meeting),
        "rounds": of_meetings.rounds(work.session, meeting),
    }


def _left_over(work: Work, meeting: Meeting, lines: Sequence[Line]) -> list[FromWard]:
    """Return what the ward said to questions whose line left the agenda before the meeting."""
    on = {line.entry.id for line in lines}
    return [one for one in of_questions.of_meeting(work.session, meeting) if one.question.entry_id not in on]
