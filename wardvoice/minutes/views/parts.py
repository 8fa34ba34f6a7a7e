"""Who does what today: who chairs, who writes it down, and who helps the chair."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.actions import queries as of_actions
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.rules import COMING
from wardvoice.minutes import forms
from wardvoice.minutes.views.stage import bp, opened
from wardvoice.people import queries as of_people
from wardvoice.storage.work import Work
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer, done, page

PARTS = "/meetings/<uuid:meeting_id>/parts"


@bp.get(PARTS)
@requires(May.RUN_MEETING)
def parts(meeting_id: UUID) -> Answer:
    """Show who does what today, as it stands."""
    work, meeting = opened(meeting_id)
    work.require(May.RUN_MEETING, meeting)
    if meeting.state not in COMING:
        return done(url_for("minutes.show", meeting_id=meeting.id))
    known = {"chair": meeting.chair or "", "facilitator": meeting.facilitator or ""}
    form = forms.PartsForm.fresh(**known, chaired_by_patient=bool(meeting.chaired_by_patient))
    return _page(work, meeting, form)


@bp.post(PARTS)
@requires(May.RUN_MEETING)
def say_parts(meeting_id: UUID) -> Answer:
    """Write down who does what today."""
    work, meeting = opened(meeting_id)
    form = forms.PartsForm().offer(of_actions.who_can_own(work.session, work.ward_id, work.today))
    work.refuse_repeat(form.once.data)
    if form.validate():
        with form.refusals():
            typed = {name: form[name].data for name in ("chair", "chaired_by_patient", "facilitator")}
            meetings.say_who_does_what(work, meeting=meeting, **typed)
            scribe = _scribe(work, form)
            if scribe is not None:
                meetings.name_scribe(work, meeting=meeting, scribe_id=scribe)
            work.once(form.once.data, meeting)
            return done(url_for("minutes.show", meeting_id=meeting.id), say=_("It is written down."))
    return _page(work, meeting, form)


def _scribe(work: Work, form: forms.PartsForm) -> UUID | None:
    """Return whoever was named to write: a ward name before anybody of the staff, or nobody."""
    typed = (form.scribe_name.data or "").strip()
    if not typed:
        return form.scribe.data if isinstance(form.scribe.data, UUID) else None
    name = of_people.name_in_use(work.session, work.ward_id, typed)
    if name is None:
        raise RuleBroken(N_("Nobody on this ward has this ward name."), field="scribe_name")
    return name.id


def _page(work: Work, meeting: Meeting, form: forms.PartsForm) -> Answer:
    form.offer(of_actions.who_can_own(work.session, work.ward_id, work.today))
    return page("minutes/parts.html", None, form.status, meeting=meeting, form=form)
