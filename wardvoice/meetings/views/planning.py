"""Coming and past meetings, and planning one."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, NotAllowed
from wardvoice.core.policy import May, may
from wardvoice.meetings import commands, queries
from wardvoice.meetings.forms import PlanForm
from wardvoice.meetings.views.room import bp
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import PER_PAGE, Answer, done, offset, page, pages_of


@bp.get("/meetings")
@requires(May.READ_WARD)
def index() -> Answer:
    """Show the meetings to come and those that are over, held or not."""
    session, ward_id = this_work().session, this_ward().id
    rows, total = queries.past(session, ward_id, limit=PER_PAGE, offset=offset())
    coming, rhythms = queries.coming(session, ward_id), queries.rhythms_now(session, ward_id)
    shown = {"coming": coming, "pages": pages_of(rows, total), "rhythms": rhythms}
    return page("meetings/index.html", None, 200, may_plan=_may_plan(), **shown)


@bp.route("/meetings/new", methods=["GET", "POST"])
@requires(May.READ_WARD)
def plan() -> Answer:
    """Plan one meeting, as rep or manager."""
    if not _may_plan():
        raise NotAllowed(N_("You cannot do this here."))
    work, form = this_work(), PlanForm(place=this_ward().place)
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            facts = {name: form[name].data for name in ("day", "at", "kind", "place", "minutes")}
            work.once(form.once.data, commands.plan_meeting(work, **facts))
            return done(url_for("meetings.index"), say=_("The meeting is planned."))
    return page("meetings/plan.html", form=form, status=form.status)


def _may_plan() -> bool:
    return any(may(this_actor(), what) for what in (May.PREPARE, May.SET_RHYTHM))
