"""Every label has its words, and every event of the agenda and the meetings its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from wardvoice.agenda import rules, words
from wardvoice.agenda.rules import CarriedBecause, EntryState
from wardvoice.core.history import Happened
from wardvoice.meetings import rules as meeting_rules
from wardvoice.meetings import words as meeting_words
from wardvoice.storage.history import HOSPITAL, Remembered

TOM = uuid4()
NAMES = {TOM: "Tom (nurse)"}
DAY = "2026-03-05"


@pytest.fixture(autouse=True)
def page(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def happened(what: Happened, role: str = "rep", person: UUID | None = None, **facts: Any) -> Remembered:
    body = {"day": "2026-03-02", "role": role, "person": str(person) if person else None, "facts": facts}
    return Remembered(HOSPITAL, 1, what.value, "items:x", body, {0: "Somebody's words"})


def said(what: Happened, role: str = "rep", person: UUID | None = None, **facts: Any) -> str:
    return words.sentence(happened(what, role, person, **facts), NAMES)


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        (words.KINDS, rules.ItemKind),
        (words.KIND_HINTS, rules.ItemKind),
        (words.KIND_ICONS, rules.ItemKind),
        (words.TOPICS, rules.Topic),
        (words.TOPIC_ICONS, rules.Topic),
        (words.FEELINGS, rules.Feeling),
        (words.FEELING_ICONS, rules.Feeling),
        (words.SHOWN_AS, rules.ShownAs),
        (words.WRITERS, rules.WrittenBy),
        (words.STATES, rules.ItemState),
        (words.ANSWERS, rules.Answer),
        (words.CARRIED, rules.CarriedBecause),
        (words.HIDE_BECAUSE, rules.HideBecause),
        (meeting_words.KINDS, meeting_rules.MeetingKind),
        (meeting_words.STATES, meeting_rules.MeetingState),
        (meeting_words.STATE_LOOKS, meeting_rules.MeetingState),
        (meeting_words.NOT_HELD, meeting_rules.NotHeldBecause),
        (meeting_words.PRESENT, meeting_rules.Present),
        (meeting_words.DECIDES, meeting_rules.Decides),
    ],
)
def test_each_code_has_its_words(labels: dict[Any, Any], codes: type[StrEnum]) -> None:
    assert set(labels) == set(codes)
    assert all(str(label).strip() for label in labels.values())


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (happened(Happened.ITEM_RAISED, "unsigned"), "A patient put this on the list."),
        (happened(Happened.ITEM_RAISED, "rep", written_by="rep"), "The rep wrote this down for a patient."),
        (
            happened(Happened.ITEM_RAISED, "staff", TOM, written_by="staff"),
            "Tom (nurse) wrote this down for a patient.",
        ),
        (happened(Happened.ITEM_REWORDED, "patient"), "Who asked said it in other words."),
        (happened(Happened.ITEM_WITHDRAWN, "patient"), "Who asked took it back."),
        (happened(Happened.ITEM_READ), "The rep has read it."),
        (happened(Happened.NOTE_ADDED, "patient"), "Who asked added something."),
        (happened(Happened.ITEM_PLACED, day=DAY), "The rep put it on the agenda for Thursday 5 March."),
        (
            happened(Happened.ITEM_PLACED, day=DAY, by_itself=True),
            "It went onto the agenda for Thursday 5 March by itself.",
        ),
        (happened(Happened.ITEM_MOVED, place_before=3, place=1), "The rep moved it from place 3 to 1."),
        (
            happened(Happened.ITEM_TAKEN_OFF, "stand-in", day=DAY),
            "Somebody in the rep’s place took it off the agenda for Thursday 5 March. It waits again.",
        ),
        (happened(Happened.ITEM_PUT_OFF, day=DAY), "The rep put it off. It waits until after Thursday 5 March."),
        (happened(Happened.ITEM_MERGED), "The rep made it part of another item that asks for the same."),
        (happened(Happened.MERGE_UNDONE, "clock"), "WardVoice let it stand for itself again."),
        (happened(Happened.ITEM_LINKED), "The rep found that the same was asked before."),
        (happened(Happened.HIDING_AGREED), "The rep agreed. The words are hidden now."),
        (happened(Happened.HIDING_ENDED, "clock"), "WardVoice ended the hiding. The words are back."),
        (happened(Happened.ANSWER_CORRECTED, "staff", TOM), "Tom (nurse) added to the answer."),
        (happened(Happened.ANSWER_ACCEPTED, "patient"), "Who asked says: the answer is good enough."),
        (
            happened(Happened.ANSWER_NOT_ACCEPTED, yes=1, no=5, unsure=0),
            "The room did not accept the answer: 1 for, 5 against, 0 not sure.",
        ),
    ],
)
def test_each_event_reads_as_a_sentence(row: Remembered, sentence: str) -> None:
    assert words.sentence(row, NAMES) == sentence


def test_an_unread_item_says_so() -> None:
    assert "Nobody had read it yet." in said(Happened.ITEM_PLACED, day=DAY, by_itself=True, unread=True)


def test_hiding_names_its_reason() -> None:
    assert "asked to hide the words: they are full of hate." in said(
        Happened.WORDS_HIDDEN, because="hate", danger=False
    )
    assert "for one day" in said(Happened.WORDS_HIDDEN, because="threat", danger=True)


def test_an_answer_names_who_gave_it_and_when_it_is_looked_at_again() -> None:
    given = {"given_by": str(TOM), "answer": "no", "review_on": "2026-04-02"}
    assert (
        said(Happened.ITEM_ANSWERED, **given) == "Tom (nurse) answered: no. We look at this again on Thursday 2 April."
    )
    passed = {"given_by": str(TOM), "answer": "passed-to", "passed_to": "Estates", "check_on": "2026-04-02"}
    assert said(Happened.ITEM_ANSWERED, **passed) == "Tom (nurse) passed it to Estates. We check on Thursday 2 April."


def test_a_show_of_hands_keeps_patients_and_staff_apart() -> None:
    counted = {"patients_for": 7, "patients_against": 1, "patients_unsure": 0, "staff_for": 2, "staff_against": 0}
    assert said(Happened.HANDS_COUNTED, **counted, staff_unsure=1, question={"w": 0}) == (
        "Hands were counted. Patients: 7 for, 1 against, 0 not sure. Staff: 2 for, 0 against, 1 not sure."
    )


@pytest.mark.parametrize("because", [*CarriedBecause, EntryState.NOT_HELD])
def test_carrying_over_names_its_reason(because: StrEnum) -> None:
    sentence = said(Happened.ITEM_CARRIED, day=DAY, because=because.value)
    assert ("was not held" in sentence) is (because is EntryState.NOT_HELD)


def test_reasons_and_answers_are_quoted_but_never_an_items_own_words() -> None:
    quoted, reworded = words.tell(
        [happened(Happened.ITEM_PUT_OFF, day=DAY, because={"w": 0}), happened(Happened.ITEM_REWORDED, words={"w": 0})],
        NAMES,
    )
    assert (quoted.quote, reworded.quote) == ("Somebody's words", "")
    carried = words.tell([happened(Happened.ITEM_CARRIED, day=DAY, because="no-time")], NAMES)[0]
    assert carried.quote == ""


def test_people_are_looked_up_once_for_a_whole_history() -> None:
    other = uuid4()
    rows = [happened(Happened.ITEM_ANSWERED, person=TOM, given_by=str(other)), happened(Happened.ITEM_READ)]
    assert words.people_in(rows) == {TOM, other}


def test_whatever_is_not_known_is_still_a_sentence() -> None:
    assert said(Happened.CARD_DRAWN) == "Something was written down."


@pytest.mark.parametrize(
    ("what", "facts", "sentence"),
    [
        (Happened.MEETING_PLANNED, {"day": DAY}, "The meeting was planned for Thursday 5 March."),
        (Happened.AGENDA_PUBLISHED, {"by_itself": 2}, "The agenda went out. 2 went onto it by themselves."),
        (Happened.AGENDA_PUBLISHED, {"by_itself": 0}, "The agenda went out."),
        (
            Happened.MEETING_CALLED_OFF,
            {"day": DAY, "because": "no-chair"},
            "The meeting on Thursday 5 March was not held: Nobody to chair it.",
        ),
        (Happened.ATTENDANCE_COUNTED, {"patients": 7, "patients_on_ward": 12}, "7 of 12 patients were in the room."),
        (Happened.MEETING_LENGTH_SET, {"minutes": 75}, "The meeting is to last 75 minutes."),
        (Happened.OUTREACH_COUNTED, {"offered": 9}, "9 people on the ward were asked before the meeting."),
        (Happened.MEETING_OPENED, {}, "The meeting began."),
        (Happened.CARD_DRAWN, {}, "Something was written down."),
    ],
)
def test_what_happened_to_a_meeting_reads_as_a_sentence(what: Happened, facts: dict[str, Any], sentence: str) -> None:
    assert meeting_words.sentence(happened(what, **facts), {}) == sentence
