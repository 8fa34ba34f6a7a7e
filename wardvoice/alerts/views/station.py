"""The station screen in the nurses' office: it asks every few seconds, sounds, and shows where somebody is called."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from wardvoice.alerts import commands
from wardvoice.alerts.views.room import bp, looking
from wardvoice.alerts.views.showing import lacking, seen_here, shown, who_is_in_charge
from wardvoice.core.policy import May
from wardvoice.storage.base import aside
from wardvoice.web.apart import the_apart, this_apart_work
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_screen
from wardvoice.web.pages import Answer, done, page


@bp.get("/station")
@requires(May.LISTEN)
def station() -> Answer:
    """Show the whole screen. Opening it proves nothing: only its scripts know whether it can sound."""
    return page("alerts/station.html", **_office())


@bp.get("/station/now")
@requires(May.LISTEN)
def now() -> Answer:
    """Show how it stands now, and note that the screen is there, if it says that it can sound."""
    screen = this_screen()
    if screen is not None and request.args.get("sounds") == "yes":
        with aside(the_apart()) as session:
            commands.heard(session, screen_id=screen.id, now=the_hall().clock.now())
    return make_response(render_template("alerts/_office.html", **_office()))


@bp.post("/station/test")
@requires(May.LISTEN)
def test() -> Answer:
    """Take the word of somebody in the office that they heard the alarm, or that they did not."""
    screen, worked = this_screen(), request.form.get("heard") == "yes"
    assert screen is not None, "who listens sits at a screen"
    commands.hear_test(this_apart_work(), screen_id=screen.id, worked=worked)
    said = (
        _("Thank you. The alarm is tested for this shift.") if worked else _("Please mend the sound. Try again then.")
    )
    return done(url_for("alerts.station"), say=said)


def _office() -> dict[str, Any]:
    with looking() as session:
        found = seen_here(session)
    return {"alerts": shown(found), "lacking": lacking(), "in_charge": who_is_in_charge()}
