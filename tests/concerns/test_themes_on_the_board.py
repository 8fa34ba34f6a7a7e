"""What the board says of what was written in private: a theme that three people touched, a quarter later (C10)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.concerns.house import Hospital
from wardvoice.concerns.models import Concern
from wardvoice.concerns.rules import Recipient, State, Theme
from wardvoice.core.clock import PartOfDay

IN_MARCH, IN_APRIL = date(2026, 3, 20), date(2026, 4, 2)


def were_read(hospital: Hospital, count: int, *, about_staff: bool = False, day: date = IN_MARCH) -> None:
    for number in range(count):
        facts = {"ward_id": hospital.ward.id, "recipient": Recipient.ADVOCATE, "part": PartOfDay.MORNING}
        concern = Concern(name=f"name {number}", released_on=day, state=State.SEEN, theme=Theme.LEAVE, **facts)
        concern.about_staff, concern.acknowledged_on = about_staff, day
        hospital.apart.add(concern)
    hospital.apart.commit()


def board(hospital: Hospital, day: date) -> str:
    hospital.clock.go_to(day)
    return hospital.browser("Tom").get("/board").text


@pytest.mark.parametrize(("count", "told"), [(2, False), (3, True), (30, True)])
def test_a_theme_is_told_from_three_on_without_a_number(hospital: Hospital, count: int, told: bool) -> None:
    were_read(hospital, count)
    page = board(hospital, IN_APRIL)
    assert ("People also wrote in private about: leave." in page) is told
    assert "30" not in page


def test_not_before_the_quarter_is_over_and_not_for_longer_than_the_next(hospital: Hospital) -> None:
    were_read(hospital, 3)
    assert "in private about" not in board(hospital, date(2026, 3, 31))
    assert "in private about" in board(hospital, date(2026, 6, 30))
    assert "in private about" not in board(hospital, date(2026, 7, 1))


def test_what_is_about_staff_counts_on_no_page_of_the_ward(hospital: Hospital) -> None:
    were_read(hospital, 2)
    were_read(hospital, 1, about_staff=True)
    assert "in private about" not in board(hospital, IN_APRIL)
