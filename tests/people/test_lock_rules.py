"""Which PINs and passwords will do, and how long to wait after wrong ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.core.errors import RuleBroken
from wardvoice.people.rules import locks

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


# --- PINs and passwords ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12a456", "١٢٣٤٥٦", "12 456"])
def test_a_pin_has_six_digits(pin: str) -> None:
    with pytest.raises(RuleBroken, match="six numbers") as refused:
        locks.check_pin(pin, pin)
    assert refused.value.field == "pin"


@pytest.mark.parametrize(
    "pin",
    ["000000", "999999", "123456", "654321", "012345", "890123", "121212", "112211", "123123", "112233", "998877"],
)
def test_a_pin_that_others_try_first_is_refused_with_a_sentence(pin: str) -> None:
    with pytest.raises(RuleBroken, match="Many people try this PIN first"):
        locks.check_pin(pin, pin)


@pytest.mark.parametrize("pin", ["729481", "114752", "135790", "246813", "907152"])
def test_other_pins_are_good(pin: str) -> None:
    locks.check_pin(pin, pin)


def test_a_pin_typed_differently_twice_is_refused_beside_the_second() -> None:
    with pytest.raises(RuleBroken, match="not the same") as refused:
        locks.check_pin("729481", "729482")
    assert refused.value.field == "again"


@given(st.text("0123456789", min_size=6, max_size=6))
def test_a_good_pin_has_at_least_three_different_digits(pin: str) -> None:
    if not locks.easy_to_guess(pin):
        assert len(set(pin)) >= 3


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("eleven char", "12 characters"), ("abcabcabcabc", "different characters"), ("tom.nurse has a lamp", "username")],
)
def test_a_weak_password_is_refused_with_a_sentence_that_helps(password: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refused:
        locks.check_password(password, "Tom.Nurse")
    assert refused.value.field == "password"


def test_three_words_make_a_good_password() -> None:
    locks.check_password("kettle orange stair", "tom.nurse")
    locks.check_password("kettle orange stair", "")


# --- waiting ---------------------------------------------------------------------------------------------------------


def test_five_wrong_pins_pause_a_name_for_five_minutes() -> None:
    wrong = [ago(3), ago(2.5), ago(2), ago(1.5), ago(1)]
    assert locks.pin_wait(wrong[:4], NOW) is None
    assert locks.pin_wait(wrong, NOW) == NOW + timedelta(minutes=4)
    assert locks.pin_wait(wrong, NOW + timedelta(minutes=4)) is None


def test_after_the_pause_five_more_wrong_pins_pause_it_again() -> None:
    wrong = [ago(9), ago(9), ago(9), ago(9), ago(9)]
    assert locks.pin_wait([*wrong, ago(1)], NOW) is None
    assert locks.pin_wait([*wrong, *[ago(1)] * 5], NOW) == NOW + timedelta(minutes=4)


def test_twenty_wrong_pins_rest_a_name_until_tomorrow() -> None:
    assert not locks.rests_today(19)
    assert locks.rests_today(20)


def test_ten_wrong_card_codes_cost_ten_minutes() -> None:
    assert locks.code_wait([ago(1)] * 9, NOW) is None
    assert locks.code_wait([ago(1)] * 10, NOW) == NOW + timedelta(minutes=9)


@pytest.mark.parametrize(("count", "minutes"), [(4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (50, 15)])
def test_the_wait_for_a_username_grows_to_a_quarter_of_an_hour(count: int, minutes: int) -> None:
    expected = NOW + timedelta(minutes=minutes) if minutes else None
    assert locks.password_wait([NOW] * count, NOW) == expected


def test_many_wrong_passwords_in_all_let_everybody_wait_for_a_moment() -> None:
    assert locks.everybody_waits([NOW] * 59, NOW) is None
    assert locks.everybody_waits([NOW] * 60, NOW) == NOW + timedelta(minutes=1)
    assert locks.everybody_waits([NOW] * 80, NOW) == NOW + timedelta(minutes=2)
    assert locks.everybody_waits([ago(11)] * 500, NOW) is None


@given(st.lists(st.floats(0, 2000), max_size=80))
def test_nobody_ever_waits_longer_than_a_quarter_of_an_hour(minutes_ago: list[float]) -> None:
    wrong = [ago(minutes) for minutes in minutes_ago]
    for until in (locks.password_wait(wrong, NOW), locks.everybody_waits(wrong, NOW)):
        assert until is None or NOW < until <= NOW + timedelta(minutes=15)
