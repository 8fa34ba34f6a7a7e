"""Adding to the meeting, page by page, at the ward terminal."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests import builders
from tests.agenda.house import PIN, House
from tests.pages import PageClient
from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ItemKind, ItemState, ShownAs, Topic, WrittenBy
from wardvoice.wards.rules import ScreenKind

NEW = "/agenda/items/new"
SEND, GO_ON, BACK = "Send to the meeting", "Go on", "Back"


def items(house: House) -> list[Item]:
    return list(house.fresh().scalars(select(Item)))


def to_the_fourth_page(client: PageClient, words: str = "The dryer is broken") -> PageClient:
    client.get(NEW)
    client.submit(GO_ON, how="words")
    client.submit(GO_ON, topic="laundry")
    client.submit(GO_ON, kind="problem", words=words)
    return client


# --- the way to Send ---


def test_somebody_without_a_name_sends_words_in_four_pages(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    assert "The dryer is broken" in client.page.one("main").text
    client.submit(SEND, shown_as="patient")
    (item,) = items(house)
    assert (item.words, item.topic, item.kind) == ("The dryer is broken", Topic.LAUNDRY, ItemKind.PROBLEM)
    assert (item.shown_as, item.author_id) == (ShownAs.PATIENT, None)
    assert "data-receipt" in client.page.one("main").attrs


def test_the_first_choice_of_each_page_leads_to_a_box_for_words_and_to_the_receipt(house: House) -> None:
    """As scripts and assistive tools do it: first choice, first button, words where a box comes."""
    client, boxes = house.nobody(), []
    client.get(NEW)
    for number in range(1, 5):
        form = client.page.one("main").all("form")[0]
        radios = {box["name"]: box["value"] for box in reversed(form.all("input", type="radio"))}
        boxes += [number for _ in form.all("textarea")]
        typed = {"words": "Cold food"} if form.all("textarea") else {}
        first, *others = form.all("button")
        assert first["type"] == "submit"
        assert all("formnovalidate" in button.attrs for button in others)
        client.submit(first.text, **radios, **typed)
    assert boxes == [3]
    assert "data-receipt" in client.page.one("main").attrs
    assert items(house)[0].words == "Cold food"


def test_pictures_need_no_letters(house: House) -> None:
    client = house.nobody()
    client.get(NEW)
    client.submit(GO_ON, how="pictures")
    client.submit(GO_ON, topic="food")
    assert not client.page.all("textarea")
    client.submit(GO_ON, kind="problem", feeling="sad")
    client.submit(SEND, shown_as="rep")
    (item,) = items(house)
    assert (item.words, item.feeling, item.shown_as) == (None, Feeling.SAD, ShownAs.REP)
    assert not client.page.all("textarea")


def test_back_keeps_everything_on_every_page(house: House) -> None:
    client = to_the_fourth_page(house.nobody(), "Kept words")
    for _ in range(3):
        client.submit(BACK)
    assert client.page.one("input", type="radio", name="how", value="words").attrs.get("checked") is not None
    client.submit(GO_ON)
    client.submit(GO_ON)
    assert client.page.one("textarea").raw.strip() == "Kept words"
    client.submit(GO_ON)
    client.submit(SEND)
    assert items(house)[0].words == "Kept words"


def test_nothing_typed_or_chosen_stands_in_an_address(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    assert client.address == NEW
    assert client.page.one("main").all("form")[0]["action"] == NEW
    assert "dryer" not in str(client.answer.headers)


def test_each_page_says_how_far_one_has_come(house: House) -> None:
    client = house.nobody()
    assert "1 of 4" in client.get(NEW).text
    assert "2 of 4" in client.submit(GO_ON, how="words").text


# --- what happens next ---


def test_the_receipt_says_when_it_is_talked_about_and_who_reads_it(house: House) -> None:
    builders.a_meeting(house.ward, clock=house.clock)
    client = to_the_fourth_page(house.nobody())
    said = client.submit(SEND).one("main").text
    assert "Thursday 5 March at 10:30, in the day room" in said
    assert "by Wednesday 4 March" in said
    assert "The rep puts it on the agenda." in said
    assert "When you press Finish, this page is gone" in said


def test_the_receipt_says_so_if_the_next_agenda_is_out_already(house: House) -> None:
    builders.a_published_agenda(house.ward, clock=house.clock)
    said = to_the_fourth_page(house.nobody()).submit(SEND).one("main").text
    assert "The agenda for Thursday 5 March is out already" in said
    assert "not set yet" in said


def test_the_same_form_sent_twice_shows_the_same_receipt_and_stores_nothing_twice(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    once = client.page.one("main").one("input", name="once")["value"]
    sent = {"step": "4", "how": "words", "topic": "laundry", "kind": "problem", "words": "Dryer", "shown_as": "patient"}
    first = client.post(NEW, {**sent, "once": once}).one("main").text
    again = client.post(NEW, {**sent, "once": once}).one("main").text
    assert first == again
    assert len(items(house)) == 1


# --- change it, take it back ---


def test_whoever_has_no_name_changes_and_takes_back_on_the_receipt(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND)
    client.submit("Change my words", words="Both dryers are broken")
    assert items(house)[0].words == "Both dryers are broken"
    assert "data-receipt" in client.page.one("main").attrs
    client.submit("Take it back")
    assert items(house)[0].state is ItemState.WITHDRAWN
    assert "You took it back" in client.page.one("h1").text
    assert not client.page.one("main").all("form")


def test_empty_and_far_too_long_words_leave_the_receipt_as_it_is(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND)
    for words in ("", "x" * 20_000):
        client.submit("Change my words", words=words, status=422)
        assert client.page.one("textarea").raw.strip() == words
    assert items(house)[0].words == "The dryer is broken"


def test_once_the_agenda_is_out_the_receipt_takes_nothing_back(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND)
    builders.a_published_agenda(house.ward, clock=house.clock)
    client.submit("Take it back", status=422)
    assert items(house)[0].state is ItemState.PLACED


def test_another_browser_cannot_take_it_back(house: House) -> None:
    to_the_fourth_page(house.nobody()).submit(SEND)
    (item,) = items(house)
    stranger = house.nobody()
    stranger.get("/meetings")
    for secret in ("", "guessed", "x" * 43):
        stranger.post(f"/agenda/items/{item.id}/withdraw", {"slip": secret}, status=404)
    assert items(house)[0].state is ItemState.RECEIVED


# --- with a ward name ---


def test_choosing_the_ward_name_asks_for_it_and_keeps_everything_typed(house: House) -> None:
    name = house.name_with_pin()
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="name")
    assert "Who are you?" in client.page.one("h1").text
    client.submit(SEND, word="Kestrel", pin="111111", status=422)
    assert items(house) == []
    assert not client.page.one("input", name="pin").get("value")
    client.submit(SEND, word="Kestrel", pin=PIN)
    (item,) = items(house)
    assert (item.author_id, item.shown_as, item.words) == (name.id, ShownAs.NAME, "The dryer is broken")
    assert "You are Kestrel" in client.page.text
    assert not client.page.all("input", name="slip")
    assert "My things" in client.get("/").text or client.address == "/"


def test_from_the_name_page_one_can_go_back_and_stay_a_patient(house: House) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="name")
    client.submit(BACK)
    client.submit(SEND, shown_as="patient")
    assert items(house)[0].author_id is None


@pytest.mark.parametrize("typed", [{"word": "", "pin": ""}, {"word": "Kestrel", "pin": "12"}])
def test_half_a_name_is_asked_again(house: House, typed: dict[str, str]) -> None:
    client = to_the_fourth_page(house.nobody())
    client.submit(SEND, shown_as="name")
    client.submit(SEND, **typed, status=422)
    assert items(house) == []


def test_somebody_signed_in_sends_by_name_at_once(house: House) -> None:
    kestrel = house.patient()
    client = to_the_fourth_page(house.signed_in(kestrel))
    client.submit(SEND, shown_as="name")
    assert items(house)[0].author_id == kestrel.id


# --- bad input ---


@pytest.mark.parametrize("words", ["", "   ", "x" * 20_000])
def test_no_words_and_far_too_many_are_asked_again_and_kept(house: House, words: str) -> None:
    client = house.nobody()
    client.get(NEW)
    client.submit(GO_ON, how="words")
    client.submit(GO_ON, topic="food")
    page = client.submit(GO_ON, kind="problem", words=words, status=422)
    assert page.one("textarea").raw.strip() == words.strip()
    assert page.all(cls="nhsuk-error-summary")
    assert items(house) == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\x00b\x07c", "abc"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("😀🙈 so", "😀🙈 so"),
        ("left \u202eright", "left right"),
    ],
)
def test_any_signs_are_taken_and_never_run(house: House, typed: str, stored: str) -> None:
    to_the_fourth_page(house.nobody(), typed).submit(SEND)
    assert items(house)[0].words == stored


@pytest.mark.parametrize(
    ("missing", "heading"),
    [({"topic": None}, "What is it about?"), ({"topic": "weapons"}, "What is it about?"), ({"how": "x"}, "How do you")],
)
def test_whatever_is_missing_or_invented_leads_back_to_its_page(
    house: House, missing: dict[str, Any], heading: str
) -> None:
    client = house.nobody()
    client.get(NEW)
    sent = {"step": "4", "how": "words", "topic": "food", "kind": "idea", "words": "Soup", "shown_as": "patient"}
    sent = {name: value for name, value in {**sent, **missing}.items() if value is not None}
    page = client.post(NEW, sent, status=422)
    assert page.one("h1").text.startswith(heading)
    assert items(house) == []


@pytest.mark.parametrize("step", ["", "0", "9", "four", "-1"])
def test_an_invented_step_begins_anew(house: House, step: str) -> None:
    client = house.nobody()
    client.get(NEW)
    page = client.post(NEW, {"step": step, "how": "words"})
    assert "What is it about?" in page.one("h1").text


# --- written down for somebody ---


def test_staff_who_open_the_page_write_it_down_for_somebody(house: House) -> None:
    nurse = house.nurse
    nurse.get(NEW)
    assert nurse.address == "/agenda/items/for-somebody"
    nurse.submit("Write it down", topic="food", kind="problem", words="The soup is cold", follow=False, status=303)
    (item,) = items(house)
    assert (item.written_by, item.written_by_id) == (WrittenBy.STAFF, house.nurse_actor.id)


def test_the_rep_writes_it_down_at_the_laptop(house: House) -> None:
    rep = house.rep
    rep.get("/agenda/items/for-somebody")
    rep.submit("Write it down", topic="leave", kind="question", words="When?", shown_as="rep", follow=False, status=303)
    assert items(house)[0].written_by is WrittenBy.REP


def test_writing_down_nothing_is_asked_again_and_a_double_click_stores_once(house: House) -> None:
    nurse = house.nurse
    nurse.get("/agenda/items/for-somebody")
    nurse.submit("Write it down", topic="food", kind="problem", words="", status=422)
    once = nurse.page.one("input", name="once")["value"]
    sent = {"topic": "food", "kind": "problem", "words": "Cold soup", "shown_as": "patient", "once": once}
    for status in (303, 200):
        nurse.post("/agenda/items/for-somebody", sent, follow=False, status=status)
    assert len(items(house)) == 1


def test_patients_without_a_part_and_the_board_write_for_nobody(house: House) -> None:
    house.signed_in(house.patient()).get("/agenda/items/for-somebody", status=403)
    house.nobody(ScreenKind.BOARD).get(NEW, status=403)
