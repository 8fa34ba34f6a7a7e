"""The board's words: short, plain, and the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from tests.board.rows import NOW
from wardvoice.agenda.rules import (
    Answer,
    CarriedBecause,
    Feeling,
    HideBecause,
    ItemKind,
    ItemState,
    ShownAs,
    Topic,
    WrittenBy,
)
from wardvoice.board import words
from wardvoice.board.queries import Answered, Asked, Found, Gap, Given, Line, Show, Tie
from wardvoice.board.rules import Stage
from wardvoice.board.words.asked import GAPS, HIDDEN, TIES, WRITERS
from wardvoice.board.words.stages import _AFTERWARDS, _STAGES, _WAITING
from wardvoice.web.sessions import WardShown

DAY = date(2026, 3, 2)
ASKED = Asked(
    id=UUID(int=1),
    kind=ItemKind.PROBLEM,
    topic=Topic.LAUNDRY,
    feeling=None,
    words="The dryer is broken.",
    gap=None,
    hidden_because=None,
    shown_as=ShownAs.PATIENT,
    name=None,
    written_by=None,
    received_on=DAY,
    state=ItemState.ANSWERED,
    times_raised=1,
    times_carried=0,
    others=0,
)
GIVEN = Given(
    id=UUID(int=2),
    answer=Answer.YES,
    words="We buy one.",
    given_by_id=UUID(int=3),
    by="Tom",
    job="nurse",
    at=NOW,
    review_on=None,
    by_when=None,
    passed_to=None,
    check_on=None,
    carried_because=None,
    carried_words=None,
    accepted=None,
    corrections=(),
)


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> Any:
    with app.test_request_context():
        yield


def asked(**facts: Any) -> Asked:
    return replace(ASKED, **facts)


def given(**facts: Any) -> Given:
    return replace(GIVEN, **facts)


# --- what was asked ------------------------------------------------------------------------------------------------


def test_an_item_is_called_by_its_kind_and_topic() -> None:
    assert words.title(ASKED) == "Problem · Laundry"
    assert words.picture(ASKED) == "laundry"


@pytest.mark.parametrize(
    ("facts", "who"),
    [
        ({}, "A patient"),
        ({"shown_as": ShownAs.NAME, "name": "Kestrel"}, "Kestrel"),
        ({"shown_as": ShownAs.NAME}, "A former patient"),
        ({"shown_as": ShownAs.REP}, "Through the rep"),
        ({"written_by": WrittenBy.STAFF}, "A patient, written down by staff"),
        ({"written_by": WrittenBy.REP}, "A patient, written down by the rep"),
    ],
)
def test_it_says_who_asked_only_as_far_as_they_wanted(facts: dict[str, Any], who: str) -> None:
    assert words.byline(asked(**facts)) == f"{who}, Monday 2 March"


def test_nothing_is_marked_on_an_item_that_was_asked_once() -> None:
    assert words.marks(ASKED) == []


def test_asked_again_carried_and_to_how_many_it_matters_is_marked() -> None:
    assert words.marks(asked(times_raised=4, times_carried=1, others=1)) == [
        "raised 4 times",
        "carried over once",
        "it matters to one more patient",
    ]
    assert words.marks(asked(times_carried=3, others=2)) == [
        "carried over 3 times",
        "it matters to 2 more patients",
    ]


def test_a_gap_always_says_why() -> None:
    assert words.gap_words(ASKED) == ""
    assert "The rep has not read this yet." in words.gap_words(asked(gap=Gap.UNREAD))
    assert "in pictures" in words.gap_words(asked(gap=Gap.PICTURES, feeling=Feeling.SAD))
    hidden = asked(gap=Gap.HIDDEN, hidden_because=HideBecause.THREAT)
    assert words.gap_words(hidden) == "The words are hidden: somebody could feel threatened."


def test_a_list_shows_the_first_words_whole_and_never_hidden_ones() -> None:
    assert words.in_short(ASKED) == "The dryer is broken."
    long = words.in_short(asked(words="word " * 60))
    assert long.endswith(" …")
    assert len(long) <= 72
    assert words.in_short(asked(words=None, gap=Gap.UNREAD)).startswith("The rep has not read")


# --- what was answered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "Yes"),
        ({"answer": Answer.PARTLY}, "Partly"),
        ({"answer": Answer.NO}, "No, because:"),
        ({"answer": Answer.PASSED_TO, "passed_to": "Estates"}, "Passed to Estates"),
        ({"answer": None}, ""),
    ],
)
def test_an_answer_is_one_word_and_a_no_goes_on_with_its_reason(facts: dict[str, Any], word: str) -> None:
    assert words.answer_word(given(**facts)) == word


def test_an_answer_names_who_gave_it_and_when_it_is_looked_at_again() -> None:
    assert words.answer_more(GIVEN) == "Tom (nurse), Monday 2 March."
    assert words.answer_more(given(review_on=date(2026, 4, 1))).endswith("We look at this again on Wednesday 1 April.")
    assert words.answer_more(given(check_on=date(2026, 4, 1))).endswith("We check on Wednesday 1 April.")


@pytest.mark.parametrize(("council", "who"), [(False, "Staff"), (True, "The patients’ council")])
def test_an_answer_of_nobody_by_name_is_the_wards_own(monkeypatch: pytest.MonkeyPatch, council: bool, who: str) -> None:
    ward = WardShown(UUID(int=1), "Alder", is_council=council)
    monkeypatch.setattr("wardvoice.board.words.answers.this_ward", lambda: ward)
    assert words.answer_more(given(by=None, job=None)) == f"{who}, Monday 2 March."


@pytest.mark.parametrize("because", list(CarriedBecause))
def test_each_reason_to_carry_over_reads_as_a_reason(because: CarriedBecause) -> None:
    said = words.carried_word(given(carried_because=because, carried_words="the alarm rang"))
    assert said
    assert (said == "the alarm rang") is (because is CarriedBecause.OTHER)


# --- where it stands -----------------------------------------------------------------------------------------------


def found(**facts: Any) -> Found:
    usual: dict[str, Any] = {
        "meeting_day": None,
        "next_day": None,
        "hiding": None,
        "raised_it": False,
        "matters": False,
    }
    usual |= {"item": None, "asked": ASKED, "unread": ASKED, "public": True, "notes": ()}
    return Found(**{**usual, **facts})


def line(state: ItemState, answer: Given | None = None, *, holds: bool = True) -> Line:
    answered = Answered(ItemKind.PROBLEM, None, DAY, (answer,) if answer else (), answer, holds)
    return Line(asked(state=state), answered, ())


def test_every_stage_has_its_word_picture_colour_and_next_step() -> None:
    assert set(_STAGES) == set(Stage)
    assert set(_WAITING) | set(_AFTERWARDS) == set(Stage)
    assert not set(_WAITING) & set(_AFTERWARDS)
    for stage in Stage:
        shown = words.stage_shown(stage)
        assert shown.words
        assert shown.icon
        assert shown.colour
    assert {Show.ALL, Show.OPEN, Show.ANSWERED, Show.GOOD} == set(words.SHOWS)


def test_what_waits_says_for_which_meeting() -> None:
    on_agenda = line(ItemState.PLACED)
    assert words.next_step(on_agenda, found(meeting_day=DAY)) == "We talk about it on Monday 2 March."
    assert words.next_step(on_agenda, found()) == "We talk about it in the next meeting."
    received = line(ItemState.RECEIVED)
    assert words.next_step(received, found(next_day=DAY)) == "The rep puts it on the agenda for Monday 2 March."
    assert words.next_step(received, found()) == "The rep puts it on the next agenda."


def test_what_is_answered_says_what_comes_after() -> None:
    no = given(answer=Answer.NO, review_on=date(2026, 4, 1))
    assert "Wednesday 1 April" in words.next_step(line(ItemState.ANSWERED, no), found())
    assert "ask for it again" in words.next_step(line(ItemState.ANSWERED, GIVEN), found())
    assert "agenda" in words.next_step(line(ItemState.ANSWERED, no, holds=False), found())
    assert "took it back" in words.next_step(line(ItemState.WITHDRAWN), found())
    assert "same answer" in words.next_step(line(ItemState.MERGED), found())


def test_every_code_has_its_words() -> None:
    assert set(GAPS) | {Gap.HIDDEN} == set(Gap)
    assert set(HIDDEN) == set(HideBecause)
    assert set(WRITERS) == set(WrittenBy)
    assert set(TIES) == set(Tie)
    assert all(words.tie_words(tie) for tie in Tie)
    assert all(words.kind(kind) for kind in ItemKind)
    assert all(words.topic(topic) for topic in Topic)


def test_no_sentence_for_patients_is_longer_than_fifteen_words() -> None:
    told = [str(text) for text in (*GAPS.values(), *HIDDEN.values())]
    told += [
        words.next_step(line(state), found(meeting_day=DAY)) for state in ItemState if state is not ItemState.ANSWERED
    ]
    for text in told:
        for sentence in text.split(". "):
            assert len(sentence.split()) <= 15, sentence


def test_a_moment_of_an_answer_is_shown_as_its_day_on_the_ward() -> None:
    late = datetime.fromisoformat("2026-07-01T23:30:00+00:00")
    assert words.answer_more(given(at=late)) == "Tom (nurse), Thursday 2 July."
