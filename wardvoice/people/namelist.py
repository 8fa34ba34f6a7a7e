"""The first names that are looked for in what patients write, read once from the list beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

ALSO_WORDS = "# also a plain word\n"


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return names that are nothing else, and names that are a plain word too; both in small letters."""
    text = files("wardvoice.people").joinpath("first_names.txt").read_text("utf-8")
    sure, _mark, also_words = text.partition(ALSO_WORDS)
    return _names(sure), _names(also_words)


def _names(lines: str) -> frozenset[str]:
    return frozenset(word for line in lines.splitlines() if not line.startswith("#") for word in line.split())
