"""The pages of the questions of the week, for whoever prepares and for those who answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import builders
from tests.agenda.house import House
from tests.questions.conftest import FILM
from wardvoice.agenda import commands as agenda
from wardvoice.core.actor import Actor
from wardvoice.meetings.commands import open_meeting
from wardvoice.meetings.models import Meeting
from wardvoice.minutes import commands as minutes
from wardvoice.questions import commands, queries
from wardvoice.questions.models import Question
from wardvoice.questions.rules import Counts, Says

WORDS = FILM["words"]


@pytest.fixture
def coming(house: House) -> Meeting:
    return builders.a_meeting(house.ward, house.clock.today, clock=house.clock)


@pytest.fixture
def open_question(house: House, coming: Meeting) -> Question:
    question: Question = does(house, commands.put_question, meeting=coming, **FILM)
    does(house, agenda.publish, meeting=coming)
    return question


@pytest.fixture
def sparrow(house: House) -> Actor:
    return builders.a_patient_actor(house.ward, word="Sparrow", clock=house.clock)


def does(house: House, command: Callable[..., Any], **facts: Any) -> Any:
    return builders.done(house.session, house.rep_actor, command, house.clock, **facts)


def counts(house: House, meeting: Meeting) -> list[Counts]:
    return [one.counts for one in queries.of_meeting(house.fresh(), meeting)]


def test_the_rep_puts_a_question_and_takes_it_back(house: House, coming: Meeting) -> None:
    rep, at = house.rep, f"/meetings/{coming.id}/questions"
    rep.get(at)
    rep.submit("Ask it", words=WORDS, decides="we-will-do")
    assert "The question is written down." in rep.page.text
    assert "We will do what you choose" in rep.page.text
    rep.submit(f"Take back: {WORDS}")
    assert "No question yet." in rep.page.text


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(house: House, coming: Meeting) -> None:
    rep = house.rep
    rep.get(f"/meetings/{coming.id}/questions")
    rep.submit("Ask it", words=WORDS, status=422)
    assert "Choose what the answer decides." in rep.page.text
    assert rep.page.one("input", name="words")["value"] == WORDS


def test_a_second_click_puts_nothing_twice(house: House, coming: Meeting) -> None:
    rep, at = house.rep, f"/meetings/{coming.id}/questions"
    rep.get(at)
    once = rep.page.all("input", name="once")[0]["value"]
    for _ in range(2):
        rep.post(at, {"words": WORDS, "decides": "we-will-do", "once": once})
    assert len(counts(house, coming)) == 1


def test_a_patient_answers_changes_it_and_sees_no_numbers(
    house: House, coming: Meeting, open_question: Question, sparrow: Actor
) -> None:
    does(house, commands.answer_question, question=open_question, says=Says.FOR)
    reader = house.signed_in(sparrow)
    reader.get("/")
    reader.follow("One question for everybody: say what you think")
    for sentence in ("Answer here only if you will not be in the room.", "We will do what you choose."):
        assert sentence in reader.page.text
    reader.submit(f"For it: {WORDS}")
    reader.submit(f"Against it: {WORDS}")
    assert "You said: Against it. You can change it." in reader.page.text
    assert "From the ward" not in reader.page.text
    assert counts(house, coming) == [Counts(yes=1, no=1)]


def test_who_is_not_signed_in_reads_why_a_name_is_needed_and_comes_back_here(
    house: House, open_question: Question
) -> None:
    reader = house.nobody()
    reader.get("/questions")
    assert "Each person has one voice. So we need your ward name here." in reader.page.text
    assert not any("answer" in form["action"] for form in reader.page.all("form"))
    assert reader.page.one("a", href="/my-name?to=/questions")
    reader.post(f"/questions/{open_question.id}/answer", {"says": "for"}, status=403)


def test_staff_read_the_questions_and_cannot_answer(house: House, coming: Meeting, open_question: Question) -> None:
    nurse = house.signed_in(house.nurse_actor)
    nurse.get("/questions")
    assert "Patients answer these." in nurse.page.text
    nurse.post(f"/questions/{open_question.id}/answer", {"says": "for"}, status=403)
    assert counts(house, coming) == [Counts()]


def test_after_the_meeting_a_page_that_was_still_open_takes_no_answer(
    house: House, coming: Meeting, open_question: Question, sparrow: Actor
) -> None:
    reader = house.signed_in(sparrow)
    reader.get("/questions")
    does(house, open_meeting, meeting=coming)
    does(house, minutes.close_meeting, meeting=coming)
    reader.submit(f"For it: {WORDS}", status=409)
    assert "The meeting is over. This question takes no more answers." in reader.page.text
    assert counts(house, coming) == [Counts()]


def test_an_answer_that_is_none_and_a_question_of_another_ward_are_refused(
    house: House, open_question: Question, sparrow: Actor
) -> None:
    reader = house.signed_in(sparrow)
    reader.get("/questions")
    reader.post(f"/questions/{open_question.id}/answer", {"says": "maybe"}, status=422)
    birch = builders.a_ward(house.session, "Birch", clock=house.clock)
    theirs = builders.a_meeting(birch, clock=house.clock)
    chair = builders.a_stand_in(birch)
    other = builders.done(house.session, chair, commands.put_question, house.clock, meeting=theirs, **FILM)
    for address, sent in ((f"/questions/{other.id}/answer", {"says": "for"}), (f"/questions/{other.id}/take-back", {})):
        who = house.rep if "back" in address else reader
        who.post(address, sent, status=404)


def test_the_wards_numbers_stand_beside_the_hands_and_are_never_added(
    house: House, coming: Meeting, open_question: Question, sparrow: Actor
) -> None:
    builders.done(house.session, sparrow, commands.answer_question, house.clock, question=open_question, says=Says.FOR)
    does(house, open_meeting, meeting=coming)
    room = f"/meetings/{coming.id}/room?at={open_question.entry_id}"
    rep = house.rep
    rep.get(room)
    assert "We see the numbers when our hands are counted." in rep.page.text
    assert rep.page.one("input", name="question")["value"] == WORDS
    rep.submit("Write the hands down", patients_for=4, patients_against=1)
    rep.get(room)
    assert "Patients: 4 for, 1 against, 0 not sure." in rep.page.text
    assert "From the ward: 1 for, 0 against, 0 not sure." in rep.page.text
    does(house, minutes.close_meeting, meeting=coming)
    for page in (f"/meetings/{coming.id}/minutes", f"/print/minutes/{coming.id}"):
        rep.get(page)
        assert "From the ward: 1 for, 0 against, 0 not sure." in rep.page.text


def test_what_the_ward_said_is_not_lost_when_the_item_is_put_off(house: House, coming: Meeting, sparrow: Actor) -> None:
    item = builders.an_item(house.ward, "A film", clock=house.clock)
    line = does(house, agenda.place_item, meeting=coming, item=item)
    question = does(house, commands.put_question, meeting=coming, about=line, **FILM)
    does(house, agenda.publish, meeting=coming)
    builders.done(house.session, sparrow, commands.answer_question, house.clock, question=question, says=Says.FOR)
    does(house, agenda.put_off, meeting=coming, item=item, because="The screen is broken")
    does(house, open_meeting, meeting=coming)
    does(house, minutes.close_meeting, meeting=coming)
    rep = house.rep
    for page in (f"/meetings/{coming.id}", f"/meetings/{coming.id}/minutes", f"/print/minutes/{coming.id}"):
        rep.get(page)
        assert "What we asked, and did not talk about" in rep.page.text
        assert f"{WORDS} (We will do what you choose) From the ward: 1 for" in rep.page.text
