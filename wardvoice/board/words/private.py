"""What the board says of what was written in private: themes alone, without a number (C10)."""

from __future__ import annotations

from collections.abc import Iterable

from wardvoice.concerns.rules import Theme
from wardvoice.concerns.words.themes import THEMES


def told_themes(themes: Iterable[Theme]) -> str:
    """Return themes as one list: "feeling safe, leave"."""
    return ", ".join(str(THEMES[theme]).lower() for theme in themes)
