"""Who can be offered to somebody who writes in private (C1; privacy.md, decision 9)."""

from __future__ import annotations

from collections.abc import Collection

from wardvoice.concerns.rules.codes import OFF_THE_WARD, About, Recipient, Sign
from wardvoice.core.errors import N_, RuleBroken

STAYS_OFF_THE_WARD = N_("This goes only to people who are not from this ward. Choose one of them.")


def off_the_ward_only(about: About, signs: Collection[Sign]) -> bool:
    """Return whether only readers off the ward may get it: it is, or may be, about staff, or somebody was hurt."""
    return about is not About.NO or bool(signs)


def could_get_it(about: About, signs: Collection[Sign]) -> tuple[Recipient, ...]:
    """Return the kinds of reader that may be chosen.

    Whoever was treated differently after speaking up does not choose: it goes to advocate and listener (C11).
    """
    if Sign.TREATED_DIFFERENTLY in signs:
        return (Recipient.BOTH,)
    return OFF_THE_WARD if off_the_ward_only(about, signs) else (*OFF_THE_WARD, Recipient.MANAGER)


def check_recipient(recipient: Recipient, about: About, signs: Collection[Sign]) -> None:
    """Refuse a reader who must not get this, whatever a form says."""
    if recipient not in could_get_it(about, signs):
        raise RuleBroken(STAYS_OFF_THE_WARD, field="recipient")


def kinds_of(recipient: Recipient) -> tuple[Recipient, ...]:
    """Return the kinds of reader behind a choice."""
    return OFF_THE_WARD if recipient is Recipient.BOTH else (recipient,)
