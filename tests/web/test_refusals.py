"""Every no is a page in plain words, in the frame of whoever asked, and stores nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.pages import PageClient, filled

SAID = [
    ("rule", 422, "Choose a day after today."),
    ("stale", 409, "Here it is as it stands now."),
    ("much", 429, "Wait 5 minutes."),
    ("missing", 404, "There is nothing at this address."),
    ("other", 500, "Not saved."),
    ("twice", 200, "Nothing was stored twice."),
]


@pytest.mark.parametrize(("kind", "status", "sentence"), SAID)
@pytest.mark.parametrize(("who", "frame"), [("nurse", "wv-staff"), ("kestrel", "wv-terminal")])
def test_each_refusal_is_a_page(
    kind: str, status: int, sentence: str, who: str, frame: str, request: pytest.FixtureRequest
) -> None:
    browser: PageClient = request.getfixturevalue(who)
    browser.get(f"/trouble/{kind}", status=status)
    assert sentence in browser.page.text
    assert browser.page.one("html").classes == [frame]
    assert browser.page.all("a", href="/"), "there is a way on"


@pytest.mark.parametrize(("kind", "status", "sentence"), [*SAID[:4], ("other", 500, "Not sent yet"), SAID[5]])
def test_each_refusal_of_a_post_is_a_page(nurse: PageClient, kind: str, status: int, sentence: str) -> None:
    nurse.get("/plain")
    nurse.post(f"/trouble/{kind}", status=status)
    assert sentence in nurse.page.text


def test_what_a_fault_kept_from_being_stored_is_carried_along_and_sent_again(kestrel: PageClient) -> None:
    kestrel.get("/plain")
    typed = {"words": 'needle "<b>\nin two lines', "once": "the same key", "several": ["mon", "tue"]}
    kestrel.post("/trouble/other", typed, status=500)
    assert "press Try again" in kestrel.page.text
    form, _button = kestrel.form("Try again")
    assert filled(form, {}) == {**typed, "csrf": kestrel.csrf_token()}
    assert [box["value"] for box in form.all("input", name="several")] == ["mon", "tue"]
    kestrel.submit("Try again", status=500)


@pytest.mark.parametrize("who", ["terminal", "kestrel"])
def test_words_wait_for_nobody_else_while_a_database_is_away(
    who: str, little_house: Flask, request: pytest.FixtureRequest
) -> None:
    """The page ends by itself as every other one at a screen does, and turns the cookie, so that Back shows nothing."""
    browser: PageClient = request.getfixturevalue(who)
    browser.get("/plain")
    before = browser.http.get_cookie("wv")
    away = OperationalError("", {}, Exception("away"))
    hall = little_house.extensions["hall"]
    little_house.extensions["hall"] = replace(hall, load_caller=Mock(side_effect=away))
    browser.post("/trouble/other", {"words": "needle"}, status=503)
    assert "press Try again" in browser.page.text
    limits = browser.page.one("html").attrs
    assert {name: limits.get(f"data-{name}") for name in ("cover", "warn", "end")} == {
        "cover": "45",
        "warn": "120",
        "end": "180",
    }
    assert {one.attrs.get("id") for one in browser.page.all("dialog")} == {"wv-covered", "wv-warned", "wv-over"}
    after = browser.http.get_cookie("wv")
    assert before
    assert after
    assert before.value != after.value
    assert before.value.partition(".")[0] == after.value.partition(".")[0], "it is the same visit: one press sends it"
    little_house.extensions["hall"] = hall
    browser.submit("Try again", status=500)


def test_whoever_presses_finish_while_a_database_is_away_has_left(kestrel: PageClient, little_house: Flask) -> None:
    """Else the next person at the screen would be them, as soon as it answers again."""
    kestrel.get("/plain")
    before = kestrel.http.get_cookie("wv")
    hall = little_house.extensions["hall"]
    away = Mock(side_effect=OperationalError("", {}, Exception("away")))
    little_house.extensions["hall"] = replace(hall, load_caller=away)
    kestrel.post("/finish", status=503)
    assert "Your visit has ended." in kestrel.page.text
    assert kestrel.answer.headers["Refresh"] == "30; url=/"
    assert kestrel.answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    after = kestrel.http.get_cookie("wv")
    assert before
    assert after
    assert before.value.partition(".")[0] != after.value.partition(".")[0]
    little_house.extensions["hall"] = hall
    kestrel.get("/")
    assert "Kestrel" not in kestrel.page.text


@pytest.mark.parametrize("secret", ["pin", "password", "pictures", "code"])
def test_a_secret_is_never_carried_along(kestrel: PageClient, secret: str) -> None:
    kestrel.get("/plain")
    kestrel.post("/trouble/other", {"words": "x", secret: "needle"}, status=500)
    assert "Not sent yet" in kestrel.page.text
    assert "needle" not in kestrel.answer.get_data(as_text=True)
    assert not kestrel.page.all("input", name="words")


def test_a_refusal_replaces_the_whole_page_for_htmx(nurse: PageClient) -> None:
    nurse.get("/every")
    nurse.get("/trouble/missing", htmx="every", status=404)
    assert nurse.answer.headers["HX-Retarget"] == "body"


def test_a_wrong_method_says_which_are_right(nurse: PageClient) -> None:
    nurse.get("/ends", status=405)
    assert "POST" in nurse.answer.headers["Allow"]


def test_a_404_looks_the_same_whether_or_not_a_ward_has_it(nurse: PageClient) -> None:
    assert nurse.get("/nowhere", status=404).text == nurse.get("/nowhere/else", status=404).text


def test_an_unsigned_patient_who_is_refused_is_told_to_use_a_ward_name(terminal: PageClient) -> None:
    terminal.get("/plain")
    terminal.post("/mine", status=405)
    terminal.get("/staff", status=403)
    assert [link["href"] for link in terminal.page.one("main").all("a")] == ["/my-name", "/"]


def test_a_page_that_cannot_even_be_drawn_says_not_saved(nurse: PageClient, monkeypatch: Any) -> None:
    def broken(*_args: object, **_facts: object) -> str:
        raise RuntimeError("needle")

    monkeypatch.setattr("wardvoice.web.refusals.render_template", broken)
    answer = nurse.http.get("/trouble/other")
    assert answer.status_code == 500
    assert "Not saved." in answer.get_data(as_text=True)
    assert "needle" not in answer.get_data(as_text=True)
