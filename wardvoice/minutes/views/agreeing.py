"""The two yeses to the minutes, and the look at a correction."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands, forms, queries
from wardvoice.minutes.views.reading import show_minutes
from wardvoice.minutes.views.stage import bp, opened
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, done

MINUTES = "/meetings/<uuid:meeting_id>/minutes"


@bp.post(f"{MINUTES}/fair")
@requires(May.AGREE_MINUTES)
def say_fair(meeting_id: UUID) -> Answer:
    """Say for one's side that the minutes are a fair record."""
    work, meeting = opened(meeting_id)
    kept, form = queries.minutes_of(work.session, meeting), forms.FairForm()
    if form.validate():
        with form.refusals():
            commands.say_fair(work, minutes=kept, version=form.version.data)
            return _back(meeting, _("The minutes are agreed.") if kept.fair.agreed_at else _("Your yes is noted."))
    return show_minutes(work, meeting_id, form)


@bp.post(f"{MINUTES}/take-back")
@requires(May.AGREE_MINUTES)
def take_back(meeting_id: UUID) -> Answer:
    """Take one's side's yes back while the other is missing."""
    work, meeting = opened(meeting_id)
    kept, form = queries.minutes_of(work.session, meeting), forms.FairForm()
    if form.validate():
        with form.refusals():
            commands.take_back(work, minutes=kept, version=form.version.data)
            return _back(meeting, _("The yes is taken back."))
    return show_minutes(work, meeting_id, form)


@bp.post(f"{MINUTES}/beside/<uuid:remark_id>/seen")
@requires(May.AGREE_MINUTES)
def see(meeting_id: UUID, remark_id: UUID) -> Answer:
    """Say for one's side that a correction was seen."""
    work, meeting = opened(meeting_id)
    kept, form = queries.minutes_of(work.session, meeting), forms.FairForm()
    remark = queries.remark(work.session, kept, remark_id)
    if form.validate():
        with form.refusals():
            commands.see(work, minutes=kept, remark=remark)
            return _back(meeting, _("Noted: your side has seen it."))
    return show_minutes(work, meeting_id, form)


def _back(meeting: Meeting, say: str) -> Answer:
    return done(url_for("minutes.minutes", meeting_id=meeting.id), say=say)
