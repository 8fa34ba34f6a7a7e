"""Drawing five words, and reading them as people type them (privacy.md, P20, P25)."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence

WORDS_ON_A_SLIP = 5
START = 3
"""No two words on the list begin with the same three letters, so these are enough."""
NOT_LETTERS = re.compile(r"[^a-z]+")
APOSTROPHES = re.compile(r"['’`´]")


def draw(words: Sequence[str]) -> str:
    """Return five words, each drawn from the whole list."""
    return " ".join(secrets.choice(words) for _ in range(WORDS_ON_A_SLIP))


def read(typed: str, words: Sequence[str]) -> str:
    """Return what was typed as it would stand on a slip.

    Capitals, commas, numbers in front and accents do not matter; the first three letters of a word are enough, and one
    letter of each may be wrong, missing, too many or swapped with the next. What fits no word stays as it is.
    """
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", typed)).encode("ascii", "ignore").decode().lower()
    return " ".join(_meant(part, words) for part in NOT_LETTERS.split(plain) if part)


def _meant(part: str, words: Sequence[str]) -> str:
    """Return the word that was meant, or the part itself where none or several may have been."""
    if part in words:
        return part
    begun = [word for word in words if len(part) >= START and word.startswith(part)]
    near = begun or [word for word in words if _is_one_off(part, word)]
    return near[0] if len(near) == 1 else part


def _is_one_off(typed: str, word: str) -> bool:
    """Return whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if abs(len(typed) - len(word)) > 1:
        return False
    start = _same(typed, word)
    end = _same(typed[start:][::-1], word[start:][::-1])
    left, right = typed[start : len(typed) - end], word[start : len(word) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _same(a: str, b: str) -> int:
    """Count the letters that two words have in common from their beginning."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
