"""The room turns to the next step, and its time stands still or goes on."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.minutes import commands, forms
from wardvoice.minutes.views.stage import back, bp, opened, stage
from wardvoice.web.guard import requires
from wardvoice.web.pages import Answer

ROOM = "/meetings/<uuid:meeting_id>/room"


@bp.post(f"{ROOM}/turn")
@requires(May.RUN_MEETING)
def turn(meeting_id: UUID) -> Answer:
    """Let everybody in the room see a step."""
    work, meeting = opened(meeting_id)
    form = forms.TurnForm()
    if form.validate():
        with form.refusals():
            commands.turn_to(work, meeting=meeting, step=form.to.data or "")
            return back(meeting, form.to.data)
    return stage(work, meeting, "", status=form.status, turn=form)


@bp.post(f"{ROOM}/pause")
@requires(May.RUN_MEETING)
def pause(meeting_id: UUID) -> Answer:
    """Let the time of the step stand still, or go on."""
    work, meeting = opened(meeting_id)
    form = forms.PauseForm()
    if form.validate():
        with form.refusals():
            clock = commands.pause(work, meeting=meeting, still=form.still.data == "yes")
            said = _("The time stands still.") if clock.paused_at else _("The time goes on.")
            return back(meeting, clock.step, said)
    return stage(work, meeting, "", status=form.status, turn=form)
