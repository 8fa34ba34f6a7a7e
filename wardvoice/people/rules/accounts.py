"""Staff accounts: usernames, the days on which an account works, and which roles it can hold where."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol
from uuid import UUID

from wardvoice.core.actor import PATIENT_ROLES, Role
from wardvoice.core.errors import N_, RuleBroken

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
WHOLE_TRUST_ONLY = frozenset({Role.ADMIN, Role.DUTY})
STAFF_ROLES = tuple(role for role in Role if role not in PATIENT_ROLES)


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
