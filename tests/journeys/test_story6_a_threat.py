"""Story 6: at 02:10 somebody writes "I won't be here by morning". And its twin, who says no.

Told with an item for the meeting first, then with words in private, as the story has it.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.concerns.served import five_words
from tests.journeys.people import Patient, Screen, Staff
from tests.journeys.readers import unlocks, with_keys
from tests.journeys.ward import AlderWard
from wardvoice.alerts.models import Alert, ClosedAlert, CommandTest, Listening

NIGHT = date(2026, 3, 3)
THREAT = "The food is cold. I won't be here by morning"
QUESTION = "This sounds serious. Shall we tell someone now?"
NO_ONE = "No one will see this now. Go to staff or press your call button."
WORKS = f"{shlex.quote(sys.executable)} -c ''"


@pytest.fixture
def night(alder: AlderWard) -> Iterator[AlderWard]:
    """Ten past two on a Tuesday morning; the way to the duty list works."""
    alder.alert_command = WORKS
    forget(alder)
    alder.it_is(NIGHT, 2, 10)
    yield alder
    forget(alder)


def forget(alder: AlderWard) -> None:
    with Session(alder.apart) as session:
        for table in (Alert, ClosedAlert, CommandTest, Listening):
            session.execute(delete(table))
        session.commit()


@pytest.fixture
def office(night: AlderWard) -> Screen:
    """The screen in the nurses' office, whose alarm somebody heard at the beginning of the night."""
    screen = night.station_screen()
    screen.starts()
    screen.presses("Yes, I heard it")
    return screen


def writes(night: AlderWard, words: str = THREAT) -> Patient:
    somebody = night.somebody()
    somebody.says(words, topic="Food")
    somebody.sends_it()
    somebody.reads(QUESTION)
    return somebody


def polls(screen: Screen) -> None:
    """The office's screen asks, as its script does every ten seconds."""
    screen.browser.get("/station/now?sounds=yes")
    screen.starts()


def test_the_office_is_called_and_somebody_comes(night: AlderWard, office: Screen) -> None:
    writer = writes(night)
    writer.reads("the nurses’ office is told to come to this screen", "and nothing else")
    writer.presses("Yes")
    assert writer.has_a_receipt
    writer.reads("It goes to the screen in the nurses’ office.", "Nobody has taken it yet.")
    office.starts()
    office.reads("A patient asks for somebody now", "Alder: the corridor", "Since Tuesday 3 March, 02:10.")
    office.does_not_read("morning", "food")

    night.clock.go_on(minutes=3)
    tom = Staff(night, night.nurse("Tom").username)
    tom.starts()
    tom.reads("A patient asks for somebody now: the corridor")
    tom.follows("Alerts")
    tom.presses("I am going")
    writer.starts()
    writer.reads("Somebody has taken it and is coming to this screen.")
    tom.presses("It is over: close it")
    office.starts()
    office.reads("Nobody is calling.")

    with Session(night.apart) as session:
        (left,) = session.query(ClosedAlert).all()
        assert (left.day, left.shift.value, left.minutes) == (date(2026, 3, 2), "night", 3)
        assert session.query(Alert).count() == 0
    board = night.board_screen()
    board.starts()
    board.does_not_read("morning")


def test_if_nobody_takes_it_the_duty_list_has_it_at_twenty_past(night: AlderWard, office: Screen) -> None:
    writer, dot = writes(night), night.duty_lead()
    writer.presses("Yes")
    night.it_is(NIGHT, 2, 19)
    dot.starts()
    dot.follows("Alerts")
    dot.reads("Nobody is calling.")
    night.it_is(NIGHT, 2, 20)
    polls(office)
    dot.follows("Alerts")
    dot.reads("Alder: the corridor")
    writer.starts()
    writer.reads("The person on duty for the hospital has been called.")
    dot.presses("I am going")
    writer.starts()
    writer.reads("The person on duty for the hospital has taken it.")


def test_without_a_station_screen_the_page_says_that_no_one_sees_it(night: AlderWard) -> None:
    writer = writes(night)
    writer.reads(NO_ONE)
    writer.presses("Yes")
    writer.reads(NO_ONE)
    writer.does_not_read("Nobody has taken it yet.")
    priya = night.manager("Priya")
    priya.starts()
    priya.reads("Alerts of this ward are not promised to anybody", "Nobody has tested the alarm")


def test_the_twin_says_no_and_nobody_on_the_ward_is_called(night: AlderWard, office: Screen) -> None:
    tom, dot = night.nurse("Tom"), night.duty_lead()
    office.starts()
    quiet = office.text
    writer = writes(night)
    writer.presses("No")
    assert writer.has_a_receipt
    writer.does_not_read("nurses’ office", "Nobody has taken it yet.")
    night.it_is(NIGHT, 2, 25)
    polls(office)
    assert office.text == quiet
    for whom in (tom, dot):
        whom.starts()
        whom.follows("Alerts")
        whom.reads("Nobody is calling.")
    with Session(night.apart) as session:
        assert session.query(Alert).count() == 0


def test_whoever_fears_somebody_who_works_there_calls_past_the_ward(night: AlderWard, office: Screen) -> None:
    office.starts()
    quiet = office.text
    writer, tom, dot = writes(night, "The night nurse hit me"), night.nurse("Tom"), night.duty_lead()
    writer.presses("Yes, but nobody on this ward")
    writer.reads("We are calling the person on duty for the hospital.")
    night.it_is(NIGHT, 2, 11)
    polls(office)
    assert office.text == quiet
    tom.starts()
    tom.follows("Alerts")
    tom.reads("Nobody is calling.")
    dot.starts()
    dot.follows("Alerts")
    dot.reads("Alder: the corridor", "Tell nobody on the ward.", "The duty list was called, too.")


# --- in private ------------------------------------------------------------------------------------------------------


def writes_in_private(night: AlderWard, words: str = THREAT) -> Patient:
    writer = night.somebody()
    writer.starts()
    writer.follows("Tell someone in private")
    writer.browser.submit("Go on", about="no")
    writer.browser.submit("Go on", recipient="listener")
    writer.browser.submit("Go on", words=words)
    return writer


def sends(writer: Patient) -> None:
    writer.browser.submit("Send to the independent person", wants="words")


def finds_on_top(reader: Staff, *, marked: bool) -> None:
    """Open the inbox with an unlocked key; what came at night stands on top, and its words are behind it."""
    unlocks(reader)
    reader.starts()
    reader.follows("Read it")
    first = reader.page.one("ul", cls="wv-rows").all("li")[0]
    assert ("May be urgent" in first.text) is marked
    reader.browser.get(first.one("a")["href"])
    reader.presses("Open the words")
    reader.reads(THREAT)


@pytest.fixture
def wren(alder: AlderWard, quick_sealing: None) -> Staff:
    """The independent listener, to whom somebody else has written in the afternoon before."""
    wren, _joan = with_keys(alder)
    return wren


def test_in_private_the_office_hears_the_place_alone_and_the_listener_reads_the_words_at_seven(
    alder: AlderWard, wren: Staff, night: AlderWard, office: Screen
) -> None:
    writer = writes_in_private(night)
    writer.reads(QUESTION)
    writer.presses("Yes")
    sends(writer)
    writer.reads("Nobody has taken it yet.")
    office.starts()
    office.reads("A patient asks for somebody now", "Alder: the corridor")
    office.does_not_read("morning", "food", "private", "listener")
    night.it_is(NIGHT, 6, 59)
    wren.starts()
    wren.does_not_read("Something was sent to you in private")
    night.it_is(NIGHT, 7, 0)
    finds_on_top(wren, marked=True)
    wren.reads("Someone could get hurt soon. The writer asked to tell someone at once.")
    for person in (night.nurse("Tom"), night.manager("Priya")):
        person.starts()
        person.does_not_read("morning", "Something was sent")


def test_the_twin_in_private_says_no_and_the_listener_finds_it_on_top_at_seven(
    alder: AlderWard, wren: Staff, night: AlderWard, office: Screen
) -> None:
    earlier = writes_in_private(night, "My slippers are gone")
    sends(earlier)
    assert five_words(earlier.page)
    office.starts()
    quiet = office.text
    writer = writes_in_private(night)
    writer.reads(QUESTION, "If you say no, nobody is told now. Your words leave at the set time, on top and marked.")
    writer.presses("No")
    sends(writer)
    assert five_words(writer.page)
    night.it_is(NIGHT, 2, 25)
    polls(office)
    assert office.text == quiet
    with Session(night.apart) as session:
        assert session.query(Alert).count() == 0
    night.it_is(NIGHT, 7, 0)
    finds_on_top(wren, marked=True)
    wren.reads("The writer did not want anybody to be told at once.", "What to do now")
