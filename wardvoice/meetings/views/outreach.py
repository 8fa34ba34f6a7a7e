"""Going round on the ward before a meeting: numbers only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.meetings import commands, queries
from wardvoice.meetings.forms import RoundForm
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, done, page


@bp.route("/meetings/<uuid:meeting_id>/outreach", methods=["GET", "POST"])
@requires(May.COUNT_OUTREACH)
def outreach(meeting_id: UUID) -> Answer:
    """Show the rounds before a meeting, and write one's own down."""
    work, form = this_work(), RoundForm()
    meeting = queries.meeting(work.session, work.ward_id, meeting_id)
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            work.once(form.once.data, commands.count_round(work, meeting=meeting, said=form.said))
            return done(url_for("meetings.outreach", meeting_id=meeting.id), say=_("Your numbers are written down."))
    return _shown(meeting, form)


@bp.route("/outreach/<uuid:round_id>/correct", methods=["GET", "POST"])
@requires(May.COUNT_OUTREACH)
def correct_round(round_id: UUID) -> Answer:
    """Put the numbers of a round right; the wrong ones stay in sight."""
    work = this_work()
    wrong = queries.outreach_round(work.session, work.ward_id, round_id)
    form = RoundForm(**vars(wrong.facts))
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            work.once(form.once.data, commands.correct_round(work, wrong=wrong, said=form.said))
            say = _("The numbers are put right.")
            return done(url_for("meetings.outreach", meeting_id=wrong.meeting_id), say=say)
    return page("meetings/correct_round.html", form=form, status=form.status, wrong=wrong)


def _shown(meeting: Meeting, form: RoundForm) -> Answer:
    rounds = queries.rounds(this_work().session, meeting)
    counting = {one.id for one in queries.standing_rounds(rounds)}
    facts: dict[str, Any] = {"meeting": meeting, "rounds": rounds, "counting": counting}
    return page("meetings/outreach.html", status=form.status, form=form, **facts)
