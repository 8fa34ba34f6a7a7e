"""What a ward name has begun to write: it waits for its writer alone, and not for long."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.conftest import house
from tests.agenda.house import House
from tests.conftest import PEPPER
from tests.pages import PageClient
from wardvoice.agenda.models import Item
from wardvoice.config import Settings
from wardvoice.core.actor import Actor
from wardvoice.core.errors import NotAllowed
from wardvoice.people import commands, queries
from wardvoice.people.models import Draft
from wardvoice.tick import tick

__all__ = ["house"]

NEW = "/agenda/items/new"
BEGUN, GO_ON, AWAY = "You began to write", "Go on writing", "Throw it away"


@pytest.fixture
def birch(house: House) -> Actor:
    return house.patient("Birch")


def drafts(house: House) -> list[Draft]:
    return list(house.fresh().scalars(select(Draft).order_by(Draft.address)))


def opened(draft: Draft, author: Actor) -> str:
    assert author.id is not None
    return queries.read_draft(draft.typed, PEPPER, author.id)


def writes(client: PageClient, words: str = "My room-mate snores") -> PageClient:
    """Go to the page after the words, and stop there."""
    client.get(NEW)
    client.submit("Go on", how="words")
    client.submit("Go on", topic="sleep")
    client.submit("Go on", kind="problem", words=words)
    return client


def an_item(house: House, author: Actor) -> Item:
    return builders.an_item(house.ward, "the dryer", actor=author, clock=house.clock)


# --- kept ---


def test_words_wait_from_page_to_page_under_the_ward_name(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    later = house.signed_in(birch)
    later.get("/")
    assert BEGUN in later.page.one("main").text
    assert "snores" not in later.page.text, "somebody may look over a shoulder"
    later.submit(GO_ON)
    assert later.page.one("blockquote").text == "My room-mate snores"
    later.submit("Send to the meeting")
    assert [item.words for item in house.fresh().scalars(select(Item))] == ["My room-mate snores"]
    assert drafts(house) == []


def test_whoever_goes_on_comes_to_the_page_they_left(house: House, birch: Actor) -> None:
    client = writes(house.signed_in(birch))
    client.submit("Back")
    again = house.signed_in(birch)
    again.get(NEW)
    again.submit(GO_ON)
    assert again.page.one("textarea").raw.strip() == "My room-mate snores"
    assert again.page.all("input", name="kind", value="problem")[0].get("checked") is not None


def test_a_page_sends_its_words_before_they_leave_the_screen(house: House, birch: Actor) -> None:
    item = an_item(house, birch)
    address = f"/agenda/items/{item.id}/note"
    client = house.signed_in(birch)
    client.get(address)
    client.post("/drafts", {"draft_of": address, "words": "It is still", "once": "k", "pin": "1"}, status=204)
    (kept,) = drafts(house)
    assert parse_qs(opened(kept, birch)) == {"words": ["It is still"], "once": ["k"]}
    client.get(address)
    client.submit(GO_ON)
    assert client.page.one("textarea").raw.strip() == "It is still"
    client.submit("Add my words", words="It is still broken")
    assert drafts(house) == []


def test_one_draft_for_each_form_and_the_newest_words_stay(house: House, birch: Actor) -> None:
    client = writes(house.signed_in(birch))
    writes(client, "And he sings")
    (kept,) = drafts(house)
    assert parse_qs(opened(kept, birch))["words"] == ["And he sings"]


def test_many_drafts_push_the_oldest_out(house: House, birch: Actor) -> None:
    for number in range(commands.drafts.MOST + 3):
        facts = {"address": f"/x/{number:02}", "typed": "words=x"}
        builders.done(house.session, birch, commands.keep_draft, house.clock, **facts)
        house.clock.go_on(hours=6)
    left = [kept.address for kept in drafts(house)]
    assert len(left) == commands.drafts.MOST
    assert "/x/00" not in left


def test_pictures_alone_are_no_draft(house: House, birch: Actor) -> None:
    client = house.signed_in(birch)
    client.get(NEW)
    client.submit("Go on", how="pictures")
    client.submit("Go on", topic="food")
    client.submit("Go on", kind="problem", feeling="sad")
    assert drafts(house) == []


# --- by nobody else ---


def test_nothing_of_somebody_without_a_name_is_kept_and_they_are_told_before(house: House, settings: Settings) -> None:
    client = house.nobody()
    client.get(NEW)
    client.submit("Go on", how="words")
    client.submit("Go on", topic="sleep")
    assert "when this page ends, they are gone" in client.page.one("main").text
    client.submit("Go on", kind="problem", words="My room-mate snores")
    assert drafts(house) == []
    client.post("/drafts", {"draft_of": NEW, "words": "x"}, status=403)
    assert b"snores" not in b"".join(path.read_bytes() for path in settings.instance.iterdir())


def test_whoever_has_a_name_is_told_that_their_words_wait(house: House, birch: Actor) -> None:
    client = house.signed_in(birch)
    client.get(NEW)
    client.submit("Go on", how="words")
    client.submit("Go on", topic="sleep")
    assert "wait for 7 days under your ward name" in client.page.one("main").text


def test_somebody_else_finds_nothing_of_it(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    for client in (house.signed_in(house.patient("Tern")), house.nobody(), house.rep):
        client.get("/")
        assert BEGUN not in client.page.text
        client.post(NEW, {"draft": "go-on"})
        assert "snores" not in client.page.text


def test_staff_have_no_way_to_it(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    for client in (house.nurse, house.manager):
        client.get("/")
        client.post("/drafts", {"draft_of": NEW, "words": "x"}, status=403)
        client.post("/drafts/throw-away", {"draft_of": NEW}, status=403)
    assert len(drafts(house)) == 1


def test_the_table_alone_does_not_tell_whose_it_is(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    (kept,) = drafts(house)
    assert birch.id is not None
    assert birch.id.hex not in (kept.whose + kept.typed.hex() + kept.address).replace("-", "")
    assert b"snores" not in kept.typed
    assert "snores" in opened(kept, birch)
    assert queries.read_draft(kept.typed, b"another pepper", birch.id) == ""  # type: ignore[arg-type]
    assert queries.mark_of(b"another pepper", birch.id) != kept.whose


@pytest.mark.parametrize("address", ["/", "/nowhere", "/finish", "", "https://elsewhere.example/x", "x" * 5000])
def test_only_forms_that_can_be_taken_up_again_are_kept(house: House, birch: Actor, address: str) -> None:
    client = house.signed_in(birch)
    client.get("/")
    client.post("/drafts", {"draft_of": address, "words": "x"}, status=404)
    assert drafts(house) == []


def test_a_ward_name_is_needed(house: House, birch: Actor) -> None:
    with pytest.raises(NotAllowed):
        builders.done(house.session, house.nurse_actor, commands.keep_draft, house.clock, address=NEW, typed="words=x")


# --- and gone ---


def test_thrown_away_it_is_gone(house: House, birch: Actor) -> None:
    client = writes(house.signed_in(birch))
    client.get("/")
    client.submit(AWAY)
    assert "It is thrown away." in client.page.text
    assert drafts(house) == []


def test_taking_an_item_back_takes_what_was_begun_about_it_along(house: House, birch: Actor) -> None:
    item = an_item(house, birch)
    client = house.signed_in(birch)
    client.get(f"/agenda/items/{item.id}/edit")
    client.post("/drafts", {"draft_of": f"/agenda/items/{item.id}/edit", "words": "x"}, status=204)
    client.get(f"/agenda/items/{item.id}/withdraw")
    client.submit("withdraw")
    assert drafts(house) == []


def test_after_a_week_it_is_gone(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    for days, left in ((6, 1), (1, 0)):
        house.clock.go_on(days=days)
        assert tick(house.session.get_bind(), house.app.extensions["apart"], house.clock, PEPPER)  # type: ignore[arg-type]
        assert len(drafts(house)) == left
    assert timedelta(days=7) == commands.drafts.KEPT_FOR


def test_it_goes_when_the_name_goes_to_rest(house: House, birch: Actor) -> None:
    writes(house.signed_in(birch))
    writes(house.signed_in(house.patient("Tern")))
    client = house.signed_in(birch)
    client.get("/my-name/leaving")
    client.submit("leaving")
    (left,) = drafts(house)
    assert left.whose != queries.mark_of(PEPPER, birch.id)  # type: ignore[arg-type]
