"""A patient comes in with a ward name and PIN; nobody learns which names there are."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.people.house import BOARD, LAPTOP, TERMINAL, House
from wardvoice.core.actor import Role
from wardvoice.people.models import Try, WardName

PIN = "729481"


def try_in(client: PageClient, word: str, pin: str, status: int = 422) -> None:
    client.get("/my-name")
    client.submit("Go on", word=word, pin=pin, status=status)


@pytest.fixture
def kestrel(house: House) -> WardName:
    return a.a_ward_name(house.ward, "Kestrel", pin=PIN)


@pytest.mark.parametrize("token", [TERMINAL, LAPTOP])
@pytest.mark.parametrize("typed", ["Kestrel", " kestrel"])
def test_a_patient_comes_in_at_terminal_and_laptop(house: House, kestrel: WardName, token: str, typed: str) -> None:
    somebody = house.at(token)
    try_in(somebody, typed, PIN, status=200)
    assert somebody.address == "/"
    assert "You are Kestrel" in somebody.page.text


def test_whoever_wanted_a_page_comes_to_it(house: House, kestrel: WardName) -> None:
    somebody = house.at()
    somebody.get("/my-name/leaving")
    somebody.submit("Go on", word="Kestrel", pin="729482", status=422)
    somebody.submit("Go on", word="Kestrel", pin=PIN)
    assert somebody.address == "/my-name/leaving"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example/",
        "https://evil.example/my",
        "/nowhere",
        "/finish",
        "",
        "/\r\nX: y",
        "///evil.example",
        "////",
        "http://[",
    ],
)
def test_nobody_is_led_to_another_host_or_to_no_page(house: House, kestrel: WardName, wanted: str) -> None:
    somebody = house.at()
    somebody.get("/my-name?" + urlencode({"to": wanted}))
    somebody.submit("Go on", word="Kestrel", pin=PIN)
    assert somebody.address == "/"


@pytest.mark.parametrize(("word", "pin"), [("Kestrel", "729482"), ("Heron", PIN), ("", PIN), ("Kestrel", "12")])
def test_a_wrong_try_keeps_the_word_and_never_the_pin(house: House, kestrel: WardName, word: str, pin: str) -> None:
    somebody = house.at()
    try_in(somebody, word, pin)
    assert somebody.page.one("input", name="word").get("value") == word
    assert "value" not in somebody.page.one("input", name="pin").attrs
    assert pin not in somebody.page.text


def test_an_unknown_name_reads_like_a_wrong_pin_even_when_it_is_paused(house: House, kestrel: WardName) -> None:
    pages = []
    for word in ("Kestrel", "Heron"):
        somebody = house.at()
        for _ in range(5):
            try_in(somebody, word, "729482")
        pages.append(somebody.page.text.replace(word, "…"))
        try_in(somebody, word, PIN, status=429)
        pages.append(somebody.page.text.replace(word, "…"))
    assert pages[:2] == pages[2:]
    assert "The name or the PIN is not right." in pages[0]
    assert "Please wait until 10:35" in pages[1]


def test_a_name_is_paused_on_one_terminal_and_not_on_the_other(
    house: House, kestrel: WardName, clock: SetClock
) -> None:
    corridor, laptop = house.at(TERMINAL), house.at(LAPTOP)
    for _ in range(5):
        try_in(corridor, "Kestrel", "729482")
    try_in(corridor, "Kestrel", PIN, status=429)
    try_in(laptop, "Kestrel", PIN, status=200)
    clock.go_on(minutes=5)
    try_in(corridor, "kestrel", PIN, status=200)
    assert corridor.address == "/"


def test_after_twenty_wrong_pins_a_name_rests_until_the_next_day(
    house: House, kestrel: WardName, clock: SetClock
) -> None:
    corridor, laptop = house.at(TERMINAL), house.at(LAPTOP)
    for _ in range(4):
        for _ in range(5):
            try_in(corridor, "Kestrel", "729482")
        clock.go_on(minutes=5)
    for client in (corridor, laptop):
        try_in(client, "Kestrel", PIN, status=429)
        assert "rests until tomorrow" in client.page.text
    clock.go_on(hours=24)
    try_in(laptop, "Kestrel", PIN, status=200)
    assert laptop.address == "/"


def test_wrong_tries_keep_neither_the_word_nor_the_pin(house: House, kestrel: WardName) -> None:
    try_in(house.at(), "Kestrel", "729482")
    (who,) = house.ask(select(Try.who))
    assert len(who) == 64
    assert str(kestrel.id) not in who


def test_nobody_says_a_name_at_a_board_or_at_an_own_computer(house: House) -> None:
    house.at(BOARD).get("/my-name", status=403)
    house.staff(Role.STAFF).get("/my-name", status=403)
    house.anybody().get("/my-name")


def test_whoever_is_signed_in_reads_who_they_are(house: House) -> None:
    somebody = house.patient()
    somebody.get("/my-name")
    assert "You are Acacia" in somebody.page.one("h1").text
    somebody.post("/my-name", {"word": "Kestrel", "pin": PIN})
    assert somebody.address == "/"
    assert "You are Acacia" in somebody.page.text


def test_the_page_shows_no_names_but_the_way_to_a_card(house: House, kestrel: WardName) -> None:
    somebody = house.at()
    somebody.get("/my-name")
    assert "Kestrel" not in somebody.page.text
    somebody.follow("I have a new ward card")
    assert somebody.address == "/cards/use"


def test_a_page_that_wants_a_name_leads_here(house: House) -> None:
    somebody = house.at()
    somebody.get("/my-name/leaving")
    assert somebody.address == "/my-name"
