"""Opening a meeting, closing it, and stopping it early."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, forms
from wardvoice.minutes.views.stage import back, bp, opened, stage
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, done, page

ROOM = "/meetings/<uuid:meeting_id>/room"


@bp.post(f"{ROOM}/open")
@requires(May.RUN_MEETING)
def begin(meeting_id: UUID) -> Answer:
    """Open the meeting."""
    work, meeting = opened(meeting_id)
    form = forms.OpenForm()
    if form.validate():
        with form.refusals():
            meetings.open_meeting(work, meeting=meeting, version=form.version.data)
            return back(meeting, "here", _("The meeting is open."))
    return page("minutes/before.html", status=form.status, meeting=meeting, form=form.as_of(meeting.version))


@bp.post(f"{ROOM}/close")
@requires(May.RUN_MEETING)
def close(meeting_id: UUID) -> Answer:
    """Close the meeting; refused while an item has no outcome."""
    work, meeting = opened(meeting_id)
    form = forms.CloseForm()
    if form.validate():
        with form.refusals():
            return _over(commands.close_meeting(work, meeting=meeting, version=form.version.data))
    return stage(work, meeting, "end", status=form.status, close=form.as_of(meeting.version))


@bp.post(f"{ROOM}/stop")
@requires(May.RUN_MEETING)
def stop(meeting_id: UUID) -> Answer:
    """Stop early: one reason carries the rest over."""
    work, meeting = opened(meeting_id)
    form = forms.StopForm()
    if form.validate():
        with form.refusals():
            because, version = form.because.data, form.version.data
            return _over(commands.stop_early(work, meeting=meeting, because=because, version=version))
    return stage(work, meeting, "end", status=form.status, stop=form.as_of(meeting.version))


def _over(meeting: Meeting) -> Answer:
    return done(url_for("minutes.show", meeting_id=meeting.id), say=_("The meeting is closed."))
