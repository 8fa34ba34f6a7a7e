"""The list of words for ward names: long enough, easy to spell, and with nothing in it that could hurt or mislead."""

from __future__ import annotations

import re

from wardvoice.people.wordlist import words_of_the_house

FIRST_NAMES = """
    ash ashley aspen avril basil bay berry blossom brent brook bryony cassia cherry clementine clyde daisy dale dee eden
    ember fern flora florence forrest fraser ginger glen grace hazel heath heather holly hudson indigo iris ivy jack
    jade jasmine jay jordan juniper kelvin kim lark laurel leo lena lily linden lyra mackenzie martin may merlin mira
    murray myrtle nova olive orion paris pearl phoebe phoenix poppy raven reed robin rose rosemary rowan ruby sage sandy
    savannah shannon sienna sierra skye stella sydney tamar trent vega violet willow wren
"""
INSULTS = """
    ape ass beech booby bustard cockatoo cock coot crow cuckoo dodo dog donkey dotterel drake gannet goose grouse gull
    loon magpie mongrel nut nuthatch chestnut walnut coconut parasite pig rat shag shrew snake spica swallow tit turkey
    vulture woodcock woodpecker
"""
WARD_WORDS = """
    admission advocate belladonna bleed burn chart clinic crisis cut dose hemlock jab needle nightingale nurse pain
    patient pill poison razorbill restraint seclusion section thrush trigger ward yew
"""


def test_there_are_enough_words_for_the_largest_ward_and_a_year_of_rest() -> None:
    words = words_of_the_house()
    assert len(words) >= 240
    assert len({word.lower() for word in words}) == len(words)


def test_every_word_is_one_plain_word_that_can_be_typed_on_any_keyboard() -> None:
    odd = [word for word in words_of_the_house() if not re.fullmatch("[A-Z][a-z]{1,13}", word)]
    assert not odd


def test_no_word_is_a_first_name_an_insult_or_a_word_the_ward_talks_in() -> None:
    words = {word.lower() for word in words_of_the_house()}
    assert not words & set(f"{FIRST_NAMES} {INSULTS} {WARD_WORDS}".split())


def test_the_names_of_the_stories_are_on_the_list() -> None:
    assert {"Kestrel", "Heron", "Sparrow", "Oak", "Birch", "Tern", "Indus"} <= set(words_of_the_house())
