"""Who knows what five words open: each room that gives words out tells it here, for this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app


@dataclass(frozen=True)
class Opened:
    """What five words open: the page on which it is read, and whether there is an answer.

    `moves` says that with these words somebody moves to another ward with their ward name.
    """

    address: str
    has_answer: bool = False
    moves: bool = False


Finder = Callable[[bytes], Opened | None]
"""Given the `lookup` of five words, says what they open in one room, or None."""


def opened_by(lookup: bytes) -> Opened | None:
    """Return what the words with this lookup open, or None if nothing is there (any more)."""
    finders = cast("list[Finder]", current_app.extensions["finders"])
    every = [found for find in finders if (found := find(lookup))]
    return every[0] if every else None
