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
    """What the writer's page says: one sentence, what to do besides, and whether it has gone as far as it can."""

    sentence: str
    more: str = ""
    is_good: bool = False


def nobody_sees_it(*, about_staff: bool = False) -> str:
    """Return what a page says where no receiver is proven (C12); whoever is afraid of staff is not sent to them."""
    if about_staff:
        return str(_("No one will see this now. Press your call button or call a number below."))
    return str(_("No one will see this now. Go to staff or press your call button."))


def told(alert: Alert | None, *, proven: bool) -> Told:
    """Return what the writer's page says of an alert; None is one that was closed."""
    if alert is None:
        more = _("Is it not over for you? Press your call button.")
        return Told(_("Somebody took this on and says it is over."), more, True)
    if alert.state is AlertState.TAKEN:
        return Told(_by_whom(alert), is_good=True)
    if not proven:
        return Told(nobody_sees_it(about_staff=alert.about_staff))
    return Told(_where_it_is(alert), _("Nobody has taken it yet. Do you need help at once? Press your call button."))


def _by_whom(alert: Alert) -> str:
    if alert.about_staff or alert.taken_off_ward:
        return str(_("The person on duty for the hospital has taken it."))
    return str(_("Somebody has taken it and is coming to this screen."))


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
