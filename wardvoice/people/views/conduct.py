"""The conduct text: everybody with an account accepts it, at first sign-in and each year."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from wardvoice.core.policy import May
from wardvoice.people import commands, queries
from wardvoice.people.forms.keys import ConductForm
from wardvoice.people.models import Account
from wardvoice.people.rules.conduct import GOOD_FOR, is_due
from wardvoice.people.views.room import bp
from wardvoice.storage.base import db, reading
from wardvoice.web.guard import onward, requires
from wardvoice.web.hall import SAFE, the_hall
from wardvoice.web.identity import this_actor, this_work
from wardvoice.web.pages import Answer, done, page

View = Callable[..., Answer]


@bp.get("/conduct")
@requires(May.KEEP_OWN_ACCOUNT)
def conduct() -> Answer:
    """Show the conduct text, and since when it is accepted."""
    work = this_work()
    account = queries.account(work.session, work.actor.id)
    accepted = None if is_due(account.conduct_accepted_on, work.today) else account.conduct_accepted_on
    again = accepted + GOOD_FOR if accepted else None
    return page("people/conduct.html", form=ConductForm(to=request.args.get("to")), accepted=accepted, again=again)


@bp.post("/conduct")
@requires(May.KEEP_OWN_ACCOUNT)
def accept_conduct() -> Answer:
    """Accept it for a year."""
    work = this_work()
    commands.accept_conduct(work, account=queries.account(work.session, work.actor.id))
    return done(onward(ConductForm().to.data), say=_("Thank you. You accepted the rule for a year."))


def after_conduct(view: View) -> View:
    """Lead whoever has not accepted the conduct text this year to it, before anything of this page."""

    @wraps(view)
    def led(**values: Any) -> Answer:
        if is_due(own_account().conduct_accepted_on, the_hall().clock.day_of(the_hall().clock.now())):
            to = request.full_path.rstrip("?") if request.method in SAFE else url_for("people.my_key")
            return done(url_for("people.conduct", to=to))
        return view(**values)

    return led


def own_account() -> Account:
    """Return the account of whoever asks, read in a transaction that is over already."""
    with reading(), Session(db.engine) as session:
        return queries.account(session, this_actor().id)
