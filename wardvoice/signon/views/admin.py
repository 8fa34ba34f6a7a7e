"""What an admin says of the directory: what its groups give, and whose account there an account here is."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.people import queries as of_people
from wardvoice.signon import commands, queries
from wardvoice.signon.forms import ALL_WARDS, GroupForm, LinkForm
from wardvoice.signon.rules import GroupRole
from wardvoice.signon.views.room import bp
from wardvoice.signon.words import GIVES
from wardvoice.wards import queries as of_wards
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.hall import the_hall
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer, cut, done, page


@bp.get("/admin/sign-on")
@requires(May.KEEP_SIGN_ON)
def groups() -> Answer:
    """Show what groups give, who knocked, and who signs on with the hospital's account."""
    work = this_work()
    facts = {
        "lines": queries.shown_lines(work.session, work.today),
        "knocks": queries.knocks(work.session, work.today),
        "pages": cut(queries.hospital_accounts(work.session)),
        "issuer": the_hall().settings.oidc.get("issuer"),
        "gives": GIVES,
    }
    return page("signon/groups.html", None, 200, **facts)


@bp.route("/admin/sign-on/groups/new", methods=["GET", "POST"])
@requires(May.KEEP_SIGN_ON)
def give() -> Answer:
    """Say what one more group gives."""
    work, form = this_work(), GroupForm()
    wards = {str(ward.id): ward.name for ward in of_wards.wards(work.session)}
    offer(form.ward, {"": "", ALL_WARDS: _("All wards"), **wards})
    if request.method == "POST" and form.validate():
        with form.refusals():
            ward_id = None if form.ward.data == ALL_WARDS else UUID(form.ward.data)
            role, name = GroupRole(form.role.data), form.name.data or ""
            commands.give_group_part(work, name=name, role=role, ward_id=ward_id, once=form.once.data)
            return done(url_for("signon.groups"), say=_("It holds from the next time that somebody signs in."))
    return page("signon/give.html", None, form.status, form=form)


@bp.post("/admin/sign-on/groups/<uuid:line_id>/end")
@requires(May.KEEP_SIGN_ON)
def end(line_id: UUID) -> Answer:
    """Let a group give this no more."""
    work = this_work()
    commands.end_group_part(work, part=queries.line(work.session, line_id))
    return done(url_for("signon.groups"), say=_("The group gives this no more, and whoever had it from there lost it."))


@bp.route("/admin/sign-on/waiting/<uuid:knock_id>", methods=["GET", "POST"])
@requires(May.KEEP_SIGN_ON)
def link(knock_id: UUID) -> Answer:
    """Say which account here belongs to somebody who knocked."""
    work, form = this_work(), LinkForm()
    knock = queries.knock(work.session, knock_id)
    free = queries.could_be_linked(work.session, work.today)
    offer(form.account, {"": "", **{str(one.id): f"{one.name}, {one.job} ({one.username})" for one in free}})
    if request.method == "POST" and form.validate():
        with form.refusals():
            account = of_people.account(work.session, UUID(form.account.data))
            commands.link(work, account=account, knock=knock)
            return done(url_for("signon.groups"), say=_("They can sign in with their hospital account now."))
    return page("signon/link.html", None, form.status, form=form, knock=knock)


@bp.post("/admin/sign-on/accounts/<uuid:link_id>/end")
@requires(May.KEEP_SIGN_ON)
def unlink(link_id: UUID) -> Answer:
    """Let a hospital account sign on as an account no more."""
    work = this_work()
    commands.unlink(work, hospital_account=queries.hospital_account(work.session, link_id))
    return done(url_for("signon.groups"), say=_("The two are no longer linked. The account itself stays."))
