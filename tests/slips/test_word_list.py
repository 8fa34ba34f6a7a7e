"""The list of which five words are drawn: long enough, told apart by three letters, and nothing that upsets."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import log2

from wardvoice.people.wordlist import words_of_the_house
from wardvoice.slips.rules import WORDS_ON_A_SLIP
from wardvoice.slips.wordlist import words_of_slips

LEAST = 1024
LEAST_BITS = 50
UPSETTING = """
abandon abuse addict afraid attack badass blade blood body bomb cage coma corpse crazy cruel cry dagger dead death
deranged devil die disorder dose drown drug dynamite enemy evil exorcist fat fear fight ghost grave gun handgun hang
harm hell hurt idiot imbecile insane jail kill knife lock locked lonely loser lunatic mad maimed morgue mortuary murder
needle noose observer opium overdose pain panic pill poison police policeman prison psycho psychopath rape razor
restrain restraint revolver scythe secluded seclusion sedative shame slash slave slit stab starve strangle stupid
suffocate suicide sword syringes terror torture trapped ugly unlocking victim violent virus voices weapon whisper widow
wound zombie
"""
SOUND_ALIKE = """
ate bare bear berry blew blue board bored borough brake break buy by carat carrot caught cell cellar cent cereal chute
climb course court creak creek cymbal days dear deer dew die dye ewe fair fare feat feet fir flea flee flour flower for
four foul fowl fur gait gate gorilla grate great grill groan grown guerrilla hair hare hay heal heel hear here hire hole
hour idle idol in inn jam jamb key knead knew knight knot know knows lain lane lead leek made maid mail main male mane
meat meet might mite mustard muscle mussel nay need neigh new night none nose not nun oar one or ore our paced pail pair
pale pane pause paws pea peace pear pedal peddle pee peel piece plain plane pole pore pour pray prey quay rain read reed
reign rein rhyme ring role roll root rose rote route row rows rye sail sale scene scent sea seal see seam seem sew sole
some son soul steal steel sum sun symbol tail tale tea tee thyme tide tied time to toe too tow two vain vane veil wail
waist wait waste way weak week weigh weight which whole witch wood would wrap write yolk
"""


def test_there_are_enough_words_for_fifty_bits() -> None:
    words = words_of_slips()
    assert len(set(words)) == len(words) >= LEAST
    assert log2(len(words)) * WORDS_ON_A_SLIP >= LEAST_BITS


def test_the_first_three_letters_tell_every_word_from_every_other() -> None:
    words = words_of_slips()
    assert len({word[:3] for word in words}) == len(words)


def test_every_word_is_short_and_made_of_plain_letters() -> None:
    assert [word for word in words_of_slips() if not (word.isascii() and word.islower() and word.isalpha())] == []
    assert [word for word in words_of_slips() if not 3 <= len(word) <= 10] == []


def test_one_wrong_letter_never_makes_another_word() -> None:
    shorter: dict[str, set[str]] = defaultdict(set)
    for word in words_of_slips():
        for left in without_two(word):
            shorter[left].add(word)
    near = {pair for words in shorter.values() for pair in combinations(sorted(words), 2)}
    assert len(near) > 100, "words that share something are looked at"
    assert [pair for pair in near if distance(*pair) < 3] == []


def test_nothing_upsets_and_no_two_sound_alike() -> None:
    assert sorted(set(words_of_slips()) & set(f"{UPSETTING} {SOUND_ALIKE}".split())) == []


def without_two(word: str) -> set[str]:
    """Return a word with none, one or two letters left out: words at a distance of two have one of these in common."""
    once = {word[:n] + word[n + 1 :] for n in range(len(word))}
    return {word, *once, *(one[:n] + one[n + 1 :] for one in once for n in range(len(one)))}


def distance(a: str, b: str) -> int:
    """Count the letters that have to be changed, added or left out to get from one word to the other."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def test_no_word_is_somebodys_ward_name() -> None:
    """Words found in a room search must not point at whoever has one of them as a name."""
    assert set(words_of_slips()).isdisjoint(word.lower() for word in words_of_the_house())
