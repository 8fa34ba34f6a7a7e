"""Who reads what is sent in private: their keys, an advocate's duties, and who covers for whom (product.md, C1, C8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from wardvoice.core.actor import WARD_STAFF, Role
from wardvoice.core.errors import N_, RuleBroken
from wardvoice.people.rules.workdays import WorkingDays

PASSPHRASE_LETTERS = 12
PRESENT_WITHIN = 3
"""Working days."""


class ReaderKind(StrEnum):
    """The kinds of people to whom something can be sent in private."""

    ADVOCATE = Role.ADVOCATE.value
    LISTENER = Role.LISTENER.value
    MANAGER = Role.MANAGER.value


OFF_THE_WARD = frozenset({ReaderKind.ADVOCATE, ReaderKind.LISTENER})
MAY_COVER = {
    ReaderKind.ADVOCATE: frozenset({Role.ADVOCATE}),
    ReaderKind.LISTENER: frozenset({Role.LISTENER, Role.ADVOCATE, Role.LEAD}),
    ReaderKind.MANAGER: frozenset({Role.MANAGER, Role.LEAD}),
}
"""Who may be told that one is late. An advocate's cover is another advocate, never the hospital (privacy.md, 2)."""


class Duty(StrEnum):
    """What an advocate takes on here, or not; only what is taken is offered (product.md, People)."""

    READ = "read"
    PAPER = "paper"


def is_present(last_signed_in: date | None, today: date, days: WorkingDays) -> bool:
    """Return whether a reader signed in within the last three working days (product.md, C1)."""
    return last_signed_in is not None and days.passed(last_signed_in, today) <= PRESENT_WITHIN


def check_passphrase(passphrase: str, again: str) -> None:
    """Refuse a passphrase of less than twelve letters, of hardly any different ones, or typed differently twice."""
    if len(passphrase) < PASSPHRASE_LETTERS:
        raise RuleBroken(
            N_("Use at least %(least)s letters. Four words that do not belong together are good."),
            field="passphrase",
            least=PASSPHRASE_LETTERS,
        )
    if len(set(passphrase)) < 5:
        raise RuleBroken(N_("Use more different letters."), field="passphrase")
    if passphrase != again:
        raise RuleBroken(N_("The two passphrases are not the same. Please type both again."), field="again")


def check_cover(kind: ReaderKind, roles: Collection[Role]) -> None:
    """Refuse a cover who would tell the hospital of an advocate's work, or the ward of what was sent past it."""
    if MAY_COVER[kind].isdisjoint(roles):
        raise RuleBroken(_WHY_NOT[kind], field="account")
    if kind in OFF_THE_WARD and not WARD_STAFF.isdisjoint(roles):
        raise RuleBroken(N_("This person works on the ward. Choose somebody off the ward."), field="account")


_WHY_NOT = {
    ReaderKind.ADVOCATE: N_("Choose somebody who is an advocate, too."),
    ReaderKind.LISTENER: N_("Choose a listener, an advocate or a service lead."),
    ReaderKind.MANAGER: N_("Choose a ward manager or a service lead."),
}
