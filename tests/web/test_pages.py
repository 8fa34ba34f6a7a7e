"""Whole page or piece, what is said once, receipts, long lists, and templates that tell of a misspelt name."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.pages import PageClient
from tests.web.conftest import SetClock


def test_a_browser_gets_the_page_and_htmx_the_piece(nurse: PageClient) -> None:
    nurse.get("/every")
    assert nurse.page.all("html")
    nurse.get("/every", htmx="every")
    assert not nurse.page.all("html")
    assert nurse.page.one("div", id="every")


@pytest.mark.parametrize(
    "whole", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}, {"HX-Request-Type": "full"}]
)
def test_htmx_that_wants_a_page_gets_a_page(nurse: PageClient, whole: dict[str, str]) -> None:
    answer = nurse.http.get("/every", headers={"HX-Request": "true", "HX-Request-Type": "partial", **whole})
    assert "<html" in answer.get_data(as_text=True)


def test_htmx_names_its_target_and_source(little_house: Flask) -> None:
    from wardvoice.web.hall import asked

    headers = {"HX-Target": "div#item-1", "HX-Source": "button#a%20b"}
    with little_house.test_request_context("/", headers=headers):
        assert asked.target_id == "item-1"
        assert asked.source_id == "a b"
    with little_house.test_request_context("/"):
        assert asked.target_id is None


def test_a_good_post_leads_on_and_says_so_once(nurse: PageClient) -> None:
    nurse.get("/plain")
    nurse.submit("Send", words="hello")
    assert nurse.page.one(cls="wv-said").text == "It is stored."
    assert nurse.get("/").all(cls="wv-said") == []


def test_what_is_said_travels_in_no_address(nurse: PageClient) -> None:
    nurse.get("/plain")
    nurse.submit("Send", words="hello", follow=False, status=303)
    assert nurse.answer.headers["Location"] == "/"


def test_nobody_can_make_a_page_say_something(nurse: PageClient) -> None:
    nurse.http.set_cookie("wv-say", "WyJIZWxsbyIsIngiXQ.aaaa.bbbb")
    assert nurse.get("/").all(cls="wv-said") == []


def test_what_is_said_fades_and_is_only_said_to_whom_it_was_meant(nurse: PageClient, kestrel: PageClient) -> None:
    nurse.get("/plain")
    nurse.submit("Send", words="hello", follow=False, status=303)
    meant = nurse.http.get_cookie("wv-say")
    assert meant is not None
    kestrel.http.set_cookie("wv-say", meant.value)
    assert kestrel.get("/").all(cls="wv-said") == []


def test_htmx_gets_the_piece_and_an_announcement(nurse: PageClient) -> None:
    nurse.get("/plain")
    nurse.post("/plain", {"words": "<b>hello</b>"}, htmx="piece")
    assert nurse.page.one(id="piece").text == "<b>hello</b>"
    spoken = nurse.page.one(id="wv-say")
    assert spoken.text == "It is stored."
    assert spoken["hx-swap-oob"] == "innerHTML"


def test_htmx_is_taken_to_the_next_page_where_there_is_no_piece(nurse: PageClient) -> None:
    nurse.get("/sign-in")
    nurse.post("/sign-out", htmx="x")
    assert nurse.answer.headers["HX-Redirect"] == "/sign-in"


def test_a_receipt_is_the_answer_itself(terminal: PageClient) -> None:
    terminal.get("/plain")
    terminal.post("/ends", follow=False)
    assert "data-receipt" in terminal.page.one("main").attrs
    assert "data-receipt" not in terminal.get("/").one("main").attrs


def test_a_long_list_comes_in_pages_of_25_with_real_links(nurse: PageClient) -> None:
    nurse.get("/list")
    assert len(nurse.page.one("main").all("li")) == 25
    nurse.follow("Next page")
    nurse.follow("Next page")
    assert [row.text for row in nurse.page.one("main").all("li")][-1] == "row 59"
    assert not [link for link in nurse.page.all("a") if link.text == "Next page"]
    nurse.follow("Page before")
    assert "Page 2 of 3" in nurse.page.text


@pytest.mark.parametrize("wish", ["0", "-1", "x", "9" * 30, "1.5", "", "٣"])
def test_a_page_number_that_makes_no_sense_is_no_fault(nurse: PageClient, wish: str) -> None:
    nurse.get(f"/list?page={wish}")


def test_a_misspelt_name_in_a_template_is_a_fault_and_not_an_empty_place(nurse: PageClient) -> None:
    nurse.get("/misspelt", status=500)


def test_a_get_cannot_change_the_database(little_house: Flask, nurse: PageClient) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    from wardvoice.core.policy import May
    from wardvoice.storage.base import db
    from wardvoice.web.guard import requires

    @requires(May.READ_WARD)
    def writes() -> str:
        with pytest.raises(OperationalError, match="readonly"):
            db.session.execute(text("DELETE FROM sessions"))
        return "refused"

    little_house.add_url_rule("/writes", view_func=writes)
    assert nurse.http.get("/writes").get_data() == b"refused"


def test_text_size_and_contrast_stay_for_the_visit(terminal: PageClient) -> None:
    terminal.get("/plain")
    terminal.submit("Largest text")
    terminal.submit("Dark page")
    html = terminal.get("/").one("html")
    assert (html["data-size"], html["data-contrast"]) == ("largest", "dark")
    pressed = [button.text for button in terminal.page.all("button", aria_pressed="true")]
    assert pressed == ["Largest text", "Dark page"]
    terminal.submit("Finish")
    assert terminal.page.one("html")["data-size"] == ""


@pytest.mark.parametrize("more", ["endpoint=x", "_external=1&_scheme=ftp", "_anchor=x", "_method=PUT", "words=a+lie"])
def test_nothing_that_somebody_added_to_an_address_goes_into_the_links_of_a_list(nurse: PageClient, more: str) -> None:
    nurse.get(f"/list?{more}")
    assert nurse.page.one("a", rel="next")["href"] == "/list?page=2"


def test_after_choosing_a_look_one_is_back_on_the_same_page(terminal: PageClient) -> None:
    terminal.get("/plain")
    sent = {"csrf": terminal.csrf_token(), "size": "larger"}
    answer = terminal.http.post("/look", data=sent, headers={"Referer": "http://localhost/list?page=2"})
    assert answer.headers["Location"] == "/list?page=2"
    for elsewhere in ("http://evil.example/x", "http://localhost//evil.example", "javascript:alert(1)", "", "http://["):
        answer = terminal.http.post("/look", data=sent, headers={"Referer": elsewhere})
        assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("value", ["<b>.dark", "dark.larger", "....", "é"])
def test_a_made_up_look_is_the_plain_one(terminal: PageClient, value: str) -> None:
    terminal.http.set_cookie("wv-look", value)
    assert terminal.get("/").one("html")["data-size"] == ""


def test_every_page_of_a_ward_screen_has_finish_home_and_the_safety_line(kestrel: PageClient) -> None:
    for address, status in (("/", 200), ("/plain", 200), ("/nowhere", 404), ("/trouble/other", 500)):
        page = kestrel.get(address, status=status)
        assert page.all("button")[0].text == "Finish"
        assert page.all("a")[0]["href"] == "#main", "the skip link, and Finish right after it"
        assert [link for link in page.all("a", href="/") if link.text == "Home"]
        footer = page.one("footer").text
        assert "Not safe? Tell someone you trust: staff, your advocate, or call 0808 157 0001 · ward phone 2." in footer
        assert "No one watches this screen all the time." in footer
        assert not page.one("main").all("button", cls="wv-tool"), "the tools stand outside the main part"


def test_the_frame_says_where_and_who(kestrel: PageClient, nurse: PageClient) -> None:
    assert "Alder" in kestrel.get("/").one("header").text
    assert "You are Kestrel" in kestrel.page.one("header").text
    assert "Tom Reed" in nurse.get("/").one("header").text
    assert "Demo" not in nurse.page.text


def test_the_clock_fixture_stands_still(clock: SetClock) -> None:
    assert clock.now() == clock.now()


def test_scripts_that_keep_the_page_are_led_by_a_header(nurse: PageClient) -> None:
    nurse.get("/plain")
    sent = {"words": "hello", "csrf": nurse.csrf_token()}
    answer = nurse.http.post("/plain", data=sent, headers={"WV-Stays": "1"})
    assert (answer.status_code, answer.headers["WV-Go"]) == (200, "/")
    nurse.get("/")
    assert nurse.page.one(cls="wv-said").text == "It is stored."
