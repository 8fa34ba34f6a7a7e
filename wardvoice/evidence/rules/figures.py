"""One figure: its numerator and denominator, and the things that were counted, so that number and list are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A figure under its `key` (docs/measures.md). `of` are the things that were looked at, `counted` those that count.

    `value` is None where there is nothing to count; a share is a number from 0 to 1, all others have their own unit.
    """

    key: str
    numerator: int | None
    denominator: int | None
    value: float | None
    of: tuple[Any, ...] = ()
    counted: tuple[Any, ...] = ()

    @property
    def measure(self) -> str:
        """The number of the measure that it belongs to, or its own key."""
        return self.key.split("-")[0] if self.key[0].isdigit() else self.key


def share(key: str, of: Iterable[Any], counts: Callable[[Any], bool]) -> Figure:
    """Return which part of these things counts."""
    looked_at = tuple(of)
    counted = tuple(one for one in looked_at if counts(one))
    return ratio(key, len(counted), len(looked_at), looked_at, counted)


def ratio(key: str, numerator: int, denominator: int, of: Sequence[Any] = (), counted: Sequence[Any] = ()) -> Figure:
    """Return a numerator by its denominator."""
    value = numerator / denominator if denominator else None
    return Figure(key, numerator, denominator, value, tuple(of), tuple(counted))


def middle(key: str, of: Iterable[Any], number: Callable[[Any], float]) -> Figure:
    """Return the median of what is read from each of these things."""
    looked_at = tuple(of)
    value = float(median(number(one) for one in looked_at)) if looked_at else None
    return Figure(key, None, len(looked_at), value, looked_at, looked_at)


def count(key: str, counted: Iterable[Any]) -> Figure:
    """Return how many there are."""
    found = tuple(counted)
    return Figure(key, len(found), None, float(len(found)), found, found)
