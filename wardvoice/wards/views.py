"""The pages of wards and screens."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, request, url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.wards import commands, queries, rules
from wardvoice.wards.checklist import BY_HAND, CHECKS
from wardvoice.wards.forms import InviteForm, NewWardForm, WardForm
from wardvoice.wards.rules import WardKind
from wardvoice.wards.words import SCREEN_KINDS
from wardvoice.web.body import COUNCIL
from wardvoice.web.guard import requires
from wardvoice.web.hall import asked, the_hall
from wardvoice.web.identity import afterwards, look_at_ward, this_screen, this_ward, this_work
from wardvoice.web.pages import Answer, done, page, receipt
from wardvoice.web.taken import take, words_in

bp = Blueprint("wards", __name__)


@bp.get("/admin/ward")
@requires(May.KEEP_WARD)
def settings() -> Answer:
    """Show the ward's name, place, numbers and beds, ready to be mended."""
    ward = queries.ward(this_work().session, this_ward().id)
    return page("wards/settings.html", form=WardForm(obj=ward), shown=ward)


@bp.post("/admin/ward")
@requires(May.KEEP_WARD)
def change() -> Answer:
    """Mend the ward's name, place or numbers."""
    work = this_work()
    ward = queries.ward(work.session, this_ward().id)
    form = WardForm()
    if form.validate():
        with form.refusals():
            commands.change_ward(work, ward=ward, version=form.version.data, **form.facts())
            return done(url_for("wards.settings"), say=_("The ward is changed."))
    return page("wards/settings.html", form=form, shown=ward, status=form.status)


@bp.route("/admin/wards/new", methods=["GET", "POST"])
@requires(May.OPEN_WARD)
def new() -> Answer:
    """Open a ward, and look at it."""
    form = NewWardForm()
    if request.method == "POST" and form.validate():
        with form.refusals():
            ward = commands.open_ward(this_work(), **form.facts(), once=form.once.data)
            if ward.kind is WardKind.COUNCIL:
                return done(COUNCIL, say=_("The council is open. Its reps are those of the wards."))
            look_at_ward(ward.id)
            return done(url_for("wards.screens"), say=_("The ward is open. Now it needs its screens."))
    return page("wards/new.html", form=form, status=form.status)


@bp.get("/admin/screens")
@requires(May.ENROL_SCREEN)
def screens() -> Answer:
    """Show the ward's screens, and invite one more."""
    return _screens(InviteForm())


@bp.get("/admin/screens.csv")
@requires(May.ENROL_SCREEN)
def take_screens() -> Answer:
    """Give the ward's screens along as a file."""
    facts = _found()
    rows = (
        (one.place, str(SCREEN_KINDS[one.kind]), words_in("wards/_screen_state.html", screen=one, **facts))
        for one in facts["screens"]
    )
    return take("screens", (_("Where"), _("Kind"), _("State")), rows)


@bp.post("/admin/screens")
@requires(May.ENROL_SCREEN)
def invite() -> Answer:
    """Make a code for one more screen; it is shown only now."""
    work = this_work()
    form = InviteForm()
    if form.validate():
        with form.refusals():
            ward = queries.ward(work.session, this_ward().id)
            facts = {"kind": form.kind.data, "place": form.place.data}
            screen, code = commands.invite_screen(work, ward=ward, once=form.once.data, **facts)
            shown = {"code": rules.shown_code(code), "until": screen.code_expires, "kinds": SCREEN_KINDS}
            return receipt("wards/invited.html", screen=screen, **shown)
    return _screens(form)


@bp.post("/admin/screens/<uuid:screen_id>/revoke")
@requires(May.ENROL_SCREEN)
def revoke(screen_id: UUID) -> Answer:
    """Take a screen back."""
    work = this_work()
    commands.revoke_screen(work, screen=queries.screen(work.session, this_ward().id, screen_id))
    return done(url_for("wards.screens"), say=_("The screen is taken back. It shows nothing of the ward any more."))


@bp.get("/terminal/check")
def check() -> Answer:
    """Show whoever sets up a screen what its browser still lacks; it tells nothing of the ward."""
    return page("wards/check.html", screen=this_screen(), checks=CHECKS, by_hand=BY_HAND)


@bp.get("/here")
@requires(May.START)
def here() -> Answer:
    """Take the call of a screen that says by itself that it is there; it tells nothing of whoever sits at it."""
    screen, now = this_screen(), the_hall().clock.now()
    if screen is not None:
        afterwards(partial(commands.call_in, screen_id=screen.id, now=now))
    return make_response("", 204) if asked.wants_piece else done(url_for("home.start"))


@bp.app_template_global()
def seconds_to_call() -> int:
    """Return after how many seconds a screen without scripts calls in: at the next full quarter of an hour."""
    now = the_hall().clock.now()
    return int((rules.quarter_of(now) + rules.CALLS_EVERY - now).total_seconds()) + 1


def _screens(form: InviteForm) -> Answer:
    return page("wards/screens.html", None, form.status, form=form, kinds=SCREEN_KINDS, **_found())


def _found() -> dict[str, Any]:
    work, ward_id = this_work(), this_ward().id
    silent = queries.silent_screens(work.session, ward_id, work.now, work.clock)
    return {"screens": queries.screens(work.session, ward_id), "silent": silent, "now": work.now}
