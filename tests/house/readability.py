"""How hard a text is to read: words in a sentence, syllables in a word, and the school year that these ask for."""

from __future__ import annotations

import re

from babel.messages.extract import extract_from_dir

from tools.pot import KEYWORDS, METHODS, OPTIONS, PACKAGE

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?:])[\s”\"]+")


def strings_of(*files: str) -> dict[str, str]:
    """Return every string of the catalogue that stands in one of these files (or folders), with where it stands."""
    found: dict[str, str] = {}
    for path, _line, message, _comments, _context in extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS):
        where = path.replace("\\", "/")
        if where.startswith(files):
            for one in message if isinstance(message, tuple) else (message,):
                found.setdefault(one, where)
    return found


def plain(text: str) -> str:
    """Return a string as it reads: something short and known stands for each placeholder."""
    return PLACEHOLDER.sub("oak", text).replace("%%", "%")


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence."""
    split = [WORD.findall(part) for line in plain(text).splitlines() for part in SENTENCE_END.split(line)]
    return [words for words in split if words]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, less a silent e."""
    small = word.lower().replace("'", "").replace("’", "")
    count = len(re.findall(r"[aeiouy]+", small))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouyscgxzh]es$", small)
    return max(1, count - bool(silent))


def school_year(texts: list[str]) -> float:
    """Return the Flesch-Kincaid grade of texts: the American school year; five more is about the age."""
    every = [words for text in texts for words in sentences(text)]
    words = [word for one in every for word in one]
    return 0.39 * len(words) / len(every) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
