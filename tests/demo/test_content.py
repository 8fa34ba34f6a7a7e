"""What the invented people say: enough of it, human, and about nobody and no place that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from wardvoice.actions.rules import vague_part
from wardvoice.agenda.rules import GOOD_THINGS, Answer, ItemKind, Topic
from wardvoice.demo.content import ASKED, Said, along, meetings, places, staff
from wardvoice.demo.content.said import granted, passed, refused
from wardvoice.demo.small import second
from wardvoice.demo.small.hospital import FIRST_PATIENTS, SECOND_PATIENTS
from wardvoice.demo.small.promised import PROMISED
from wardvoice.demo.small.said import SAID
from wardvoice.people.wordlist import words_of_the_house

EVERYTHING = [(topic, said) for topic, texts in ASKED.items() for said in texts]
BY_HAND = [brought for _, brought in (*PROMISED, *SAID, *second.BROUGHT)]
REAL = re.compile(
    r"\b(NHS|Trust|Broadmoor|Rampton|Ashworth|Maudsley|Bethlem|St Andrew|Priory|Cygnet|Elysium|Huntercombe|London|"
    r"Manchester|Birmingham|Leeds|Liverpool|Bristol|Cardiff|Glasgow|Belfast|Yorkshire|Kent|Sussex|Essex|Wales|England)\b"
)


def test_there_are_more_than_120_different_things_to_say() -> None:
    assert len({said.words for _, said in EVERYTHING}) == len(EVERYTHING) >= 120


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_at_least_six(topic: Topic) -> None:
    assert len(ASKED[topic]) >= 6


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_is_said_often(kind: ItemKind) -> None:
    assert sum(said.kind is kind for _, said in EVERYTHING) >= 8


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_is_given_often(answer: Answer) -> None:
    assert sum(said.answer is answer for _, said in EVERYTHING) >= 8


@pytest.mark.parametrize("said", [said for _, said in EVERYTHING], ids=lambda said: said.words[:40])
def test_every_text_fits_what_becomes_of_it(said: Said) -> None:
    assert said.reply
    assert bool(said.promise) == bool(said.done)
    assert not (said.promise and said.answer in (Answer.NO, Answer.PASSED_TO))
    assert bool(said.whom) == (said.answer is Answer.PASSED_TO)
    assert not (said.promise and said.kind in GOOD_THINGS)
    assert len(said.words) < 200


@pytest.mark.parametrize("words", [said.promise for _, said in EVERYTHING if said.promise])
def test_every_promise_is_something_that_patients_could_see(words: str) -> None:
    assert vague_part(words) is None


def test_whoever_refuses_says_when_it_is_looked_at_again() -> None:
    refusals = [said for _, said in EVERYTHING if said.answer is Answer.NO]
    assert all("again" in said.reply for said in refusals)


def test_the_builders_of_answers_say_what_they_build() -> None:
    assert granted(ItemKind.IDEA, "a", "b", "c", "d")[2:6] == (Answer.YES, "b", "c", "d")
    assert refused(ItemKind.IDEA, "a", "b").answer is Answer.NO
    assert passed(ItemKind.IDEA, "a", "Estates", "b").whom == "Estates"


def test_patients_go_by_words_that_are_on_offer() -> None:
    assert set(FIRST_PATIENTS) | set(SECOND_PATIENTS) | {"Heron"} <= set(words_of_the_house())
    senders = {brought.by for brought in BY_HAND if brought.by}
    assert senders <= {*FIRST_PATIENTS, *SECOND_PATIENTS, "Heron"}


def test_nothing_is_named_after_a_real_trust_hospital_or_town() -> None:
    assert [text for text in all_texts() if REAL.search(text)] == []


def test_staff_have_first_names_and_jobs_only() -> None:
    hired = (*staff.FIRST_WARD, *staff.SECOND_WARD, *staff.HOSPITAL_WIDE)
    assert all(person.name.isalpha() and person.job for person in hired)
    assert len({person.name for person in hired}) == len(hired)


def test_there_are_forty_wards_with_names_of_their_own() -> None:
    assert len(set(places.WARDS)) == 40


def test_every_telephone_number_is_one_of_those_kept_for_plays() -> None:
    numbers = re.findall(r"0\d{4} \d{3} \d{3}", " ".join(places.NUMBERS))
    assert numbers
    assert all(number.startswith("01632 960") for number in numbers)


def test_whoever_gives_another_reason_says_it() -> None:
    assert all(words for because, words in meetings.CARRIED if because.value == "other")
    assert all(words for because, words in meetings.NOT_HELD if because.value == "other")


def test_partly_always_says_what_is_missing() -> None:
    assert all(along.STILL_MISSING)
    assert all(along.MOVED)


def all_texts() -> Iterator[str]:
    for said in (*(said for _, said in EVERYTHING), *(brought.said for brought in BY_HAND)):
        yield from (said.words, said.reply, said.promise, said.done, said.whom)
    yield from (places.HOSPITAL, *places.WARDS, *places.NUMBERS, *places.SCREEN_PLACES.values())
    yield from (*along.PROGRESS, *along.NO_CHANGE, *along.MOVED, *along.CANNOT, *along.STILL_MISSING)
    yield from (*meetings.STANDING_FIRST, *meetings.STANDING_LAST, *meetings.SAID, *meetings.STOPPED_EARLY)
