"""Numbers that notice a slip of the pen, days that make sense, and texts that may be the same paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wardvoice.core.errors import RuleBroken
from wardvoice.paper import rules
from wardvoice.paper.rules import FormNumber

TODAY, MONDAY = date(2026, 3, 6), date(2026, 3, 2)
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
marks = st.text(rules.LETTERS, min_size=3, max_size=3)
numbers = st.builds(FormNumber, marks, st.integers(1, 999_999))


def read(typed: str) -> FormNumber | None:
    try:
        return rules.read_number(typed)
    except RuleBroken:
        return None


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_a_number_is_short_and_begins_with_the_ward() -> None:
    assert str(FormNumber("ALD", 42)) == f"ALD-0042-{rules.check_letter('ALD', 42)}"
    assert str(FormNumber("ALD", 123_456)).startswith("ALD-123456-")


@given(numbers)
def test_a_number_is_read_as_people_write_it(number: FormNumber) -> None:
    printed = str(number)
    for typed in (printed, printed.lower(), printed.replace("-", ""), f" {printed.replace('-', ' – ')} "):
        assert read(typed) == number


@given(numbers, st.data())
def test_no_single_wrong_sign_passes(number: FormNumber, data: st.DataObject) -> None:
    """Only an O for a 0, or an I or L for a 1, is understood: that is how they are read on paper."""
    typed = str(number)
    place = data.draw(st.sampled_from([n for n, sign in enumerate(typed) if sign != "-"]))
    wrong = data.draw(st.sampled_from(SIGNS))
    assume(wrong != typed[place])
    assert read(typed[:place] + wrong + typed[place + 1 :]) in (None, number)


@given(numbers, st.data())
def test_no_two_neighbours_in_the_wrong_order_pass(number: FormNumber, data: st.DataObject) -> None:
    typed = str(number).replace("-", "")
    place = data.draw(st.integers(0, len(typed) - 2))
    swapped = typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]
    assume(swapped != typed)
    assert read(swapped) is None


@pytest.mark.parametrize("typed", ["", "A", "ALD", "ALD-42-K", "0042", "ALD-0042", "ALD--K", "ÄÖÜ-0042-K", "🙂" * 8])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(RuleBroken, match="ALD-0042-K") as refused:
        rules.read_number(typed)
    assert refused.value.field == "number"


def test_each_ward_has_letters_of_its_own() -> None:
    assert rules.mark_for("Alder", ()) == "ALD"
    assert rules.mark_for("Alderney", {"ALD"}) == "ALA"
    assert rules.mark_for("Łąka 3", ()) == "AKA"
    assert rules.mark_for("وردة", ()) == "WRD"
    taken = {"WAR"} | {f"WA{letter}" for letter in rules.LETTERS}
    assert rules.mark_for("Ward 7", taken) == "AAA"


@given(st.text(), st.sets(marks))
def test_letters_are_never_those_of_another_ward_and_can_always_be_read(name: str, taken: set[str]) -> None:
    mark = rules.mark_for(name, taken)
    assert mark not in taken
    assert read(str(FormNumber(mark, 1))) == FormNumber(mark, 1)


def test_a_number_is_good_for_one_typing_of_a_form_of_this_ward() -> None:
    rules.may_be_typed_in(printed=True, typed_in=False)
    for facts, said in (
        ({"printed": False, "typed_in": False}, "another ward"),
        ({"printed": True, "typed_in": True}, "already"),
    ):
        with pytest.raises(RuleBroken, match=said) as refused:
            rules.may_be_typed_in(**facts)
        assert refused.value.field == "number"


@pytest.mark.parametrize("forms", [-1, 1, 21, 10_000])
def test_nobody_prints_a_thousand_forms(forms: int) -> None:
    with pytest.raises(RuleBroken):
        rules.so_many_make_sense(forms)


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [TODAY, MONDAY, TODAY - timedelta(days=rules.OLDEST_DAYS)])
def test_paper_is_received_on_the_day_it_was_handed_in(day: date) -> None:
    assert rules.day_makes_sense(day, TODAY) == day


@pytest.mark.parametrize(
    ("day", "printed_on", "said"),
    [
        (None, None, "Choose the day"),
        (TODAY + timedelta(days=1), None, "still to come"),
        (MONDAY - timedelta(days=1), MONDAY, "not printed yet"),
        (TODAY - timedelta(days=rules.OLDEST_DAYS + 1), None, "more than 60 days"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: date | None, printed_on: date | None, said: str) -> None:
    with pytest.raises(RuleBroken, match=said) as refused:
        rules.day_makes_sense(day, TODAY, printed_on)
    assert refused.value.field == "handed_in_on"


def test_a_form_can_be_handed_in_on_the_day_it_was_printed() -> None:
    assert rules.day_makes_sense(MONDAY, TODAY, MONDAY) == MONDAY


# --- look-alikes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "other", "alike"),
    [
        ("The dryer is broken", "the DRYER is broken!", True),
        ("The dryer is broken", "The dryer is broken again", True),
        ("The dryer is broken", "The dryer eats socks", False),
        ("The dryer is broken", None, False),
        (None, None, False),
        ("", "", False),
        ("?!", "?!", False),
    ],
)
def test_most_words_the_same_may_be_the_same_paper(said: str | None, other: str | None, alike: bool) -> None:
    assert rules.look_alike(said, other) is alike
