"""Calling a meeting off: its items are counted, so this stands with the agenda."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.agenda import commands
from wardvoice.agenda.forms.preparing import CallOffForm
from wardvoice.agenda.views.room import bp
from wardvoice.alerts.views.asking import ask_whether_soon
from wardvoice.core.policy import May
from wardvoice.meetings import queries
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/meetings/<uuid:meeting_id>/call-off")
@requires(May.CALL_OFF)
def call_off_page(meeting_id: UUID) -> Answer:
    """Ask why a meeting is not held."""
    work = this_work()
    meeting = queries.meeting(work.session, work.ward_id, meeting_id)
    form = CallOffForm(version=meeting.version)
    return page("agenda/call_off.html", meeting=meeting, form=form, status=form.status)


@bp.post("/meetings/<uuid:meeting_id>/call-off")
@requires(May.CALL_OFF)
def call_off(meeting_id: UUID) -> Answer:
    """Say that a meeting is not held, and why."""
    work, form = this_work(), CallOffForm()
    meeting = queries.meeting(work.session, work.ward_id, meeting_id)
    if form.validate():
        if asked := ask_whether_soon(form, form.words.data):
            return asked
        with form.refusals():
            work.still(meeting, form.version.data)
            commands.call_off(work, meeting=meeting, because=form.because.data, words=form.words.data)
            return done(url_for("meetings.index"), say=_("The meeting is called off. Everybody sees why."))
    return page("agenda/call_off.html", meeting=meeting, form=form, status=form.status)
