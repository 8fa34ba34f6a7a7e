"""What holds at every address of the house: its headers whatever is answered, and that nobody else's form is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug import exceptions
from werkzeug.test import TestResponse

from tests.checks import check_answer
from tests.house.hospital import PERSONS, Hospital, Visitor, address
from tests.pages import PageClient
from wardvoice.core.errors import NotAllowed, NotFound, RuleBroken, Stale, TooMuch
from wardvoice.storage.base import Base, db
from wardvoice.web.guard import endpoint_at, forgets, is_hidden
from wardvoice.web.safety import HEADERS

TERMINAL_AND_DESK = ("Kestrel", "manager")
NOWHERE = UUID(int=404)
FAULTS: dict[int, Callable[[], Exception]] = {
    400: exceptions.BadRequest,
    403: lambda: NotAllowed("You cannot do this here."),
    404: lambda: NotFound("There is nothing at this address."),
    405: exceptions.MethodNotAllowed,
    409: lambda: Stale("This has changed."),
    413: exceptions.RequestEntityTooLarge,
    415: exceptions.UnsupportedMediaType,
    422: lambda: RuleBroken("Choose a day after today."),
    429: lambda: TooMuch("Too many tries."),
    500: lambda: RuntimeError("needle"),
}
TOO_OLD = "This page was too old to send. Nothing was stored."


def every(hospital: Hospital, method: str) -> Iterator[str]:
    """Yield each address that answers this method, filled in with ids that belong to nothing."""
    for rule in hospital.app.url_map.iter_rules():
        if method in (rule.methods or ()):
            values = dict.fromkeys(rule.arguments, NOWHERE) | {"mark": "0", "name": "x.css"}
            yield address(rule, values).replace("<mark>", "0").replace("<path:name>", "x.css")


def visitor(hospital: Hospital, name: str) -> Visitor:
    return Visitor(hospital, *PERSONS[name])


# --- headers ---------------------------------------------------------------------------------------------------------


def wears_them(answer: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]
    if answer.request.path.startswith("/static/"):
        return
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "HX-Request, Cookie"
    assert not {"ETag", "Server"} & set(answer.headers.keys())


def break_views(app: Flask, patch: pytest.MonkeyPatch, fault: Callable[[], Exception]) -> None:
    """Let every view end with this fault; who may come to it stays as it was."""

    def broken(**_values: object) -> None:
        raise fault()

    for endpoint, view in app.view_functions.items():
        marked = {"required": view.required} if hasattr(view, "required") else {}
        patch.setitem(app.view_functions, endpoint, type("View", (), {"__call__": staticmethod(broken), **marked})())


@pytest.mark.parametrize("status", FAULTS)
def test_every_address_wears_the_headers_whatever_goes_wrong(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    somebody, met = visitor(hospital, "rep" if status % 2 else "manager"), 0
    break_views(hospital.app, monkeypatch, FAULTS[status])
    for method in ("GET", "POST"):
        for at in every(hospital, method):
            answer = somebody.ask(method, at)
            wears_them(answer)
            assert "needle" not in answer.get_data(as_text=True)
            met += answer.status_code == status
    assert met > 30, "hardly any view was reached"


@pytest.mark.parametrize("name", [*TERMINAL_AND_DESK, "unknown", "board"])
def test_every_address_wears_the_headers_as_it_is(hospital: Hospital, name: str) -> None:
    somebody, met = visitor(hospital, name), set()
    for method, wrong in (("GET", "PUT"), ("POST", "DELETE")):
        for at in every(hospital, method):
            for answer in (somebody.ask(method, at), somebody.http.open(at, method=wrong)):
                wears_them(answer)
                met.add(answer.status_code)
    assert {303, 403, 405} <= met
    assert 500 not in met


def test_every_cookie_is_for_this_server_alone_and_out_of_reach_of_scripts(hospital: Hospital) -> None:
    """Over https the browser itself holds that; the screen's cookie alone outlives the browser."""
    for base, name in (("http://localhost", "wv"), ("https://localhost", "__Host-wv")):
        browser = hospital.app.test_client()
        browser.get("/sign-in", base_url=base)
        answers = [browser.get("/enrol", base_url=base)]
        token = PageClient(hospital.app)
        token.http, token.page = browser, check_answer(answers[0])
        sent = {"/look": {"size": "larger"}, "/enrol": {"code": hospital.alder.screen_code}, "/finish": {}}
        csrf = token.csrf_token()
        answers += [browser.post(to, data={"csrf": csrf, **said}, base_url=base) for to, said in sent.items()]
        given = [line for answer in answers for line in answer.headers.getlist("Set-Cookie")]
        kinds = {line.partition("=")[0].removeprefix(name) for line in given}
        assert {"", "-look"} <= kinds
        assert ("-screen" in kinds) is (base == "http://localhost"), "the code works once"
        for line in given:
            marks = {part.strip() for part in line.split(";")[1:]}
            assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= marks
            assert ("Secure" in marks) is base.startswith("https")
            assert not [mark for mark in marks if mark.startswith("Domain")]
            assert line.startswith(name)


# --- forms of strangers ----------------------------------------------------------------------------------------------


def rows(hospital: Hospital) -> dict[str, int]:
    tables = Base.metadata.tables
    with hospital.app.app_context():
        counts = select(*(select(func.count()).select_from(table).scalar_subquery() for table in tables.values()))
        return dict(zip(tables, db.session.execute(counts).one(), strict=True))


@pytest.mark.parametrize("name", TERMINAL_AND_DESK)
def test_no_address_takes_a_form_whose_token_is_missing_or_altered(hospital: Hospital, name: str) -> None:
    somebody, thief = visitor(hospital, name), visitor(hospital, "rep")
    good, before, tried = somebody.token, rows(hospital), 0
    altered = ("0" if good[0] != "0" else "1") + good[1:]
    attempts: list[dict[str, Any]] = [
        {"data": {"csrf": good}, "headers": {"X-CSRF-Token": altered}},
        {"query_string": {"csrf": good}},
    ]
    for token in ("", altered, thief.token):
        attempts += [{"data": {"csrf": token}}, {"headers": {"X-CSRF-Token": token}}]
    for at in every(hospital, "POST"):
        for sent in attempts:
            answer = somebody.http.post(at, **sent)
            assert is_turned_away(hospital, at, answer), (at, sent, answer.status_code)
            tried += 1
    assert tried > 400
    assert rows(hospital) == before


def is_turned_away(hospital: Hospital, at: str, answer: TestResponse) -> bool:
    """Told that the page was too old; at an address that is hidden, that nothing is there; or led to the start page."""
    with hospital.app.app_context():
        endpoint = endpoint_at(at, "POST")
        hidden, leads_home = is_hidden(endpoint), forgets(endpoint)
    if leads_home and (answer.status_code, answer.headers.get("Location")) == (303, "/"):
        return True
    if hidden:
        return answer.status_code == 404
    return answer.status_code == 403 and TOO_OLD in answer.get_data(as_text=True)


@pytest.mark.parametrize("way", ["data", "headers"])
def test_with_the_token_in_the_form_or_in_the_header_every_address_listens(hospital: Hospital, way: str) -> None:
    named = {"data": "csrf", "headers": "X-CSRF-Token"}[way]
    for at in every(hospital, "POST"):
        somebody = visitor(hospital, "terminal")
        answer = somebody.http.post(at, **{way: {named: somebody.token}})
        assert TOO_OLD not in answer.get_data(as_text=True), at


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", "text/xml"])
def test_no_address_takes_files_or_anything_but_a_form(hospital: Hospital, kind: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="words"; filename="a.txt"\r\n\r\nneedle\r\n--x--\r\n'
    somebody = visitor(hospital, "terminal")
    for at in every(hospital, "POST"):
        answer = somebody.http.post(at, data=body, content_type=kind, headers={"X-CSRF-Token": somebody.token})
        with hospital.app.app_context():
            unseen = is_hidden(endpoint_at(at, "POST")) and at != "/concerns/new"
        assert answer.status_code == (404 if unseen else 415), at
        assert unseen or "Nothing was stored." in answer.get_data(as_text=True)
