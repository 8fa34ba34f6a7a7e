"""A browser becomes a screen of a ward, with a code that an admin or the ward manager made."""

from __future__ import annotations

from flask import request, url_for

from wardvoice.people import commands
from wardvoice.people.forms.doors import EnrolForm
from wardvoice.people.rules import TryKind
from wardvoice.people.views.room import bp, the_gate
from wardvoice.wards.commands import enrol_screen
from wardvoice.web.identity import finish, keep_screen, this_actor, this_screen, this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.sessions import new_token, token_hash


@bp.route("/enrol", methods=["GET", "POST"])
def enrol() -> Answer:
    """Make this browser a screen of a ward."""
    form = EnrolForm()
    if request.method == "POST" and form.validate():
        with form.refusals():
            keep_screen(_enrolled(form.code.data or ""))
            return done(url_for("home.start"))
    return page("people/enrol.html", form=form, status=form.status)


def _enrolled(code: str) -> str:
    """Return the token of the screen that this browser now is. RuleBroken for a wrong code, TooMuch after too many."""
    screen, token = this_screen(), new_token()
    place = str(screen.id if screen else this_actor().id or "")
    the_gate().screen_code(place=place)
    work = this_work()
    enrol_screen(work, code=code, token_hash=token_hash(token))
    commands.forgive(work.session, clock=work.clock, kind=TryKind.SCREEN, place=place)
    finish()
    return token
