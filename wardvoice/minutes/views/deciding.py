"""Whether those who can decide an item are in the room: one tap each."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _

from wardvoice.agenda import commands as agenda
from wardvoice.agenda import queries as of_agenda
from wardvoice.core.policy import May
from wardvoice.minutes import forms
from wardvoice.minutes.views.stage import back, bp, opened, stage
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer


@bp.post("/meetings/<uuid:meeting_id>/room/deciders/<uuid:decider_id>")
@requires(May.RUN_MEETING)
def decider(meeting_id: UUID, decider_id: UUID) -> Answer:
    """Write down whether somebody who can decide an item is here."""
    work, meeting = opened(meeting_id)
    decider, form = of_agenda.decider(work.session, work.ward_id, decider_id), forms.HereForm()
    line = of_agenda.line_of(work.session, meeting, decider.item_id)
    if form.validate():
        with form.refusals():
            agenda.mark_decider(work, decider=decider, meeting=meeting, present=form.here.data == "yes")
            return back(meeting, line.id, _("It is written down."))
    return stage(work, meeting, str(line.id), status=form.status, here=form)
