"""Raised before: suggested while somebody writes, and linked because they say so."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.house import PIN, House
from tests.agenda.test_pages_adding import GO_ON, SEND, items, to_the_fourth_page
from tests.pages import PageClient
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.rules import Answer

ASKED = "Was this asked before?"


@pytest.fixture
def before(house: House) -> Item:
    """What the ward can read, and what was answered."""
    item = builders.an_item(house.ward, "The dryer is broken upstairs", clock=house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    builders.done(house.session, house.nurse_actor, commands.answer_item, house.clock, item=item, answer=Answer.YES)
    return item


def waits(house: House) -> Item:
    item = builders.an_item(house.ward, "The dryer is broken upstairs", clock=house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    return item


def links(house: House) -> list[ItemLink]:
    return list(house.fresh().scalars(select(ItemLink)))


def people(house: House) -> list[PageClient]:
    return [house.nobody(), house.signed_in(house.patient())]


@pytest.mark.parametrize("who", [0, 1], ids=["without a name", "with a ward name"])
def test_whoever_says_that_it_is_the_same_links_them(house: House, before: Item, who: int) -> None:
    client = to_the_fourth_page(people(house)[who])
    assert "“The dryer is broken upstairs” (Monday 2 March, answer: yes)" in client.page.text
    client.submit(SEND, shown_as="patient", again=str(before.id))
    assert "data-receipt" in client.page.one("main").attrs
    (link,) = links(house)
    assert link.earlier_id == before.id
    assert queries.how_often_raised(house.fresh(), [link.item_id]) == {link.item_id: 2}


def test_five_words_and_a_name_typed_at_the_end_link_them_too(house: House, before: Item) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="patient", way_back="five-words", again=str(before.id))
    house.name_with_pin()
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="name", again=str(before.id))
    client.submit(SEND, word="Kestrel", pin=PIN)
    assert [link.earlier_id for link in links(house)] == [before.id, before.id]


def test_nothing_is_linked_unless_somebody_says_so(house: House, before: Item) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="patient")
    assert links(house) == []
    assert len(items(house)) == 2


def test_of_what_still_waits_a_ward_name_is_counted_on_the_first(house: House) -> None:
    first = waits(house)
    client = to_the_fourth_page(house.signed_in(house.patient()))
    assert "no answer yet" in client.page.text
    page = client.submit(SEND, shown_as="patient", again=str(first.id))
    assert "it matters to one more patient" in page.text
    assert [item.id for item in items(house)] == [first.id]


def test_whoever_has_no_name_sends_their_own_also_of_what_still_waits(house: House) -> None:
    first = waits(house)
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="patient", again=str(first.id))
    assert [link.earlier_id for link in links(house)] == [first.id]


def test_what_was_not_suggested_is_no_choice_and_the_words_stay(house: House, before: Item) -> None:
    far = builders.an_item(house.ward, "More fruit", clock=house.clock)
    for chosen in (str(far.id), "rubbish"):
        client = to_the_fourth_page(house.nobody())
        data = {**fields_of(client), "shown_as": "patient", "again": chosen}
        page = client.post("/agenda/items/new", data, status=422)
        assert "The dryer is broken" in page.one("main").text
    assert links(house) == []


def fields_of(client: PageClient) -> dict[str, str]:
    form = client.page.one("main").all("form")[0]
    return {box["name"]: box["value"] for box in form.all("input", type="hidden")}


def test_while_somebody_writes_it_is_shown_and_nothing_is_stored(house: House, before: Item) -> None:
    client = house.nobody()
    client.get("/agenda/items/new")
    client.submit(GO_ON, how="words")
    client.submit(GO_ON, topic="laundry")
    assert client.page.one("div", id="alike")["hx-post"] == "/agenda/items/alike"
    typed = {**fields_of(client), "words": "dryer broken"}
    for words, found in (("dryer broken", True), ("fruit", False)):
        piece = client.post("/agenda/items/alike", {**typed, "words": words}, htmx="alike", csrf=False)
        assert ("The dryer is broken upstairs" in piece.text) is found
    assert len(items(house)) == 1
    nurse = house.nurse
    nurse.get("/board")
    nurse.post("/agenda/items/alike", {"words": "dryer broken"}, status=403)
