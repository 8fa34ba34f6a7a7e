"""One question before words are sent that look as if they named somebody: asked once, on every path, kept nowhere."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.house import PIN, House
from tests.agenda.test_pages_adding import BACK, SEND, items, to_the_fourth_page
from tests.pages import PageClient
from wardvoice.agenda import queries
from wardvoice.agenda.models import Item
from wardvoice.core.actor import Actor

AS_IT_IS, CHANGE = "Send it as it is", "Change my words"
TOLD = "Ann said no and told Zubair about my leave"


@pytest.fixture
def kestrel(house: House) -> Actor:
    return house.patient()


@pytest.fixture
def item(house: House, kestrel: Actor) -> Item:
    return builders.an_item(house.ward, "The dryer is broken", actor=kestrel, clock=house.clock)


def is_asked(client: PageClient) -> bool:
    return "Did you name somebody?" in client.page.text


def test_a_name_is_asked_about_before_anything_is_stored(house: House) -> None:
    client = to_the_fourth_page(house.nobody(), TOLD)
    client.submit(SEND, shown_as="patient")
    assert is_asked(client)
    assert items(house) == []
    main = client.page.one("main").text
    assert "Ann You could write “the nurse” instead." in main
    assert "Zubair You could write “somebody” instead." in main
    client.submit(AS_IT_IS)
    assert [one.words for one in items(house)] == [TOLD]
    assert "data-receipt" in client.page.one("main").attrs


def test_words_can_be_changed_and_the_question_comes_once(house: House) -> None:
    client = to_the_fourth_page(house.nobody(), TOLD)
    client.submit(SEND, shown_as="rep")
    client.submit(CHANGE)
    assert client.page.one("textarea").raw.strip() == TOLD
    client.submit("Go on", words="Zubair told it")
    client.submit(SEND)
    (sent,) = items(house)
    assert (sent.words, sent.shown_as.value) == ("Zubair told it", "rep")


def test_nobody_is_asked_about_words_without_a_name(house: House) -> None:
    client = to_the_fourth_page(house.nobody(), "Will the dryer be mended in May?")
    client.submit(SEND, shown_as="patient")
    assert len(items(house)) == 1


def test_another_patients_ward_name_is_asked_about_and_ones_own_is_not(house: House, kestrel: Actor) -> None:
    house.patient("Heron")
    client = to_the_fourth_page(house.signed_in(kestrel), "It is Kestrel again. I lent Heron my cup")
    client.submit(SEND, shown_as="name")
    assert "Heron You could write “another patient” instead." in client.page.one("main").text
    assert len(client.page.one("main").all("li")) == 1


def test_whoever_says_their_name_last_is_asked_first_and_no_pin_travels_along(house: House) -> None:
    house.name_with_pin()
    client = to_the_fourth_page(house.nobody(), TOLD)
    client.submit(SEND, shown_as="name")
    client.submit(AS_IT_IS)
    client.submit(SEND, word="Kestrel", pin=PIN)
    (sent,) = items(house)
    assert (sent.words, sent.author_id is not None) == (TOLD, True)


def test_whoever_goes_back_after_the_question_loses_nothing(house: House) -> None:
    client = to_the_fourth_page(house.nobody(), TOLD)
    client.submit(SEND, shown_as="patient")
    client.submit(CHANGE)
    client.submit(BACK)
    client.submit("Go on")
    assert client.page.one("textarea").raw.strip() == TOLD


def test_the_author_is_asked_when_the_words_are_changed(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    client.get(f"/agenda/items/{item.id}/edit")
    client.submit("Store my new words", words="Darren broke the dryer")
    assert is_asked(client)
    client.submit(CHANGE)
    assert client.page.one("textarea").raw.strip() == "Darren broke the dryer"
    client.submit("Store my new words", words="Somebody broke the dryer")
    assert [one.words for one in items(house)] == ["Somebody broke the dryer"]


def test_whoever_has_no_name_is_asked_on_the_receipt(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="patient")
    client.submit("Change my words", words="Darren broke it")
    assert is_asked(client)
    client.submit(AS_IT_IS)
    assert [one.words for one in items(house)] == ["Darren broke it"]
    assert "data-receipt" in client.page.one("main").attrs


def test_a_note_is_asked_about(house: House, kestrel: Actor, item: Item) -> None:
    client = house.signed_in(kestrel)
    client.get(f"/agenda/items/{item.id}/note")
    client.submit("Add my words", words="Darren saw it")
    assert is_asked(client)
    client.submit(AS_IT_IS)
    assert [note.words for note in queries.notes(house.fresh(), item)] == ["Darren saw it"]


def test_words_written_down_for_somebody_are_asked_about(house: House) -> None:
    rep = house.rep
    rep.get("/agenda/items/for-somebody")
    rep.submit("Write it down", topic="food", kind="problem", words="Darren is cold")
    assert is_asked(rep)
    rep.submit(AS_IT_IS)
    assert [one.words for one in items(house)] == ["Darren is cold"]


def test_nothing_of_it_is_logged_or_stored(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = to_the_fourth_page(house.nobody(), TOLD)
    client.submit(SEND, shown_as="patient")
    assert "Zubair" not in caplog.text
    assert house.fresh().scalars(select(Item)).all() == []
    assert client.answer.headers["Cache-Control"] == "no-store"
