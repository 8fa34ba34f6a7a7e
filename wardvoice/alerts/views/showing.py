"""What somebody may see of open alerts: the ward's own at the ward, the duty list's for the duty lead."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from wardvoice.alerts import queries, rules
from wardvoice.alerts.models import Alert
from wardvoice.alerts.views.room import bp, looking
from wardvoice.core.actor import Role
from wardvoice.core.policy import May, may
from wardvoice.people import queries as people
from wardvoice.wards import queries as wards
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_actor, this_ward, this_work


@dataclass(frozen=True)
class Shown:
    """An open alert with the words around it: its ward, and whoever took it."""

    alert: Alert
    ward: str
    who: str = ""


def seen_here(session: Session) -> list[Alert]:
    """Return the open alerts that whoever asks may know of now; about staff never those of one's own ward."""
    actor = this_actor()
    on_duty, of_ward = actor.has(Role.DUTY), actor.at_ward_screen or actor.is_of_the_ward
    of_all = queries.for_duty(session, the_hall().clock.now()) if on_duty else []
    listed = [one for one in of_all if may(actor, May.SEE_ALERTS, one)]
    own = queries.of_ward(session, actor.ward_id) if of_ward and actor.ward_id else []
    known = {one.id for one in listed}
    return [*listed, *(one for one in own if one.id not in known)]


def shown(alerts: list[Alert]) -> list[Shown]:
    """Return alerts with the words around them."""
    names = {ward.id: ward.name for ward in wards.wards(this_work().session)} if alerts else {}
    return [Shown(one, names.get(one.ward_id, ""), who_took(one)) for one in alerts]


def who_took(alert: Alert) -> str:
    """Return who is on the way; empty if nobody is."""
    if alert.taken_at is None:
        return ""
    return name_of(alert.taken_by) if alert.taken_by else str(_("Somebody at the station screen"))


def name_of(account_id: UUID) -> str:
    """Return a member of staff as colleagues know them: first name and job."""
    account = people.account(this_work().session, account_id)
    return f"{account.name} ({account.job})"


def who_is_in_charge() -> str:
    """Return who is in charge of the ward in this shift, or nothing if nobody has said so."""
    clock = the_hall().clock
    with looking() as session:
        account_id = queries.in_charge(session, this_ward().id, clock.local(clock.now()))
    return name_of(account_id) if account_id else ""


def lacking() -> list[rules.Missing]:
    """Return what keeps alerts of this ward from reaching somebody."""
    clock = the_hall().clock
    with looking() as session:
        return rules.missing(queries.proof(session, this_ward().id, clock), clock.local(clock.now()))


@bp.app_template_global()
def open_calls() -> list[Alert]:
    """Return the open alerts that stand above each page of whoever may know of them."""
    actor = this_actor()
    if not actor.is_staff or not may(actor, May.SEE_ALERTS):
        return []
    with looking() as session:
        return seen_here(session)


@bp.app_template_global()
def receivers_lacking() -> list[rules.Missing]:
    """Return, for whoever answers for a ward's screens, what has to be mended before alerts are promised (C12)."""
    return [] if this_ward().is_council else lacking()
