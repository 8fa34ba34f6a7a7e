"""What people type from a slip of paper, and which words they meant."""

from __future__ import annotations

import re

import pytest

from wardvoice.slips.rules import WORDS_ON_A_SLIP, draw, read
from wardvoice.slips.wordlist import words_of_slips

ON_THE_SLIP = "zebra crystal academy tulip harbour"
WORDS = ("academy", "crystal", "harbour", "tulip", "zebra", "harvests")


@pytest.mark.parametrize(
    "typed",
    [
        "zebra crystal academy tulip harbour",
        "  Zebra   CRYSTAL academy\ttulip harbour ",
        "zebra, crystal, academy, tulip, harbour.",
        "1. zebra 2. crystal 3. academy 4. tulip 5. harbour",
        "zebra-crystal-academy-tulip-harbour",
        "zebra/crystal;academy:tulip|harbour",
        "zébra crystàl academy tulip harbour",
        "zeb cry aca tul harb",
        "zebr crys acad tuli harbou",
        "zebre crystal academy tulip harbour",
        "zebraa crystal academy tulip harbour",
        "zbra crystal academy tulip harbour",
        "ezbra crytsal acadmey tuilp habrour",
        "zebra crystall acedemy tullip harboor",
        "‘zebra’ “crystal” academy tulip harbour",
        "zebra' crystal academy tulip harbour",
    ],
)
def test_these_are_understood(typed: str) -> None:
    assert read(typed, WORDS) == ON_THE_SLIP


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "zebra crystal academy tulip",
        "zebra crystal academy tulip harbour zebra",
        "crystal zebra academy tulip harbour",
        "ze crystal academy tulip harbour",
        "zebra crystal academy tulip har",  # two words begin so in this short list
        "zibro crystal academy tulip harbour",
        "zebra crystal academy tulip heron",
        "斑馬 crystal academy tulip harbour",
        "5 5 5 5 5",
    ],
)
def test_these_are_not(typed: str) -> None:
    assert read(typed, WORDS) != ON_THE_SLIP


def test_whatever_is_drawn_is_read_from_three_letters_each() -> None:
    words = words_of_slips()
    for _ in range(50):
        slip = draw(words)
        assert len(slip.split()) == WORDS_ON_A_SLIP
        assert read(" ".join(word[:3] for word in slip.split()), words) == slip


def test_every_word_is_read_with_its_middle_letter_wrong_or_gone() -> None:
    words = words_of_slips()
    for word in [word for word in words if len(word) > 5][::7]:
        middle = len(word) // 2
        assert read(word[:middle] + word[middle + 1 :], words) == word
        assert read(f"{word[:middle]}q{word[middle + 1 :]}", words) == word


def test_words_are_drawn_from_the_whole_list() -> None:
    drawn = {word for _ in range(600) for word in re.split(" ", draw(WORDS))}
    assert drawn == set(WORDS)
