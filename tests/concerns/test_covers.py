"""Whoever covers for a reader learns that one is late, and nothing else; not even from which of many (C8)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import builders as a
from tests.concerns.house import Hospital
from wardvoice.concerns.rules import About, Recipient, Sign
from wardvoice.people import commands as people
from wardvoice.people.rules.keys import ReaderKind

MONDAY = date(2026, 3, 2)
FRIDAY = MONDAY + timedelta(days=4)


def covers(hospital: Hospital, name: str, kind: ReaderKind) -> None:
    """Let the admin name somebody who covers on Alder."""
    piece = a.work(hospital.session, clock=hospital.clock)
    people.name_cover(piece, kind=kind, account=hospital.accounts[name], ward_id=hospital.ward.id)
    piece.commit()


def start_page(hospital: Hospital, name: str) -> str:
    return hospital.browser(name).get("/").text


def test_a_cover_sees_that_one_is_late_on_a_ward_and_no_word_of_it(hospital: Hospital) -> None:
    covers(hospital, "Lea", ReaderKind.LISTENER)
    concern = hospital.arrives("needle", Recipient.LISTENER)
    hospital.clock.go_to(MONDAY + timedelta(days=3))
    assert "One is late" not in start_page(hospital, "Lea")
    hospital.clock.go_to(FRIDAY)
    page = start_page(hospital, "Lea")
    assert "One is late on Alder" in page
    assert "independent listener" in page
    for hidden in ("needle", concern.name, str(concern.uuid), "2 March"):
        assert hidden not in page
    for other in ("Tom", "Ada", "Wes", "Wren"):
        assert "One is late" not in start_page(hospital, other)


def test_many_read_as_one(hospital: Hospital) -> None:
    covers(hospital, "Lea", ReaderKind.LISTENER)
    for _each in range(3):
        hospital.sends("needle", Recipient.LISTENER)
    hospital.it_is(MONDAY)
    hospital.clock.go_to(FRIDAY)
    assert start_page(hospital, "Lea").count("One is late") == 1


def test_once_it_is_acknowledged_the_cover_sees_nothing(hospital: Hospital) -> None:
    covers(hospital, "Lea", ReaderKind.LISTENER)
    concern = hospital.arrives("needle", Recipient.LISTENER)
    hospital.clock.go_to(FRIDAY)
    wren = hospital.reader("Wren")
    wren.get(f"/concerns/{concern.uuid}")
    wren.submit("Open the words")
    wren.get(f"/concerns/{concern.uuid}/acknowledge")
    wren.submit("Acknowledge it", theme="leave", about_staff="no", treated_differently="no")
    assert "One is late" not in start_page(hospital, "Lea")


@pytest.mark.parametrize(
    ("recipient", "about", "sees"), [(Recipient.MANAGER, About.NO, True), (Recipient.ADVOCATE, About.YES, False)]
)
def test_who_covers_for_the_manager_sees_the_managers_pool_alone(
    hospital: Hospital, recipient: Recipient, about: About, sees: bool
) -> None:
    covers(hospital, "Lea", ReaderKind.MANAGER)
    for _each in range(3):
        hospital.sends("needle", recipient, about=about)
    hospital.it_is(MONDAY + timedelta(days=3), 7)
    hospital.it_is(MONDAY + timedelta(days=7), 7)
    hospital.clock.go_to(MONDAY + timedelta(days=16))
    assert ("One is late on Alder" in start_page(hospital, "Lea")) is sees


def test_whoever_was_treated_differently_is_late_on_the_next_day(hospital: Hospital) -> None:
    covers(hospital, "Lea", ReaderKind.LISTENER)
    hospital.arrives("needle", Recipient.BOTH, signs=(Sign.TREATED_DIFFERENTLY,))
    assert "One is late" not in start_page(hospital, "Lea")
    hospital.clock.go_to(MONDAY + timedelta(days=1))
    assert "One is late on Alder" in start_page(hospital, "Lea")
