"""Before sending: which words could tell who wrote it. A hint, never a block; nothing of it is kept (P43)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Hint(StrEnum):
    """What a word could give away."""

    NAME = "name"
    TIME = "time"
    PLACE = "place"
    SELF = "self"


@dataclass(frozen=True)
class Found:
    """A word or two in a text, and what they could give away."""

    hint: Hint
    words: str


PATTERNS = {
    Hint.TIME: re.compile(
        r"\b(?:\d{1,2}[:.]\d{2}\s*(?:am|pm)?|\d{1,2}\s*(?:am|pm|o'?clock)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|yesterday|last night|this morning|tonight|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d{1,2}(?:/\d{2,4})?)",
        re.IGNORECASE,
    ),
    Hint.PLACE: re.compile(
        r"\b(?:my room|room \w+|bed \w+|bay \w+|seclusion|(?:the )?(?:clinic|office|garden|dining|day|quiet|laundry)"
        r"(?: room)?|bathroom|shower)\b",
        re.IGNORECASE,
    ),
    Hint.SELF: re.compile(
        r"\b(?:my (?:name|section|diagnosis|ward round|tribunal|solicitor|mum|mother|dad|father|wife|husband|partner"
        r"|son|daughter|brother|sister)|i am the only|i'm the only)\b",
        re.IGNORECASE,
    ),
}


def hints(text: str, names: Collection[str]) -> list[Found]:
    """Return each word once that could tell who wrote it; `names` are words of this text that look like names."""
    found = [Found(Hint.NAME, name) for name in names]
    found += [Found(hint, match.group()) for hint, pattern in PATTERNS.items() for match in pattern.finditer(text)]
    seen: dict[tuple[Hint, str], Found] = {}
    for one in found:
        seen.setdefault((one.hint, one.words.casefold()), one)
    return list(seen.values())


def without_names(text: str, names: Collection[str]) -> str:
    """Return the text with "somebody" in place of each of these names, and of several in a row."""
    if not names:
        return text
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{either})(?: (?:{either}))*(?!\w)", "somebody", text)
