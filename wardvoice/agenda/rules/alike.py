"""Which earlier words ask for much the same: what is searched for, and what is near enough to be shown (I7)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

SUGGESTED = 3
"""So many earlier items are shown at most."""
MOST_TERMS = 12
SHORTEST, SAME_BEGINNING = 3, 4
STOP = frozenset(
    """
    about all also and any are ask asked because been but can cannot could did does for from get gets got had has have
    her here him his how its just like more much need not now one our out please she should some that the their them
    then there they this too very want was were what when where which who why will with would you your
    """.split()  # noqa: SIM905  a list of a hundred lines would be no easier to read
)
"""Words that nearly every sentence has, and that find nothing. In other languages nothing is lost by them."""


def search_terms(text: str) -> list[str]:
    """Return the words of a text by which the like is searched: letters and digits alone, the longest first.

    Whatever else was typed, quotes, signs of a search language, pictures, is no part of a term.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    words = dict.fromkeys(word for word in re.findall(r"[^\W_]+", plain) if len(word) >= SHORTEST and word not in STOP)
    return sorted((word[:40] for word in words), key=len, reverse=True)[:MOST_TERMS]


def near_enough(terms: Sequence[str], words: str) -> bool:
    """Return whether earlier words share enough with what is searched: two terms, or all where there are fewer.

    Two words are the same if they begin alike, so that "dryers" are a "dryer".
    """
    theirs = search_terms_all(words)
    shared = sum(any(_same(term, word) for word in theirs) for term in terms)
    return bool(terms) and shared >= min(2, len(terms))


def search_terms_all(text: str) -> set[str]:
    """Return every word of a text in small letters."""
    return set(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def _same(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SAME_BEGINNING:
        return one == other
    least = max(SAME_BEGINNING, min(len(one), len(other)) - 2)
    return one[:least] == other[:least]
