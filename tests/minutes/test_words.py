"""What the meeting room calls things."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from wardvoice.minutes.words import in_short


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Supper is too early.", "Supper is too early."),
        ("Supper is too early.\nBy nine I am starving.", "Supper is too early."),
        ("This is the fourth time. Supper at half past four is too early.", "This is the fourth time. Supper at half…"),
    ],
)
def test_a_step_says_the_first_words_and_no_half_word(words: str, shown: str) -> None:
    assert in_short(SimpleNamespace(words=words, part=None)) == shown  # type: ignore[arg-type]
