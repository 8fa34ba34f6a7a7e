"""What groups give, and who signs on with a hospital account, as files."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from wardvoice.core.policy import May
from wardvoice.signon import queries
from wardvoice.signon.views.room import bp
from wardvoice.signon.words import GIVES
from wardvoice.web.guard import requires
from wardvoice.web.identity import this_work
from wardvoice.web.pages import Answer
from wardvoice.web.taken import MOST_TAKEN, take

OF_GROUPS = (_l("Group"), _l("Part"), _l("Where"))
OF_ACCOUNTS = (_l("Name"), _l("Job"), _l("Hospital account"), _l("Since"), _l("Closed on"))


@bp.get("/admin/sign-on.csv")
@requires(May.KEEP_SIGN_ON)
def take_groups() -> Answer:
    """Give along what groups give."""
    lines = queries.shown_lines(this_work().session, this_work().today)
    rows = ((one.part.name, GIVES[one.part.role], one.ward_name or _("all wards")) for one in lines)
    return take("groups", OF_GROUPS, rows)


@bp.get("/admin/sign-on/accounts.csv")
@requires(May.KEEP_SIGN_ON)
def take_linked() -> Answer:
    """Give along who signs on with a hospital account."""
    linked = queries.hospital_accounts(this_work().session)[:MOST_TAKEN]
    rows = ((who.name, who.job, one.username or one.subject, one.since, who.closed_on) for one, who in linked)
    return take("linked", OF_ACCOUNTS, rows)
