"""The lists of accounts and of covers as files."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.actor import Role
from wardvoice.core.policy import May
from wardvoice.people import queries
from wardvoice.people.queries.accounts import Member
from wardvoice.people.views.covers import covers_by_kind
from wardvoice.people.views.room import bp
from wardvoice.people.words import READERS, ROLES, username_shown
from wardvoice.web.frame import day
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_ward, this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take, together, words_in

HEADINGS = (_l("Name"), _l("Username"), _l("Job"), _l("Part"), _l("State"))
OF_COVERS = (_l("Cover for"), _l("Name"), _l("Job"), _l("Where"), _l("Since"))


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


@bp.get("/admin/covers.csv")
@requires(May.NAME_COVER)
def take_covers() -> Answer:
    """Give along who covers for whom on this ward, as the page shows it."""
    shown = [(READERS[kind], one) for kind, covers in covers_by_kind().items() for one in covers]
    here, everywhere = this_ward().name, _("all wards")
    rows = (
        (kind, one.name, one.job, here if one.cover.ward_id else everywhere, one.cover.since) for kind, one in shown
    )
    return take("covers", OF_COVERS, rows)


def _parts(members: list[Member]) -> str:
    return together(map(_part, members)) or _("none yet")


def _part(one: Member) -> str:
    """Return what somebody is and where; of a reviewer also until when."""
    part = f"{ROLES[one.membership.role]}, {one.ward_name or _('all wards')}"
    if one.last_day is None or one.membership.role is not Role.REVIEWER:
        return part
    return f"{part}, {_('until %(day)s', day=day(one.last_day))}"
