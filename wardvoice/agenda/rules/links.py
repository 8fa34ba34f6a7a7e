"""Which items ask again for what, as people said it: over however many links (I7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from wardvoice.core.errors import MOVED_ON, N_, RuleBroken, Stale

T = TypeVar("T")


def led_back(said: Iterable[tuple[T, T]]) -> set[tuple[T, T]]:
    """Return every pair (item, earlier) that follows from what people said: whoever asks again for B, and B for A."""
    earlier: dict[T, set[T]] = {}
    for item, before in said:
        earlier.setdefault(item, set()).add(before)
    return {(item, one) for item in earlier for one in _all_before(item, earlier)}


def may_unlink(*, stands: bool, follows: bool) -> None:
    """What a person said is taken back; what only follows from other links goes with those. Stale if it is gone."""
    if not stands:
        raise Stale(MOVED_ON)
    if follows:
        raise RuleBroken(N_("This follows from another link. Take that one back."), field="earlier")


def _all_before(item: T, earlier: Mapping[T, set[T]]) -> set[T]:
    met: set[T] = set()
    wanted = list(earlier[item])
    while wanted:
        one = wanted.pop()
        if one not in met:
            met.add(one)
            wanted.extend(earlier.get(one, ()))
    return met
