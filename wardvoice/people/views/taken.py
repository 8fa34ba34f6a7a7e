"""The list of accounts as a file."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.queries.accounts import Member
from wardvoice.people.views.room import bp
from wardvoice.people.words import ROLES, username_shown
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take, words_in

HEADINGS = (_l("Name"), _l("Username"), _l("Job"), _l("Part"), _l("State"))


@bp.get("/admin/people.csv")
@requires(May.KEEP_ACCOUNTS)
def take_accounts() -> Answer:
    """Give the accounts of the hospital along, with their parts, as the page shows them."""
    work = this_work()
    accounts = queries.accounts(work.session)[:MOST_TAKEN]
    members = queries.roles_by_account(work.session, [account.id for account in accounts], work.today)
    rows = (
        (
            *(account.name, username_shown(account.username), account.job, _parts(members.get(account.id, []))),
            words_in("people/_account_state.html", account=account, today=work.today),
        )
        for account in accounts
    )
    return take("accounts", HEADINGS, rows)


def _parts(members: list[Member]) -> str:
    parts = [f"{ROLES[one.membership.role]}, {one.ward_name or _('all wards')}" for one in members]
    return "; ".join(parts) or _("none yet")
