"""Small numbers (E3, P16): the one way in which a count of private things is told, on screen, paper, CSV and chart.

Whoever knows these rules and reads everything that is told, of every quarter, year and ward, cannot work out a count
below `least`. That holds because

- what is told are counts that share nobody; no sum of them is told unless each of its parts is,
- whether something is told never hangs on a hidden count beyond what the words say,
- so that every hidden count could still be more than one number (tests/evidence/test_differencing.py tries it).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

LEAST, HIGHEST_LEAST = 5, 20
"""The lowest number that is told; a trust may set a higher one."""


class Kind(StrEnum):
    """How a count is told."""

    EXACT = "exact"
    FEWER = "fewer"
    ALL_BUT = "all-but"
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class Told:
    """A count as it is told. `number` is the count where it is exact, the lowest number that is told otherwise."""

    kind: Kind
    number: int

    @property
    def exact(self) -> int | None:
        """The count, where it is told."""
        return self.number if self.kind is Kind.EXACT else None


@dataclass(frozen=True)
class Within:
    """How many of a count came within one and within three working days."""

    one: Told
    three: Told


def told(count: int, least: int = LEAST) -> Told:
    """Tell a count: below `least`, nought included, it is only told that it is below."""
    return Told(Kind.EXACT, count) if count >= least else Told(Kind.FEWER, least)


def share(part: int, whole: int, least: int = LEAST) -> Told:
    """Tell how many of a count did something; exact where both they and the others are enough.

    "All but fewer than 5" is told from 9 up: of 5, "not all but fewer than 5" would mean none at all.
    """
    if whole < least:
        return Told(Kind.FEWER, least)
    if part >= least and whole - part >= least:
        return Told(Kind.EXACT, part)
    return _roughly(whole - part, whole, least)


def within(one: int, three: int, whole: int, least: int = LEAST) -> Within:
    """Tell how many came within one day, and within three days, of a count; `three` includes `one`.

    Both are exact, or neither: the difference between them is a count, too.
    """
    if whole < least:
        return Within(Told(Kind.FEWER, least), Told(Kind.FEWER, least))
    if min(one, three - one, whole - three) >= least:
        return Within(Told(Kind.EXACT, one), Told(Kind.EXACT, three))
    return Within(_roughly(whole - one, whole, least), _roughly(whole - three, whole, least))


def middle(median: float | None, of: int, least: int = LEAST) -> float | None:
    """Return the median of so many values, where these are enough to tell one."""
    return median if of >= least else None


def together(parts: Collection[Told | None]) -> Told | None:
    """Return a year of its quarters, or all wards together: a sum where each part is exact, None where one is not.

    Whether it is told follows from what is told of its parts, so it adds nothing to it. A year was thought of that is
    told beside hidden quarters when their sum could be made up in more than one way: where it is not told, that tells
    the sum; and with a theme told beside it a quarter could be worked out.
    """
    exact = [part.exact if part is not None else None for part in parts]
    known = [number for number in exact if number is not None]
    return Told(Kind.EXACT, sum(known)) if known and len(known) == len(exact) else None


def part_of_several(part: int, wholes: Collection[int], least: int = LEAST) -> Told:
    """Tell how many among several counts did something, each of which is told by itself, hidden ones included.

    To tell the part tells that so many there are, and `least` others. So it is told only where each hidden count could
    still be anything from nought up; where it is not told nothing is learned at all.
    """
    hidden = sum(whole < least for whole in wholes)
    known = sum(whole for whole in wholes if whole >= least)
    if not hidden:
        return share(part, known, least)
    others = sum(wholes) - part
    explained = known + (least - 1) * (hidden - 1)
    is_safe = part >= least and others >= least and part + least <= explained
    return Told(Kind.EXACT, part) if is_safe else Told(Kind.TOO_FEW, least)


def _roughly(others: int, whole: int, least: int) -> Told:
    """Tell of a part that is not exact whether it was nearly all, where that leaves the part or the others open."""
    nearly_all = others < least and whole >= 2 * least - 1
    return Told(Kind.ALL_BUT if nearly_all else Kind.TOO_FEW, least)
