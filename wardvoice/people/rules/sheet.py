"""The words on a reader's printed recovery sheet: eight words that mean nothing and can be read out and typed.

Each word stands for 16 bits, in the way of the "proquint" proposal (D. Wilkerson, 2009): consonant, vowel, consonant,
vowel, consonant. Eight random ones are 128 bits: nobody guesses them, with or without the database.
"""

from __future__ import annotations

import re

from wardvoice.core.errors import N_, RuleBroken

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"
WORDS = 8
BYTES = 2 * WORDS
_WORD = re.compile(f"(?:[{CONSONANTS}][{VOWELS}]){{2}}[{CONSONANTS}]")


def words_for(drawn: bytes) -> str:
    """Return the words of a sheet for 16 random bytes, with blanks between them."""
    assert len(drawn) == BYTES
    return " ".join(_word(int.from_bytes(drawn[at : at + 2], "big")) for at in range(0, BYTES, 2))


def read(typed: str) -> str:
    """Return the words of a sheet as they were printed; large letters, commas and line ends do not matter.

    Raises RuleBroken, naming the first word that cannot be one of a sheet.
    """
    words = re.findall("[a-z]+", typed.casefold())
    odd = next((number for number, word in enumerate(words, start=1) if not _WORD.fullmatch(word)), None)
    if odd is not None:
        raise RuleBroken(
            N_("Word %(number)s is not one of a recovery sheet. Look at how it is written."), field="words", number=odd
        )
    if len(words) != WORDS:
        raise RuleBroken(
            N_("A recovery sheet has %(count)s words. You typed %(typed)s."),
            field="words",
            count=WORDS,
            typed=len(words),
        )
    return " ".join(words)


def _word(bits: int) -> str:
    first, last = CONSONANTS[bits >> 12 & 15], CONSONANTS[bits & 15]
    return first + VOWELS[bits >> 10 & 3] + CONSONANTS[bits >> 6 & 15] + VOWELS[bits >> 4 & 3] + last
