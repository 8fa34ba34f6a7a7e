"""The pages on which words are asked to go, and on which everybody learns that some went, when, and not which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import SetClock
from tests.pages import PageClient
from tests.records.test_pages import signed_in
from wardvoice.actions.models import Action
from wardvoice.agenda import commands as agenda
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import HideBecause
from wardvoice.core.actor import Role
from wardvoice.proof.verify import verify
from wardvoice.records.models import RemovalRequest
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import token_hash

SAID = "Mr Heron from night shift hid my shoes"
LINK = "Remove words for good"
ASK = "Ask to remove these words"
YES = "I agree: remove them for good"
NO = "No: they stay"


def only_request(backstage: Session) -> UUID:
    """The id of the one request that there is; the session keeps nobody waiting."""
    (found,) = backstage.scalars(select(RemovalRequest.id))
    backstage.commit()
    return found


@pytest.fixture
def ward(backstage: Session) -> Ward:
    return a.a_ward(backstage)


@pytest.fixture
def item(backstage: Session, ward: Ward, clock: SetClock) -> Item:
    """An item that everybody on the ward can read."""
    made = a.an_item(ward, SAID, clock=clock)
    a.a_published_agenda(ward, items=[made], clock=clock)
    return made


@pytest.fixture
def manager(app: Flask, backstage: Session, ward: Ward, item: Item) -> PageClient:
    return signed_in(app, backstage, ward, Role.MANAGER)


@pytest.fixture
def advocate(app: Flask, backstage: Session, ward: Ward, item: Item) -> PageClient:
    return signed_in(app, backstage, ward, Role.ADVOCATE)


def page_of(item: Item) -> str:
    return f"/agenda/items/{item.id}"


def asks(client: PageClient, item: Item, **typed: Any) -> None:
    client.get(page_of(item))
    client.follow(LINK)
    (words,) = [one for one in client.page.all("label") if SAID in one.text]
    chosen = client.page.one("input", id=words["for"])["value"]
    client.submit(ASK, **({"words": chosen, "because": "names-somebody"} | typed))


def test_one_asks_another_agrees_and_everybody_sees_that_words_went(
    app: Flask, manager: PageClient, advocate: PageClient, item: Item, ward: Ward, backstage: Session
) -> None:
    asks(manager, item)
    assert "Asked. A second person decides." in manager.page.text
    assert not [one for one in manager.page.all("button") if one.text == YES]
    advocate.get("/admin/records")
    advocate.follow("asked on")
    assert SAID in advocate.page.one("blockquote").text
    advocate.submit(YES)
    assert "The words are removed for good." in advocate.page.text
    a.a_screen(ward, ScreenKind.TERMINAL, token_hash=token_hash("corridor"))
    backstage.commit()
    terminal = PageClient(app).at_screen("corridor")
    for address in ("/board", "/agenda", page_of(item), "/records"):
        terminal.get(address)
        assert "Heron" not in terminal.page.text
    assert "two people removed some words. They name somebody." in terminal.page.text
    terminal.get(page_of(item))
    assert "asked to remove some words for good: they name somebody." in terminal.page.text
    assert "Two people removed some words." in terminal.page.text
    backstage.expire_all()
    assert verify(backstage).whole


def test_a_no_leaves_them(manager: PageClient, advocate: PageClient, item: Item) -> None:
    asks(manager, item)
    advocate.get(f"{page_of(item)}/remove")
    advocate.submit(NO)
    assert "The words stay." in advocate.page.text
    advocate.get(page_of(item))
    assert SAID in advocate.page.text
    assert "decided that the words stay." in advocate.page.text


def test_whoever_asked_does_not_agree(advocate: PageClient, item: Item, backstage: Session) -> None:
    asks(advocate, item)
    assert [one.text for one in advocate.page.all("button") if one.text in (YES, NO)] == [NO]
    request_id = only_request(backstage)
    advocate.post(f"/records/removals/{request_id}/agree", status=403)
    advocate.get(page_of(item))
    assert SAID in advocate.page.text


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD, Role.LISTENER, Role.REVIEWER])
def test_nobody_else_finds_the_way_or_takes_it(
    app: Flask, backstage: Session, ward: Ward, advocate: PageClient, item: Item, role: Role
) -> None:
    asks(advocate, item)
    request_id = only_request(backstage)
    other = signed_in(app, backstage, ward, role)
    if role is not Role.REVIEWER:
        other.get(page_of(item))
        assert LINK not in other.page.text
    other.get(f"{page_of(item)}/remove", status=403)
    other.get("/my-account")
    other.post(f"{page_of(item)}/remove", {"words": "1.0", "because": "hate"}, status=403)
    for verb in ("agree", "end"):
        other.post(f"/records/removals/{request_id}/{verb}", status=403)


def test_a_patient_neither_asks_nor_agrees(
    app: Flask, backstage: Session, ward: Ward, advocate: PageClient, item: Item
) -> None:
    asks(advocate, item)
    request_id = only_request(backstage)
    a.a_screen(ward, ScreenKind.LAPTOP, token_hash=token_hash("laptop"))
    backstage.commit()
    laptop = PageClient(app).at_screen("laptop")
    laptop.get(page_of(item))
    assert LINK not in laptop.page.text
    laptop.get(f"{page_of(item)}/remove", status=403)
    laptop.post(f"/records/removals/{request_id}/agree", status=403)


def test_a_second_click_and_an_old_form_change_nothing(
    app: Flask, manager: PageClient, advocate: PageClient, item: Item, ward: Ward, backstage: Session
) -> None:
    asks(manager, item)
    request_id = only_request(backstage)
    advocate.get(f"{page_of(item)}/remove")
    advocate.submit(YES)
    advocate.post(f"/records/removals/{request_id}/agree", status=409)
    manager.get(f"{page_of(item)}/remove")
    manager.post(f"/records/removals/{request_id}/end", status=409)
    history = [row.what for row in a.history_of(ward)]
    assert history.count("words-removed") == 1


@pytest.mark.parametrize("typed", [{"words": ""}, {"words": "999.0"}, {"because": ""}, {"because": "boredom"}])
def test_what_is_not_chosen_from_the_lists_is_asked_once_more(
    manager: PageClient, item: Item, backstage: Session, typed: dict[str, str]
) -> None:
    manager.get(f"{page_of(item)}/remove")
    chosen = {"words": manager.page.all("input", name="words")[0]["value"], "because": "hate"}
    manager.post(f"{page_of(item)}/remove", chosen | typed, status=422)
    assert backstage.scalars(select(RemovalRequest)).all() == []


def test_held_words_stay(manager: PageClient, advocate: PageClient, item: Item) -> None:
    advocate.get("/admin/records")
    advocate.submit("Hold it", what="page", about=page_of(item), because="A complaint")
    asks(manager, item)
    advocate.get(f"{page_of(item)}/remove")
    advocate.submit(YES, status=422)
    assert "They stay until the hold is lifted." in advocate.page.text
    manager.get(page_of(item))
    assert SAID in manager.page.text


def test_hidden_words_are_a_gap_to_a_manager_and_none_to_an_advocate(
    manager: PageClient, advocate: PageClient, item: Item, ward: Ward, backstage: Session, clock: SetClock
) -> None:
    nurse, rep = a.a_staff_actor(ward, clock=clock), a.a_patient_actor(ward, Role.REP, clock=clock)
    hiding = a.done(backstage, nurse, agenda.hide_words, clock, item=item, because=HideBecause.NAMES_SOMEBODY)
    a.done(backstage, rep, agenda.agree_hiding, clock, hiding=hiding)
    manager.get(f"{page_of(item)}/remove")
    assert SAID not in manager.page.text
    assert "words that no page shows you" in manager.page.text
    advocate.get(f"{page_of(item)}/remove")
    assert SAID in advocate.page.text


def test_words_of_a_promise_go_in_the_same_way(
    manager: PageClient, advocate: PageClient, ward: Ward, backstage: Session, clock: SetClock
) -> None:
    made: Action = a.an_action(ward, clock=clock)
    backstage.commit()
    said = str(made.words)
    manager.get(f"/actions/{made.id}")
    manager.follow(LINK)
    (words,) = [one for one in manager.page.all("label") if said in one.text]
    manager.submit(ASK, words=manager.page.one("input", id=words["for"])["value"], because="names-somebody")
    advocate.get(f"/actions/{made.id}/remove")
    advocate.submit(YES)
    advocate.get(f"/actions/{made.id}")
    assert said not in advocate.page.text
    assert "Two people removed some words." in advocate.page.text


def test_of_an_unknown_thing_there_is_no_page(manager: PageClient, ward: Ward, item: Item) -> None:
    manager.get(f"/agenda/items/{ward.id}/remove", status=404)
    manager.get(f"/actions/{ward.id}/remove", status=404)
    manager.get(page_of(item))
    manager.post(f"/records/removals/{ward.id}/end", status=404)
