"""The conduct text: accepted by whoever has an account, at first sign-in and each year."""

from __future__ import annotations

from wardvoice.core.history import Happened
from wardvoice.core.policy import May
from wardvoice.people.models import Account
from wardvoice.people.rules.conduct import is_due
from wardvoice.storage.work import Work


def accept_conduct(work: Work, *, account: Account) -> Account:
    """Accept "I will not try to find out who wrote something"; a second click on the same day changes nothing."""
    work.require(May.KEEP_OWN_ACCOUNT)
    if is_due(account.conduct_accepted_on, work.today):
        account.conduct_accepted_on = work.today
        work.record(Happened.CONDUCT_ACCEPTED, account)
    return account
