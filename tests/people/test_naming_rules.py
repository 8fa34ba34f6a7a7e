"""Which words of a patient look like another person's name: a table of texts (I6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.people.namelist import first_names
from wardvoice.people.rules.naming import Known, Named, named

SURE, ALSO_WORDS = first_names()
KNOWN = Known(
    ward_names=frozenset({"oak", "birch", "kestrel", "swift"}),
    staff={"tom": "nurse", "grace": "occupational therapist", "osei": "ward manager", "will": "nurse"},
    first_names=SURE,
    also_words=ALSO_WORDS,
    not_people=frozenset({"alder", "ward", "heron"}),
)

NAMES = [
    ("Tom shouted at me", ["Tom"]),
    ("tom shouted at me", ["tom"]),
    ("I lent my radio to Darren.", ["Darren"]),
    ("darren's radio is too loud", ["darren"]),
    ("Mohammed and Agnieszka never clean up", ["Mohammed", "Agnieszka"]),
    ("Mr Smith comes too late", ["Smith"]),
    ("Mr. Smith comes too late", ["Smith"]),
    ("We asked Nurse Okafor and Dr Patel", ["Okafor", "Patel"]),
    ("the doctor Ms. Lee saw", ["Lee"]),
    ("THE DRYER IS BROKEN, ASK TOM", ["TOM"]),
    ("I think Oak took my cup", ["Oak"]),
    ("Yesterday Kestrel’s music was loud", ["Kestrel"]),
    ("Birch took my cup", ["Birch"]),
    ("I think that Oak broke it", ["Oak"]),
    ("It was loud. Swift shouted all night", ["Swift"]),
    ("I was told no by Grace", ["Grace"]),
    ("Will said no to my leave", ["Will"]),
    ("Ask Will about it", ["Will"]),
    ("My room-mate May snores", ["May"]),
    ("I like Rose but not Rose’s music", ["Rose"]),
    ("Osei, the manager, knows", ["Osei"]),
    ("Can Tom and Tom's friend stop?", ["Tom"]),
    ("Nurse Tom Bell pushed me", ["Tom", "Bell"]),
    ("I told Darren Whitlow-Hart about it", ["Darren", "Whitlow-Hart"]),
    ("Tom Monday evening, then Tom Room 4", ["Tom"]),
    ("Tom. Leave is late", ["Tom"]),
    ("Kestrel is loud at night", ["Kestrel"]),
    ("It was loud. Oak and I could not sleep", ["Oak"]),
]

NO_NAMES = [
    "",
    "Will the dryer be mended?",
    "Will we get leave in May?",
    "May I have a later bedtime?",
    "The bus stops on 3 May.",
    "May 3 is too late. Last April it was earlier.",
    "The oak table is broken and the birch is dead.",
    "Oak tables are nice",
    "The Oak outside needs water",
    "We meet in Oak Room",
    "A swift answer please. Swift answers help.",
    "Mark my words",
    "WILL THE DRYER BE MENDED IN MAY",
    "Grace before meals: we would like it",
    "I hope for better food. Hope is good. Joy too!",
    "Alder Ward is cold",
    "I am Heron and I want tea",
    "The nurse said no. The doctor too.",
    "A nurse. Please ask a doctor. They know",
    "Can we have art and a robin feeder?",
    "- Rob the rich\n- Sue the hospital",
    "No more pizza on Friday, Ramadan is near",
    "I miss Friday. The doctor I saw was kind.",
    "The Art group is too short.",
]


@pytest.mark.parametrize(("text", "words"), NAMES)
def test_a_name_is_found(text: str, words: list[str]) -> None:
    assert [one.word for one in named(text, KNOWN)] == words


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_plain_word_is_no_name(text: str) -> None:
    assert named(text, KNOWN) == []


def test_a_member_of_staff_comes_with_the_job_and_a_patient_without() -> None:
    assert named("Tom and I saw Oak", KNOWN) == [Named("Tom", job="nurse"), Named("Oak", is_patient=True)]


def test_thanks_may_name_staff_and_nobody_else() -> None:
    assert named("Thank you Tom, and Darren, and dear Oak", KNOWN, staff_too=False) == [
        Named("Darren"),
        Named("Oak", is_patient=True),
    ]
    assert named("Thank you Tom", KNOWN) == [Named("Tom", job="nurse")]


def test_no_name_stands_in_both_blocks_of_the_list() -> None:
    assert not SURE & ALSO_WORDS
    assert len(SURE) > 500
    assert {name.casefold() for name in SURE | ALSO_WORDS} == SURE | ALSO_WORDS


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(one.word in text for one in named(text, KNOWN))
