"""Splitting on the pages: the rep makes two of an item, everybody reads which part is which, and it is undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import builders
from tests.agenda.house import House
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import AboutWhom, Answer, CarriedBecause, HideBecause, ItemState
from wardvoice.core.actor import Actor, Role
from wardvoice.meetings.commands import open_meeting
from wardvoice.meetings.models import Meeting
from wardvoice.minutes.commands import close_meeting

WORDS = "The shower is cold and the radiator bangs all night."
SHOWER, RADIATOR = "the cold shower", "the radiator that bangs"
SPLIT = "It asks for two things: split it"


@pytest.fixture
def kestrel(house: House) -> Actor:
    return house.patient()


@pytest.fixture
def item(house: House, kestrel: Actor) -> Item:
    return builders.an_item(house.ward, WORDS, actor=kestrel, clock=house.clock)


@pytest.fixture
def meeting(house: House, item: Item) -> Meeting:
    made = builders.a_meeting(house.ward, date(2026, 3, 12), clock=house.clock)
    for one in (item, builders.an_item(house.ward, "More fruit", clock=house.clock)):
        does(house, commands.place_item, meeting=made, item=one)
    return made


def does(house: House, command: Any, actor: Actor | None = None, **facts: Any) -> Any:
    return builders.done(house.session, actor or house.rep_actor, command, house.clock, **facts)


def split(house: House, item: Item) -> Item:
    second: Item = does(house, commands.split_item, item=item, first_part=SHOWER, second_part=RADIATOR)
    return second


def address(meeting: Meeting, item: Item) -> str:
    return f"/agenda/items/{item.id}/split?meeting={meeting.id}"


def test_the_rep_makes_two_of_it(house: House, meeting: Meeting, item: Item) -> None:
    rep = house.rep
    page = rep.get(f"/meetings/{meeting.id}/prepare")
    assert SPLIT not in page.text
    rep.follow("Time and more")
    page = rep.follow(SPLIT)
    assert WORDS in page.text
    page = rep.submit("Make two of it", first_part=SHOWER, second_part=RADIATOR)
    assert "They are two now. Both keep the whole words." in page.text
    assert page.text.count(WORDS) == 2
    assert f"This part: {SHOWER}" in page.text
    assert f"This part: {RADIATOR}" in page.text


def test_what_was_typed_stays_where_a_part_is_missing(house: House, meeting: Meeting, item: Item) -> None:
    rep = house.rep
    rep.get(address(meeting, item))
    page = rep.submit("Make two of it", first_part=SHOWER, second_part="", status=422)
    assert "Say what the second part is." in page.text
    assert page.one("input", id="first_part").get("value") == SHOWER
    page = rep.submit("Make two of it", first_part=SHOWER, second_part=SHOWER, status=422)
    assert "Say two different parts. These are the same." in page.text
    page = rep.submit("Make two of it", first_part=SHOWER, second_part="x" * 81, status=422)
    assert page.one("input", id="second_part").get("value") == "x" * 81


def test_what_was_reworded_in_between_is_shown_before_it_is_split(
    house: House, meeting: Meeting, item: Item, kestrel: Actor
) -> None:
    rep = house.rep
    rep.get(address(meeting, item))
    does(house, commands.reword_item, kestrel, item=item, words="Only the shower, please.")
    page = rep.submit("Make two of it", first_part=SHOWER, second_part=RADIATOR, status=409)
    assert "Only the shower, please." in page.text
    assert page.one("input", id="first_part").get("value") == SHOWER


def test_everybody_reads_which_part_is_which(house: House, meeting: Meeting, item: Item) -> None:
    second = split(house, item)
    does(house, commands.publish, meeting=meeting)
    rep = house.rep
    for where in ("/agenda", "/board", "/print/agenda", "/print/agenda/easy", f"/meetings/{meeting.id}/script"):
        text = rep.get(where).text
        assert text.count(SHOWER) == 1, where
        assert text.count(RADIATOR) == 1, where
    page = house.nobody().get(f"/agenda/items/{item.id}")
    assert WORDS in page.text
    assert f"This part: {SHOWER}" in page.text
    assert "The other part of the same words:" in page.text
    assert page.all("a", href=f"/agenda/items/{second.id}")


def test_whoever_asked_reads_it_in_plain_words(house: House, item: Item, kestrel: Actor) -> None:
    second = split(house, item)
    text = house.signed_in(kestrel).get("/my").text
    assert text.count("Your words became two things. Each gets its own answer.") == 2
    assert text.count(WORDS) == 2
    assert text.index(SHOWER) < text.index(RADIATOR)
    page = house.signed_in(kestrel).get(f"/agenda/items/{second.id}/withdraw")
    assert "This takes back one of them. The other one stays, with your words." in page.text


def test_what_the_raiser_adds_stands_at_both(house: House, item: Item, kestrel: Actor) -> None:
    second = split(house, item)
    does(house, commands.add_note, kestrel, item=item, words="It is room 4.")
    does(house, commands.add_note, kestrel, item=second, words="And room 5.")
    for half in (item, second):
        text = house.rep.get(f"/agenda/items/{half.id}").text
        assert text.count("It is room 4.") == text.count("And room 5.") == 1


def test_from_its_page_it_is_one_again(house: House, meeting: Meeting, item: Item) -> None:
    second = split(house, item)
    rep = house.rep
    rep.get(f"/agenda/items/{second.id}")
    page = rep.submit("Make both parts one again")
    assert "They are one again." in page.text
    assert rep.address == f"/agenda/items/{item.id}"
    assert "This part:" not in page.text
    assert "Make both parts one again" not in page.text
    rep.get(f"/agenda/items/{second.id}")
    assert rep.address == f"/agenda/items/{item.id}", "whoever kept the other address finds what speaks for it"
    page = rep.get(f"/meetings/{meeting.id}/prepare?more={item.id}")
    assert SPLIT in page.text


def test_the_way_back_is_shown_only_to_whom_it_is_open(
    house: House, item: Item, kestrel: Actor, meeting: Meeting
) -> None:
    second = split(house, item)
    for reader in (house.nurse, house.manager, house.signed_in(kestrel)):
        assert "Make both parts one again" not in reader.get(f"/agenda/items/{item.id}").text
    does(house, commands.answer_item, house.nurse_actor, item=second, answer=Answer.YES)
    assert "Make both parts one again" not in house.rep.get(f"/agenda/items/{item.id}").text
    house.rep.post(f"/agenda/items/{item.id}/join", status=409)


def test_staff_are_neither_offered_nor_allowed_to_split(house: House, meeting: Meeting, item: Item) -> None:
    for client in (house.nurse, house.manager):
        assert "split" not in client.get(f"/meetings/{meeting.id}/prepare").text
        client.get(address(meeting, item), status=403)
        client.post(address(meeting, item), {"first_part": SHOWER, "second_part": RADIATOR}, status=403)
    assert house.fresh().get(Item, item.id).state is ItemState.PLACED  # type: ignore[union-attr]


def test_it_is_not_offered_while_the_words_are_in_doubt_or_for_a_half(
    house: House, meeting: Meeting, item: Item
) -> None:
    rep = house.rep
    hiding = does(house, commands.hide_words, house.nurse_actor, item=item, because=HideBecause.HATE)
    assert SPLIT not in rep.get(f"/meetings/{meeting.id}/prepare?more={item.id}").text
    page = rep.get(address(meeting, item), status=422)
    assert "Somebody asked to hide these words. Wait until that is settled." in page.text
    does(house, commands.end_hiding, hiding=hiding)
    second = split(house, item)
    page = rep.get(f"/meetings/{meeting.id}/prepare?more={second.id}")
    assert SPLIT not in page.text
    assert [option.text for option in page.one("select", id=f"into-{second.id}").all("option")] == ["", "More fruit"]


def test_a_rep_whom_it_is_about_neither_sees_nor_opens_it(house: House, meeting: Meeting, item: Item) -> None:
    does(house, commands.say_about_rep, house.nurse_actor, item=item, whom=AboutWhom.REP)
    assert SPLIT not in house.rep.get(f"/meetings/{meeting.id}/prepare?more={item.id}").text
    house.rep.get(address(meeting, item), status=403)
    deputy = house.signed_in(builders.a_patient_actor(house.ward, Role.DEPUTY, word="Fieldfare", clock=house.clock))
    assert WORDS in deputy.get(address(meeting, item)).text


def test_hidden_words_hide_the_line_that_says_which_part(house: House, meeting: Meeting, item: Item) -> None:
    second = split(house, item)
    does(house, commands.publish, meeting=meeting)
    does(house, commands.hide_words, house.nurse_actor, item=item, because=HideBecause.HATE, danger=True)
    text = house.nobody().get(f"/agenda/items/{second.id}").text
    assert WORDS not in text
    assert RADIATOR not in text
    assert SHOWER not in text


def test_in_the_room_and_in_the_minutes_each_part_is_named(house: House, meeting: Meeting, item: Item) -> None:
    split(house, item)
    does(house, commands.publish, meeting=meeting)
    house.clock.go_to(meeting.day)
    does(house, open_meeting, meeting=meeting)
    second_line = queries.on_agenda(house.fresh(), meeting)[1]
    page = house.rep.get(f"/meetings/{meeting.id}/room?at={second_line.id}")
    assert f"This part: {RADIATOR}" in page.one("section", id="stage").text
    assert SHOWER in page.one("nav", id="outline").text
    for entry in queries.without_outcome(house.session, meeting):
        does(house, commands.carry_over, entry=entry, because=CarriedBecause.NO_TIME)
    does(house, close_meeting, meeting=meeting)
    for where in (f"/meetings/{meeting.id}/minutes", f"/print/minutes/{meeting.id}"):
        text = house.rep.get(where).text
        assert SHOWER in text, where
        assert RADIATOR in text, where
