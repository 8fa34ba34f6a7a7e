"""Hiding words from public view: two people, or one for a day while somebody is in danger (I5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wardvoice.core.errors import N_, RuleBroken

DANGER_ALONE = timedelta(days=1)
"""How long words stay hidden on one person's word, where somebody is in danger (I5)."""


@dataclass(frozen=True)
class HidingFacts:
    """A request to hide words, as the rules see it."""

    danger: bool
    first_at: datetime
    second_at: datetime | None
    ended_at: datetime | None


def hides(hiding: HidingFacts, now: datetime) -> bool:
    """Return whether words are hidden now: two agreed, or one did within a day as somebody is in danger (I5)."""
    if hiding.ended_at is not None:
        return False
    return hiding.second_at is not None or (hiding.danger and now < hiding.first_at + DANGER_ALONE)


def danger_is_over(hiding: HidingFacts, now: datetime) -> bool:
    """Return whether one person alone hid words, a day has passed, and no second person agreed."""
    alone = hiding.danger and hiding.second_at is None and hiding.ended_at is None
    return alone and now >= hiding.first_at + DANGER_ALONE


def may_hide(before: Iterable[HidingFacts], *, danger: bool, alone_before: bool) -> None:
    """One request at a time, and nobody hides the same words alone twice."""
    if any(hiding.ended_at is None for hiding in before):
        raise RuleBroken(N_("Somebody has asked for this already. A second person can agree."))
    if danger and alone_before:
        raise RuleBroken(N_("You hid these words alone before. This time a second person must agree."), field="danger")
