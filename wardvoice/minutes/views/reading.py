"""Reading one meeting: what it is about, what came of it, and the record as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wardvoice.core.policy import May, may
from wardvoice.meetings import queries as of_meetings
from wardvoice.minutes import forms, queries, rules
from wardvoice.minutes.queries import Line
from wardvoice.minutes.views.stage import bp
from wardvoice.questions import queries as of_questions
from wardvoice.questions.queries import FromWard
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, page


@bp.get("/meetings/<uuid:meeting_id>")
@requires(May.READ_WARD)
def show(meeting_id: UUID) -> Answer:
    """Show one meeting: coming, going on, held, or not held and why."""
    return page("minutes/show.html", **facts(this_work(), meeting_id))


@bp.get("/meetings/<uuid:meeting_id>/minutes")
@requires(May.READ_WARD)
def minutes(meeting_id: UUID) -> Answer:
    """Show the record of one meeting."""
    return show_minutes(this_work(), meeting_id)


def show_minutes(work: Work, meeting_id: UUID, form: forms.FairForm | None = None) -> Answer:
    """Draw the record of one meeting as it stands now, with a form that was refused or with empty ones."""
    found = facts(work, meeting_id)
    version = found["agreement"].version if found["agreement"] else 0
    form = form.as_of(version) if form else forms.FairForm.fresh(version=version)
    return page("minutes/minutes.html", status=form.status, fair=form, **_tools(work, found["agreement"]), **found)


def facts(work: Work, meeting_id: UUID) -> dict[str, Any]:
    """Return all that is read of one meeting; the lines of an agenda that is not out are nobody's yet."""
    meeting, agreement = queries.read(work.session, work.ward_id, meeting_id)
    out = meeting.published_at is not None
    asked = of_questions.of_meeting(work.session, meeting) if out or meeting.closed_at else []
    lines = queries.lines(work.session, meeting, work.now, work.today) if out else []
    return {
        "meeting": meeting,
        "lines": lines,
        "left_over": _left_over(asked, lines) if meeting.closed_at else [],
        "earlier": queries.earlier(work.session, meeting) if out else [],
        "heads": of_meetings.attendance(meeting),
        "rounds": meeting.rounds,
        "agreement": agreement,
    }


def _left_over(asked: Sequence[FromWard], lines: Sequence[Line]) -> list[FromWard]:
    """Return what the ward said to questions whose line left the agenda before the meeting."""
    on = {line.entry.id for line in lines}
    return [one for one in asked if one.question.entry_id not in on]


def _tools(work: Work, found: queries.Agreement | None) -> dict[str, Any]:
    """Return for whom somebody may speak on these minutes, and whether they may still remember them differently."""
    if found is None:
        return {"side": None, "differs": False}
    kept = found.minutes
    agreed = work.clock.day_of(kept.fair.agreed_at) if kept.fair.agreed_at else None
    differs = may(work.actor, May.REMEMBER_DIFFERENTLY, kept) and rules.is_open_to_memories(agreed, work.today)
    return {"side": rules.side_of(work.actor) if may(work.actor, May.AGREE_MINUTES, kept) else None, "differs": differs}
