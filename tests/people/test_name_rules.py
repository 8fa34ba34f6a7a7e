"""Which ward names live, which words are on offer, and how many cards there may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardvoice.core.actor import Role
from wardvoice.core.errors import RuleBroken
from wardvoice.people.rules import names as rules

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, 12, tzinfo=UTC)


@dataclass
class AName:
    last_used: date = TODAY
    notice_until: datetime | None = None
    rests_since: date | None = None


@pytest.mark.parametrize(("days", "expected"), [(0, True), (28, True), (29, False)])
def test_a_name_lives_for_28_days_after_its_last_use(days: int, expected: bool) -> None:
    assert rules.living(AName(last_used=TODAY - timedelta(days=days)), TODAY) is expected


def test_a_name_at_rest_or_under_notice_does_not_count_against_the_beds() -> None:
    assert not rules.living(AName(rests_since=TODAY), TODAY)
    assert not rules.living(AName(notice_until=NOW + timedelta(hours=3)), TODAY)


def test_a_name_under_notice_can_be_used_until_the_notice_has_run_out() -> None:
    assert rules.usable(AName(notice_until=NOW + timedelta(seconds=1)), NOW)
    assert not rules.usable(AName(notice_until=NOW), NOW)
    assert not rules.usable(AName(rests_since=TODAY), NOW)


def test_a_notice_lasts_a_day_and_keeps_no_minute_of_it() -> None:
    until = rules.notice_ends(NOW)
    assert timedelta(days=1) <= until - NOW < timedelta(days=1, hours=1)
    assert (until.minute, until.second, until.microsecond) == (0, 0, 0)
    assert rules.notice_ends(until) - until == timedelta(days=1)


def test_a_name_falls_asleep_after_its_notice_or_after_twelve_weeks() -> None:
    assert rules.falls_asleep(AName(notice_until=NOW), now=NOW, today=TODAY)
    assert rules.falls_asleep(AName(last_used=TODAY - timedelta(days=85)), now=NOW, today=TODAY)
    assert not rules.falls_asleep(AName(last_used=TODAY - timedelta(days=84)), now=NOW, today=TODAY)
    assert not rules.falls_asleep(AName(rests_since=TODAY), now=NOW, today=TODAY)


def test_there_is_no_room_for_more_names_than_beds() -> None:
    rules.check_room(15, 16)
    with pytest.raises(RuleBroken, match="for each bed"):
        rules.check_room(16, 16)


def test_there_are_never_fewer_beds_than_names() -> None:
    rules.check_beds_for_names(4, 4)
    with pytest.raises(RuleBroken, match="5 ward names") as refused:
        rules.check_beds_for_names(4, 5)
    assert refused.value.field == "beds"


# --- words -----------------------------------------------------------------------------------------------------------


def test_a_word_in_use_or_at_rest_for_less_than_a_year_is_not_on_offer() -> None:
    used = [("Kestrel", None), ("Oak", TODAY - timedelta(days=364)), ("Elm", TODAY - timedelta(days=365))]
    assert rules.words_taken(used, TODAY) == {"kestrel", "oak"}


def test_twelve_words_are_on_offer_and_none_that_is_taken() -> None:
    words = [f"Word{number}" for number in range(40)]
    offered = rules.on_offer(words, {"word1", "word2"})
    assert len(offered) == len(set(offered)) == 12
    assert not {"Word1", "Word2"} & set(offered)


def test_when_few_words_are_left_those_are_on_offer() -> None:
    assert rules.on_offer(["Elm", "Oak"], {"oak"}) == ["Elm"]


@pytest.mark.parametrize("typed", ["Kestrel", " kestrel ", "KESTREL", "kes-trel", "Kestrel."])
def test_case_blanks_and_marks_do_not_matter_in_a_ward_name(typed: str) -> None:
    assert rules.folded(typed) == "kestrel"


# --- cards -----------------------------------------------------------------------------------------------------------


def test_a_card_has_eight_letters_that_are_hard_to_misread() -> None:
    code = rules.fresh_card_code()
    assert len(code) == 8
    assert not set(code) & set("ILOU01")
    assert rules.typed_card_code(rules.shown_card_code(code).lower()) == code


@pytest.mark.parametrize(("how_many", "unused", "beds"), [(0, 0, 16), (13, 0, 16), (3, 14, 16), (1, 16, 16)])
def test_a_pile_never_has_more_cards_than_the_ward_has_beds(how_many: int, unused: int, beds: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_draw(how_many=how_many, unused=unused, beds=beds)
    assert refused.value.field == "how_many"


@given(how_many=st.integers(-3, 40), unused=st.integers(0, 40), beds=st.integers(1, 40))
def test_no_allowed_draw_ever_makes_more_unused_cards_than_beds(how_many: int, unused: int, beds: int) -> None:
    try:
        rules.check_draw(how_many=how_many, unused=unused, beds=beds)
    except RuleBroken:
        return
    assert 1 <= how_many <= 12
    assert unused + how_many <= beds


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({Role.PATIENT, Role.REP}, Role.REP),
        ({Role.PATIENT, Role.DEPUTY}, Role.DEPUTY),
        ({Role.ADVOCATE, Role.STAFF}, Role.ADVOCATE),
        ({Role.STAFF, Role.MANAGER}, Role.MANAGER),
        ({Role.STAFF}, Role.STAFF),
    ],
)
def test_a_card_remembers_the_part_of_whoever_drew_it(roles: set[Role], expected: Role) -> None:
    assert rules.drawn_as(roles) is expected
