"""Headers on every answer, forms that nobody else can send, and a log that tells nothing of patients."""

from __future__ import annotations

import json
import logging
import re

import pytest
from flask import Flask

from tests.pages import PageClient
from tests.web.little_house import NURSE, TERMINAL
from wardvoice.web.safety import CSP, HEADERS

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/health", 200),
    ("GET", "/sign-in", 200),
    ("GET", "/nowhere", 404),
    ("PUT", "/plain", 405),
    ("POST", "/plain", 403),
    ("GET", "/trouble/missing", 404),
    ("GET", "/trouble/much", 429),
    ("GET", "/trouble/rule", 422),
    ("GET", "/trouble/stale", 409),
    ("GET", "/trouble/other", 500),
    ("GET", "/unmarked", 403),
    ("GET", "/static/0/site.css", 404),
]


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
@pytest.mark.parametrize("who", ["nurse", "terminal"])
def test_every_answer_wears_the_same_headers(
    method: str, address: str, status: int, who: str, request: pytest.FixtureRequest
) -> None:
    browser: PageClient = request.getfixturevalue(who)
    answer = browser.http.open(address, method=method)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]
    if "static" not in address:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Vary"] == "HX-Request, Cookie"
        assert "ETag" not in answer.headers
    assert "Server" not in answer.headers


def test_every_address_of_the_house_wears_them(little_house: Flask, nurse: PageClient) -> None:
    for rule in little_house.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, "x")
        address = little_house.url_map.bind("localhost").build(rule.endpoint, values)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = nurse.http.open(address, method=method)
        assert answer.headers["Content-Security-Policy"] == CSP, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert CSP.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in CSP
    assert "form-action 'self'" in CSP


# --- forms of strangers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [{}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "é"}, {"csrf": "x\x00"}])
def test_a_form_without_this_visits_token_is_refused(nurse: PageClient, sent: dict[str, str]) -> None:
    nurse.get("/plain")
    answer = nurse.http.post("/plain", data={"words": "x", **sent})
    assert answer.status_code == 403
    assert "Nothing was stored" in answer.get_data(as_text=True)


def test_a_token_of_another_visit_is_refused(nurse: PageClient, kestrel: PageClient) -> None:
    kestrel.get("/plain")
    answer = nurse.http.post("/plain", data={"words": "x", "csrf": kestrel.csrf_token()})
    assert answer.status_code == 403


def test_htmx_sends_the_token_in_a_header(nurse: PageClient) -> None:
    nurse.get("/plain")
    answer = nurse.http.post("/plain", data={"words": "x"}, headers={"X-CSRF-Token": nurse.csrf_token()})
    assert answer.status_code == 303


def test_the_body_tells_htmx_the_token_of_the_forms(nurse: PageClient) -> None:
    nurse.get("/every")
    told = json.loads(nurse.page.one("body")["hx-headers:inherited"])
    assert told == {"X-CSRF-Token": nurse.csrf_token()}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_form_on_another_site_is_refused(nurse: PageClient, headers: dict[str, str], status: int) -> None:
    nurse.get("/plain")
    answer = nurse.http.post("/plain", data={"words": "x", "csrf": nurse.csrf_token()}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("mimetype", ["multipart/form-data", "application/json", "text/plain"])
def test_files_and_anything_but_a_plain_form_are_refused(nurse: PageClient, mimetype: str) -> None:
    answer = nurse.http.post("/plain", data=b"words=x", content_type=mimetype)
    assert answer.status_code == 415
    assert "Files cannot be sent" in answer.get_data(as_text=True)


def test_too_many_bytes_are_refused_with_a_page(nurse: PageClient) -> None:
    nurse.get("/plain")
    answer = nurse.http.post("/plain", data={"csrf": nurse.csrf_token(), "words": "x" * 300_000})
    assert answer.status_code == 413
    assert "Please use fewer words" in answer.get_data(as_text=True)


def test_another_host_name_is_refused(little_house: Flask) -> None:
    answer = little_house.test_client().get("/", base_url="http://evil.example")
    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"] == CSP


# --- the log ----------------------------------------------------------------------------------------------------------


def test_one_line_for_each_request_of_staff_without_address_or_words(
    nurse: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    nurse.get("/plain?needle=1")
    nurse.submit("Send", words="needle", follow=False, status=303)
    lines = [json.loads(record.message) for record in caplog.records]
    assert [(line["endpoint"], line["status"], line["account"]) for line in lines] == [
        ("things.plain", 200, str(NURSE)),
        ("things.plain", 303, str(NURSE)),
    ]
    assert len({line["id"] for line in lines}) == 2
    assert all(set(line) == {"id", "endpoint", "status", "account"} for line in lines)
    assert "needle" not in caplog.text


def test_nothing_at_all_is_logged_for_a_screen_of_the_ward(
    terminal: PageClient, kestrel: PageClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for browser in (terminal, kestrel):
        browser.get("/plain?needle=1")
        browser.submit("Send", words="needle")
        browser.get("/trouble/other", status=500)
        browser.get("/nowhere", status=404)
        browser.http.get("/static/0/x")
        browser.submit("Finish")
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_a_screen_whose_enrolment_was_taken_back_leaves_no_line_either(
    stranger: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stranger.at_screen("once-" + TERMINAL).get("/")
    assert caplog.records == []


def test_a_fault_is_logged_by_its_place_never_by_what_was_said(
    nurse: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    nurse.get("/trouble/other", status=500)
    fault, line = (json.loads(record.message) for record in caplog.records)
    assert fault["error"] == "RuntimeError"
    assert fault["endpoint"] == "things.trouble"
    assert all(re.fullmatch(r"\w+:\d+", place) for place in fault["at"])
    assert line["status"] == 500
    assert "needle" not in caplog.text
    assert "needle" not in nurse.answer.get_data(as_text=True)
