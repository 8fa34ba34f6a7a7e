"""Four pictures of one's own choice beside six digits: chosen with a card, asked for at sign-in, never drawn again."""

from __future__ import annotations

from itertools import product

import pytest

from tests import builders as a
from tests.pages import PageClient
from tests.people.house import House
from tests.people.test_pages_cards import a_code, names, with_card, words_shown
from wardvoice.core.errors import RuleBroken
from wardvoice.people.models import WardName
from wardvoice.people.rules.locks import PIN_DIGITS, easy_to_guess
from wardvoice.people.rules.pictures import IN_A_ROW, PICTURES, check_pictures
from wardvoice.people.rules.pictures import easy_to_guess as easy_pictures
from wardvoice.people.words import PICTURES as WORDS
from wardvoice.web.assets import STATIC

MINE = ("cat", "cake", "cat", "boat")
PIN = "729481"
USE_PICTURES, USE_NUMBERS = "Use four pictures instead", "Use six numbers instead"


def row(pictures: tuple[str, ...], name: str = "pictures") -> dict[str, str]:
    return {f"{name}_{n}": picture for n, picture in enumerate(pictures, start=1)}


def twice(pictures: tuple[str, ...], again: tuple[str, ...] | None = None) -> dict[str, str]:
    return row(pictures) | row(again or pictures, "pictures_again")


# --- the rule --------------------------------------------------------------------------------------------------------


def test_there_are_no_fewer_good_rows_of_pictures_than_pins() -> None:
    good = sum(not easy_pictures(row) for row in product(PICTURES, repeat=IN_A_ROW))
    pins = sum(not easy_to_guess(f"{n:0{PIN_DIGITS}}") for n in range(10**PIN_DIGITS))
    assert good >= pins


@pytest.mark.parametrize(
    "chosen",
    [
        ("cat", "cat", "cat", "cat"),
        ("cat", "cat", "cat", "dog"),
        ("cat", "dog", "cat", "dog"),
        ("cat", "dog", "bird", "fish"),
        ("umbrella", "bell", "guitar", "book"),
        ("fish", "rabbit", "turtle", "snail"),
    ],
)
def test_pictures_that_others_try_first_are_refused(chosen: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken, match="Many people try these pictures first"):
        check_pictures(chosen, chosen)


@pytest.mark.parametrize(
    "chosen", [(), ("cat",), ("cat", "cake", "boat"), (*MINE, "cat"), ("cat", "cake", "sun", "gun")]
)
def test_four_pictures_of_ours_are_needed(chosen: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken, match="Choose four pictures"):
        check_pictures(chosen, chosen)


def test_order_counts_and_one_picture_may_come_twice() -> None:
    check_pictures(MINE, MINE)
    with pytest.raises(RuleBroken, match="not the same") as refused:
        check_pictures(MINE, tuple(reversed(MINE)))
    assert refused.value.field == "pictures_again"


def test_every_picture_is_drawn_and_has_a_word_of_its_own() -> None:
    drawn = (STATIC / "vendor" / "pictures.svg").read_text(encoding="utf-8")
    assert [name for name in PICTURES if f'id="{name}"' not in drawn] == []
    assert len({str(WORDS[name]) for name in PICTURES}) == len(PICTURES) == 32


# --- choosing them, and coming in ------------------------------------------------------------------------------------


def choosing(house: House) -> tuple[PageClient, str]:
    """Somebody with a card who has a word and wants pictures."""
    somebody = with_card(house, a_code(house))
    word = words_shown(somebody)[0]
    somebody.submit("Go on", word=word)
    somebody.submit(USE_PICTURES)
    return somebody, word


def coming_in(client: PageClient, word: str, pictures: tuple[str, ...], status: int = 422) -> None:
    client.get("/my-name")
    client.submit(USE_PICTURES, word=word)
    client.submit("Go on", status=status, **row(pictures))


@pytest.fixture
def kestrel(house: House) -> WardName:
    return a.a_ward_name(house.ward, "Kestrel", pin=" ".join(MINE))


def test_somebody_chooses_pictures_with_a_card_and_comes_in_with_them(house: House) -> None:
    somebody, word = choosing(house)
    assert f"You will be {word}. Now choose four pictures." in somebody.page.one("h1").text
    somebody.submit("Take this name", **twice(MINE))
    assert "Remember your word and your four pictures" in somebody.page.text
    shown = somebody.page.one("main").text.replace(word, "")  # a ward name may have a cat in it, as flycatchers do
    assert not [name for name in MINE if name in shown]
    somebody.follow("Try it now")
    somebody.submit(USE_PICTURES, word=word)
    somebody.submit("Go on", **row(MINE))
    assert f"You are {word}" in somebody.page.text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (twice(("", "", "", "")), "Choose four pictures."),
        (twice(("cat", "", "cake", "boat")), "Choose four pictures."),
        (twice(("cat", "dog", "bird", "fish")), "Many people try these pictures first."),
        (twice(MINE, ("cat", "cake", "cat", "bus")), "The pictures are not the same."),
    ],
)
def test_pictures_that_do_not_fit_are_asked_for_again_and_never_drawn(
    house: House, sent: dict[str, str], sentence: str
) -> None:
    somebody, word = choosing(house)
    somebody.submit("Take this name", status=422, **sent)
    assert sentence in somebody.page.text
    assert word in somebody.page.one("h1").text
    assert [box for box in somebody.page.all("input", type="radio") if "checked" in box.attrs] == []
    assert names(house) == []


def test_a_picture_that_is_not_ours_is_refused(house: House, kestrel: WardName) -> None:
    somebody = house.at()
    somebody.get("/my-name")
    sent = {"by": "pictures", "word": "Kestrel", **row(("cat", "cake", "cat", "<b>"))}
    somebody.post("/my-name", sent, status=422)
    assert "Choose your four pictures." in somebody.page.text


def test_the_word_stays_when_somebody_changes_between_numbers_and_pictures(house: House) -> None:
    somebody = house.at()
    somebody.get("/my-name")
    somebody.submit(USE_PICTURES, word="Kestrel")
    somebody.submit(USE_NUMBERS, **row(MINE))
    assert somebody.page.one("input", name="word")["value"] == "Kestrel"
    assert somebody.page.all("input", name="pin")
    assert "There is a problem" not in somebody.page.text


@pytest.mark.parametrize("typed", [tuple(reversed(MINE)), ("cat", "cake", "cat", "bus")])
def test_other_pictures_or_another_order_are_wrong(house: House, kestrel: WardName, typed: tuple[str, ...]) -> None:
    somebody = house.at()
    coming_in(somebody, "Kestrel", typed)
    assert "The name or the pictures are not right." in somebody.page.text
    assert [box for box in somebody.page.all("input", type="radio") if "checked" in box.attrs] == []


def test_wrong_pictures_and_wrong_numbers_pause_a_name_together(house: House, kestrel: WardName) -> None:
    somebody = house.at()
    for _ in range(3):
        coming_in(somebody, "Kestrel", ("cat", "cake", "cat", "bus"))
    for _ in range(2):
        somebody.get("/my-name")
        somebody.submit("Go on", word="Kestrel", pin=PIN, status=422)
    coming_in(somebody, "Kestrel", MINE, status=429)
    assert "Please wait until 10:35" in somebody.page.text


def test_nothing_kept_tells_which_kind_of_secret_a_name_has(house: House, kestrel: WardName) -> None:
    other = a.a_ward_name(house.ward, "Heron", pin=PIN)
    assert len(kestrel.pin_hash) == len(other.pin_hash)
    assert not [name for name in MINE if name in kestrel.pin_hash]
