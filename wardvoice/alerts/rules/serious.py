"""Whether words sound as if somebody could get hurt soon; then one question is asked, and nothing done unasked (C5).

The lists beside this room hold phrases, not single words: asking in vain tires people, and missing one costs a life.
Nothing of what is looked at is kept or logged.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

ENGLISH = "en"
NEVER_MIND = "not: "
GAP = "..."
WORD = re.compile(r"[\w']+")
LONG_DRAWN = re.compile(r"(\w)\1{2,}")
SHORTENED = (r"\1\1", r"\1")


def looks_serious(text: str | None, language: str = ENGLISH) -> bool:
    """Return whether a text sounds serious in its language, or in English: people mix them."""
    listed = {language.partition("_")[0], ENGLISH}
    return any(_sounds(read, one) for read in _as_read(text or "") for one in listed)


def _as_read(text: str) -> set[str]:
    """Return the words as they are compared: small, one blank around each, `killll` read as both `kill` and `kil`."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("`", "'").replace("-", " ")
    words = " ".join(word.strip("'") for word in WORD.findall(plain))
    return {f" {LONG_DRAWN.sub(short, words)} " for short in SHORTENED}


def _sounds(read: str, language: str) -> bool:
    serious, never_mind = _lists(language)
    if serious is None:
        return False
    return serious.search(never_mind.sub(" ", read) if never_mind else read) is not None


@cache
def _lists(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return what sounds serious in a language, and what sounds so but is not."""
    place = files("wardvoice.alerts") / "risk_words" / f"{language}.txt"
    lines = place.read_text("utf-8").splitlines() if place.is_file() else []
    phrases = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    serious = [line for line in phrases if not line.startswith(NEVER_MIND)]
    return _any_of(serious), _any_of([line.removeprefix(NEVER_MIND) for line in phrases if line not in serious])


def _any_of(phrases: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(_pattern(phrase) for phrase in phrases)) if phrases else None


def _pattern(phrase: str) -> str:
    """Return a phrase as a pattern: `a|b` one of them, `a_b` words that belong together, `...` up to three others."""
    parts = [r"(?:[^ ]+ ){0,3}" if part == GAP else f"(?:{_one_of(part)}) " for part in phrase.split()]
    return r"(?<= )" + "".join(parts)


def _one_of(part: str) -> str:
    return "|".join(re.escape(one).replace("_", " ") for one in part.split("|"))
