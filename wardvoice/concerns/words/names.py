"""Two random words by which readers speak of a concern: no number, so no gap tells of one that somebody cannot see."""

from __future__ import annotations

from pathlib import Path
from secrets import choice

FIRST, SECOND = (line.split() for line in (Path(__file__).with_name("two_words.txt")).read_text("utf-8").splitlines())


def two_words() -> str:
    """Return a name such as "quiet harbour"."""
    return f"{choice(FIRST)} {choice(SECOND)}"
