"""Beds, and the codes that make a browser a screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wardvoice.core.actor import Door
from wardvoice.core.errors import RuleBroken
from wardvoice.wards import rules
from wardvoice.wards.rules import ScreenKind

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("beds", [1, 16, 100])
def test_a_ward_has_from_1_to_100_beds(beds: int) -> None:
    rules.check_beds(beds)


@pytest.mark.parametrize("beds", [-1, 0, 101])
def test_other_numbers_of_beds_are_refused(beds: int) -> None:
    with pytest.raises(RuleBroken, match="from 1 to 100") as refused:
        rules.check_beds(beds)
    assert refused.value.field == "beds"


def test_a_code_is_short_and_nothing_in_it_reads_as_something_else() -> None:
    code = rules.fresh_code()
    assert len(code) == 8
    assert not set(code) & set("ILOU01")
    assert rules.fresh_code() != code


@pytest.mark.parametrize("typed", ["ABCD2345", "abcd 2345", " Abcd-2345 ", "A B C D 2 3 4 5"])
def test_a_code_is_understood_as_people_type_it(typed: str) -> None:
    assert rules.typed_code(typed) == "ABCD2345"


def test_a_code_is_shown_in_groups() -> None:
    assert rules.shown_code("ABCD2345") == "ABCD 2345"


def test_a_code_works_for_an_hour() -> None:
    expires = NOW + rules.CODE_LASTS
    assert timedelta(hours=1) == rules.CODE_LASTS
    assert rules.code_is_good(expires, NOW + timedelta(minutes=59))
    assert not rules.code_is_good(expires, expires)
    assert not rules.code_is_good(None, NOW)


def test_every_kind_of_screen_is_a_door_of_its_own() -> None:
    assert set(rules.DOORS) == set(ScreenKind)
    assert len(set(rules.DOORS.values())) == len(ScreenKind)
    assert Door.OWN_DEVICE not in rules.DOORS.values()
