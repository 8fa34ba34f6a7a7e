"""The words of which five make a slip, read once from the list beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words_of_slips() -> tuple[str, ...]:
    """Return every word on the list, in the order of the alphabet."""
    lines = files("wardvoice.slips").joinpath("words.txt").read_text("utf-8").splitlines()
    return tuple(sorted(word for line in lines if not line.startswith("#") for word in line.split()))
