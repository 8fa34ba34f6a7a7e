"""What pages say of an alert: only what is true at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.alerts.models import Alert
from wardvoice.alerts.rules import AlertState, Missing

RENEWS_AFTER = 10
"""In seconds: how often the station screen renews itself where no scripts run."""


@dataclass(frozen=True)
class Told:
    """What the writer's page says: one sentence, what to do besides, and whether it has gone as far as it can.

    While `somebody_may_come`, whoever comes sees this screen.
    """

    sentence: str
    more: str
    is_good: bool = False
    somebody_may_come: bool = True


def nobody_sees_it(*, about_staff: bool = False) -> str:
    """Return what a page says where no receiver is proven (C12); whoever is afraid of staff is not sent to them."""
    if about_staff:
        return str(_("No one will see this now. Press your call button or call a number below."))
    return str(_("No one will see this now. Go to staff or press your call button."))


def told(alert: Alert | None, *, proven: bool) -> Told:
    """Return what the writer's page says of an alert; None is one that was closed."""
    if alert is None:
        more = _("Is it not over for you? Tell any member of staff you trust, or press your call button.")
        return Told(_("Somebody took this on and says it is over."), more, is_good=True, somebody_may_come=False)
    if alert.state is AlertState.TAKEN:
        return _taken(alert)
    if not proven:
        return Told(nobody_sees_it(about_staff=alert.about_staff), whom_to_tell(about_staff=alert.about_staff))
    not_yet = _("Nobody has taken it yet.")
    return Told(_where_it_is(alert), f"{not_yet} {_meanwhile(about_staff=alert.about_staff)}")


def whom_to_tell(*, about_staff: bool = False) -> str:
    """Return the next step where nobody is proven to listen: a place to go, or somebody to speak to."""
    if about_staff:
        return str(_("You can also speak to any member of staff you trust."))
    return str(_("There are always staff on the ward. Try the nurses’ office first."))


def _meanwhile(*, about_staff: bool) -> str:
    if about_staff:
        return str(_("Until then, speak to any member of staff you trust, or call a number below."))
    return str(_("Do you need help at once? Go to the nurses’ office, or press your call button."))


def _taken(alert: Alert) -> Told:
    if alert.about_staff or alert.taken_off_ward:
        return Told(_("The person on duty for the hospital has taken it."), _meanwhile(about_staff=True), is_good=True)
    more = _("Stay where you feel safe. Does nobody come? Go to the nurses’ office.")
    return Told(_("Somebody has taken it and is coming to this screen."), more, is_good=True)


def _where_it_is(alert: Alert) -> str:
    if alert.passed_on_at is not None:
        return str(_("The person on duty for the hospital has been called."))
    if alert.about_staff:
        return str(_("We are calling the person on duty for the hospital. That takes a minute or two."))
    return str(_("It goes to the screen in the nurses’ office."))


LACKING = {
    Missing.STATION: _l("The station screen in the nurses’ office does not answer, or its sound is off."),
    Missing.TEST: _l("Nobody has tested the alarm of the station screen in this shift."),
    Missing.COMMAND: _l("The way to the duty list has not been proven today."),
    Missing.TICK: _l(
        "WardVoice’s own clock stands still: nobody calls the duty list. WardVoice must be started again."
    ),
}
"""What is missing, as staff read it."""
