"""From a card to a ward name in three steps, and the cards counted in the open."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests import builders as a
from tests.pages import PageClient
from tests.people.house import BOARD, LAPTOP, TERMINAL, House
from wardvoice.core.actor import Role
from wardvoice.people.models import WardCard, WardName
from wardvoice.people.rules import TermRole

PIN = "729481"


def codes(page_client: PageClient) -> list[str]:
    return [code.text for code in page_client.page.all("code")]


def a_code(house: House) -> str:
    advocate = house.staff(Role.ADVOCATE, name="Maya")
    advocate.get("/cards")
    advocate.submit("Draw")
    return codes(advocate)[0]


def words_shown(client: PageClient) -> list[str]:
    return [box["value"] for box in client.page.all("input", name="word")]


def names(house: House) -> list[str]:
    return house.ask(select(WardName.word))


def with_card(house: House, code: str, old_word: str = "") -> PageClient:
    somebody = house.at()
    somebody.get("/cards/use")
    somebody.submit("Go on", code=code, old_word=old_word)
    return somebody


# --- the three steps -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [TERMINAL, LAPTOP])
def test_a_patient_gets_a_name_in_four_pages_and_comes_in(house: House, token: str) -> None:
    code = a_code(house)
    somebody = house.at(token)
    somebody.get("/cards/use")
    somebody.submit("Go on", code=code.lower())
    word = words_shown(somebody)[4]
    somebody.submit("Go on", word=word)
    assert word in somebody.page.one("h1").text
    somebody.submit("Take this name", pin=PIN, again=PIN)
    assert f"You are now {word}" in somebody.page.text
    assert "data-receipt" in somebody.page.one("main").attrs
    assert PIN not in somebody.answer.get_data(as_text=True)
    somebody.follow("Try it now")
    somebody.submit("Go on", word=word, pin=PIN)
    assert f"You are {word}" in somebody.page.text


def test_twelve_words_are_shown_and_none_that_somebody_uses(house: House) -> None:
    a.a_ward_name(house.ward, "Kestrel")
    somebody = with_card(house, a_code(house))
    assert len(set(words_shown(somebody))) == 12
    assert "Kestrel" not in words_shown(somebody)


def test_other_words_can_be_asked_for_without_choosing_one(house: House) -> None:
    somebody = with_card(house, a_code(house))
    first = set(words_shown(somebody))
    somebody.submit("Show me other words")
    assert set(words_shown(somebody)) != first
    assert "There is a problem" not in somebody.page.text


def test_no_word_chosen_is_asked_for_again(house: House) -> None:
    somebody = with_card(house, a_code(house))
    somebody.submit("Go on", status=422)
    assert "Choose one of the words." in somebody.page.text
    assert len(words_shown(somebody)) == 12


def test_a_word_that_is_typed_by_hand_is_refused(house: House) -> None:
    code = a_code(house)
    somebody = with_card(house, code)
    somebody.post("/cards/use/word", {"code": code, "word": "Tom"}, status=422)
    assert "Choose one of the answers shown." in somebody.page.text
    somebody.post("/cards/use/pin", {"code": code, "word": "Tom", "pin": PIN, "again": PIN, "once": "k"}, status=422)
    assert "Please choose another one." in somebody.page.text
    assert names(house) == []


@pytest.mark.parametrize(
    ("pin", "again", "sentence"),
    [
        ("", "", "Type six numbers."),
        ("12345", "12345", "Type six numbers."),
        ("123456", "123456", "Many people try this PIN first."),
        (PIN, "729482", "The two PINs are not the same."),
    ],
)
def test_a_pin_that_does_not_fit_is_asked_for_again_and_never_shown(
    house: House, pin: str, again: str, sentence: str
) -> None:
    somebody = with_card(house, a_code(house))
    word = words_shown(somebody)[0]
    somebody.submit("Go on", word=word)
    somebody.submit("Take this name", pin=pin, again=again, status=422)
    assert sentence in somebody.page.text
    assert word in somebody.page.one("h1").text
    assert "value" not in somebody.page.one("input", name="pin").attrs
    assert names(house) == []
    somebody.submit("Take this name", pin=PIN, again=PIN)
    assert names(house) == [word]


@pytest.mark.parametrize("code", ["ABCDEFGH", "x", "<script>", "é" * 39])
def test_a_wrong_card_is_refused_and_what_was_typed_stays(house: House, code: str) -> None:
    somebody = house.at()
    somebody.get("/cards/use")
    somebody.submit("Go on", code=code, old_word="Kestrel", status=422)
    assert "This card does not work." in somebody.page.text
    assert somebody.page.one("input", name="code")["value"] == code
    assert somebody.page.one("input", name="old_word")["value"] == "Kestrel"


def test_a_wrong_card_later_in_the_chain_leads_back_to_the_card(house: House) -> None:
    somebody = house.at()
    somebody.get("/cards/use")
    somebody.post("/cards/use/word", {"code": "ABCDEFGH", "word": "Kestrel"}, status=422)
    assert "Use your ward card" in somebody.page.one("h1").text
    sent = {"code": "ABCDEFGH", "word": "Kestrel", "pin": PIN, "again": PIN, "once": "k"}
    somebody.post("/cards/use/pin", sent, status=422)
    assert "Use your ward card" in somebody.page.one("h1").text


def test_guessing_cards_has_to_wait_at_every_step(house: House) -> None:
    somebody = house.at()
    somebody.get("/cards/use")
    for _ in range(10):
        somebody.post("/cards/use/word", {"code": "ABCDEFGH", "word": "Kestrel"}, status=422)
    somebody.post("/cards/use", {"code": "ABCDEFGH"}, status=429)
    assert "Please wait until 10:40" in somebody.page.text
    sent = {"code": "ABCDEFGH", "word": "Kestrel", "pin": PIN, "again": PIN, "once": "k"}
    somebody.post("/cards/use/pin", sent, status=429)


def test_the_last_form_sent_twice_makes_one_name(house: House) -> None:
    code = a_code(house)
    somebody = with_card(house, code)
    sent = {"code": code, "word": words_shown(somebody)[0], "pin": PIN, "again": PIN, "once": "the same key"}
    somebody.post("/cards/use/pin", sent)
    somebody.post("/cards/use/pin", sent)
    assert "We have this already" in somebody.page.text
    assert len(names(house)) == 1


def test_a_full_ward_says_so_and_the_card_stays_good(house: House) -> None:
    for _ in range(house.ward.beds):
        a.a_ward_name(house.ward)
    code = a_code(house)
    somebody = with_card(house, code)
    somebody.submit("Go on", word=words_shown(somebody)[0])
    somebody.submit("Take this name", pin=PIN, again=PIN, status=422)
    assert "There is a ward name for each bed now. Keep your card." in somebody.page.text
    assert len(names(house)) == house.ward.beds


def test_an_old_name_makes_room_and_neither_page_tells_whether_it_exists(house: House) -> None:
    for word in ("Kestrel", "Heron", "Oak", "Tern"):
        a.a_ward_name(house.ward, word, pin=PIN if word == "Oak" else None)
    somebody = with_card(house, a_code(house), old_word="kestrel")
    word = words_shown(somebody)[0]
    somebody.submit("Go on", word=word)
    somebody.submit("Take this name", pin=PIN, again=PIN)
    assert "If kestrel was your old name: it stops working tomorrow." in somebody.page.text
    assert word in names(house)


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER, Role.ADMIN, Role.ADVOCATE])
def test_nobody_with_an_account_can_use_a_card(house: House, role: Role) -> None:
    code = a_code(house)
    somebody = house.staff(role)
    somebody.get("/cards/use", status=403)
    somebody.get("/cards")
    sent = {"code": code, "word": "Kestrel", "pin": PIN, "again": PIN, "once": "k"}
    somebody.post("/cards/use/pin", sent, status=403)
    assert names(house) == []


# --- counting, drawing, retiring -------------------------------------------------------------------------------------


def figures(client: PageClient) -> dict[str, str]:
    lines = [figure.text for figure in client.page.all("li", cls="wv-figure")]
    return {re.sub(r"^[\d /]+", "", line): re.match(r"[\d /]+", line)[0].strip() for line in lines}  # type: ignore[index]


def test_everybody_of_the_ward_sees_how_many_cards_there_are(house: House) -> None:
    a.a_ward_name(house.ward)
    a_code(house)
    for client in (house.at(), house.at(LAPTOP), house.at(BOARD), house.patient(), house.staff(Role.STAFF)):
        client.get("/cards")
        shown = figures(client)
        assert shown["used"] in ("1", "2")
        assert shown["retired"] == "0"


def test_a_rep_draws_cards_at_the_laptop_and_sees_their_letters_once(house: House) -> None:
    rep = house.patient(Role.REP, token=LAPTOP)
    rep.get("/cards")
    rep.submit("Draw", how_many="3")
    drawn = codes(rep)
    assert len(set(drawn)) == 3
    assert all(re.fullmatch("[A-Z]{4} [A-Z]{4}", code) for code in drawn)
    rep.get("/cards")
    assert not [code for code in drawn if code in rep.page.text]
    assert figures(rep)["not used yet"] == "3"


@pytest.mark.parametrize("how_many", ["", "0", "-1", "13", "many"])
def test_a_number_of_cards_that_makes_no_sense_is_refused(house: House, how_many: str) -> None:
    rep = house.patient(Role.REP)
    rep.get("/cards")
    rep.submit("Draw", how_many=how_many, status=422)
    assert rep.page.one("input", name="how_many").get("value") == how_many


def test_more_cards_than_beds_are_refused_with_a_reason(house: House) -> None:
    rep = house.patient(Role.REP)
    rep.get("/cards")
    rep.submit("Draw", how_many="5", status=422)
    assert "the ward has 4 beds" in rep.page.text


def test_staff_draw_a_second_card_and_are_refused_once_a_rep_is_in_post(house: House) -> None:
    nurse = house.staff(Role.STAFF)
    nurse.get("/cards")
    nurse.submit("Draw")
    nurse.get("/cards")
    assert figures(nurse)["drawn by staff"] == "1"
    a.a_term(a.a_ward_name(house.ward), TermRole.REP)
    nurse.get("/cards")
    assert "Draw" not in [button.text for button in nurse.page.all("button")]
    nurse.post("/cards", {"how_many": "1", "once": "k"}, status=403)


def test_a_card_that_got_lost_is_retired(house: House) -> None:
    code = a_code(house)
    rep = house.patient(Role.REP)
    rep.get("/cards")
    rep.submit("/retire")
    assert "The card works no more." in rep.page.text
    assert figures(rep)["retired"] == "1"
    somebody = house.at()
    somebody.get("/cards/use")
    somebody.submit("Go on", code=code, status=422)


def test_another_wards_card_is_not_found(house: House) -> None:
    a.a_ward_name(a.a_ward(house.session, "Birch"))
    (card_id,) = house.ask(select(WardCard.id))
    rep = house.patient(Role.REP)
    rep.get("/cards")
    rep.post(f"/cards/{card_id}/retire", status=404)


# --- beds ------------------------------------------------------------------------------------------------------------


def test_a_manager_changes_the_beds_by_links_from_the_ward_page(house: House) -> None:
    a.a_ward_name(house.ward)
    manager = house.staff(Role.MANAGER)
    manager.get("/admin/ward")
    manager.follow("Change the number of beds")
    manager.submit("Save", beds="0", status=422)
    manager.submit("Save", beds="6")
    assert manager.address == "/admin/ward"
    assert "6" in manager.page.one("dl").text


def test_fewer_beds_than_names_are_refused_on_the_page(house: House) -> None:
    for _ in range(3):
        a.a_ward_name(house.ward)
    manager = house.staff(Role.MANAGER)
    manager.get("/admin/ward/beds")
    manager.submit("Save", beds="2", status=422)
    assert "3 ward names are in use here." in manager.page.text
    assert manager.page.one("input", name="beds")["value"] == "2"
