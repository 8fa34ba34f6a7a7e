"""One's own account: a new password."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from wardvoice.core.errors import N_, RuleBroken
from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.accounts import PasswordForm
from wardvoice.people.hashing import hash_password
from wardvoice.people.rules.locks import check_password
from wardvoice.people.views.room import bp, the_gate
from wardvoice.storage.base import db, reading
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page


@bp.get("/my-account")
@requires(May.KEEP_OWN_ACCOUNT)
def my_account() -> Answer:
    """Show the wards that somebody may look at, and the form for a new password."""
    return page("people/my_account.html", form=PasswordForm())


@bp.post("/my-account")
@requires(May.KEEP_OWN_ACCOUNT)
def change_password() -> Answer:
    """Change one's own password; the one used until now is asked for."""
    form = PasswordForm()
    if form.validate():
        with form.refusals():
            _change(form)
            return done(url_for("people.my_account"), say=_("Your password is changed."))
    return page("people/my_account.html", form=form, status=form.status)


def _change(form: PasswordForm) -> None:
    with reading(), Session(db.engine) as session:
        username = queries.account(session, this_actor().id).username
    check_password(form.password.data or "", username)
    if form.password.data != form.again.data:
        raise RuleBroken(N_("The two passwords are not the same. Please type both again."), field="again")
    account_id = the_gate().account(username=username, password=form.current.data or "")
    if account_id is None:
        raise RuleBroken(N_("This is not your password."), field="current")
    password_hash = hash_password(form.password.data or "")
    work = this_work()
    commands.set_password(work, account=queries.account(work.session, account_id), password_hash=password_hash)
