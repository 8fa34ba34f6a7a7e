"""How themes read, by their keys, and by which names a table may call them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from flask_babel import force_locale
from flask_babel import gettext as _

from wardvoice.agenda.words import TOPICS
from wardvoice.concerns.words.themes import THEMES
from wardvoice.core.tables import Column, Table
from wardvoice.evidence.models import Criterion
from wardvoice.evidence.rules.criteria import Fault, Line, folded

L = TypeVar("L", Criterion, Line)

ENGLISH = "en"
OF_MEETINGS = {topic.value: words for topic, words in TOPICS.items()}
IN_PRIVATE = {theme.value: words for theme, words in THEMES.items()}
"""A key that stands in both means the same in both: "respect" said in private is "respect" on the agenda."""
ALL_THEMES = {**IN_PRIVATE, **OF_MEETINGS}


def theme_name(key: str) -> str:
    """Return how a theme reads; one that is no longer known reads as its key."""
    return str(ALL_THEMES.get(key, key))


def by_name(criteria: Iterable[L]) -> list[L]:
    """Return lines in the order of the names of their themes; those of one theme keep theirs."""
    return sorted(criteria, key=lambda one: theme_name(one.theme).casefold())


def fault_words(fault: Fault) -> str:
    """Return why a line is not understood."""
    return str(_(fault.why, **fault.params))


def names_of_themes() -> dict[str, str]:
    """Return the key for each name of a theme as it is compared: the key itself, its words here and in English."""
    known = {folded(key): key for key in ALL_THEMES}
    with force_locale(ENGLISH):
        known |= _by_words()
    return known | _by_words()


def themes_without(lines: Iterable[Line]) -> list[str]:
    """Return how those themes read that have no criterion here; without a line, all themes."""
    with_one = {line.theme for line in lines}
    return sorted((str(words) for key, words in ALL_THEMES.items() if key not in with_one), key=str.casefold)


def example() -> Table:
    """Return a table to fill in: every theme, without a number."""
    columns = (Column("theme", ""), Column("number", ""), Column("words", ""), Column("in_words", ""))
    return Table("criteria", columns, [(key, None, None, str(words)) for key, words in ALL_THEMES.items()])


def _by_words() -> dict[str, str]:
    return {folded(str(words)): key for names in (IN_PRIVATE, OF_MEETINGS) for key, words in names.items()}
