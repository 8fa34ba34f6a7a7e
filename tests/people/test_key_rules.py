"""Passphrases, recovery sheets, who counts as there, who may cover for whom, and when the conduct text is due."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardvoice.core.actor import Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.rules import conduct, sheet
from wardvoice.people.rules.keys import (
    OFF_THE_WARD,
    ReaderKind,
    check_cover,
    check_passphrase,
    is_present,
)
from wardvoice.people.rules.workdays import WorkingDays

GOOD = "lantern gravel orchid"
MONDAY = date(2026, 3, 2)
ALDER, BIRCH = UUID(int=1), UUID(int=2)


# --- passphrases -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passphrase", "again", "field"),
    [
        ("eleven lett", "eleven lett", "passphrase"),
        ("abababababab", "abababababab", "passphrase"),
        (GOOD, GOOD + ".", "again"),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_refused(passphrase: str, again: str, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_passphrase(passphrase, again)
    assert refused.value.field == field


def test_twelve_letters_are_enough() -> None:
    assert check_passphrase("twelve lette", "twelve lette") is None


# --- the sheet -------------------------------------------------------------------------------------------------------


@settings(deadline=None)  # a busy machine is no fault of the rule
@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_every_draw_has_its_own_words_and_they_are_read_as_printed(drawn: bytes, other: bytes) -> None:
    words = sheet.words_for(drawn)
    assert re.fullmatch("([a-z]{5} ){7}[a-z]{5}", words)
    assert (words == sheet.words_for(other)) is (drawn == other)
    assert sheet.read(words) == words


def test_all_sixty_five_thousand_words_differ() -> None:
    assert len({sheet._word(bits) for bits in range(1 << 16)}) == 1 << 16


@pytest.mark.parametrize("typed", ["{}", "  {}\n", "1. {}", "UPPER", "commas", "lines"])
def test_a_sheet_is_read_forgivingly(typed: str) -> None:
    words = sheet.words_for(bytes(range(16)))
    ways = {"UPPER": words.upper(), "commas": words.replace(" ", ", "), "lines": words.replace(" ", "\n")}
    assert sheet.read(ways.get(typed, typed.format(words))) == words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "A recovery sheet has 8 words. You typed 0."),
        ("babab " * 7, "You typed 7."),
        ("babab " * 9, "You typed 9."),
        ("babab babab bebab", "Word 3 is not one of a recovery sheet."),
        ("babab baba", "Word 2 is not one"),
    ],
)
def test_what_cannot_be_a_sheet_is_told_before_anything_slow_is_done(typed: str, told: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        sheet.read(typed)
    assert told in str(refused.value)
    assert refused.value.field == "words"


# --- who counts as there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "there"),
    [
        (MONDAY, True),
        (date(2026, 2, 25), True),  # Wednesday: Thursday, Friday and Monday have begun since
        (date(2026, 2, 24), False),
        (date(2026, 3, 3), True),  # a clock that was set back
        (None, False),
    ],
)
def test_a_reader_counts_as_there_for_three_working_days(last: date | None, there: bool) -> None:
    assert is_present(last, MONDAY, WorkingDays()) is there


def test_a_bank_holiday_is_no_absence() -> None:
    assert is_present(date(2026, 2, 24), MONDAY, WorkingDays({date(2026, 2, 27)}))


# --- covers ----------------------------------------------------------------------------------------------------------


ALLOWED = {
    ReaderKind.ADVOCATE: {Role.ADVOCATE},
    ReaderKind.LISTENER: {Role.LISTENER, Role.ADVOCATE, Role.LEAD},
    ReaderKind.MANAGER: {Role.MANAGER, Role.LEAD},
}


@pytest.mark.parametrize("kind", ReaderKind)
@pytest.mark.parametrize("role", Role)
def test_who_may_cover_for_whom(kind: ReaderKind, role: Role) -> None:
    if role in ALLOWED[kind]:
        assert check_cover(kind, {role}) is None
        return
    with pytest.raises(RuleBroken):
        check_cover(kind, {role})


@pytest.mark.parametrize("kind", sorted(OFF_THE_WARD))
@pytest.mark.parametrize("on_the_ward", [Role.STAFF, Role.MANAGER])
def test_nobody_of_the_ward_covers_for_a_reader_off_the_ward(kind: ReaderKind, on_the_ward: Role) -> None:
    with pytest.raises(RuleBroken, match="works on the ward"):
        check_cover(kind, {Role.ADVOCATE, on_the_ward})


# --- the conduct text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "due"),
    [(None, True), (MONDAY, False), (MONDAY - timedelta(days=364), False), (MONDAY - timedelta(days=365), True)],
)
def test_the_conduct_text_is_due_at_first_and_after_a_year(accepted: date | None, due: bool) -> None:
    assert conduct.is_due(accepted, MONDAY) is due
