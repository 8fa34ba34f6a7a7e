"""When a meeting may end (rules.md, The life of an item; product.md, G8)."""

from __future__ import annotations

from collections.abc import Mapping

from wardvoice.core.errors import N_, RuleBroken


def answers_have_promises(without: int) -> None:
    """A yes or partly with something still to be done needs somebody who does it."""
    if without:
        raise RuleBroken(
            N_("%(count)s answers say that something will be done, and nobody has promised it yet. Write who does it."),
            count=without,
        )


def stopping_makes_sense(because: str | None) -> str:
    """Return the one reason for all that is left (G8)."""
    reason = (because or "").strip()
    if not reason:
        raise RuleBroken(N_("Say why the meeting stops early. It stands in the minutes."), field="because")
    return reason


def hands_make_sense(counts: Mapping[str, int | None]) -> None:
    """Hands are counted from 0 to 200."""
    for name, count in counts.items():
        if count is None or not 0 <= count <= 200:
            raise RuleBroken(N_("Count the hands: a number from 0 to 200."), field=name)
