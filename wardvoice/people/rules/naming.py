"""Words that look like another person's name lead to one question before they are sent, never to a block (I6).

Looked for in memory, in what somebody is about to send; nothing of it is kept or logged. A name that is missed does no
more harm than before there was a question, and asking in vain tires people: so a name that is a plain word too, as all
ward names are, counts only with a capital that no sentence asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("mr mrs ms miss mx dr doctor nurse sister matron prof professor")
SHORTENED = _set("mr mrs ms mx dr prof")
MONTHS = _set("april may june august")
BEFORE_A_DAY = _set("in on by of since until till from this next last early late mid every before after")
DAYS = _set("monday tuesday wednesday thursday friday saturday sunday") | MONTHS
NOT_PEOPLE = _set("a an the this these those our my your")
PLACES = _set("ward room house unit suite lounge wing road street park tree trees garden")
DOES = _set(
    "said says told tells took hit hits shouted shouts shouting kept steals stole swears swore spat pushed pushes "
    "pushing threatened threatens bullied bullies laughed laughs refused ignored ignores borrowed"
)
"""What people do: a plain word at the beginning of a sentence is a name if it does one of these."""
IS_OR_WILL = _set("is was has had does did will would can could should wants goes came keeps and always never")
"""What also makes a ward name in use a person there: few are in use, and whoever has one is easily told from it."""

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_ENDS = re.compile(r"(?:[.!?:;\n]|^)\s*[-–•*\"'“‘(]*\s*$")
DIGITS_BEFORE, DIGITS_AFTER = re.compile(r"\d(?:st|nd|rd|th)?\s*$"), re.compile(r"\s*\d")


@dataclass(frozen=True)
class Known:
    """Names that this ward could mean: of patients, of staff with their jobs, and first names in common use.

    All in small letters. `not_people` are those that nobody is asked about: the ward's own name, one's own ward name.
    """

    ward_names: frozenset[str] = frozenset()
    staff: Mapping[str, str] = field(default_factory=dict)
    first_names: frozenset[str] = frozenset()
    also_words: frozenset[str] = frozenset()
    not_people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Named:
    """A word that looks like a name. `job` is what a member of staff of that name does here."""

    word: str
    job: str = ""
    is_patient: bool = False


@dataclass(frozen=True)
class _Token:
    word: str
    before: str
    after: str
    last: str
    next: str

    @property
    def small(self) -> str:
        return self.word.casefold()

    @property
    def has_a_title(self) -> bool:
        """True for "Mr Smith" and "Nurse Ama", not for "the doctor I saw" and "I miss Friday"."""
        titled = self.last.casefold() in TITLES and self.last != "miss"
        return titled and len(self.word) > 1 and self.word[0].isupper() and self.small not in DAYS | TITLES

    @property
    def begins_a_sentence(self) -> bool:
        return bool(SENTENCE_ENDS.search(self.before))

    @property
    def is_a_day(self) -> bool:
        """A month beside a number, or after "in", "last" and the like."""
        by_a_number = DIGITS_BEFORE.search(self.before) or DIGITS_AFTER.match(self.after)
        return self.small in MONTHS and (bool(by_a_number) or self.last.casefold() in BEFORE_A_DAY)


def named(text: str, known: Known, *, staff_too: bool = True) -> list[Named]:
    """Return what looks like a person's name, in the order of the text, each once; `staff_too` is False for thanks."""
    has_capitals = not text.isupper()
    found: dict[str, Named] = {}
    name_before = ""
    for token in _tokens(text):
        is_one = _is_a_name(token, known, has_capitals=has_capitals) or _goes_on(token, name_before)
        name_before = token.word if is_one and has_capitals else ""
        job = known.staff.get(token.small, "")
        if is_one and (staff_too or not job):
            found.setdefault(token.small, Named(token.word, job, token.small in known.ward_names))
    return list(found.values())


def _goes_on(token: _Token, name_before: str) -> bool:
    """Return whether this is the second half of a name: "Bell" in "Tom Bell"."""
    beside = bool(name_before) and token.before.endswith(f"{name_before} ")
    return beside and len(token.word) > 1 and token.word[0].isupper() and token.small not in DAYS | PLACES


def _is_a_name(token: _Token, known: Known, *, has_capitals: bool) -> bool:
    if token.small in known.not_people:
        return False
    capital = has_capitals and token.word[0].isupper()
    if token.has_a_title and has_capitals:
        return True
    plain = known.also_words | known.ward_names
    if token.small in (known.first_names | known.staff.keys()) - plain:
        return True
    does = DOES | IS_OR_WILL if token.small in known.ward_names else DOES
    return capital and token.small in (plain | known.staff.keys()) and _means_somebody(token, does)


def _means_somebody(token: _Token, does: frozenset[str]) -> bool:
    """Return whether a plain word with a capital is more likely a person than a thing, a place or a month."""
    if token.begins_a_sentence:
        return token.next.casefold() in does
    return not token.is_a_day and token.last.casefold() not in NOT_PEOPLE and token.next.casefold() not in PLACES


def _tokens(text: str) -> Iterator[_Token]:
    """Yield each word without the "'s" at its end, with what stands around it and the words beside it."""
    matches = list(TOKEN.finditer(text))
    words = [re.sub(r"['’]s$", "", match[0]) for match in matches]
    beside = ["", *words, ""]
    for n, (match, word) in enumerate(zip(matches, words, strict=True)):
        before, after = text[: match.start()], text[match.end() :]
        yield _Token(word, before, after, _last(beside[n], before), beside[n + 2])


def _last(word: str, before: str) -> str:
    """Return the word before, unless a sentence ended between; the stop of "Mr." and "Dr." ends none."""
    ended = SENTENCE_ENDS.search(before) and word.casefold() not in SHORTENED
    return "" if ended else word
