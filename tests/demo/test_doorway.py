"""The doorway: anybody can be anybody, in the demo and nowhere else."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.pages import PageClient
from wardvoice.demo.doors import DOORS, PASSWORD, PIN

KEYS = [
    "patient", "rep", "nurse", "manager", "advocate", "listener", "lead", "duty", "admin", "reviewer", "terminal",
    "laptop", "board", "station",
]  # fmt: skip


def test_everybody_of_the_contract_has_a_form_of_their_own(visitor: PageClient) -> None:
    page = visitor.get("/demo")
    forms = [form for form in page.all("form") if form.get("action") == "/demo/enter"]
    assert [form.all("button")[0]["value"] for form in forms] == KEYS
    assert all(button.get("name") == "as" for form in forms for button in form.all("button"))


def test_the_keys_are_those_of_the_contract() -> None:
    assert list(DOORS) == KEYS


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("board", "reviewer", "duty", "station")])
def test_each_of_them_comes_to_the_start_page(visitor: PageClient, key: str) -> None:
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": key}, follow=False, status=303)
    assert visitor.answer.headers["Location"] == "/"
    visitor.get("/")


def test_the_board_screen_shows_the_board(visitor: PageClient) -> None:
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": "board"}, follow=False, status=303)
    assert visitor.answer.headers["Location"] == "/board/screen"
    visitor.get("/board/screen")


def test_the_patient_sits_at_the_terminal_under_a_ward_name(visitor: PageClient) -> None:
    enter(visitor, "patient")
    assert "Kestrel" in visitor.get("/my").text


def test_the_rep_sits_at_the_meeting_laptop(visitor: PageClient) -> None:
    enter(visitor, "rep")
    assert "Linnet" in visitor.get("/").text


def test_whoever_comes_as_somebody_else_is_no_longer_the_first(visitor: PageClient) -> None:
    enter(visitor, "patient")
    enter(visitor, "nurse")
    assert "Kestrel" not in visitor.get("/").text
    visitor.get("/actions")
    enter(visitor, "terminal")
    assert "Tom" not in visitor.get("/").text


def test_nobody_is_signed_in_at_the_terminal(visitor: PageClient) -> None:
    enter(visitor, "patient")
    enter(visitor, "terminal")
    assert "Kestrel" not in visitor.get("/").text


def test_a_ward_name_can_be_typed_with_the_pin_that_the_doorway_shows(visitor: PageClient) -> None:
    assert PIN in visitor.get("/demo").text
    enter(visitor, "terminal")
    visitor.get("/my-name")
    visitor.submit("/my-name", word="Sparrow", pin=PIN)
    assert "Sparrow" in visitor.get("/my").text


def test_staff_can_sign_in_with_the_password_that_the_doorway_shows(visitor: PageClient) -> None:
    assert PASSWORD in visitor.get("/demo").text
    visitor.get("/sign-in")
    visitor.submit("/sign-in", username="tom.lantern", password=PASSWORD)
    visitor.get("/actions")


def test_every_page_is_labelled_as_the_demo(visitor: PageClient) -> None:
    assert "Demo" in visitor.get("/demo").text
    enter(visitor, "terminal")
    assert "Demo" in visitor.get("/").text


def test_an_unknown_key_leads_nowhere(visitor: PageClient) -> None:
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": "the devil"}, status=404)
    visitor.get("/demo")
    visitor.post("/demo/enter", {}, status=404)


def test_nobody_enters_by_a_form_of_another_site(visitor: PageClient) -> None:
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": "admin"}, csrf=False, status=403)


def test_entering_by_following_a_link_is_not_possible(visitor: PageClient) -> None:
    visitor.get("/demo/enter", status=405)


def test_there_is_no_doorway_where_real_people_are(app: Flask) -> None:
    visitor = PageClient(app)
    visitor.get("/demo", status=404)
    visitor.get("/sign-in")
    visitor.post("/demo/enter", {"as": "admin"}, status=404)


def enter(visitor: PageClient, key: str) -> None:
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": key}, follow=False, status=303)
