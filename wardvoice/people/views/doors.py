"""Signing in and out of staff, choosing a ward, and Finish."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.core.errors import N_, NotAllowed, NotFound, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.doors import SignInForm
from wardvoice.people.rules import TryKind
from wardvoice.people.rules.conduct import is_due
from wardvoice.people.views.room import bp, the_gate
from wardvoice.web import identity
from wardvoice.web.guard import requires
from wardvoice.web.identity import at_ward_screen, this_actor, this_caller, this_work
from wardvoice.web.pages import Answer, done, page
from wardvoice.web.sessions import Kind

REVIEW_OVER = N_("Your time as a reviewer is over. The hospital admin can invite you again.")
WRONG = N_("The username or the password is not right.")


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    """Let a member of staff in, at their own device; never at a screen of the ward."""
    if at_ward_screen():
        raise NotAllowed(N_("Staff sign in at their own computer. This screen is for patients."))
    if this_actor().id is not None:
        return done(url_for("home.start"))
    form = SignInForm()
    if request.method == "POST" and form.validate():
        with form.refusals():
            return _let_in(form.username.data or "", form.password.data or "")
    return page("people/sign_in.html", form=form, status=form.status)


@bp.post("/sign-out")
def sign_out() -> Answer:
    """End a member of staff's visit."""
    identity.sign_out()
    return done(url_for("people.sign_in"))


@bp.post("/finish")
def finish() -> Answer:
    """End a visit to a screen of the ward, and let the browser forget it."""
    identity.finish()
    return done(url_for("home.start"))


@bp.get("/ward")
@requires(May.KEEP_OWN_ACCOUNT)
def choose_ward() -> Answer:
    """Show which wards a member of staff can look at."""
    return page("people/wards.html", wards=this_caller().wards)


@bp.post("/ward")
@requires(May.KEEP_OWN_ACCOUNT)
def look_at() -> Answer:
    """Look at another of one's wards."""
    wards = {str(ward_id): ward_id for ward_id, _name in this_caller().wards}
    chosen = wards.get(request.form.get("ward", ""))
    if chosen is None:
        raise NotFound()
    identity.look_at_ward(chosen)
    return done(url_for("home.start"))


def _let_in(username: str, password: str) -> Answer:
    gate = the_gate()
    account_id = gate.account(username=username, password=password)
    if account_id is None:
        raise RuleBroken(WRONG)
    work = this_work()
    commands.forgive(work.session, clock=work.clock, kind=TryKind.PASSWORD, who=gate.who(username))
    return begin_visit(account_id)


def begin_visit(account_id: UUID) -> Answer:
    """Sign in somebody who has shown who they are, and lead them to where they begin.

    RuleBroken for a reviewer whose time is over.
    """
    work = this_work()
    commands.note_presence(work.session, account_id, work.today)
    if queries.was_only_a_reviewer(work.session, account_id, work.today):
        raise RuleBroken(REVIEW_OVER)
    ward_id = queries.first_ward_of(work.session, account_id, work.today)
    identity.sign_in(Kind.ACCOUNT, account_id, ward_id)
    return done(_first_page(account_id, ward_id), say=_("You are signed in."))


def _first_page(account_id: UUID, ward_id: UUID | None) -> str:
    """Return where somebody begins; whoever has not accepted the conduct text this year is led to it."""
    to = url_for("home.start" if ward_id else "people.choose_ward")
    accepted_on = queries.account(this_work().session, account_id).conduct_accepted_on
    return url_for("people.conduct", to=to) if is_due(accepted_on, this_work().today) else to
