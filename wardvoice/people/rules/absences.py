"""When a member of staff is away: from when to when, never why; and who is manager meanwhile (product.md, F5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from wardvoice.core.errors import N_, RuleBroken

LONGEST = timedelta(days=366)


class AwayLike(Protocol):
    """What must be known of an absence to say whether it covers a day."""

    @property
    def starts_on(self) -> date:
        """The first day away."""

    @property
    def ends_on(self) -> date:
        """The last day away."""


def away_on(absence: AwayLike, day: date) -> bool:
    """Return whether a day lies inside; the last day does."""
    return absence.starts_on <= day <= absence.ends_on


def check_days(*, starts_on: date, ends_on: date, today: date) -> None:
    """Refuse days that are over, end before they begin, or are more than a year."""
    if ends_on < starts_on:
        raise RuleBroken(N_("Choose a last day that is not before the first."), field="ends_on")
    if ends_on < today:
        raise RuleBroken(N_("These days are over. Choose a last day from today on."), field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise RuleBroken(N_("Enter a year at most. After that enter it again."), field="ends_on")


def check_deputy(*, manages: bool, deputy_named: bool, fits: bool, away_too: bool) -> None:
    """Refuse a manager's absence without a deputy, and a deputy who is not staff of the ward or is away as well."""
    if manages and not deputy_named:
        raise RuleBroken(N_("A ward manager who is away needs a deputy. Choose who it is."), field="deputy")
    if deputy_named and not manages:
        raise RuleBroken(N_("Only a ward manager has a deputy. Leave this empty."), field="deputy")
    if deputy_named and not fits:
        raise RuleBroken(N_("Choose somebody who works on this ward until then."), field="deputy")
    if away_too:
        raise RuleBroken(N_("This person is away on some of these days. Choose somebody else."), field="deputy")
