"""The pages of whoever goes there: open alerts, taken by one person, closed when it is over; and who is in charge."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.alerts import commands, queries
from wardvoice.alerts.models import Alert
from wardvoice.alerts.views.room import bp, looking
from wardvoice.alerts.views.showing import seen_here, shown, who_is_in_charge, who_took
from wardvoice.core.actor import Role
from wardvoice.core.errors import N_, NotFound, Stale
from wardvoice.core.policy import May
from wardvoice.storage.apart_work import ApartWork
from wardvoice.web.apart import this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_caller
from wardvoice.web.pages import Answer, done, page


@bp.get("/alerts")
@requires(May.SEE_ALERTS)
def index() -> Answer:
    """Show the open alerts, and who is in charge."""
    if this_actor().at_ward_screen:
        return done(url_for("alerts.station"))
    with looking() as session:
        found = seen_here(session)
    in_charge = who_is_in_charge() if this_caller().ward else ""
    return page("alerts/index.html", alerts=shown(found), in_charge=in_charge)


@bp.post("/alerts/take")
@requires(May.SEE_ALERTS)
def take() -> Answer:
    """Say that one is going there; the second of two is told who was first."""
    work, alert = _named()
    if alert.taken_at is not None:
        raise Stale(N_("%(who)s has taken this already."), who=who_took(alert))
    commands.take_alert(work, alert=alert)
    return done(_back(), say=_("You have taken it. Please go there now."))


@bp.post("/alerts/close")
@requires(May.SEE_ALERTS)
def close() -> Answer:
    """Say that it is over."""
    work, alert = _named()
    commands.close_alert(work, alert=alert)
    return done(_back(), say=_("It is closed. Where and when it was is deleted."))


@bp.post("/alerts/in-charge")
@requires(May.BE_IN_CHARGE)
def be_in_charge() -> Answer:
    """Say that one is in charge for this shift."""
    commands.be_in_charge(this_apart_work())
    return done(url_for("alerts.index"), say=_("You are in charge for this shift."))


def _named() -> tuple[ApartWork, Alert]:
    """Return the alert whose button was pressed; one of another ward is not there for the staff of this one."""
    work = this_apart_work()
    try:
        alert = queries.alert(work.session, bytes.fromhex(request.form.get("alert", "")))
    except ValueError:
        raise NotFound() from None
    if alert.ward_id != work.actor.ward_id and not work.actor.has(Role.DUTY):
        raise NotFound(N_("This is over. Somebody has closed it."))
    work.require(May.SEE_ALERTS, alert)
    return work, alert


def _back() -> str:
    return url_for("alerts.station" if this_actor().at_ward_screen else "alerts.index")
