"""Reading one meeting: what it is about, what came of it, and the record as a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardvoice.core.policy import May
from wardvoice.meetings import queries as of_meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import queries
from wardvoice.minutes.views.stage import bp, opened
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
    return {
        "meeting": meeting,
        "lines": queries.lines(work.session, meeting, work.now, work.today) if out else [],
        "earlier": queries.earlier(work.session, meeting) if out else [],
        "heads": of_meetings.attendance(meeting),
        "rounds": of_meetings.rounds(work.session, meeting),
    }
