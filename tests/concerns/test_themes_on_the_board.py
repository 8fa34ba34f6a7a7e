"""What the board says of what was written in private: a theme that three people touched, a quarter later (C10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.concerns.house import Hospital
from tests.conftest import PEPPER
from wardvoice.concerns.commands import count_quarters
from wardvoice.concerns.models import Concern
from wardvoice.concerns.rules import Recipient, State, Theme
from wardvoice.core.actor import CLOCK
from wardvoice.core.clock import PartOfDay
from wardvoice.storage.apart_work import ApartWork

IN_MARCH, IN_APRIL = date(2026, 3, 20), date(2026, 4, 15)


def were_read(hospital: Hospital, count: int, *, about_staff: bool = False, day: date = IN_MARCH) -> None:
    for number in range(count):
        facts = {"ward_id": hospital.ward.id, "recipient": Recipient.ADVOCATE, "part": PartOfDay.MORNING}
        concern = Concern(name=f"name {number}", released_on=day, state=State.SEEN, theme=Theme.LEAVE, **facts)
        concern.about_staff, concern.acknowledged_on = about_staff, day
        hospital.apart.add(concern)
    hospital.apart.commit()


def board(hospital: Hospital, day: date) -> str:
    hospital.clock.go_to(day)
    work = ApartWork(hospital.apart, replace(CLOCK, ward_id=hospital.ward.id), hospital.clock, PEPPER)
    count_quarters(work, bank_holidays="england-and-wales")
    work.commit()
    return hospital.browser("Tom").get("/board").text


@pytest.mark.parametrize(("count", "told"), [(2, False), (3, True), (30, True)])
def test_a_theme_is_told_from_three_on_without_a_number(hospital: Hospital, count: int, told: bool) -> None:
    were_read(hospital, count)
    page = board(hospital, IN_APRIL)
    assert ("People also wrote in private about: leave." in page) is told
    assert "30" not in page


def test_not_before_the_quarter_is_counted_and_not_for_longer_than_the_next(hospital: Hospital) -> None:
    were_read(hospital, 3)
    assert "in private about" not in board(hospital, IN_APRIL - timedelta(days=1))
    assert "in private about" in board(hospital, date(2026, 7, 14))
    assert "in private about" not in board(hospital, date(2026, 7, 15))


def test_what_is_about_staff_counts_on_no_page_of_the_ward(hospital: Hospital) -> None:
    were_read(hospital, 2)
    were_read(hospital, 1, about_staff=True)
    assert "in private about" not in board(hospital, IN_APRIL)
