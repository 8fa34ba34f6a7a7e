"""The fixed words read at the age of 9 to 11 (L1): short sentences, short words, nothing that only offices say.

Held for the whole catalogue, since patients may open nearly every page; what others alone read is named below.
"""

from __future__ import annotations

import re

import pytest

from tests.house.readability import plain, school_year, sentences, strings_of, syllables

MOST_WORDS = 15
LONG_WORD = 4  # syllables
SCHOOL_YEAR_OF_ALL = 4.0  # read at 9; the measure is only fair over many words
SCHOOL_YEAR_OF_ONE = 7.0  # a single sentence swings by two years with one long word
ENOUGH_WORDS = 8

NOT_FOR_PATIENTS = {
    "demo/": "the doorway of the invented hospital",
    "people/rules/accounts.py": "admins open accounts",
    "templates/reports/index.html": "prints are no page of the ward terminal",
    "wards/checklist.py": "whoever sets up the machine, with names of settings",
    "templates/wards/": "managers and admins keep screens",
    "actions/commands/promising.py": "staff hand a promise over",
    "agenda/rules/answers.py": "staff write answers",
    "concerns/forms/reading.py": "only readers act on what was sent in private",
    "concerns/views/table.py": "only readers act on what was sent in private",
    "concerns/words/reading.py": "only readers act on what was sent in private",
    "templates/concerns/_read_": "only readers open what was sent in private",
    "templates/concerns/read_": "only readers open what was sent in private",
    "signon/": "staff sign on at their own device, never at a screen of the ward",
    "templates/signon/": "staff sign on at their own device, never at a screen of the ward",
    "templates/home/_late.html": "whoever covers for a reader is told that one is late",
}
KNOWN_LONG_WORDS = {
    "activities": "the topic has a picture beside it",
    "co-production": "the name that such groups have",
    "differently": "what people say themselves: I was treated differently after I spoke up",
    "directory": "the hospital's own list of its people, of which staff and admins read",
    "facilitator": "minutes name who held this office",
    "recovery": "the name of the sheet that staff keep locked away",
    "independent": "an independent person, not from this ward: look.md",
    **dict.fromkeys(("anybody", "everybody", "everything", "nobody", "somebody"), "every child says it"),
}
INVENTED = "Demo: every person and every word here is invented."  # on demo pages only

OFFICE_WORDS = (
    "authenticate", "authorisation", "breach", "commence", "compliance", "concern", "credentials", "decider",
    "disclosure", "engagement", "escalate", "feedback", "facilitate", "implement", "initiate", "invalid", "liaise",
    "login", "log in", "log out", "multidisciplinary", "outcome", "pathway", "pursuant", "regarding", "resubmit",
    "safeguarding", "service user", "session", "slip", "stakeholder", "submit", "terminate", "utilise", "via",
)  # fmt: skip

STRINGS = {
    text: where
    for text, where in strings_of("").items()
    if not where.startswith(tuple(NOT_FOR_PATIENTS)) and text != INVENTED
}


def words_of(text: str) -> list[str]:
    """Return the words of a string in small letters, without the "'s" at their ends."""
    return [re.sub(r"['’]s$", "", word.lower()) for one in sentences(text) for word in one]


def told(text: str) -> str:
    return f"{STRINGS.get(text, '')}: {text}"


def test_there_are_many_strings_and_every_exception_still_stands() -> None:
    everything = strings_of("")
    assert len(STRINGS) > 900
    gone = [path for path in NOT_FOR_PATIENTS if not any(where.startswith(path) for where in everything.values())]
    assert gone == []
    assert INVENTED in everything


def test_no_sentence_has_more_than_fifteen_words() -> None:
    assert [told(text) for text in STRINGS if any(len(words) > MOST_WORDS for words in sentences(text))] == []


def test_long_words_are_few_and_each_has_its_reason() -> None:
    words = {
        word.lower().removesuffix("'s").removesuffix("’s") for text in STRINGS for s in sentences(text) for word in s
    }
    assert {word for word in words if syllables(word) >= LONG_WORD} - KNOWN_LONG_WORDS.keys() == set()


def test_all_of_it_reads_at_nine_and_no_message_is_hard() -> None:
    assert school_year(list(STRINGS)) <= SCHOOL_YEAR_OF_ALL
    long_enough = [text for text in STRINGS if sum(map(len, sentences(text))) >= ENOUGH_WORDS]
    assert len(long_enough) > 300
    assert [told(text) for text in long_enough if school_year([text]) > SCHOOL_YEAR_OF_ONE] == []


@pytest.mark.parametrize("office_word", OFFICE_WORDS)
def test_no_word_of_the_office(office_word: str) -> None:
    with_it = [told(text) for text in STRINGS if f" {office_word} " in f" {' '.join(words_of(text))} "]
    assert with_it == []


# --- the measure itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("little", 2),
        ("promise", 2),
        ("picture", 2),
        ("agenda", 3),
        ("wanted", 2),
        ("asked", 1),
    ],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_text_of_the_office_is_hard_and_ours_is_not() -> None:
    hard = "Please be advised that the multidisciplinary team is unable to facilitate your request at the present time."
    assert school_year([hard]) > 10
    assert len(sentences(hard)[0]) > MOST_WORDS
    assert school_year(["The rep puts it on the agenda. Then you can read it."]) < 4


def test_a_placeholder_counts_as_one_short_word() -> None:
    assert plain("You are %(name)s. It is 50%%.") == "You are oak. It is 50%."
    assert sentences("Wait until %(until)s, then try again.") == [["Wait", "until", "oak", "then", "try", "again"]]
