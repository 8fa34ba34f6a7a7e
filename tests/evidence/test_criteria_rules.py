"""From a table to the mapping of themes to criteria: what is understood, and each line that is not, with why."""

from __future__ import annotations

import pytest

from wardvoice.core.errors import RuleBroken
from wardvoice.evidence.rules.criteria import (
    LONG_WORDS,
    NO_HEADER,
    NO_LINE,
    NO_NUMBER,
    NO_THEME,
    TWICE,
    UNKNOWN,
    WORDS_ALONE,
    Line,
    folded,
    in_order,
    understood,
)

THEMES = {"food": "food", "beingheldorlockedin": "restraint", "restraint": "restraint"}


def test_a_table_is_understood_by_keys_and_by_words_whatever_its_columns_are_called() -> None:
    rows = [
        [],
        ["Words", "Criterion no.", "TOPIC "],
        ["Good meals", "12.3", "Food"],
        ["", "QN 4a", "Being held, or locked in"],
    ]
    assert understood(rows, THEMES).lines == (Line("food", "12.3", "Good meals"), Line("restraint", "QN 4a"))
    assert understood(rows, THEMES).good


def test_words_without_a_number_are_not_understood() -> None:
    rows = [["theme", "number", "words"], ["food", "", "Meals are good"], ["sleep", "", ""], ["", "", "astray"]]
    assert [(fault.line, fault.why) for fault in understood(rows, THEMES).faults] == [
        (2, WORDS_ALONE),
        (4, WORDS_ALONE),
    ]


@pytest.mark.parametrize(("theme", "lost"), [("fod", True), ("", True), ("food", False)])
def test_whoever_writes_a_theme_that_is_none_is_lost(theme: str, lost: bool) -> None:
    assert understood([["theme", "number"], [theme, "1"], ["food", "x.y"]], THEMES).lost is lost


def test_lines_with_neither_number_nor_words_say_nothing() -> None:
    rows = [["theme", "number"], ["food", ""], [""], [], ["nonsense", ""], ["food", "1"]]
    assert understood(rows, THEMES).lines == (Line("food", "1"),)


def test_a_theme_may_have_several_criteria_and_a_criterion_several_themes() -> None:
    rows = [["theme", "number"], ["food", "1"], ["food", "2"], ["restraint", "1"]]
    assert len(understood(rows, THEMES).lines) == 3


def test_each_line_that_is_not_understood_is_named_with_its_place_and_why() -> None:
    rows = [
        ["theme", "number", "words"],
        ["", "12.3"],
        ["fod", "12.3"],
        ["food", "45363"],
        ["food", "=1+1"],
        ["food", "12.3", "x" * 301],
        ["food", "7"],
        ["Food", "7", "other words"],
    ]
    found = understood(rows, THEMES)
    assert not found.good
    assert [(fault.line, fault.why) for fault in found.faults] == [
        *((2, NO_THEME), (3, UNKNOWN), (4, NO_NUMBER), (5, NO_NUMBER), (6, LONG_WORDS)),
        (8, TWICE),
    ]
    assert found.faults[1].params == {"theme": "fod"}
    assert found.faults[-1].params == {"line": 7}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], NO_HEADER),
        ([[], [""]], NO_HEADER),
        ([["food", "12.3"]], NO_HEADER),
        ([["theme", "words"], ["food", "12.3"]], NO_HEADER),
        ([["theme", "number"]], NO_LINE),
        ([["theme", "number"], ["food", ""]], NO_LINE),
    ],
)
def test_a_table_that_says_nothing_is_refused(rows: list[list[str]], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        understood(rows, THEMES)
    assert (refusal.value.message, refusal.value.field) == (sentence, "file")


def test_numbers_stand_in_the_order_in_which_they_are_printed() -> None:
    printed = ["1", "2.1", "2.9", "2.10", "2.10a", "10", "A1"]
    assert sorted(printed, key=in_order) == ["A1", *printed[:-1]]


def test_names_are_compared_without_what_people_type_differently() -> None:
    assert folded(" Food & Rooms ") == folded("food-rooms")
