"""My things: what I asked, and where my word is wanted."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.counting import statements
from tests.actions.house import HouseWorld
from tests.board.rows import TODAY, Rows
from wardvoice.actions.models import Action
from wardvoice.actions.rules import ActionState
from wardvoice.agenda.rules import ItemState
from wardvoice.wards.rules import ScreenKind


def done(drawn: Rows, words: str, **facts: object) -> Action:
    item = drawn.item(words, **facts)
    drawn.answer(item)
    return drawn.promise(item, words=f"About {words}", state=ActionState.DONE_SAID, done_on=TODAY, round=1)


def confirmed(drawn: Rows, words: str, weeks: int, **facts: object) -> Action:
    item, day = drawn.item(words, **facts), TODAY - timedelta(weeks=weeks)
    drawn.answer(item)
    days = {"done_on": day, "confirmed_on": day, "round": 1}
    return drawn.promise(item, words=f"About {words}", state=ActionState.CONFIRMED, **days)


def test_somebody_without_a_name_says_it_or_comes_back_with_five_words(house: HouseWorld) -> None:
    terminal = house.nobody()
    terminal.get("/my")
    terminal.follow("With five words")
    assert terminal.page.one("h1").text == "Is there an answer?"
    terminal.get("/my")
    terminal.follow("With my ward name")
    assert terminal.page.one("h1").text == "What is your ward name?"


def test_staff_and_the_board_screen_have_no_things_here(house: HouseWorld) -> None:
    house.staff().get("/my", status=403)
    house.nobody(ScreenKind.BOARD).get("/my", status=403)


def test_i_see_my_items_with_their_state_also_before_the_agenda_is_out(house: HouseWorld, drawn: Rows) -> None:
    drawn.item("Not out yet", placed=False, read_on=None, author_id=house.kestrel.id)
    drawn.item("Somebody else's", placed=False, author_id=house.rep.id)
    drawn.item("Taken back", placed=False, state=ItemState.WITHDRAWN, author_id=house.kestrel.id)
    drawn.session.commit()
    page = house.patient_at(house.kestrel).get("/my")
    assert "Not out yet" in page.text
    assert "We have it" in page.text
    assert "Somebody else's" not in page.text
    assert "You are Kestrel on this ward." in page.text


def test_a_done_promise_asks_me_my_own_first(house: HouseWorld, drawn: Rows) -> None:
    done(drawn, "theirs", author_id=house.rep.id)
    done(drawn, "mine", author_id=house.kestrel.id)
    drawn.session.commit()
    page = house.patient_at(house.kestrel).get("/my")
    [ask] = page.all("article", cls="wv-card")
    assert "About mine" in ask.text
    assert page.all("a", cls="nhsuk-button")[0].text == "Did it happen?"
    headings = [heading.text for heading in page.one("main").all("h2")]
    assert headings == ["Your answer is wanted", "What I asked", "What others asked: did it happen?"]
    assert [one.text for one in page.one("ul", cls="wv-rows").all("a")] == ["About theirs"]


def test_what_i_have_answered_is_not_asked_again(house: HouseWorld) -> None:
    action = house.done_promise(author=house.rep)
    me = house.patient_at(house.kestrel)
    [ask] = me.get("/my").one("ul", cls="wv-rows").all("a")
    me.get(ask["href"].partition("#")[0])
    me.submit("Yes")
    assert not me.get("/my").all("ul", cls="wv-rows")
    other = house.patient("Heron")
    house.session.commit()
    assert len(house.patient_at(other).get("/my").one("ul", cls="wv-rows").all("a")) == 1
    assert house.again(action).state is ActionState.DONE_SAID


def test_after_six_weeks_i_am_asked_if_it_is_still_fixed(house: HouseWorld, drawn: Rows) -> None:
    confirmed(drawn, "five weeks ago", 5, author_id=house.kestrel.id)
    confirmed(drawn, "mine long ago", 30, author_id=house.kestrel.id)
    confirmed(drawn, "theirs seven weeks ago", 7)
    confirmed(drawn, "theirs long ago", 30)
    drawn.session.commit()
    page = house.patient_at(house.kestrel).get("/my")
    [ask] = page.all("article", cls="wv-card")
    assert "About mine long ago" in ask.text
    others = page.one("ul", cls="wv-rows").text
    assert "About theirs seven weeks ago" in others
    assert "theirs long ago" not in others


def test_whoever_shares_a_promise_is_not_asked_about_it(house: HouseWorld, drawn: Rows) -> None:
    action = done(drawn, "shared", author_id=house.rep.id)
    action.shared_by_id = house.kestrel.id
    drawn.session.commit()
    assert "About shared" not in house.patient_at(house.kestrel).get("/my").text


def test_nothing_asked_yet_says_so_and_leads_to_asking(house: HouseWorld) -> None:
    page = house.patient_at(house.kestrel).get("/my")
    assert "You have not asked for anything under this name yet." in page.text
    assert page.all("a", href="/agenda/items/new")


def test_hidden_words_of_mine_are_a_gap_here_and_readable_on_their_page(house: HouseWorld, drawn: Rows) -> None:
    drawn.hide(drawn.item("NEEDLE", author_id=house.kestrel.id))
    drawn.session.commit()
    me = house.patient_at(house.kestrel)
    assert "NEEDLE" not in me.get("/my").text
    assert "NEEDLE" in me.follow("Problem · Laundry").text


def test_my_things_take_the_same_few_statements_for_many_as_for_few(house: HouseWorld, drawn: Rows) -> None:
    def more(count: int) -> None:
        for n in range(count):
            done(drawn, f"mine {n}", author_id=house.kestrel.id)
        drawn.session.commit()

    more(2)
    few = statements(house, house.patient_at(house.kestrel), "/my")
    more(30)
    assert statements(house, house.patient_at(house.kestrel), "/my") == few <= 8
