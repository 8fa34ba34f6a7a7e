"""The board as patients and staff see it, and the big screen on the wall."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import TODAY, Rows
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.models import AnswerReply
from wardvoice.agenda.rules import AcceptedBy, Answer, ItemKind, ItemState
from wardvoice.wards.rules import ScreenKind


def store(rows: Rows) -> None:
    rows.session.commit()


def test_anybody_at_the_terminal_reads_what_was_asked_and_answered(house: HouseWorld, drawn: Rows) -> None:
    item = drawn.item("The dryer is broken.")
    drawn.answer(item, Answer.YES, "We buy a new one.")
    drawn.promise(item, TODAY, TODAY + timedelta(days=9))
    store(drawn)
    page = house.nobody().get("/board")
    for words in ("The dryer is broken.", "We buy a new one.", "A new dryer stands in the laundry.", "Tom (nurse)"):
        assert words in page.text
    assert "moved once to" in page.text
    assert "The part is on order." in page.text


def test_a_no_stands_with_its_because_and_the_day_it_is_looked_at_again(house: HouseWorld, drawn: Rows) -> None:
    drawn.answer(drawn.item(), Answer.NO, "No money until April.", review_on=TODAY + timedelta(days=30))
    store(drawn)
    text = house.nobody().get("/board").text
    assert "No, because: No money until April." in text
    assert "We look at this again on Wednesday 1 April." in text


def test_an_answer_that_was_not_accepted_says_so_beside_it(house: HouseWorld, drawn: Rows) -> None:
    outcome = drawn.answer(drawn.item())
    hands = {"source": AcceptedBy.ROOM, "yes": 1, "no": 6}
    drawn.session.add(AnswerReply(ward_id=drawn.ward.id, outcome_id=outcome.id, n=1, day=TODAY, **hands))
    store(drawn)
    assert "Patients do not accept this answer" in house.nobody().get("/board").text


def test_staff_say_done_stands_as_large_as_what_patients_confirmed(house: HouseWorld, drawn: Rows) -> None:
    for state in (ActionState.CONFIRMED, ActionState.DONE_SAID):
        item = drawn.item()
        drawn.answer(item)
        days = {"done_on": TODAY - timedelta(days=20), "confirmed_on": TODAY - timedelta(days=20), "round": 1}
        drawn.promise(item, TODAY - timedelta(days=20), state=state, **days)
    drawn.rhythm()
    store(drawn)
    page = house.nobody().get("/board")
    figures = {figure.all("span")[0].text: figure for figure in page.all("li", cls="wv-figure")}
    assert figures["staff say done"].all("strong")[0].text == figures["done, patients say yes"].all("strong")[0].text
    assert figures["staff say done"].classes == figures["done, patients say yes"].classes
    assert list(figures) == ["asked", "answered", "done, patients say yes", "staff say done", "moved to a later day"]


def test_hidden_and_unread_words_stand_on_no_public_page(house: HouseWorld, drawn: Rows) -> None:
    drawn.hide(drawn.item("NEEDLE hidden"))
    drawn.item("NEEDLE unread", read_on=None)
    store(drawn)
    wall = house.nobody(ScreenKind.BOARD)
    for who in (house.nobody(), house.patient_at(house.kestrel), house.rep_at_laptop(), house.staff(), wall):
        for address in ("/board", "/board?show=open", "/board/screen"):
            assert "NEEDLE" not in who.get(address).text
    assert "The words are hidden: they name somebody." in house.nobody().get("/board").text


def test_the_filters_are_links_that_work_without_scripts(house: HouseWorld, drawn: Rows) -> None:
    drawn.item("Still waiting", state=ItemState.CARRIED_OVER)
    drawn.item("Thank you, night staff", kind=ItemKind.THANKS)
    drawn.answer(drawn.item("Said yes to this"))
    store(drawn)
    terminal = house.nobody()
    terminal.get("/board")
    assert "Said yes to this" not in terminal.follow("Still open").text
    assert "Still waiting" not in terminal.follow("Answered").text
    good = terminal.follow("Good things")
    assert "Thank you, night staff" in good.text
    assert good.one("a", aria_current="page").text == "Good things"


@pytest.mark.parametrize("nonsense", ["?show=news", "?show=x", "?page=-3", "?page=x", "?page=99999999"])
def test_an_address_with_nonsense_shows_a_plain_board(house: HouseWorld, nonsense: str) -> None:
    assert "You asked – we answered" in house.nobody().get(f"/board{nonsense}").text


def test_ten_lines_a_page_and_links_to_older_and_newer_ones(house: HouseWorld, drawn: Rows) -> None:
    for n in range(15):
        drawn.item(f"Number {n};", received_on=TODAY - timedelta(days=n))
    store(drawn)
    terminal = house.nobody()
    first = terminal.get("/board")
    assert len(first.all("article", cls="wv-line")) == 10
    assert "Newer ones" not in first.text
    older = terminal.follow("Older ones")
    assert "Number 14;" in older.text
    assert "Older ones" not in older.text
    assert "Number 0;" in terminal.follow("Newer ones").text


def test_another_wards_board_is_another_board(house: HouseWorld, drawn: Rows) -> None:
    from tests import builders

    other = Rows(house.session, builders.a_ward(house.session, "Beech"), house.nurse)
    other.item("Not yours to read")
    store(other)
    assert "Not yours to read" not in house.nobody().get("/board").text


def test_an_empty_board_says_that_it_is_empty(house: HouseWorld) -> None:
    assert "There is nothing here yet." in house.nobody().get("/board").text


def test_the_board_takes_five_statements_with_ten_lines_and_with_three_hundred(house: HouseWorld, drawn: Rows) -> None:
    def more(count: int) -> None:
        for n in range(count):
            item = drawn.item(f"Item {n}", received_on=TODAY - timedelta(days=n % 80))
            drawn.answer(item)
            drawn.promise(item, TODAY, state=ActionState.DONE_SAID, done_on=TODAY, round=1)
        store(drawn)

    more(10)
    few = statements(house, house.nobody(), "/board")
    more(290)
    many = statements(house, house.nobody(), "/board")
    assert few == many <= 5
    assert statements(house, house.nobody(ScreenKind.BOARD), "/board/screen") <= 5


# --- the screen on the wall ------------------------------------------------------------------------------------------


def test_the_screen_shows_three_lines_and_turns_its_pages_by_itself(house: HouseWorld, drawn: Rows) -> None:
    for n in range(5):
        drawn.item(f"Number {n};", received_on=TODAY - timedelta(days=n))
    store(drawn)
    wall = house.nobody(ScreenKind.BOARD)
    first = wall.get("/board/screen")
    assert len(first.all("article", cls="wv-line")) == 3
    piece = first.one("div", id="wall")
    assert piece["hx-get"] == "/board/screen?page=2"
    assert piece["hx-trigger"] == "every 20s"
    second = wall.get("/board/screen?page=2", htmx="wall")
    assert not second.all("html")
    assert "Number 4;" in second.text
    assert second.one("div", id="wall")["hx-get"] == "/board/screen?page=1"


def test_without_scripts_the_screen_goes_on_to_its_next_page_too(house: HouseWorld, drawn: Rows) -> None:
    for n in range(5):
        drawn.item(f"Number {n};")
    store(drawn)
    page = house.nobody(ScreenKind.BOARD).get("/board/screen")
    assert page.one("meta", http_equiv="refresh")["content"] == "20; url=/board/screen?page=2"


def test_the_screen_has_nothing_to_press(house: HouseWorld, drawn: Rows) -> None:
    drawn.answer(drawn.item())
    store(drawn)
    page = house.nobody(ScreenKind.BOARD).get("/board/screen")
    assert not page.all("form")
    assert not page.all("a")


@pytest.mark.parametrize("kind", [ScreenKind.TERMINAL, ScreenKind.LAPTOP])
def test_where_patients_sit_the_screens_address_leads_to_the_board(house: HouseWorld, kind: ScreenKind) -> None:
    sits = house.nobody(kind)
    page = sits.get("/board/screen")
    assert sits.address == "/board"
    assert page.one("button", cls="wv-tool--finish").text == "Finish"
    assert page.one("p", cls="wv-safety")


def test_staff_see_the_wall_as_it_hangs_there(house: HouseWorld) -> None:
    assert "wv-board-screen" in house.staff().get("/board/screen").one("html").classes
