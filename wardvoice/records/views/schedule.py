"""How long things are kept, and what must stay: one page for those who set it, who agree, and who answer for a ward."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from wardvoice.core.actor import Role
from wardvoice.core.policy import May, could, may
from wardvoice.records import commands, queries
from wardvoice.records.forms import DecisionForm, HoldForm, ScheduleForm
from wardvoice.records.models import Removal
from wardvoice.records.queries import removing
from wardvoice.records.queries.holding import held_by
from wardvoice.records.rules import HeldWhat, Keeping
from wardvoice.records.views.room import bp
from wardvoice.records.words import HELD
from wardvoice.wards import queries as of_wards
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/admin/records")
@requires(May.SEE_RECORDS)
def schedule() -> Answer:
    """Show the schedule, what waits to be agreed, what is held, and what goes."""
    return _shown(_schedule_form(), _hold_form())


@bp.post("/admin/records")
@requires(May.KEEP_RECORDS)
def set_schedule() -> Answer:
    """Set how long things are kept; it holds once somebody else agrees."""
    form = ScheduleForm()
    if form.validate():
        with form.refusals():
            commands.set_schedule(this_work(), keeping=form.keeping, once=form.once.data)
            return done(url_for("records.schedule"), say=_("It is written down, and waits for the advocate’s yes."))
    return _shown(form, _hold_form(empty=True))


@bp.post("/admin/records/<uuid:schedule_id>/agree")
@requires(May.AGREE_RECORDS)
def agree(schedule_id: UUID) -> Answer:
    """Agree, as the second person; from now on it holds."""
    work, form = this_work(), DecisionForm()
    found = queries.schedule(work.session, schedule_id)
    commands.agree(work, schedule=found, version=form.version.data)
    return done(url_for("records.schedule"), say=_("You agreed. It holds from today."))


@bp.post("/admin/records/<uuid:schedule_id>/drop")
@requires(May.DROP_RECORDS)
def drop(schedule_id: UUID) -> Answer:
    """Take back what nobody has agreed to."""
    work, form = this_work(), DecisionForm()
    found = queries.schedule(work.session, schedule_id)
    commands.drop(work, schedule=found, version=form.version.data)
    return done(url_for("records.schedule"), say=_("It is taken back. Nothing has changed."))


@bp.post("/admin/records/holds")
@requires(May.HOLD_RECORDS)
def hold() -> Answer:
    """Hold something, so that no schedule removes it."""
    form = _hold_form()
    if form.validate():
        with form.refusals():
            work = this_work()
            named = (form.what.data, form.ward.data or None, form.about.data or "")
            what = held_by(work.session, *named, only_on=_holds_on())
            commands.hold(work, **what, because=form.because.data or "", once=form.once.data)
            return done(url_for("records.schedule"), say=_("It is held. No schedule removes it."))
    return _shown(_schedule_form(empty=True), form)


@bp.post("/admin/records/holds/<uuid:hold_id>/lift")
@requires(May.HOLD_RECORDS)
def lift(hold_id: UUID) -> Answer:
    """Let the schedule count again."""
    work = this_work()
    commands.lift(work, held=queries.hold(work.session, hold_id, work.actor.id))
    return done(url_for("records.schedule"), say=_("The hold is lifted. The schedule counts again in four weeks."))


def _schedule_form(*, empty: bool = False) -> ScheduleForm:
    return ScheduleForm.of(queries.keeping_now(this_work().session), empty=empty)


def _hold_form(*, empty: bool = False) -> HoldForm:
    form, only_on = HoldForm(empty=empty), _holds_on()
    found = {ward.id: ward.name for ward in of_wards.wards(this_work().session) if only_on in (None, ward.id)}
    offer(form.ward, {"": "", **found})
    if only_on is not None:
        offer(form.what, {what: words for what, words in HELD.items() if what is not HeldWhat.ACCOUNT})
    return form


def _holds_on() -> UUID | None:
    """Return the one ward on which whoever asks can hold something, or None where it is the whole hospital."""
    actor = this_actor()
    return None if may(actor, May.HOLD_RECORDS) else actor.ward_id


def _shown(form: ScheduleForm, hold_form: HoldForm) -> Answer:
    work, actor = this_work(), this_actor()
    session, everywhere = work.session, sees_all()
    in_full = everywhere or actor.has(Role.ADVOCATE)
    waiting = queries.waiting(session)
    return page(
        "records/schedule.html",
        None,
        max(form.status, hold_form.status),
        form=form,
        hold_form=hold_form,
        in_force=queries.in_force(session),
        waiting=waiting,
        decision=DecisionForm(version=waiting.version) if waiting else None,
        may_agree=waiting is not None and may(actor, May.AGREE_RECORDS, waiting),
        holds=queries.holds_shown(session, None if everywhere else work.ward_id, actor.id, in_full=in_full),
        told=told_here(),
        usual=Keeping(),
        asked=removing.waiting(session, actor.ward_id) if actor.ward_id else [],
        told_why=in_full,
        may_hold=could(actor, May.HOLD_RECORDS),
    )


def told_here() -> list[tuple[Removal, str | None]]:
    """Return what was told to go: everywhere, or on the ward of whoever reads."""
    work = this_work()
    return queries.removals_shown(work.session, None if sees_all() else work.ward_id)


def sees_all() -> bool:
    """Return whether somebody reads of every ward."""
    return this_actor().has(Role.ADMIN, Role.LEAD)
