"""The rhythm of a ward's meetings, and what stands on every agenda."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, NotAllowed
from wardvoice.core.policy import May, may
from wardvoice.meetings import commands, queries
from wardvoice.meetings.forms import RhythmForm, StandingForm, kinds_here
from wardvoice.meetings.models import Meeting
from wardvoice.meetings.views.room import bp
from wardvoice.meetings.words import KINDS
from wardvoice.web.fields import offer
from wardvoice.web.frame import day
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_ward, this_work
from wardvoice.web.pages import Answer, done, page

MEETINGS_TO_NAME = 60


@bp.get("/admin/rhythm")
@requires(May.SET_RHYTHM)
def rhythm() -> Answer:
    """Show how often the ward meets."""
    return _rhythm(_with_meetings(RhythmForm()))


@bp.post("/admin/rhythm")
@requires(May.SET_RHYTHM)
def set_rhythm() -> Answer:
    """Set how often the ward meets, and plan the next two weeks by it."""
    work, form = this_work(), _with_meetings(RhythmForm())
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            facts = {name: form[name].data for name in ("kind", "weekday", "at", "every_weeks", "minutes")}
            work.once(form.once.data, commands.set_rhythm(work, agreed_at=_agreed_at(form), **facts))
            commands.plan_ahead(work)
            return done(url_for("meetings.rhythm"), say=_("The rhythm is set."))
    return _rhythm(form)


@bp.route("/meetings/standing", methods=["GET", "POST"])
@requires(May.READ_WARD)
def standing() -> Answer:
    """Show and add to what stands on every agenda, as rep or manager."""
    refuse_others()
    work, form = this_work(), StandingForm()
    if form.validate():
        with form.refusals():
            work.refuse_repeat(form.once.data)
            title, at_end, kind = form.title.data or "", bool(form.at_end.data), form.kind.data
            added = commands.add_standing_item(work, title=title, at_end=at_end, kind=kind)
            work.once(form.once.data, added)
            return done(url_for("meetings.standing"), say=_("It stands on every agenda now."))
    items = queries.standing_by_kind(work.session, this_ward().id, work.today)
    return page("meetings/standing.html", form=form, status=form.status, items=items, kinds=kinds_here())


@bp.post("/meetings/standing/<uuid:standing_id>/remove")
@requires(May.READ_WARD)
def remove_standing(standing_id: UUID) -> Answer:
    """Take something off every agenda that is still to be made."""
    refuse_others()
    work = this_work()
    found = queries.standing_item(work.session, this_ward().id, standing_id)
    commands.remove_standing_item(work, standing=found)
    return done(url_for("meetings.standing"), say=_("It is off every agenda from now on."))


def refuse_others() -> None:
    """Refuse whoever neither prepares meetings nor keeps the ward."""
    if not any(may(this_actor(), what) for what in (May.PREPARE, May.SET_RHYTHM)):
        raise NotAllowed(N_("You cannot do this here."))


def _rhythm(form: RhythmForm) -> Answer:
    now = queries.rhythms_now(this_work().session, this_ward().id)
    return page("meetings/rhythm.html", form=form, status=form.status, rhythms=now, kinds=KINDS)


def _with_meetings(form: RhythmForm) -> RhythmForm:
    """Offer the last meetings that were held: at one of them the patients may have agreed."""
    rows, _total = queries.past(this_work().session, this_ward().id, limit=MEETINGS_TO_NAME)
    held = {str(row.id): f"{KINDS[row.kind]}, {day(row.day)}" for row in rows if row.closed_at}
    offer(form.agreed_at, {"": "", **held})
    return form


def _agreed_at(form: RhythmForm) -> Meeting | None:
    work = this_work()
    return queries.meeting(work.session, this_ward().id, UUID(form.agreed_at.data)) if form.agreed_at.data else None
