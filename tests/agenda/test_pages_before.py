"""Raised before, while an agenda is prepared: the rep links with one press, or puts two together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from tests import builders
from tests.agenda.house import House
from tests.pages import PageClient
from wardvoice.agenda import commands, queries
from wardvoice.agenda.models import Item, ItemLink
from wardvoice.agenda.rules import AboutWhom, Answer, HideBecause, ItemState
from wardvoice.core.actor import Role
from wardvoice.meetings.models import Meeting
from wardvoice.storage.base import db

OVER, WAITS = "The dryer is broken upstairs", "Our dryer stays broken"
LINK, TOGETHER = "Asked again: link them", "The same: put them together"


@pytest.fixture
def over(house: House) -> Item:
    """What was asked before, and has its answer."""
    return answered(house, OVER)


@pytest.fixture
def again(house: House) -> Item:
    return builders.an_item(house.ward, "The dryer is broken again", clock=house.clock)


@pytest.fixture
def meeting(house: House, again: Item) -> Meeting:
    made = builders.a_meeting(house.ward, date(2026, 3, 12), clock=house.clock)
    for item in (builders.an_item(house.ward, "More fruit", clock=house.clock), again):
        does(house, commands.place_item, meeting=made, item=item)
    return made


def answered(house: House, words: str) -> Item:
    item = builders.an_item(house.ward, words, clock=house.clock)
    does(house, commands.read_item, item=item)
    does(house, commands.answer_item, house.nurse_actor, item=item, answer=Answer.YES)
    return item


def waits(house: House) -> Item:
    """An item on an agenda that is out."""
    item = builders.an_item(house.ward, WAITS, clock=house.clock)
    builders.a_published_agenda(house.ward, items=[item], actor=house.rep_actor, clock=house.clock)
    return item


def does(house: House, command: Callable[..., Any], actor: Any = None, **facts: Any) -> Any:
    return builders.done(house.session, actor or house.rep_actor, command, house.clock, **facts)


def opened(house: House, meeting: Meeting, item: Item, client: PageClient | None = None) -> PageClient:
    client = client or house.rep
    client.get(f"/meetings/{meeting.id}/prepare?more={item.id}")
    return client


def links(house: House) -> list[tuple[Any, Any]]:
    return [(link.item_id, link.earlier_id) for link in house.fresh().scalars(select(ItemLink))]


# --- linking ---


def test_one_press_links_it_to_what_is_over(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    rep = opened(house, meeting, again)
    assert "“The dryer is broken upstairs” (Monday 2 March, answer: yes)" in rep.page.text
    page = rep.submit(LINK)
    assert "They are linked. It counts as asked again." in page.text
    assert "Raised 2 times." in page.text
    assert links(house) == [(again.id, over.id)]
    assert LINK not in opened(house, meeting, again, rep).page.text, "what is linked is suggested no more"


def test_the_third_time_it_moves_to_the_top(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    first = builders.an_item(house.ward, "Wet towels", clock=house.clock)
    does(house, commands.link_items, item=over, earlier=first)
    page = opened(house, meeting, again).submit(LINK)
    assert "Raised 3 times." in page.text
    top, *_rest = queries.on_agenda(house.fresh(), meeting)
    assert top.item_id == again.id


def test_with_scripts_only_the_piece_comes_back(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    rep = opened(house, meeting, again)
    piece = rep.post(link_to(meeting, again), {"earlier": str(over.id)}, htmx="prepare")
    assert "Raised 2 times." in piece.text
    assert not piece.all("html")


def test_pressed_twice_it_is_linked_once(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    rep = opened(house, meeting, again)
    rep.post(link_to(meeting, again), {"earlier": str(over.id)})
    rep.post(link_to(meeting, again), {"earlier": str(over.id)}, status=409)
    assert "Here it is as it stands now." in rep.page.text
    assert len(links(house)) == 1


def link_to(meeting: Meeting, item: Item) -> str:
    return f"/meetings/{meeting.id}/asked-before/{item.id}"


# --- putting together ---


def test_what_still_waits_is_put_together_with_one_press(house: House, meeting: Meeting, again: Item) -> None:
    lead = waits(house)
    rep = opened(house, meeting, again)
    assert f"“{WAITS}” (Monday 2 March, no answer yet)" in rep.page.text
    assert LINK not in rep.page.text
    assert "They are one now. Both keep their words." in rep.submit(TOGETHER).text
    merged = queries.item(house.fresh(), house.ward.id, again.id)
    assert (merged.state, merged.merged_into_id) == (ItemState.MERGED, lead.id)


def test_what_was_answered_meanwhile_is_not_put_together_but_linked(
    house: House, meeting: Meeting, again: Item
) -> None:
    lead = waits(house)
    rep = opened(house, meeting, again)
    does(house, commands.answer_item, house.nurse_actor, item=lead, answer=Answer.YES)
    rep.submit(TOGETHER, status=422)
    rep.submit(LINK)
    assert links(house) == [(again.id, lead.id)]


# --- what is never shown, and who never links ---


def test_never_what_the_ward_cannot_read(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    hidden, removed = (answered(house, f"{words}: the dryer is broken") for words in ("Hidden", "Removed"))
    kestrel = house.patient()
    gone = builders.an_item(house.ward, "Gone: the dryer is broken", actor=kestrel, clock=house.clock)
    unread = builders.an_item(house.ward, "Unread: the dryer is broken", clock=house.clock)
    does(house, commands.withdraw_item, kestrel, item=gone)
    does(house, commands.answer_item, house.nurse_actor, item=unread, answer=Answer.YES)
    hiding = does(house, commands.hide_words, house.nurse_actor, item=hidden, because=HideBecause.THREAT)
    does(house, commands.agree_hiding, hiding=hiding)
    second = builders.a_staff_actor(house.ward, Role.ADVOCATE, name="Ade", clock=house.clock)
    builders.removed_by(house.manager_actor, second, removed, removed.words, house.clock)
    rep = opened(house, meeting, again)
    assert said(rep) == [f"{LINK}: “{OVER}” (Monday 2 March, answer: yes)"]
    for item in (hidden, removed, gone, unread, again):
        rep.post(link_to(meeting, again), {"earlier": str(item.id)}, status=409)
    assert links(house) == []


def said(client: PageClient) -> list[str | None]:
    """What the buttons for linking and putting together say."""
    labels = [button.get("aria-label") or "" for button in client.page.all("button")]
    return [label for label in labels if label.startswith((LINK, TOGETHER))]


def test_drawn_for_the_opened_row_alone_and_cheaply(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    rep = house.rep
    rep.get(f"/meetings/{meeting.id}/prepare")
    assert said(rep) == []
    with house.app.app_context():
        engine = db.engine
    told: list[str] = []

    def listen(*facts: Any) -> None:
        told.extend([facts[2]] if facts[2].startswith("SELECT") else [])

    event.listen(engine, "before_cursor_execute", listen)
    opened(house, meeting, again, rep)
    event.remove(engine, "before_cursor_execute", listen)
    assert len(said(rep)) == 1
    assert len(told) <= 8


def test_staff_link_nothing_while_a_rep_is_in_post(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    nurse = opened(house, meeting, again, house.nurse)
    assert said(nurse) == []
    nurse.post(link_to(meeting, again), {"earlier": str(over.id)}, status=403)
    somebody = opened(house, meeting, again, house.signed_in(house.patient()))
    somebody.post(link_to(meeting, again), {"earlier": str(over.id)}, status=404)  # it is not out yet
    does(house, commands.publish, meeting=meeting)
    somebody.post(link_to(meeting, again), {"earlier": str(over.id)}, status=403)
    assert links(house) == []


def test_whom_an_item_is_about_does_not_link_it(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    does(house, commands.say_about_rep, house.nurse_actor, item=again, whom=AboutWhom.REP)
    rep = opened(house, meeting, again)
    assert said(rep) == []
    rep.post(link_to(meeting, again), {"earlier": str(over.id)}, status=403)
    assert links(house) == []


def test_ids_of_another_ward_and_invented_ones_are_not_found(
    house: House, over: Item, meeting: Meeting, again: Item
) -> None:
    beech = builders.a_ward(house.session, "Beech", clock=house.clock)
    theirs, there = builders.an_item(beech, OVER, clock=house.clock), builders.a_meeting(beech, clock=house.clock)
    rep = opened(house, meeting, again)
    rep.post(link_to(meeting, again), {"earlier": str(theirs.id)}, status=404)
    rep.post(link_to(meeting, again), {"earlier": "nonsense"}, status=404)
    rep.post(link_to(meeting, theirs), {"earlier": str(over.id)}, status=404)
    rep.post(link_to(there, again), {"earlier": str(over.id)}, status=404)
    assert links(house) == []


# --- taking a link back ---

WRONG = "Not the same: take the link back"


def test_a_wrong_link_is_taken_back_on_the_items_page(house: House, over: Item, meeting: Meeting, again: Item) -> None:
    does(house, commands.link_items, item=again, earlier=over)
    rep = house.rep
    assert WRONG in rep.get(f"/agenda/items/{again.id}").text
    page = rep.submit(WRONG)
    assert "The link is taken back." in page.text
    assert "took back that the same was asked before." in page.text
    assert WRONG not in page.text
    assert OVER not in page.text
    assert LINK in opened(house, meeting, again, rep).page.text, "and it is suggested again"
    rep.post(f"/agenda/items/{again.id}/unlink", {"earlier": str(over.id)}, status=409)


def test_only_what_somebody_said_has_the_button(house: House, over: Item, again: Item) -> None:
    first = builders.an_item(house.ward, "Wet towels", clock=house.clock)
    does(house, commands.link_items, item=over, earlier=first)
    does(house, commands.link_items, item=again, earlier=over)
    page = house.rep.get(f"/agenda/items/{again.id}")
    assert [button.text for button in page.all("button")].count(WRONG) == 1
    house.rep.post(f"/agenda/items/{again.id}/unlink", {"earlier": str(first.id)}, status=422)


def test_its_author_takes_it_back_and_others_do_not_see_the_button(house: House, over: Item) -> None:
    kestrel = house.patient()
    mine = builders.an_item(house.ward, "The dryer again", actor=kestrel, clock=house.clock)
    does(house, commands.link_items, kestrel, item=mine, earlier=over)
    for reader in (house.nurse, house.manager):
        assert WRONG not in reader.get(f"/agenda/items/{mine.id}").text
        reader.post(f"/agenda/items/{mine.id}/unlink", {"earlier": str(over.id)}, status=403)
    author = house.signed_in(kestrel)
    author.get(f"/agenda/items/{mine.id}")
    assert "The link is taken back." in author.submit(WRONG).text
