"""Staff accounts: usernames, the days on which an account works, and which roles it can hold where."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from wardvoice.core.actor import PATIENT_ROLES, Role
from wardvoice.core.errors import N_, RuleBroken

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
FORMER = "former-"
"""How the username of an account begins whose name has gone, and its number in the hospital's directory."""
WHOLE_TRUST_ONLY = frozenset({Role.ADMIN, Role.DUTY})
LONGEST_REVIEW = timedelta(days=92)
"""A reviewer is let in for one calendar quarter at most (the longest has 92 days): figures are told by the quarter, and
whoever has to stay for another one is invited anew, by a deed that stands in the history (E2)."""


class AccountLike(Protocol):
    """What must be known of an account to say whether it works."""

    starts_on: date
    ends_on: date | None
    closed_on: date | None


def works_on(account: AccountLike, day: date) -> bool:
    """Return whether an account can be used on a day: the day its post ends is the last."""
    return (
        account.closed_on is None and account.starts_on <= day and (account.ends_on is None or day <= account.ends_on)
    )


def folded_username(typed: str) -> str:
    """Return a username as it is kept and compared."""
    return typed.strip().casefold()


def check_username(username: str) -> None:
    """Refuse a username that cannot be typed on every keyboard."""
    if not USERNAME.fullmatch(username):
        raise RuleBroken(
            N_("A username has 2 to 40 small letters, numbers, dots or dashes, and starts with a letter or number."),
            field="username",
        )


def check_end(*, starts_on: date, ends_on: date | None, today: date) -> None:
    """Refuse an end that lies before the start, or has passed."""
    if ends_on is not None and (ends_on < starts_on or ends_on < today):
        raise RuleBroken(N_("Choose an end that has not passed, and not before the start."), field="ends_on")


def check_membership(*, role: Role, ward_id: UUID | None) -> None:
    """Refuse a patient's role for an account, and an admin or a duty lead of one ward."""
    if role in PATIENT_ROLES:
        raise RuleBroken(N_("Patients have no account. They use a ward name."), field="role")
    if role in WHOLE_TRUST_ONLY and ward_id is not None:
        raise RuleBroken(N_("An admin or a duty lead looks after the whole hospital. Choose all wards."), field="ward")


def check_last_day(*, role: Role, last_day: date | None, today: date) -> None:
    """A reviewer's part always ends, and soon (E2); no other part is given with its end."""
    if role is not Role.REVIEWER:
        if last_day is not None:
            raise RuleBroken(N_("Only a peer reviewer has a last day of this kind. Leave it empty."), field="last_day")
        return
    if last_day is None:
        raise RuleBroken(N_("Choose the last day. A peer reviewer always has one."), field="last_day")
    if last_day < today:
        raise RuleBroken(N_("This day has passed. Choose today or a later day."), field="last_day")
    if last_day - today > LONGEST_REVIEW:
        raise RuleBroken(N_("Choose a day within the next 92 days. Later you can choose again."), field="last_day")


def over_from(last_day: date) -> date:
    """Return the day from which something is over whose last day this is."""
    return last_day + timedelta(days=1)


def last_day_of(until: date | None) -> date | None:
    """Return the last day of something that is over from a day on."""
    return until - timedelta(days=1) if until else None
