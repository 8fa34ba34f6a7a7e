"""Four pictures of one's own choice, beside the six digits of a PIN, for whoever cannot keep numbers (WCAG 2.2, 3.3.8).

In their order, and the same one more than once if one likes: 32⁴ are 1,048,576, no fewer than there are PINs. So they
are hashed, counted and paused like a PIN.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wardvoice.core.errors import N_, RuleBroken

PICTURES = (
    "cat", "dog", "bird", "fish", "rabbit", "turtle", "snail", "squirrel",
    "sun", "moon", "star", "cloud", "snow", "flower", "leaf", "tree",
    "apple", "banana", "cherry", "carrot", "cake", "pizza", "cup", "ice-cream",
    "bus", "bike", "train", "boat", "book", "guitar", "bell", "umbrella",
)  # fmt: skip
"""Always in this order, like with like: a picture is found again where it stood, by eye and by ear."""

IN_A_ROW = 4


def check_pictures(chosen: Sequence[str], again: Sequence[str]) -> None:
    """Refuse pictures that are not four of ours, that others would try first, or that were chosen differently twice."""
    if len(chosen) != IN_A_ROW or not set(chosen) <= set(PICTURES):
        raise RuleBroken(N_("Choose four pictures."), field="pictures")
    if easy_to_guess(chosen):
        raise RuleBroken(N_("Many people try these pictures first. Please choose others."), field="pictures")
    if list(chosen) != list(again):
        raise RuleBroken(N_("The pictures are not the same. Please choose them again."), field="pictures_again")


def easy_to_guess(chosen: Sequence[str]) -> bool:
    """Return whether pictures are hardly any different ones, or stand side by side, forwards or backwards."""
    places = [PICTURES.index(picture) for picture in chosen]
    return len(set(chosen)) < 3 or {b - a for a, b in pairwise(places)} in ({1}, {-1})
