"""What makes sense on paper: the numbers of the forms, the day on which one was handed in, and look-alikes (N2, N3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, product

from wardvoice.core.errors import N_, RuleBroken

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Without I, O and Q, which are read as 1 and 0: 23 letters, and that 23 is a prime lets the check letter work."""
MARK = 3
SO_MANY = (0, 2, 4, 8, 12, 20)
"""How many new forms may be printed at once, two to a sheet; none where enough of the last ones still lie there."""
USUALLY = 8
OLDEST_DAYS = 60
"""Paper that was handed in longer ago than this is brought to the meeting by the rep, and not typed in any more."""
ALIKE_DAYS = 7
"""So many days around the day it was handed in we look for the same words."""
ALIKE = 0.6
"""Two texts that share this part of all their words may be the same paper."""

_WRITTEN = re.compile(r"([A-Z]{3})([0-9]{4,6})([A-Z])")
_BETWEEN = re.compile(r"[\s\-–—._/]+")
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class FormNumber:
    """What is printed on a form: the letters of the ward, a number that counts up, and a letter that checks both."""

    mark: str
    n: int

    def __str__(self) -> str:
        return f"{self.mark}-{self.n:04}-{check_letter(self.mark, self.n)}"


def check_letter(mark: str, n: int) -> str:
    """Return the letter behind a number.

    Each sign counts as often as its place says, modulo a prime that is larger than any sign or place: so no single
    wrong sign, and no two neighbours in the wrong order, leave the sum as it was.
    """
    values = [LETTERS.index(letter) for letter in mark] + [int(digit) for digit in f"{n:04}"]
    return LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % len(LETTERS)]


def read_number(typed: str) -> FormNumber:
    """Return the number that was copied from a form; case, blanks and dashes do not matter. RuleBroken if mistyped."""
    plain = _BETWEEN.sub("", typed.upper())
    found = _WRITTEN.fullmatch(plain[:MARK] + plain[MARK:-1].translate(_MISREAD) + plain[MARK:][-1:])
    if found is None:
        raise RuleBroken(N_("The number looks like ALD-0042-K. Copy it from the top of the form."), field="number")
    mark, digits, letter = found.groups()
    if set(mark) - set(LETTERS) or check_letter(mark, int(digits)) != letter:
        raise RuleBroken(N_("One sign of this number is wrong. Look at the form again."), field="number")
    return FormNumber(mark, int(digits))


def mark_for(ward_name: str, taken: Collection[str]) -> str:
    """Return three letters for a ward's forms, of its own name if no other ward has them yet."""
    plain = unicodedata.normalize("NFKD", ward_name).upper()
    first = ("".join(sign for sign in plain if sign in LETTERS) + "WRD")[:MARK]
    near = (first[:-1] + letter for letter in LETTERS)
    others = ("".join(letters) for letters in product(LETTERS, repeat=MARK))
    return next(mark for mark in chain([first], near, others) if mark not in taken)


def so_many_make_sense(forms: int) -> None:
    """A pack has no, or a few sheets of new forms."""
    if forms not in SO_MANY:
        raise RuleBroken(N_("Choose how many new forms you need."), field="forms")


def may_be_typed_in(*, printed: bool, typed_in: bool) -> None:
    """A number is typed in once, and only if it was printed for this ward."""
    if not printed:
        raise RuleBroken(
            N_("This ward has printed no form with this number. If it is another ward’s, bring it there."),
            field="number",
        )
    if typed_in:
        raise RuleBroken(N_("This form was typed in already."), field="number")


def day_makes_sense(handed_in: date | None, today: date, printed_on: date | None = None) -> date:
    """Return the day on which paper was handed in: not to come, not before its form was printed, not too long ago."""
    if handed_in is None:
        raise RuleBroken(N_("Choose the day on which it was handed in."), field="handed_in_on")
    if handed_in > today:
        raise RuleBroken(N_("This day is still to come. Choose today or an earlier day."), field="handed_in_on")
    if printed_on is not None and handed_in < printed_on:
        raise RuleBroken(N_("On this day the form was not printed yet. Look at the date on it."), field="handed_in_on")
    if handed_in < today - timedelta(days=OLDEST_DAYS):
        raise RuleBroken(
            N_("This is more than %(days)s days ago. Ask the rep to bring it to the meeting."),
            field="handed_in_on",
            days=OLDEST_DAYS,
        )
    return handed_in


def look_alike(said: str | None, other: str | None) -> bool:
    """Return whether two texts may stand on the same piece of paper: most of their words are the same."""
    mine, theirs = _words(said), _words(other)
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= ALIKE


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").casefold()))
