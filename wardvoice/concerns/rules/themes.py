"""Which themes of private concerns may be told to everybody: none that fewer than three people touched (C10).

Each theme tells that there are three concerns at least. Beside the counts of the same quarter (E3) that could tell a
small one: three themes tell nine, and where three counts of the ward are "fewer than 5" none of them is nought. So no
more themes are told than what stands there anyway can explain, the most frequent first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from wardvoice.concerns.rules.codes import Theme

ENOUGH_TO_TELL = 3
MOST = 5
"""So many themes of a quarter are told at most. Of those that are equally frequent at the edge none is, so that none
told does not mean that each of them is rare."""


def themes_to_tell(themes: Iterable[Theme], most: int = MOST) -> list[Theme]:
    """Return the themes of one quarter that may be told, without a number, in the order of the list of themes."""
    counted = Counter(themes)
    enough = {theme for theme in Theme if counted[theme] >= ENOUGH_TO_TELL}
    while len(enough) > most:
        rarest = min(counted[theme] for theme in enough)
        enough = {theme for theme in enough if counted[theme] > rarest}
    return [theme for theme in Theme if theme in enough]


def how_many_to_tell(counts: Collection[int], least: int) -> int:
    """Return how many themes may be told beside counts of which those below `least` are not told.

    If one hidden count is nought the others, and those that are told, must be able to hold all the themes.
    """
    hidden = [one for one in counts if one < least]
    if not hidden:
        return MOST
    holds = sum(one for one in counts if one >= least) + (least - 1) * (len(hidden) - 1)
    return min(MOST, holds // ENOUGH_TO_TELL)
