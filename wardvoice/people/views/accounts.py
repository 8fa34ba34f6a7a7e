"""Accounts of staff, kept by an admin: opened with a starting password, changed, and given parts on wards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.accounts import (
    ALL_WARDS,
    AccountForm,
    LastDayForm,
    MembershipForm,
    NewAccountForm,
    PartWords,
)
from wardvoice.people.hashing import hash_password, starting_password
from wardvoice.people.models import Account
from wardvoice.people.queries.duties import reads_alone
from wardvoice.people.queries.keys import own_key
from wardvoice.people.rules.accounts import last_day_of, works_on
from wardvoice.people.views.room import bp
from wardvoice.people.words import READS_ALONE, ROLES, username_shown
from wardvoice.wards import queries as of_wards
from wardvoice.web.fields import offer
from wardvoice.web.guard import requires
from wardvoice.web.identity import end_visits, this_work
from wardvoice.web.pages import Answer, cut, done, page, receipt


@bp.app_context_processor
def _shared() -> dict[str, Any]:
    return {"username_shown": username_shown}


@bp.get("/admin/people")
@requires(May.KEEP_ACCOUNTS)
def accounts() -> Answer:
    """Show every account with its parts."""
    work = this_work()
    shown = cut(queries.accounts(work.session))
    members = queries.roles_by_account(work.session, [account.id for account in shown.rows], work.today)
    works = {account.id: works_on(account, work.today) for account in shown.rows}
    return page("people/accounts.html", pages=shown, members=members, works=works, roles=ROLES)


@bp.route("/admin/people/new", methods=["GET", "POST"])
@requires(May.KEEP_ACCOUNTS)
def new_account() -> Answer:
    """Open an account, and show its starting password this once."""
    password = starting_password()
    password_hash = hash_password(password) if request.method == "POST" else ""
    form = NewAccountForm()
    offer(form.ward, _wards())
    if request.method == "POST" and form.validate():
        with form.refusals():
            account = _open(form, password_hash)
            return receipt("people/password_made.html", account=account, password=password)
    return page("people/new_account.html", form=form, status=form.status)


@bp.get("/admin/people/<uuid:account_id>")
@requires(May.KEEP_ACCOUNTS)
def account(account_id: UUID) -> Answer:
    """Show one account."""
    found = queries.account(this_work().session, account_id)
    return _account(found, AccountForm(obj=found))


@bp.post("/admin/people/<uuid:account_id>")
@requires(May.KEEP_ACCOUNTS)
def change_account(account_id: UUID) -> Answer:
    """Mend a name or job, or set the last day of a post."""
    work, form = this_work(), AccountForm()
    found = queries.account(work.session, account_id)
    if form.validate():
        with form.refusals():
            words: dict[str, Any] = {"name": form.name.data, "job": form.job.data, "ends_on": form.ends_on.data}
            commands.change_account(work, account=found, version=form.version.data, **words)
            return done(_page_of(account_id), say=_("The account is changed."))
    return _account(found, form)


@bp.post("/admin/people/<uuid:account_id>/password")
@requires(May.KEEP_ACCOUNTS)
def new_password(account_id: UUID) -> Answer:
    """Make a new starting password for somebody who forgot theirs, and show it this once."""
    password = starting_password()
    password_hash = hash_password(password)
    work = this_work()
    found = queries.account(work.session, account_id)
    commands.set_password(work, account=found, password_hash=password_hash)
    return receipt("people/password_made.html", account=found, password=password)


@bp.post("/admin/people/<uuid:account_id>/open-again")
@requires(May.KEEP_ACCOUNTS)
def open_again(account_id: UUID) -> Answer:
    """Open a closed account again; no visit of before lives on with it."""
    work = this_work()
    commands.open_again(work, account=queries.account(work.session, account_id))
    end_visits(work.session, account_id)
    return done(_page_of(account_id), say=_("The account is open. Give it a part, and a password if it needs one."))


@bp.route("/admin/people/<uuid:account_id>/parts/new", methods=["GET", "POST"])
@requires(May.KEEP_ACCOUNTS)
def give_membership(account_id: UUID) -> Answer:
    """Say what somebody is on a ward, or on all."""
    work, form = this_work(), MembershipForm()
    found = queries.account(work.session, account_id)
    offer(form.ward, _wards())
    if request.method == "POST" and form.validate():
        with form.refusals():
            commands.give_membership(work, account=found, **_part(form))
            return done(_page_of(account_id), say=_("The part is written down."))
    return page("people/new_part.html", form=form, status=form.status, account=found)


@bp.post("/admin/people/<uuid:account_id>/parts/<uuid:membership_id>/end")
@requires(May.KEEP_ACCOUNTS)
def end_membership(account_id: UUID, membership_id: UUID) -> Answer:
    """End a part today."""
    work = this_work()
    commands.end_membership(work, membership=queries.membership(work.session, account_id, membership_id))
    return done(_page_of(account_id), say=_("This part is over."))


@bp.route("/admin/people/<uuid:account_id>/parts/<uuid:membership_id>/last-day", methods=["GET", "POST"])
@requires(May.KEEP_ACCOUNTS)
def invite_on(account_id: UUID, membership_id: UUID) -> Answer:
    """Let a reviewer read until a later day."""
    work, form = this_work(), LastDayForm()
    part = queries.membership(work.session, account_id, membership_id)
    found = queries.account(work.session, account_id)
    if request.method == "POST" and form.validate():
        with form.refusals():
            commands.invite_on(work, membership=part, last_day=form.last_day.data)
            return done(_page_of(account_id), say=_("The new last day is written down."))
    facts = {"account": found, "part": part, "last_day": last_day_of(part.until)}
    return page("people/last_day.html", None, form.status, form=form, **facts)


def _account(found: Account, form: AccountForm) -> Answer:
    work = this_work()
    facts = {
        "account": found,
        "members": queries.roles_by_account(work.session, [found.id], work.today).get(found.id, []),
        "works": works_on(found, work.today),
        "roles": ROLES,
        "reads_alone": READS_ALONE,
        "key": own_key(work.session, found.id),
        "alone": reads_alone(work.session, found.id, work.today),
    }
    return page("people/account.html", None, form.status, form=form, **facts)


def _open(form: NewAccountForm, password_hash: str) -> Account:
    work = this_work()
    words: dict[str, Any] = {
        "name": form.name.data,
        "job": form.job.data,
        "username": form.username.data,
        "ends_on": form.ends_on.data,
    }
    opened = commands.open_account(work, password_hash=password_hash, once=form.once.data, **words)
    commands.give_membership(work, account=opened, **_part(form))
    return opened


def _part(form: PartWords) -> dict[str, Any]:
    return {"role": form.role.data, "ward_id": _ward_id(form.ward.data), "last_day": form.last_day.data}


def _wards() -> dict[str, str]:
    """Return the places where somebody can have a part: nothing chosen, all wards, each ward."""
    found = of_wards.wards(this_work().session)
    return {"": "", ALL_WARDS: _("All wards"), **{str(ward.id): ward.name for ward in found}}


def _ward_id(chosen: str | None) -> UUID | None:
    return None if chosen in (None, ALL_WARDS) else UUID(chosen)


def _page_of(account_id: UUID) -> str:
    return url_for("people.account", account_id=account_id)
